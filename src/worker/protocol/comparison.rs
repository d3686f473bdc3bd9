//! How what a file holds differs from what is here: the first of it by name, of what changes each field, and the room
//! that all of it takes. What is sent is bounded, whatever the file holds.

use super::wire::{choices, parts};
use cairn_domain::kind::Kind;

choices! {
    /// How what a file holds differs from what is here.
    pub enum Difference {
        /// Only there.
        New = 0,
        /// Changed there alone.
        Changed = 1,
        /// Changed here alone.
        Kept = 2,
        /// Changed here and there.
        Both = 3,
        /// Deleted there.
        Deleted = 4,
        /// In the trash here, changed there.
        Revived = 5,
        /// In the trash here, where it stays.
        Trashed = 6,
    }

    /// What a field says.
    pub enum Said {
        /// Nothing.
        Nothing = 0,
        /// This, cut; or a name.
        Text(String) = 1,
        /// Several things, each cut.
        List(Vec<String>) = 2,
        /// Yes or no.
        Truth(bool) = 3,
        /// One of a closed list, by its name in files.
        Word(String) = 4,
    }
}

parts! {
    /// A field in which a thing here and the file differ.
    pub struct Differing {
        /// Its name in files, such as `prompt`.
        pub field: String,
        /// What it says here.
        pub here: Said,
        /// What it says in the file.
        pub there: Said,
        /// Whether it stays as it is here, because she edited it.
        pub stays: bool,
    }

    /// One thing by name.
    pub struct Shown {
        /// Its kind.
        pub kind: Kind,
        /// Its title, cut.
        pub title: String,
        /// Of a file of another tool: the first fields in which it differs.
        pub differs: Vec<Differing>,
        /// How many more there are.
        pub more: u64,
    }

    /// What differs in one way, by name.
    pub struct Named {
        /// How it differs.
        pub difference: Difference,
        /// The first of each kind, by kind.
        pub first: Vec<Shown>,
    }

    /// The room that a file takes on this device.
    pub struct Room {
        /// Bytes of the files that come, and about what the rows take.
        pub needed: u64,
        /// Bytes that are left, as the browser says.
        pub free: u64,
        /// Whether it fits, with something left for what she writes herself.
        pub fits: bool,
    }
}
