//! Version 5: items that came in together lie together, packed. Nothing moves at the step: what is imported from then on does.
//!
//! | store | key | row | indexes |
//! |---|---|---|---|
//! | `item_page` | `id`: the greatest id on it, 26 letters | `id, change, latest, count, keys, body` of up to 64 items; `latest` is the same id | `keys` (one entry per key of each item), `change`: the greatest of its items |

use crate::indexed_db::keys::{BY_CHANGE, BY_KEY, ITEM_PAGES};
use indexed_db_futures::{KeyPath, Result, database::Database, prelude::*};

pub(super) fn run(database: &Database) -> Result<()> {
    let store = database.create_object_store(ITEM_PAGES).with_key_path(KeyPath::One("id")).build()?;
    store.create_index(BY_KEY, KeyPath::One("keys")).with_multi_entry(true).build()?;
    store.create_index(BY_CHANGE, KeyPath::One("change")).build()?;
    Ok(())
}
