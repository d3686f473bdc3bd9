//! Pages of answers and items in a browser's database: what is folded when, what it costs, and what a torn page costs.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "tests, which clippy does not see in #[wasm_bindgen_test]")]

mod cost;
mod items;
mod torn;

use cairn_domain::{
    change::{Op, Outcome, Write},
    error::Rejection,
    event::Event,
    id::{DeviceId, EventId, Id, ProfileId},
    kind::Kind,
    port::{Decision, Lookup, Range, Row, Snapshot, Store},
    record::Context,
    response,
    time::Moment,
};
use cairn_store::{IndexedDb, OpenSeed, conformance::Raw};
use indexed_db_futures::{database::Database, prelude::*};
use js_sys::Reflect;
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SEED: OpenSeed = OpenSeed { profile: ProfileId(Id::from_bytes([7; 16])), device: DeviceId(77) };
const NOW: i64 = 1_700_000_000_000;

async fn run(store: &IndexedDb, decision: &dyn Decision, at: i64) {
    let now = Moment { ms: NOW + at, tz_offset_min: 0 };
    store.commit(decision, now, u128::from(at.unsigned_abs()) << 64).await.unwrap();
}

async fn fresh(name: &str, version: u32) -> (String, IndexedDb) {
    let name = format!("cairn.pages.{name}");
    IndexedDb::delete(&name).await.unwrap();
    let store = IndexedDb::open_as(&name, version, SEED).await.unwrap();
    (name, store)
}

/// Some at a time, so few that each gets a row of its own.
async fn one_by_one(store: &IndexedDb, answers: &[Event]) {
    for some in answers.chunks(200) {
        run(store, &Raw(some.iter().cloned().map(Write::Event).collect()), 1).await;
    }
}

fn everything() -> Lookup {
    Lookup::ChangedSince { kind: Kind::RESPONSE, change: 0, after: None, limit: u32::MAX }
}

/// All answers, by id.
async fn all(store: &IndexedDb) -> Vec<Event> {
    let all = everything();
    let read = store.read(std::slice::from_ref(&all)).await.unwrap();
    read.hits(&all).iter().filter_map(|hit| hit.event().cloned()).collect()
}

fn items(range: std::ops::Range<u128>) -> Vec<Event> {
    range.map(|n| answer_to(Id::new(NOW, n << 40), 1)).collect()
}

/// An answer to an item, named after it.
fn answer_to(item: Id, rating: u8) -> Event {
    let at = Moment { ms: NOW - 1000, tz_offset_min: 0 };
    Event::new(Kind::RESPONSE, EventId(item), at).with(1, &item).with(3, &rating)
}

/// Many answers that come at once are written in pages, and lie in no row of their own.
#[wasm_bindgen_test]
async fn many_answers_cost_as_many_puts_as_pages() {
    let (name, store) = fresh("many", IndexedDb::VERSION).await;
    let answers = (0..10_240_u128).map(|n| Write::Event(answer_to(Id::new(NOW, n << 40), 3)));
    let before = store.requests();
    run(&store, &Raw(answers.collect()), 1).await;
    // Forty pages; the number of the change, read and written; the names of the pages and of the single rows, and ids.
    assert!(store.requests() - before <= 40 + 5, "{}", store.requests() - before);
    assert_eq!(rows_in(&name, "response").await, 0);
    assert_eq!(rows_in(&name, "response_page").await, 40);
}

/// What is erased leaves its page: nothing of its content stays in the database.
#[wasm_bindgen_test]
async fn an_erased_answer_leaves_its_page() {
    let (name, store) = fresh("erased", IndexedDb::VERSION).await;
    let said = "only once said".to_owned();
    let mut writes: Vec<Event> = (0..300_u128).map(|n| answer_to(Id::new(NOW, n << 40), 1)).collect();
    writes[7] = writes[7].clone().with(19, &said);
    run(&store, &Raw(writes.iter().cloned().map(Write::Event).collect()), 1).await;
    assert!(holds(&name, &said).await);
    writes[7].erase();
    run(&store, &Raw(vec![Write::Event(writes[7].clone())]), 2).await;
    assert!(!holds(&name, &said).await);
    let one = Lookup::Event(Kind::RESPONSE, writes[7].id);
    let read = store.read(std::slice::from_ref(&one)).await.unwrap();
    assert_eq!(read.event(Kind::RESPONSE, writes[7].id), Some(&writes[7]));
    let salvaged = store.salvage().await.unwrap();
    assert_eq!((salvaged.rows.len(), salvaged.torn), (300, 0));
}

