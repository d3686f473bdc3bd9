//! Version 1: a new database.
//!
//! | store | key | row | indexes |
//! |---|---|---|---|
//! | one per kind, `foreign` | `id`: the id's 26 letters; in `foreign` behind the kind's code and `/` | `id, change, keys, body` | `keys` (one entry per key), `change` |
//! | one per derived table | `id`: the table's key | `id, body` | |
//! | `device` | `id`: the note's name | `id, body` | |
//! | `undo` | `id`: the change number | `id, body` | |
//! | `meta` | `id`: `state` | `id, profile, device, change, totals` | |

use crate::indexed_db::keys::{BY_CHANGE, BY_KEY, DEVICE, FOREIGN, META, UNDO};
use cairn_domain::{kind::Kind, port::Table};
use indexed_db_futures::{KeyPath, Result, database::Database, prelude::*};

/// The kinds that have a store of their own.
pub(super) const KINDS: &[Kind] = &[
    Kind::PROFILE,
    Kind::INTEREST,
    Kind::GOAL,
    Kind::CRITERION,
    Kind::STEP,
    Kind::RESOURCE,
    Kind::FRAMEWORK,
    Kind::COMPETENCY,
    Kind::RELATION,
    Kind::SCALE,
    Kind::RUBRIC,
    Kind::EVIDENCE,
    Kind::SELF_ASSESSMENT,
    Kind::VOID,
    Kind::CONTEST,
    Kind::TRANSITION,
];

/// The derived tables.
const TABLES: &[Table] = &[Table::Estimate];

pub(super) fn run(database: &Database) -> Result<()> {
    for name in KINDS.iter().filter_map(|kind| kind.name()).chain([FOREIGN]) {
        let store = database.create_object_store(name).with_key_path(KeyPath::One("id")).build()?;
        store.create_index(BY_KEY, KeyPath::One("keys")).with_multi_entry(true).build()?;
        store.create_index(BY_CHANGE, KeyPath::One("change")).build()?;
    }
    for name in TABLES.iter().map(|table| table.name()).chain([DEVICE, UNDO, META]) {
        database.create_object_store(name).with_key_path(KeyPath::One("id")).build()?;
    }
    Ok(())
}
