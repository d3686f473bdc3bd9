//! A step beyond those of any release, for tests of steps alone: it takes its time, adds a store with rows, and
//! makes an index of an older store anew.

use crate::indexed_db::keys::BY_CHANGE;
use cairn_domain::kind::Kind;
use indexed_db_futures::{KeyPath, Result, prelude::*, transaction::Transaction};
use wasm_bindgen::JsValue;

/// The version after this step.
pub(super) const VERSION: u32 = 6;

/// The store that it adds, with one row for each number below [`ROWS`].
const ADDED: &str = "check";
const ROWS: u32 = 5000;

pub(super) fn run(transaction: &Transaction<'_>) -> Result<()> {
    let added = transaction.db().create_object_store(ADDED).with_auto_increment(true).build()?;
    for number in 0..ROWS {
        added.put(JsValue::from(number)).primitive().map(drop)?;
    }
    if let Some(name) = Kind::GOAL.name() {
        let goals = transaction.object_store(name)?;
        goals.delete_index(BY_CHANGE)?;
        goals.create_index(BY_CHANGE, KeyPath::One("change")).build()?;
    }
    Ok(())
}