/// A look for what is in no page asks for the keys of none.
#[wasm_bindgen_test]
async fn a_range_reads_no_more_keys_than_it_shows() {
    let (_, store) = fresh("keys", IndexedDb::VERSION).await;
    let answers = items(0..1024);
    run(&store, &Raw(answers.iter().cloned().map(Write::Event).collect()), 1).await;
    one_by_one(&store, &items(1000..1190)).await;
    let cost = async |range: Range| {
        let before = (store.requests(), store.keys_read());
        let lookup = Lookup::Range(range);
        let hits = store.read(std::slice::from_ref(&lookup)).await.unwrap().hits(&lookup).len();
        (hits, store.requests() - before.0, store.keys_read() - before.1)
    };
    assert_eq!(cost(Range::all(Kind::RESPONSE, "ahead/")).await, (0, 2, 0));
    // The names of four pages, the page, whether one has a row of its own.
    let item = |n: usize| Range::all(Kind::RESPONSE, format!("{}/", answers[n].id.0.to_text()));
    assert_eq!(cost(item(40)).await, (1, 4, 4));
    assert_eq!(cost(item(1010)).await, (1, 4, 4 + 1));
}

/// What was told again is found by its first telling, wherever both lie.
#[wasm_bindgen_test]
async fn what_was_told_again_is_found_in_pages() {
    let (name, store) = fresh("again", IndexedDb::VERSION).await;
    let mut answers = items(0..300);
    for n in 0..30 {
        let first = answers[n * 10].id;
        answers[n * 10 + 5] = answers[n * 10 + 5].clone().with(20, &first.0);
    }
    one_by_one(&store, &answers).await;
    let told = [0, 5, 29].map(|n| Lookup::Range(response::told_again(answers[n * 10].id)));
    let before = store.read(&told).await.unwrap();
    assert_eq!(store.fold_pages(u64::MAX, 0, i64::MAX).await, Ok(300));
    assert_eq!(rows_in(&name, "response").await, 0);
    let folded = store.read(&told).await.unwrap();
    for (lookup, n) in told.iter().zip([0, 5, 29]) {
        assert_eq!(before.hits(lookup)[0].event(), Some(&answers[n * 10 + 5]));
        assert_eq!(folded.hits(lookup), before.hits(lookup));
    }
}

/// A database of the schema before pages is carried over with its answers single, and folded behind that.
#[wasm_bindgen_test]
async fn answers_of_the_schema_before_are_folded() {
    let (name, old) = fresh("older", 3).await;
    let answers = items(0..700);
    run(&old, &Raw(answers.iter().cloned().map(Write::Event).collect()), 1).await;
    let state = old.summary().await.unwrap();
    assert!(all(&old).await == answers);
    assert_eq!(old.fold_pages(u64::MAX, 0, i64::MAX).await, Ok(0));
    old.close();
    IndexedDb::upgrade(&name).await.unwrap();
    let store = IndexedDb::open(&name, || {}, SEED).await.unwrap();
    assert!(all(&store).await == answers);
    assert_eq!(rows_in(&name, "response").await, 700);
    assert_eq!(store.fold_pages(u64::MAX, 0, i64::MAX).await, Ok(700));
    assert_eq!((rows_in(&name, "response").await, store.summary().await.unwrap()), (0, state));
    assert!(all(&store).await == answers && rows_in(&name, "response_page").await <= 6);
}

/// Folding takes what was written up to a change, if there is enough of it; the number of the change and the totals stay.
#[wasm_bindgen_test]
async fn folding_leaves_what_is_new() {
    let (name, store) = fresh("fold", IndexedDb::VERSION).await;
    let answer = |n: u128| Write::Event(answer_to(Id::new(NOW, n << 40), 1));
    for n in 0..5 {
        run(&store, &Raw((n * 60..n * 60 + 60).map(answer).collect()), 1).await;
    }
    let before = store.summary().await.unwrap();
    assert_eq!(store.fold_pages(250, 301, i64::MAX).await, Ok(0));
    assert_eq!(store.fold_pages(250, 300, i64::MAX).await, Ok(250));
    assert_eq!((rows_in(&name, "response").await, store.summary().await.unwrap()), (50, before));
    assert_eq!(store.fold_pages(u64::MAX, 0, i64::MAX).await, Ok(50));
    assert_eq!(rows_in(&name, "response").await, 0);
    assert!(rows_in(&name, "response_page").await <= 4);
}

