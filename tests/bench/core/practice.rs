//! Rows 6 and 10: an answer is stored, and the scheduling state of many items is loaded, as practice does both. The items
//! are told by numbers: item `i` was answered once, Good, on study day [`day`], and is due on [`due`].

use crate::merge::id;
use cairn_domain::{
    cbor::value::Day,
    change::{Op, Outcome},
    error::Rejection,
    event::Event,
    evidence::AidUsed,
    id::{DeviceId, EventId, Id, ItemId, ProfileId},
    item::{Form, Item},
    kind::Kind,
    noun::Noun,
    port::{Decision, Lookup, Snapshot, Store, gather},
    practice::{Answer, Given, Graded, Pacing, Queue, settle::Fold},
    record::{Context, Draft, Record},
    response::{Response, Source},
    time::{DAY_MS, Moment},
};
use cairn_learning::schedule::Rating;
use cairn_store::{IndexedDb, OpenSeed};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The study day on which everything is asked.
const TODAY: i64 = 20_400;

/// The study day on which item `number` was answered.
fn day(number: u32) -> i64 {
    20_000 + i64::from(number % 300)
}

/// The study day on which it is due.
fn due(number: u32) -> i64 {
    day(number) + 2 + i64::from(number % 50)
}

fn noon(day: i64) -> Moment {
    Moment { ms: day * DAY_MS + DAY_MS / 2, tz_offset_min: 0 }
}

/// A database with items that were answered.
#[wasm_bindgen]
pub struct Practice {
    name: String,
    store: IndexedDb,
    queue: Queue,
    answers: u32,
}

/// Items and their answers, as an import writes them.
struct Brought(u32);

impl Decision for Brought {
    fn needs(&self, _: &Snapshot) -> Vec<Lookup> {
        Vec::new()
    }

    fn decide(&self, _: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Import);
        for number in 0..self.0 {
            let mut draft = Draft::create(Record::new(Item::KIND, id(number)), context);
            draft.set(&Item::FORM, &Form::Short);
            draft.set(&Item::ACCEPTED, &vec!["yes".to_owned()]);
            outcome.put(draft);
            let at = noon(day(number));
            let bare = Event::new(Kind::RESPONSE, EventId(Id::new(at.ms, u128::from(number))), at);
            let response = Response {
                item: Some(ItemId(id(number))),
                day: Some(Day(day(number))),
                rating: Rating::Good.as_u8(),
                planned_due_day: Some(Day(due(number))),
                ..Response::read(&bare)
            };
            outcome.put_event(response.to_event(bare.id, at), true);
        }
        Ok(outcome)
    }
}

#[wasm_bindgen]
impl Practice {
    /// Makes the database `name` with so many items, folded.
    pub async fn open(name: String, items: u32) -> Result<Practice, JsValue> {
        let seed = OpenSeed { profile: ProfileId(Id::new(0, 1)), device: DeviceId(1) };
        let store = IndexedDb::open(&name, || {}, seed).await.map_err(|error| told(&error))?;
        store.commit(&Brought(items), noon(TODAY), 1).await.map_err(|error| told(&error))?;
        let fold = Fold { now_ms: noon(TODAY).ms };
        store.commit(&fold, noon(TODAY), 2).await.map_err(|error| told(&error))?;
        Ok(Self { name, store, queue: Queue::default(), answers: 0 })
    }

    /// Reads where everything stands. Answers how many items that are.
    pub async fn load(&mut self) -> Result<usize, JsValue> {
        let now_ms = noon(TODAY).ms;
        let needs = |snapshot: &Snapshot| Queue::needs(now_ms, snapshot);
        let snapshot = gather(&self.store, needs).await.map_err(|error| told(&error))?;
        self.queue = Queue::make(now_ms, &snapshot);
        Ok(self.queue.entries().len())
    }

    /// Due day and number of answers of each item, one after the other, by item.
    pub fn standing(&self) -> Vec<f64> {
        let learned = self.queue.entries().iter().filter_map(|entry| entry.learned);
        let number = |day: i64| i32::try_from(day).map_or(f64::NAN, f64::from);
        learned.flat_map(|learned| [number(learned.due_day), f64::from(learned.card.reps)]).collect()
    }

    /// Stores one more answer to the first item, as a sitting does.
    pub async fn answer(&mut self) -> Result<(), JsValue> {
        let entry = self.queue.entry(ItemId(id(0))).ok_or_else(|| JsValue::from_str("it was not loaded"))?;
        self.answers += 1;
        let at = Moment { ms: noon(TODAY).ms + i64::from(self.answers), tz_offset_min: 0 };
        let given = Given {
            graded: Graded::App { score: 1.0, luck: Some((0.25, 0.05)) },
            confidence: Some(0.8),
            duration_ms: 4_000,
            aid: AidUsed::None,
            source: Source::Review,
        };
        let named = EventId(Id::new(at.ms, u128::from(self.answers)));
        let answer = Answer::new(named, at, entry, &given, &Pacing::default());
        self.store.commit(&answer, at, u128::from(self.answers)).await.map_err(|error| told(&error))?;
        self.queue.answered(&answer);
        Ok(())
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
