//! How far a job is.

use super::{
    holding::Holding,
    wire::{choices, parts},
};

choices! {
    /// What the worker is at.
    pub enum Phase {
        /// Reads the file.
        Reading = 0,
        /// Reads what is stored.
        Collecting = 1,
        /// Compares the two.
        Comparing = 2,
        /// Stores.
        Storing = 3,
        /// Reckons levels anew.
        Reckoning = 4,
        /// Writes a file.
        Writing = 5,
        /// Reads the written file back.
        Verifying = 6,
        /// Puts a file under a passphrase.
        Sealing = 7,
        /// Opens one.
        Opening = 8,
        /// Waits for another window, which holds the lock of writers; what is known of it.
        Waiting(Option<Holding>) = 9,
        /// Fits weights.
        Fitting = 10,
    }
}

parts! {
    /// How far a job is; `total` 0 if that cannot be known.
    pub struct Progress {
        /// What it is at.
        pub phase: Phase,
        /// Done so far.
        pub done: u64,
        /// Of so many.
        pub total: u64,
    }
}
