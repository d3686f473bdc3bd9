//! What the page of trouble and Storage share about records that cannot be read: saving what can be, bringing a
//! copy back into a new database, opening the other learners', and what was kept aside. Nothing that was here is
//! replaced or deleted by any of it, but what she deletes from aside.

mod aside;
mod copies;
mod others;
mod restore;
mod save;

pub use aside::section as aside;
pub use copies::{holds, when};
pub use others::section as others;
pub use restore::{Instead, section as restore};
pub use save::{Saving, section as save};

/// The media type of a backup.
pub const MEDIA_TYPE: &str = "application/x-cairn";
