//! The steps from one schema version to the next: one module each, by whole numbers, never changed
//! once released. A step adds, copies and deletes within the browser's one upgrade transaction.
//!
//! A step that gives a kind its own store also moves that kind's rows out of `foreign`.

#[cfg(feature = "conformance")]
mod check;
mod v1;
mod v2;

use cairn_domain::kind::Kind;
use indexed_db_futures::{Result, transaction::Transaction};

/// The version that this build writes.
pub(super) const VERSION: u32 = 2;

/// The first version that keeps files.
pub(super) const FILES: u32 = 2;

/// Takes a database from version `from` (0: it is new) to version `to`.
pub(super) fn upgrade(from: u32, to: u32, transaction: &Transaction<'_>) -> Result<()> {
    if from < 1 {
        v1::run(transaction.db())?;
    }
    if from < FILES && to >= FILES {
        v2::run(transaction.db())?;
    }
    #[cfg(feature = "conformance")]
    if from < check::VERSION && to >= check::VERSION {
        check::run(transaction)?;
    }
    Ok(())
}

/// Whether rows of `kind` have a store of their own.
pub(super) fn has_store(kind: Kind) -> bool {
    v1::KINDS.contains(&kind)
}
