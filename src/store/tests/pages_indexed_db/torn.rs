//! What a torn page costs: itself alone.

use super::{Brings, NOW, Reads, all, answer_to, fresh, items, rows_in, run};
use cairn_domain::{
    change::Write,
    event::Event,
    id::{EventId, Id},
    kind::Kind,
    port::{CommitError, Lookup, Range, Row, Store, StoreError},
    response,
    time::Moment,
};
use cairn_store::{IndexedDb, conformance::Raw};
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
    run(&store, &Raw(answers.iter().cloned().map(Write::Event).collect()), 1).await;
    assert_eq!(rows_in(&name, "response_page").await, 2);
    spoil(&name, "response_page", |_| vec![0; 5]).await;
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
    run(&store, &Raw(vec![Write::Event(late)]), 2).await;
    assert_eq!(store.fold_pages(u64::MAX, 0, i64::MAX).await, Ok(0));
    assert_eq!(store.read(std::slice::from_ref(&wrong)).await.unwrap().hits(&wrong).len(), 257);
    // A page says in the clear how much it held.
    let salvaged = store.salvage().await.unwrap();
    assert_eq!((salvaged.rows.len(), salvaged.torn), (257, 256));
}

/// A copy that has what a torn page had can be brought in, and then the page is gone: all is decided on again, and counted.
#[wasm_bindgen_test]
async fn a_torn_page_goes_when_its_copy_came() {
    let (name, store) = fresh("cured", IndexedDb::VERSION).await;
    let answers = items(0..512);
    store.commit(&brings(&answers), moment(), 1).await.unwrap();
    let state = store.summary().await.unwrap();
    assert_eq!((rows_in(&name, "response_page").await, state.totals[&Kind::RESPONSE].alive), (2, 512));
    spoil(&name, "response_page", |_| vec![0; 5]).await;
    // An answer of later, to the first item, is none of the page.
    let mut late = answer_to(answers[0].id.0, 1);
    late.id = EventId(Id::new(NOW + 5, 1));
    store.commit(&brings(&[late.clone()]), moment(), 2).await.unwrap();
    let wrong = Lookup::Range(Range::all(Kind::RESPONSE, response::WRONG));
    // A copy of before the last answers that were on it brings what it has; the page says still that something lacks.
    store.commit(&brings(&answers[..255]), moment(), 3).await.unwrap();
    let read = store.read(std::slice::from_ref(&wrong)).await.unwrap();
    assert_eq!((read.hits(&wrong).len(), read.torn(), rows_in(&name, "response_page").await), (512, 1, 2));
    store.commit(&brings(&answers), moment(), 4).await.unwrap();
    assert_eq!((rows_in(&name, "response").await, rows_in(&name, "response_page").await), (257, 1));
    assert_eq!(store.summary().await.unwrap().totals[&Kind::RESPONSE].alive, 513);
    store.commit(&Reads(wrong.clone()), moment(), 5).await.unwrap();
    let read = store.read(std::slice::from_ref(&wrong)).await.unwrap();
    assert_eq!((read.hits(&wrong).len(), read.torn()), (513, 0));
    assert_eq!(store.fold_pages(u64::MAX, 0, i64::MAX).await, Ok(257));
    assert!(all(&store).await == [&answers[..], &[late]].concat());
}

/// Where the ids of a torn page can still be read, they say when all of it is back; what else there is is not kept from
/// anything.
#[wasm_bindgen_test]
async fn a_page_torn_in_its_rows_goes_when_these_are_back() {
    let (name, store) = fresh("half", IndexedDb::VERSION).await;
    let answers = items(0..512);
    store.commit(&brings(&answers), moment(), 1).await.unwrap();
    spoil_rows(&name).await;
    store.commit(&brings(&answers[256..]), moment(), 2).await.unwrap();
    let mut new = answer_to(Id::new(NOW, 7), 1);
    new.id = EventId(Id::new(NOW + 5, 1));
    store.commit(&brings(&[new.clone()]), moment(), 3).await.unwrap();
    assert_eq!(rows_in(&name, "response").await, 1);
    let salvaged = store.salvage().await.unwrap();
    assert_eq!((salvaged.rows.len(), salvaged.torn), (257, 256));
    store.commit(&brings(&answers[..100]), moment(), 4).await.unwrap();
    assert_eq!((rows_in(&name, "response").await, rows_in(&name, "response_page").await), (101, 2));
    store.commit(&brings(&answers[100..]), moment(), 5).await.unwrap();
    assert_eq!((rows_in(&name, "response").await, rows_in(&name, "response_page").await), (257, 1));
    assert_eq!(store.summary().await.unwrap().totals[&Kind::RESPONSE].alive, 513);
    assert_eq!(all(&store).await.len(), 513);
}

/// What a newer version packed is no torn page: it stays for that one, whatever lies beside it.
#[wasm_bindgen_test]
async fn a_page_of_a_newer_layout_stays() {
    let (name, store) = fresh("newer", IndexedDb::VERSION).await;
    let answers = items(0..512);
    store.commit(&brings(&answers), moment(), 1).await.unwrap();
    spoil(&name, "response_page", |mut body| {
        body[1] = 2;
        body
    })
    .await;
    store.commit(&brings(&answers), moment(), 2).await.unwrap();
    assert_eq!((rows_in(&name, "response").await, rows_in(&name, "response_page").await), (256, 2));
}

/// Of what was changed since, only the pages that are shown are unpacked.
#[wasm_bindgen_test]
async fn a_limited_look_for_changes_unpacks_what_it_shows() {
    let (name, store) = fresh("limited", IndexedDb::VERSION).await;
    let answers = items(0..512);
    run(&store, &Raw(answers.iter().cloned().map(Write::Event).collect()), 1).await;
    spoil_rows(&name).await;
    let after = Some(answers[255].id.0);
    let since = |after, limit| Lookup::ChangedSince { kind: Kind::RESPONSE, change: 1, after, limit };
    store.commit(&Reads(since(after, 20)), moment(), 2).await.unwrap();
    let refused = store.commit(&Reads(since(None, 20)), moment(), 2).await;
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Damaged { .. }))), "{refused:?}");
    let lookup = since(None, 300);
    let read = store.read(std::slice::from_ref(&lookup)).await.unwrap();
    assert_eq!(read.torn(), 1);
}

fn moment() -> Moment {
    Moment { ms: NOW, tz_offset_min: 0 }
}

/// Makes the rows of the first page unreadable, and leaves its ids.
async fn spoil_rows(name: &str) {
    spoil(name, "response_page", |mut body| {
        body.iter_mut().rev().take(8).for_each(|byte| *byte = 0xff);
        body
    })
    .await;
}

/// Gives the first page another body.
pub(super) async fn spoil(name: &str, store: &str, spoilt: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    let raw = Database::open(name).build().unwrap().await.unwrap();
    let transaction = raw.transaction(store).with_mode(TransactionMode::Readwrite).build().unwrap();
    {
        let pages = transaction.object_store(store).unwrap();
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

fn brings(answers: &[Event]) -> Brings {
    Brings(answers.iter().cloned().map(Row::Event).collect())
}
