//! Version 4: old answers lie together, packed. Nothing moves at the step: they are folded later, at rest.
//!
//! | store | key | row | indexes |
//! |---|---|---|---|
//! | `response_page` | `id`: the first index key of its first answer (item, moment, id) | `id, change, latest, count, keys, body` of up to 256 answers | `keys` (one entry per key: `wrong/`, `sure/`, `ahead/`, `again/` alone), `change`: the greatest of its answers, `latest`: the greatest id |
//!
//! `count` says how many answers they are, for when the body is torn. Pages that were written before it was have none;
//! then the ids tell, where they can be read.

use crate::indexed_db::keys::{BY_CHANGE, BY_KEY, BY_LATEST, PAGES};
use indexed_db_futures::{KeyPath, Result, database::Database, prelude::*};

pub(super) fn run(database: &Database) -> Result<()> {
    let store = database.create_object_store(PAGES).with_key_path(KeyPath::One("id")).build()?;
    store.create_index(BY_KEY, KeyPath::One("keys")).with_multi_entry(true).build()?;
    for name in [BY_CHANGE, BY_LATEST] {
        store.create_index(name, KeyPath::One(name)).build()?;
    }
    Ok(())
}
