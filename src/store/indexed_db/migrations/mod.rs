//! The steps from one schema version to the next: one module each, by whole numbers, never changed
//! once released. A step adds, copies and deletes within the browser's one upgrade transaction.
//!
//! A step that gives a kind its own store also moves that kind's rows out of `foreign`.

#[cfg(feature = "conformance")]
mod check;
mod v1;
mod v2;
mod v3;
mod v4;
mod v5;

use cairn_domain::{kind::Kind, port::Table};
use indexed_db_futures::{Result, transaction::Transaction};

/// The version that this build writes.
pub(super) const VERSION: u32 = 5;

/// The first version that keeps files.
pub(super) const FILES: u32 = 2;

/// The first version in which items, decks, responses and mistakes have stores of their own, and schedules are kept.
const PRACTICE: u32 = 3;

/// The first version in which answers may lie in pages.
pub(super) const PAGES: u32 = 4;

/// The first version in which items may lie in pages.
pub(super) const ITEM_PAGES: u32 = 5;

/// Takes a database from version `from` to version `to`.
pub(super) type Upgrade = fn(from: u32, to: u32, transaction: &Transaction<'_>) -> Result<()>;

/// Takes a database with rows from version `from` to version `to`.
pub(super) fn upgrade(from: u32, to: u32, transaction: &Transaction<'_>) -> Result<()> {
    create(from, to, transaction)?;
    if from < PRACTICE && to >= PRACTICE {
        v3::move_all(transaction)?;
    }
    Ok(())
}

/// Makes the stores that version `to` has beyond version `from` (0: the database is new). It is apart from
/// [`upgrade`], for what moves rows is no part of what every start loads.
pub(super) fn create(from: u32, to: u32, transaction: &Transaction<'_>) -> Result<()> {
    if from < 1 {
        v1::run(transaction.db())?;
    }
    if from < FILES && to >= FILES {
        v2::run(transaction.db())?;
    }
    if from < PRACTICE && to >= PRACTICE {
        v3::run(transaction.db())?;
    }
    if from < PAGES && to >= PAGES {
        v4::run(transaction.db())?;
    }
    if from < ITEM_PAGES && to >= ITEM_PAGES {
        v5::run(transaction.db())?;
    }
    #[cfg(feature = "conformance")]
    if from < check::VERSION && to >= check::VERSION {
        check::run(transaction)?;
    }
    Ok(())
}

/// Whether rows of `kind` have a store of their own in a database of schema `version`.
pub(super) fn has_store(kind: Kind, version: u32) -> bool {
    v1::KINDS.contains(&kind) || version >= PRACTICE && v3::KINDS.contains(&kind)
}

/// Whether a database of schema `version` keeps this table.
pub(super) fn has_table(table: Table, version: u32) -> bool {
    version >= PRACTICE || !v3::TABLES.contains(&table)
}
