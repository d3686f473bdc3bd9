//! Row 9: many new records go into the database of the browser in one commit, as an import writes them.

use crate::merge::{id, write};
use cairn_domain::{
    id::{DeviceId, Id, ProfileId},
    kind::Kind,
    port::{Lookup, Range, Store},
    record::{Cell, Record},
    time::Moment,
};
use cairn_store::{IndexedDb, OpenSeed, indexed_db::pages};
use cairn_sync::{Apply, State};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A database and the records that will be written.
#[wasm_bindgen]
pub struct Persist {
    name: String,
    store: IndexedDb,
    state: State,
}

#[wasm_bindgen]
impl Persist {
    /// Makes the database `name` and prepares `records` records in memory.
    pub async fn open(name: String, records: u32) -> Result<Persist, JsValue> {
        let seed = OpenSeed { profile: ProfileId(Id::new(0, 1)), device: DeviceId(1) };
        pages::install();
        let store = IndexedDb::open(&name, || {}, seed).await.map_err(|error| told(&error))?;
        let made = (0..records).map(|number| write(Record::new(Kind::GOAL, id(number)), 1, 1, 'a', number));
        let (state, _) = State::of(made, []);
        Ok(Self { name, store, state })
    }

    /// Writes them all, and answers when the commit is done.
    pub async fn persist(&self) -> Result<(), JsValue> {
        let apply = Apply { state: &self.state, only: None };
        let now = Moment { ms: 2, tz_offset_min: 0 };
        self.store.commit(&apply, now, 1).await.map(|_| ()).map_err(|error| told(&error))
    }

    /// Every value that is stored, on a line of its own, by record and field.
    pub async fn values(&self) -> Result<String, JsValue> {
        let range = Range::all(Kind::GOAL, "");
        let snapshot = self.store.read(&[Lookup::Range(range.clone())]).await.map_err(|error| told(&error))?;
        let mut records: Vec<&Record> = snapshot.records(&range).collect();
        records.sort_by_key(|record| record.id);
        let mut text = String::new();
        for cell in records.iter().flat_map(|record| record.fields.values()) {
            if let Cell::Register(register) = cell {
                text += &register.value.get::<String>().unwrap_or_default();
                text.push('\n');
            }
        }
        Ok(text)
    }

    /// Closes the database and deletes it.
    pub async fn delete(self) -> Result<(), JsValue> {
        self.store.close();
        IndexedDb::delete(&self.name).await.map_err(|error| told(&error))
    }
}

fn told(error: &dyn core::fmt::Display) -> JsValue {
    JsValue::from_str(&error.to_string())
}
