//! Row 9: the answers of another program's log go into the database of the browser in one commit, as an import writes them.
//!
//! The log is told by numbers alone, so that a peer stores the same: answer number `n` is to item `n * 7919 mod 5000`, at
//! `n` minutes past a moment, with the rating, duration, days and score of [`answer`]. A tenth of them went wrong.

use crate::merge::id;
use cairn_domain::{
    event::Event,
    evidence::AidUsed,
    id::{DeviceId, EventId, Id, ItemId, ProfileId},
    kind::Kind,
    port::{Lookup, Store},
    response::{Response, Source},
    time::Moment,
};
use cairn_store::{IndexedDb, OpenSeed, indexed_db::pages};
use cairn_sync::{Apply, State};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// When the first of them was given, UTC ms.
const BEGIN: i64 = 1_600_000_000_000;

/// A database and the answers that will be written.
#[wasm_bindgen]
pub struct Persist {
    name: String,
    store: IndexedDb,
    state: State,
}

#[wasm_bindgen]
impl Persist {
    /// Makes the database `name` and prepares `answers` answers in memory.
    pub async fn open(name: String, answers: u32) -> Result<Persist, JsValue> {
        pages::install();
        let seed = OpenSeed { profile: ProfileId(Id::new(0, 1)), device: DeviceId(1) };
        let store = IndexedDb::open(&name, || {}, seed).await.map_err(|error| told(&error))?;
        let (state, _) = State::of([], (0..answers).map(answer));
        Ok(Self { name, store, state })
    }

    /// Writes them all, and answers when the commit is done.
    pub async fn persist(&self) -> Result<(), JsValue> {
        let apply = Apply { state: &self.state, only: None };
        let now = Moment { ms: BEGIN, tz_offset_min: 0 };
        self.store.commit(&apply, now, 1).await.map(|_| ()).map_err(|error| told(&error))
    }

    /// Every value that is stored, on a line of its own, by answer.
    pub async fn values(&self) -> Result<String, JsValue> {
        let lookup = Lookup::ChangedSince { kind: Kind::RESPONSE, change: 0, after: None, limit: u32::MAX };
        let snapshot = self.store.read(std::slice::from_ref(&lookup)).await.map_err(|error| told(&error))?;
        let mut text = String::new();
        for event in snapshot.hits(&lookup).iter().filter_map(|hit| hit.event()) {
            let response = Response::read(event);
            let number =
                |item: ItemId| item.0.bytes().iter().fold(0_u128, |sum, byte| sum << 8 | u128::from(*byte)) - 1;
            let values = [
                response.item.map(number).unwrap_or_default().to_string(),
                event.at.ms.to_string(),
                response.rating.to_string(),
                response.duration_ms.unwrap_or_default().to_string(),
                response.scheduled_days.unwrap_or_default().to_string(),
                response.raw_score.unwrap_or_default().to_string(),
            ];
            text += &values.join("\n");
            text.push('\n');
        }
        Ok(text)
    }

    /// Closes the database and deletes it.
    pub async fn delete(self) -> Result<(), JsValue> {
        self.store.close();
        IndexedDb::delete(&self.name).await.map_err(|error| told(&error))
    }
}

/// An answer by its number.
fn answer(number: u32) -> Event {
    let at = Moment { ms: BEGIN + i64::from(number) * 60_000, tz_offset_min: 60 };
    let wrong = number % 10 == 3;
    let response = Response {
        item: Some(ItemId(id((number * 7_919) % 5_000))),
        rating: if wrong { 1 } else { 2 + u8::try_from(number % 3).unwrap_or(0) },
        raw_score: Some(if wrong { 0.0 } else { 1.0 }),
        duration_ms: Some(1_000 + (number * 37) % 9_000),
        scheduled_days: Some(number % 40),
        algo_version: 6,
        source: Source::Import,
        aid: AidUsed::None,
        ..Response::read(&Event::new(Kind::RESPONSE, EventId(id(0)), at))
    };
    response.to_event(EventId(id(number)), at)
}

fn told(error: &dyn core::fmt::Display) -> JsValue {
    JsValue::from_str(&error.to_string())
}
