//! What the worker answers about copies on the device, and about what can be read of a torn database.

use super::{
    answer::Made,
    wire::{choices, parts},
};

choices! {
    /// What became of a copy on the device.
    pub enum Copied {
        /// It was made, read back, and is kept.
        Made = 0,
        /// There was no need: the last one is recent enough, or holds everything.
        NotNeeded = 1,
    }
}

parts! {
    /// What could be read of a database.
    pub struct Salvaged {
        /// The file that was made of it, and read back.
        pub made: Made,
        /// Rows that cannot be read.
        pub torn: u64,
        /// Object stores that cannot be read at all.
        pub lost: Vec<String>,
    }
}