/// Each run goes through the ids of the pages once; then only what belongs together is read.
#[wasm_bindgen_test]
async fn folding_reads_no_more_than_it_moves() {
    let (name, store) = fresh("linear", IndexedDb::VERSION).await;
    let mut first = items(0..8192);
    run(&store, &Raw(first.iter().cloned().map(Write::Event).collect()), 1).await;
    // Of the same items, in another order by id; ten are answers that are there already, and some went elsewhere.
    let mut new: Vec<Event> = first.iter().take(1600).cloned().collect();
    for (n, event) in new.iter_mut().enumerate() {
        event.id = EventId(Id::new(NOW + 5, u128::from(u64::MAX) - ((n as u128) << 30)));
    }
    for n in 0..10 {
        first[n * 700] = Event { id: first[n * 700].id, ..new[n * 90].clone() };
        new.push(first[n * 700].clone());
    }
    one_by_one(&store, &new).await;
    let (before, state) = (all(&store).await, store.summary().await.unwrap());
    let read = store.rows_read();
    assert_eq!(store.fold_pages(u64::MAX, 0, i64::MAX).await, Ok(1610));
    // 32 pages and 1,610 rows; 13 times the pages that 128 answers fall into, and twice all pages for those ten.
    assert!(store.rows_read() - read < 1610 + 32 + 13 * 4 + 10 * 36, "{}", store.rows_read() - read);
    assert_eq!((rows_in(&name, "response").await, store.summary().await.unwrap()), (0, state));
    assert!(all(&store).await == before && before.len() == 8192 + 1600);
    let wrong = Lookup::Range(Range::all(Kind::RESPONSE, response::WRONG));
    let found = store.read(std::slice::from_ref(&wrong)).await.unwrap();
    let ids: BTreeSet<Id> = found.hits(&wrong).iter().filter_map(|hit| Some(hit.event()?.id.0)).collect();
    assert_eq!((found.hits(&wrong).len(), ids.len()), (8192 + 1600, 8192 + 1600), "none is there twice");
    let read = store.requests();
    assert_eq!(store.fold_pages(0, 0, i64::MAX).await, Ok(0));
    assert_eq!(store.requests(), read, "of nothing nothing is asked");
}

/// Each answer once, whether on a page, single or both, and each row read once however many there are.
#[wasm_bindgen_test]
async fn a_walk_is_as_long_as_the_log() {
    let (name, store) = fresh("walk", IndexedDb::VERSION).await;
    let mut answers = items(0..10_240);
    run(&store, &Raw(answers.iter().take(8192).cloned().map(Write::Event).collect()), 1).await;
    for n in 0..8 {
        answers[n * 1000] = answers[n * 1000].clone().with(19, &"written over".to_owned());
    }
    let again: Vec<Event> = (0..8).map(|n| answers[n * 1000].clone()).collect();
    answers[5].erase();
    one_by_one(&store, &[&again[..], &answers[8192..], &answers[5..6]].concat()).await;
    let (pages, singles) = (rows_in(&name, "response_page").await as u64, 8 + 2048 + 1);
    assert_eq!((pages, rows_in(&name, "response").await), (32, 8 + 2048 + 1));
    let (before, mut met) = ((store.requests(), store.rows_read()), Vec::new());
    store
        .each_answer(&mut |row| {
            if let Row::Event(event) = row {
                met.push(event.clone());
            }
        })
        .await
        .unwrap();
    assert_eq!(store.rows_read() - before.1, pages + singles);
    assert!(store.requests() - before.0 <= pages / 8 + singles / 2000 + 2);
    met.sort_by_key(|event| event.id);
    assert!(met == answers);
}

/// A write that fails on the way takes back its own transaction, pages and all, and no other.
#[wasm_bindgen_test]
async fn a_run_that_breaks_off_loses_nothing() {
    let (name, store) = fresh("broken", IndexedDb::VERSION).await;
    let answers = items(0..900);
    run(&store, &Raw(answers[..300].iter().cloned().map(Write::Event).collect()), 1).await;
    one_by_one(&store, &answers[300..]).await;
    let state = store.summary().await.unwrap();
    store.fail_at_write(300);
    assert!(store.fold_pages(u64::MAX, 0, i64::MAX).await.is_err());
    assert_eq!(rows_in(&name, "response").await, 600 - 2 * 128);
    assert!(all(&store).await == answers);
    assert_eq!(store.salvage().await.unwrap().rows.len(), 900);
    assert_eq!(store.fold_pages(u64::MAX, 0, i64::MAX).await, Ok(600 - 2 * 128));
    assert!(all(&store).await == answers);
    assert_eq!((rows_in(&name, "response").await, store.summary().await.unwrap()), (0, state));
}

