//! Why a job was not done. Data, not sentences: the app's catalogue has the words.

use super::wire::{choices, parts};
use cairn_domain::port::StoreError;

parts! {
    /// One thing that is wrong in a file.
    pub struct Trouble {
        /// Where: an entry, a line, a path such as `CFItems[3].fullStatement`; may be empty.
        pub place: String,
        /// What, as a stable word such as `not_utf8`; the catalogue has a sentence for each.
        pub code: String,
        /// What was found there, cut; may be empty.
        pub text: String,
    }
}

choices! {
    /// Why nothing was done.
    pub enum Failure {
        /// The app and the worker are of different builds; loading the page again helps.
        OtherBuild = 0,
        /// The file was refused.
        File(Trouble) = 1,
        /// Another tab holds an older version open.
        Blocked = 2,
        /// No space is left.
        QuotaExceeded = 3,
        /// The database is of a newer version.
        NewerSchema = 4,
        /// The browser closed the database.
        ConnectionLost = 5,
        /// A stored row is not what was written; names the store.
        Damaged(String) = 6,
        /// Another failure of the browser, by its name.
        Dom(String) = 7,
        /// A rule of the domain, such as a framework that is gone.
        Rejected(String) = 8,
        /// The backup is another profile's, and she was not asked.
        OtherProfile = 9,
        /// The bytes that were written do not read back as the state; nothing is handed out.
        NotVerified = 10,
        /// The device cannot spare the memory that a passphrase is worked with.
        NoMemory = 11,
        /// The database is of an older version, and was not brought to this one.
        OlderSchema = 12,
        /// A copy on the device would leave too little room there.
        NoRoom = 13,
        /// The optimiser found no weights; what it said.
        Unfitted(String) = 14,
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Blocked => Self::Blocked,
            StoreError::QuotaExceeded => Self::QuotaExceeded,
            StoreError::NewerSchema { .. } => Self::NewerSchema,
            StoreError::OlderSchema { .. } => Self::OlderSchema,
            StoreError::ConnectionLost => Self::ConnectionLost,
            StoreError::Damaged { store } => Self::Damaged(store),
            StoreError::Dom { name } => Self::Dom(name),
        }
    }
}
