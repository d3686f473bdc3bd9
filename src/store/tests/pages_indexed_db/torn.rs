//! What a torn page costs: itself alone.

use super::{NOW, Writes, answer_to, fresh, items, rows_in, run};
use cairn_domain::{
    change::{Op, Outcome, Write},
    error::Rejection,
    event::Event,
    id::{EventId, Id},
    kind::Kind,
    port::{CommitError, Decision, Lookup, Range, Snapshot, Store, StoreError},
    record::Context,
    response,
    time::Moment,
};
use cairn_store::IndexedDb;
use indexed_db_futures::{database::Database, prelude::*, transaction::TransactionMode};
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// A torn page costs what is on it: views go on and know it, nothing is decided without it, the rest is found row by row,
/// and what is written meanwhile stays a row of its own.
#[wasm_bindgen_test]
async fn a_torn_page_costs_itself_alone() {
    let (name, store) = fresh("torn", IndexedDb::VERSION).await;
    let answers: Vec<Event> = (0..512_u128).map(|n| answer_to(Id::new(NOW, n << 40), 1)).collect();
    run(&store, &Writes(answers.iter().cloned().map(Write::Event).collect()), 1).await;
    assert_eq!(rows_in(&name, "response_page").await, 2);
    spoil(&name, |_| vec![0; 5]).await;
    let wrong = Lookup::Range(Range::all(Kind::RESPONSE, response::WRONG));
    let read = store.read(std::slice::from_ref(&wrong)).await.unwrap();
    assert_eq!((read.hits(&wrong).len(), read.torn()), (256, 1));
    // A limited list is as long as it may be.
    let some = Lookup::Range(Range::first(Kind::RESPONSE, response::WRONG, 10));
    let read = store.read(std::slice::from_ref(&some)).await.unwrap();
    let found: Vec<Event> = read.hits(&some).iter().filter_map(|hit| hit.event().cloned()).collect();
    assert!(found == answers[256..266] && read.torn() == 1);
    let refused = store.commit(&Reads(wrong.clone()), Moment { ms: NOW, tz_offset_min: 0 }, 1).await;
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Damaged { .. }))), "{refused:?}");
    let all = Lookup::ChangedSince { kind: Kind::RESPONSE, change: 0, after: None, limit: u32::MAX };
    assert!(matches!(store.read(&[all]).await, Err(StoreError::Damaged { .. })));
    // An answer to the first item belongs on the torn page.
    let mut late = answer_to(Id::new(NOW, 0), 1);
    late.id = EventId(Id::new(NOW + 5, 1));
    run(&store, &Writes(vec![Write::Event(late)]), 2).await;
    assert_eq!(store.fold_pages(u64::MAX, 0).await, Ok(0));
    assert_eq!(store.read(std::slice::from_ref(&wrong)).await.unwrap().hits(&wrong).len(), 257);
    // A page says in the clear how much it held.
    let salvaged = store.salvage().await.unwrap();
    assert_eq!((salvaged.rows.len(), salvaged.torn), (257, 256));
}

/// The copy that has what a torn page had can be brought in: what is not found by its id counts as absent.
#[wasm_bindgen_test]
async fn a_torn_page_does_not_keep_its_copy_out() {
    let (name, store) = fresh("cured", IndexedDb::VERSION).await;
    let answers = items(0..512);
    run(&store, &Writes(answers.iter().cloned().map(Write::Event).collect()), 1).await;
    spoil(&name, |_| vec![0; 5]).await;
    let now = Moment { ms: NOW, tz_offset_min: 0 };
    store.commit(&Brings(answers.clone()), now, 1).await.unwrap();
    assert_eq!((rows_in(&name, "response").await, rows_in(&name, "response_page").await), (256, 2));
    let wrong = Lookup::Range(Range::all(Kind::RESPONSE, response::WRONG));
    let read = store.read(std::slice::from_ref(&wrong)).await.unwrap();
    assert_eq!((read.hits(&wrong).len(), read.torn()), (512, 1));
    let one = Lookup::Event(Kind::RESPONSE, answers[3].id);
    let read = store.read(std::slice::from_ref(&one)).await.unwrap();
    assert_eq!(read.event(Kind::RESPONSE, answers[3].id), Some(&answers[3]));
}

/// Where the ids of a torn page can still be read, it stands in the way of these alone.
#[wasm_bindgen_test]
async fn a_page_torn_in_its_rows_keeps_others_from_nothing() {
    let (name, store) = fresh("half", IndexedDb::VERSION).await;
    let answers = items(0..512);
    run(&store, &Writes(answers.iter().cloned().map(Write::Event).collect()), 1).await;
    spoil(&name, |mut body| {
        body.iter_mut().rev().take(8).for_each(|byte| *byte = 0xff);
        body
    })
    .await;
    let now = Moment { ms: NOW, tz_offset_min: 0 };
    store.commit(&Brings(answers[256..].to_vec()), now, 1).await.unwrap();
    let mut new = answer_to(Id::new(NOW, 7), 1);
    new.id = EventId(Id::new(NOW + 5, 1));
    store.commit(&Brings(vec![new.clone()]), now, 1).await.unwrap();
    let refused = store.commit(&Brings(answers[..1].to_vec()), now, 1).await;
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Damaged { .. }))), "{refused:?}");
    assert_eq!(rows_in(&name, "response").await, 1);
    let salvaged = store.salvage().await.unwrap();
    assert_eq!((salvaged.rows.len(), salvaged.torn), (257, 256));
}

/// Gives the first page another body.
async fn spoil(name: &str, spoilt: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    let raw = Database::open(name).build().unwrap().await.unwrap();
    let transaction = raw.transaction("response_page").with_mode(TransactionMode::Readwrite).build().unwrap();
    {
        let pages = transaction.object_store("response_page").unwrap();
        let rows: Vec<JsValue> =
            pages.get_all::<JsValue>().primitive().unwrap().await.unwrap().collect::<Result<_, _>>().unwrap();
        let body = js_sys::Uint8Array::from(Reflect::get(&rows[0], &"body".into()).unwrap()).to_vec();
        let body = js_sys::Uint8Array::from(spoilt(body).as_slice());
        Reflect::set(&rows[0], &"body".into(), &body).unwrap();
        pages.put(rows[0].clone()).primitive().unwrap().await.unwrap();
    }
    transaction.commit().await.unwrap();
    raw.close();
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
struct Brings(Vec<Event>);

impl Decision for Brings {
    fn needs(&self, _: &Snapshot) -> Vec<Lookup> {
        self.0.iter().map(|event| Lookup::Event(Kind::RESPONSE, event.id)).collect()
    }

    fn decide(&self, snapshot: &Snapshot, _: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Import);
        let absent = self.0.iter().filter(|event| snapshot.event(Kind::RESPONSE, event.id).is_none());
        outcome.writes.extend(absent.cloned().map(Write::Event));
        Ok(outcome)
    }
}
