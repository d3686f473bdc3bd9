//! Who holds the lock of writers, what for and since when: told by the name of a second lock, which whoever waits can read.

use super::{
    LOCK,
    wire::{choices, parts},
};

choices! {
    /// What a window holds the lock of writers for.
    pub enum Doing {
        /// It brings a file in.
        Importing = 0,
        /// It keeps a file.
        Keeping = 1,
        /// It removes one.
        Removing = 2,
        /// It makes an automatic copy.
        Copying = 3,
        /// It carries records over to this version.
        CarryingOver = 4,
    }
}

parts! {
    /// Who holds the lock of writers.
    pub struct Holding {
        /// What for.
        pub doing: Doing,
        /// Since when, UTC ms.
        pub since_ms: i64,
    }
}

/// What a name has for each: its number above.
const NUMBERS: [(Doing, &str); 5] = [
    (Doing::Importing, "0"),
    (Doing::Keeping, "1"),
    (Doing::Removing, "2"),
    (Doing::Copying, "3"),
    (Doing::CarryingOver, "4"),
];

impl Holding {
    /// The name of the lock that says so: [`LOCK`], a number and the moment, with strokes between them.
    pub fn name(&self) -> String {
        let number = NUMBERS.iter().find(|(doing, _)| *doing == self.doing).map_or("", |(_, number)| number);
        format!("{LOCK}/{number}/{}", self.since_ms)
    }

    /// What the name of a lock says, if it is one of these.
    pub fn of_name(name: &str) -> Option<Self> {
        let (doing, since) = name.strip_prefix(LOCK)?.strip_prefix('/')?.split_once('/')?;
        let doing = NUMBERS.iter().find(|(_, number)| *number == doing)?.0.clone();
        Some(Self { doing, since_ms: since.parse().ok()? })
    }
}
