//! What reading of pages costs, and what it leaves alone.

use super::{NOW, all, answer_to, fresh, items, one_by_one, rows_in, run};
use cairn_domain::{
    change::Write,
    event::Event,
    id::{EventId, Id},
    kind::Kind,
    port::{Lookup, Range, Store},
    response,
};
use cairn_store::{IndexedDb, conformance::Raw};
use wasm_bindgen_test::wasm_bindgen_test;

/// A skill with many items asks for the answers to each: whether any of them lies single is asked once.
#[wasm_bindgen_test]
async fn many_ranges_cost_no_more_than_their_pages() {
    let (name, store) = fresh("ranges", IndexedDb::VERSION).await;
    let mut answers = items(0..2048);
    run(&store, &Raw(answers.iter().cloned().map(Write::Event).collect()), 1).await;
    answers[7] = answers[7].clone().with(19, &"written over".to_owned());
    one_by_one(&store, &answers[7..8]).await;
    let of_item = |event: &Event| Lookup::Range(Range::all(Kind::RESPONSE, format!("{}/", event.id.0.to_text())));
    let lookups: Vec<Lookup> = answers.iter().take(1000).map(of_item).collect();
    let before = store.requests();
    let read = store.read(&lookups).await.unwrap();
    for (lookup, answer) in lookups.iter().zip(&answers) {
        assert!(read.hits(lookup).len() == 1 && read.hits(lookup)[0].event() == Some(answer));
    }
    assert_eq!(rows_in(&name, "response_page").await, 8);
    // Each range of single rows; the names of all pages, four pages, the keys of the single rows.
    assert_eq!(store.requests() - before, 1000 + 1 + 4 + 1);
}

/// What is asked for twice at once is there once.
#[wasm_bindgen_test]
async fn a_range_that_is_asked_for_twice_is_answered_once() {
    let (_, store) = fresh("twice", IndexedDb::VERSION).await;
    run(&store, &Raw(items(0..300).into_iter().map(Write::Event).collect()), 1).await;
    let wrong = Lookup::Range(Range::all(Kind::RESPONSE, response::WRONG));
    let read = store.read(&[wrong.clone(), wrong.clone()]).await.unwrap();
    assert_eq!(read.hits(&wrong).len(), 300);
}

/// Answers of a clock that runs ahead stay single, so that the look for them beside every change reads no page.
#[wasm_bindgen_test]
async fn answers_of_the_future_are_found_without_pages() {
    let (name, store) = fresh("future", IndexedDb::VERSION).await;
    let mut ahead = items(2000..2010);
    for (n, event) in ahead.iter_mut().enumerate() {
        event.id = EventId(Id::new(NOW + 1_000_000, n as u128));
    }
    let answers = [&items(0..600)[..], &ahead[..5]].concat();
    run(&store, &Raw(answers.iter().cloned().map(Write::Event).collect()), 1).await;
    one_by_one(&store, &[&items(600..700)[..], &ahead[5..]].concat()).await;
    assert_eq!(store.fold_pages(u64::MAX, 0, NOW).await, Ok(100));
    assert_eq!(rows_in(&name, "response").await, 10);
    let after = Some(Id::new(NOW, u128::MAX));
    let lookup = Lookup::ChangedSince { kind: Kind::RESPONSE, change: 0, after, limit: 200 };
    let before = store.rows_read();
    let read = store.read(std::slice::from_ref(&lookup)).await.unwrap();
    assert_eq!((read.hits(&lookup).len(), store.rows_read() - before), (10, 10));
    // Once that moment has come they are as any.
    assert_eq!(store.fold_pages(u64::MAX, 0, NOW + 1_000_000).await, Ok(10));
}

/// An import that fails on its way has changed nothing, the pages that it would have written anew neither.
#[wasm_bindgen_test]
async fn an_import_that_breaks_off_leaves_the_pages_as_they_were() {
    let (name, store) = fresh("aborted", IndexedDb::VERSION).await;
    let mut answers = items(0..700);
    run(&store, &Raw(answers[..300].iter().cloned().map(Write::Event).collect()), 1).await;
    one_by_one(&store, &answers[300..320]).await;
    let (before, state) = (all(&store).await, store.summary().await.unwrap());
    let (pages, singles) = (rows_in(&name, "response_page").await, rows_in(&name, "response").await);
    answers[5] = answer_to(answers[6].id.0, 3).with(19, &"written over".to_owned());
    answers[5].id = before[5].id;
    answers[9].erase();
    for at in [0, 9, 699] {
        store.fail_at_write(at);
        let import = Raw(answers.iter().cloned().map(Write::Event).collect());
        let now = cairn_domain::time::Moment { ms: NOW, tz_offset_min: 0 };
        assert!(store.commit(&import, now, 5).await.is_err(), "{at}");
        assert!(all(&store).await == before && store.summary().await.unwrap() == state, "{at}");
        assert_eq!((rows_in(&name, "response_page").await, rows_in(&name, "response").await), (pages, singles));
    }
    run(&store, &Raw(answers.iter().cloned().map(Write::Event).collect()), 2).await;
    assert_eq!(all(&store).await.len(), 700);
}