/// Another tab writes while this one folds, what is folded just now too.
#[wasm_bindgen_test]
async fn what_another_tab_writes_meanwhile_is_not_lost() {
    let (name, store) = fresh("race", IndexedDb::VERSION).await;
    let mut answers = items(0..1200);
    run(&store, &Raw(answers[..600].iter().cloned().map(Write::Event).collect()), 1).await;
    one_by_one(&store, &answers[600..]).await;
    let other = std::rc::Rc::new(IndexedDb::open(&name, || {}, SEED).await.unwrap());
    for n in [0, 300, 599, 600, 900, 1199] {
        answers[n] = answers[n].clone().with(19, &"written over".to_owned());
    }
    answers[40].erase();
    answers[640].erase();
    let writes: Vec<Event> = [0, 300, 599, 600, 900, 1199, 40, 640].map(|n| answers[n].clone()).to_vec();
    let theirs = other.clone();
    let writing = wasm_bindgen_futures::future_to_promise(async move {
        for event in writes {
            run(&theirs, &Raw(vec![Write::Event(event)]), 2).await;
        }
        Ok(JsValue::NULL)
    });
    let folded = store.fold_pages(u64::MAX, 0, i64::MAX).await;
    wasm_bindgen_futures::JsFuture::from(writing).await.unwrap();
    folded.unwrap();
    answers.sort_by_key(|event| event.id);
    assert!(all(&store).await == answers && all(&other).await == answers);
    store.fold_pages(u64::MAX, 0, i64::MAX).await.unwrap();
    assert!(all(&other).await == answers);
    let wrong = Lookup::Range(Range::all(Kind::RESPONSE, response::WRONG));
    assert_eq!(other.read(std::slice::from_ref(&wrong)).await.unwrap().hits(&wrong).len(), 1198);
}

async fn rows_in(name: &str, store: &str) -> usize {
    rows_of(name, store).await.len()
}

async fn rows_of(name: &str, store: &str) -> Vec<JsValue> {
    let raw = Database::open(name).build().unwrap().await.unwrap();
    let transaction = raw.transaction(store).build().unwrap();
    let rows = transaction.object_store(store).unwrap().get_all::<JsValue>().primitive().unwrap().await.unwrap();
    let rows = rows.collect::<Result<_, _>>().unwrap();
    drop(transaction);
    raw.close();
    rows
}

/// Whether an answer, wherever it lies, has these words in it.
async fn holds(name: &str, words: &str) -> bool {
    holds_in(name, &["response", "response_page"], words).await
}

async fn holds_in(name: &str, stores: &[&str], words: &str) -> bool {
    let mut rows = Vec::new();
    for store in stores {
        rows.extend(rows_of(name, store).await);
    }
    rows.iter().any(|row| {
        let body = js_sys::Uint8Array::from(Reflect::get(row, &"body".into()).unwrap()).to_vec();
        body.windows(words.len()).any(|some| some == words.as_bytes())
    })
}

/// Reads, and does nothing.
struct Reads(Lookup);

impl Decision for Reads {
    fn needs(&self, _: &Snapshot) -> Vec<Lookup> {
        vec![self.0.clone()]
    }

    fn decide(&self, _: &Snapshot, _: &mut Context) -> Result<Outcome, Rejection> {
        Ok(Outcome::new(Op::Other))
    }
}

/// Brings in what is not there, as a copy that is read in.
struct Brings(Vec<Row>);

impl Brings {
    fn lookup(row: &Row) -> Lookup {
        match row {
            Row::Record(record) => Lookup::Record(record.kind, record.id),
            Row::Event(event) => Lookup::Event(event.kind, event.id),
        }
    }
}

impl Decision for Brings {
    fn needs(&self, _: &Snapshot) -> Vec<Lookup> {
        self.0.iter().map(Self::lookup).collect()
    }

    fn decide(&self, snapshot: &Snapshot, _: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Import);
        for row in self.0.iter().filter(|row| snapshot.hits(&Self::lookup(row)).is_empty()) {
            match row {
                Row::Record(record) => outcome.put_joined(record.clone(), None),
                Row::Event(event) => outcome.put_event(event.clone(), true),
            }
        }
        Ok(outcome)
    }
}
