//! Practice in a browser's database: what its step of the schema moves, and what an answer and a begin cost.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "tests, which clippy does not see in #[wasm_bindgen_test]")]

use cairn_domain::{
    change::{Reply, Write},
    command::Command,
    event::Event,
    evidence::AidUsed,
    id::{DeviceId, EventId, Id, ItemId, ProfileId},
    item::{Deck, Form, Item, command as item},
    kind::Kind,
    mistake,
    port::{Commit, Decision, Lookup, Range, Snapshot, Store, gather},
    practice::{Answer, Given, Graded, Pacing, Queue, Tempo, settle::Fold},
    record::Record,
    response::{self, Source},
    time::Moment,
};
use cairn_learning::schedule::Rating;
use cairn_store::{IndexedDb, OpenSeed, conformance::Raw};
use indexed_db_futures::{database::Database, prelude::*, transaction::TransactionMode};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SEED: OpenSeed = OpenSeed { profile: ProfileId(Id::from_bytes([7; 16])), device: DeviceId(77) };
const NOW: i64 = 1_700_000_000_000;

async fn run(store: &IndexedDb, decision: &dyn Decision, at: i64) -> Commit {
    let now = Moment { ms: NOW + at, tz_offset_min: 0 };
    store.commit(decision, now, u128::from(at.unsigned_abs()) << 64).await.unwrap()
}

async fn made(store: &IndexedDb, command: item::Command, at: i64) -> Id {
    match run(store, &Command::Item(command), at).await.reply {
        Reply::Created(id) => id,
        other => panic!("{other:?}"),
    }
}

fn short(number: i64) -> item::Command {
    let more = vec![item::Edit::Accepted(vec!["yes".to_owned()])];
    item::Command::Add { form: Form::Short, prompt: format!("Item {number}"), more, both_ways: false }
}

async fn fresh(name: &str, version: u32) -> (String, IndexedDb) {
    let name = format!("cairn.practice.{name}");
    IndexedDb::delete(&name).await.unwrap();
    let store = IndexedDb::open_as(&name, version, SEED).await.unwrap();
    (name, store)
}

async fn queue(store: &IndexedDb) -> Queue {
    Queue::make(NOW, &gather(store, |snapshot| Queue::needs(NOW, snapshot)).await.unwrap())
}

async fn answered(store: &IndexedDb, item: ItemId, number: u8, at: i64) -> Answer {
    let given = Given {
        graded: Graded::Own(Rating::Good),
        confidence: Some(0.8),
        duration_ms: 4000,
        aid: AidUsed::None,
        source: Source::Review,
    };
    let moment = Moment { ms: NOW + at, tz_offset_min: 0 };
    let queue = queue(store).await;
    let id = EventId(Id::from_bytes([number; 16]));
    Answer::new(id, moment, queue.entry(item).unwrap(), &given, &Pacing::default())
}

/// Rows of these kinds lie in `foreign` before the step and in stores of their own behind it: the same rows, under
/// the same keys and change numbers.
#[wasm_bindgen_test]
async fn items_decks_and_answers_move_into_their_own_stores() {
    let (name, old) = fresh("moved", 2).await;
    let deck = made(&old, item::Command::AddDeck { title: "Verbs".to_owned(), parent: None }, 1).await;
    let [first, second] = [made(&old, short(1), 2).await, made(&old, short(2), 3).await];
    let put = item::Command::Edit(ItemId(second), vec![item::Edit::Deck(Some(cairn_domain::id::DeckId(deck)))]);
    run(&old, &Command::Item(put), 4).await;
    let event = Event::new(Kind::RESPONSE, EventId(Id::from_bytes([9; 16])), Moment { ms: NOW, tz_offset_min: 0 });
    let event = event.with(1, &first).with(3, &1_u8);
    let wrong = mistake::command::Wrong { answer: event.id, item: ItemId(first), ms: NOW };
    run(&old, &Command::Mistake(mistake::command::Command::Note(wrong, vec![])), 6).await;
    // A kind of a later version stays where it is.
    let mut later = Record::new(Kind(77), Id::from_bytes([5; 16]));
    later.seen.raise(SEED.device, 1);
    run(&old, &Raw(vec![Write::Event(event.clone()), Write::Record(later.clone())]), 5).await;

    let lookups = [
        Lookup::Range(Range::all(Kind::ITEM, "all/")),
        Lookup::Range(Item::in_deck(Some(cairn_domain::id::DeckId(deck)), 10)),
        Lookup::Range(Deck::all()),
        Lookup::Range(Range::all(Kind::RESPONSE, format!("{first}/"))),
        Lookup::Record(Kind::ITEM, second),
        Lookup::Range(Range::all(Kind::RESPONSE, response::WRONG)),
        Lookup::Range(mistake::Mistake::open(10)),
        Lookup::Event(Kind::RESPONSE, event.id),
        Lookup::Record(Kind(77), later.id),
        Lookup::ChangedSince { kind: Kind::ITEM, change: 2, after: None, limit: u32::MAX },
        Lookup::ChangedSince { kind: Kind::ITEM, change: 2, after: None, limit: 10 },
        Lookup::ChangedSince { kind: Kind::RESPONSE, change: 0, after: None, limit: u32::MAX },
    ];
    let before = (old.read(&lookups).await.unwrap(), old.summary().await.unwrap());
    old.close();
    // What is copied before the shape changes is read from where it lies.
    let as_it_is = IndexedDb::open_as_it_is(&name, || {}).await.unwrap();
    assert_eq!(as_it_is.salvage().await.unwrap().rows.len(), 6);
    as_it_is.close();

    IndexedDb::upgrade(&name).await.unwrap();
    let new = IndexedDb::open(&name, || {}, SEED).await.unwrap();
    let after = (new.read(&lookups).await.unwrap(), new.summary().await.unwrap());
    for lookup in &lookups {
        assert!(!before.0.hits(lookup).is_empty(), "{lookup:?}");
        assert_eq!(after.0.hits(lookup), before.0.hits(lookup), "{lookup:?}");
    }
    assert_eq!(after.1, before.1);
    let salvaged = new.salvage().await.unwrap();
    assert_eq!((salvaged.rows.len(), salvaged.torn), (6, 0));
    let entry = queue(&new).await.entry(ItemId(first)).cloned().unwrap();
    assert_eq!(entry.learned.map(|learned| learned.card.reps), Some(1), "its answer is found, folded or not");
}

/// A build that knows none of these kinds lists none of their rows: they are found all the same once they are known.
/// And what cannot be read keeps no database from opening.
#[wasm_bindgen_test]
async fn rows_that_an_older_build_kept_without_keys_are_listed() {
    let (name, old) = fresh("keyless", 2).await;
    let deck = made(&old, item::Command::AddDeck { title: "Verbs".to_owned(), parent: None }, 1).await;
    let first = ItemId(made(&old, short(1), 2).await);
    let put = item::Command::Edit(first, vec![item::Edit::Deck(Some(cairn_domain::id::DeckId(deck)))]);
    run(&old, &Command::Item(put), 3).await;
    let event = Event::new(Kind::RESPONSE, EventId(Id::from_bytes([9; 16])), Moment { ms: NOW, tz_offset_min: 0 });
    run(&old, &Raw(vec![Write::Event(event.with(1, &first.0).with(3, &3_u8))]), 4).await;
    old.close();
    let raw = Database::open(&name).build().unwrap().await.unwrap();
    let transaction = raw.transaction("foreign").with_mode(TransactionMode::Readwrite).build().unwrap();
    {
        let foreign = transaction.object_store("foreign").unwrap();
        let rows: Vec<JsValue> =
            foreign.get_all::<JsValue>().primitive().unwrap().await.unwrap().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows.len(), 3);
        let torn = Object::new();
        Reflect::set(&torn, &"id".into(), &format!("{:05}/torn", Kind::ITEM.0).into()).unwrap();
        for row in &rows {
            Reflect::set(row, &"keys".into(), &Array::new()).unwrap();
            foreign.put(row.clone()).primitive().unwrap().await.unwrap();
        }
        foreign.put(JsValue::from(torn)).primitive().unwrap().await.unwrap();
    }
    transaction.commit().await.unwrap();
    raw.close();

    IndexedDb::upgrade(&name).await.unwrap();
    let new = IndexedDb::open(&name, || {}, SEED).await.unwrap();
    let lookups = [
        Lookup::Range(Range::all(Kind::ITEM, "all/")),
        Lookup::Range(Item::in_deck(Some(cairn_domain::id::DeckId(deck)), 10)),
        Lookup::Range(Deck::all()),
        Lookup::Range(Range::all(Kind::RESPONSE, format!("{first}/"))),
    ];
    let found = new.read(&lookups).await.unwrap();
    for lookup in &lookups {
        assert_eq!(found.hits(lookup).len(), 1, "{lookup:?}");
    }
    let salvaged = new.salvage().await.unwrap();
    assert_eq!((salvaged.rows.len(), salvaged.torn), (3, 1));
}

/// One transaction, one row read, two written: the answer and the number of the change.
#[wasm_bindgen_test]
async fn an_answer_costs_two_puts_and_one_read() {
    let (_, store) = fresh("cost", IndexedDb::VERSION).await;
    let item = ItemId(made(&store, short(1), 1).await);
    let answer = answered(&store, item, 1, 10).await;
    let before = (store.requests(), store.rows_read());
    run(&store, &answer, 10).await;
    assert_eq!((store.requests() - before.0, store.rows_read() - before.1), (3, 1));
    let event = answer.response.to_event(answer.id, answer.at);
    // Its row: the body, index keys (of its item, of how sure she was, of having gone wrong), its id and the number of
    // the change.
    assert!(event.to_bytes().len() + 3 * 96 + 26 + 8 < 1024);
    let before = (store.requests(), store.rows_read());
    run(&store, &answer.take_back().unwrap(), 11).await;
    assert_eq!((store.requests() - before.0, store.rows_read() - before.1), (3, 1));
    assert_eq!(queue(&store).await.entry(item).unwrap().learned, None);
}

/// The same requests and rows with a hundred items as with thousands, each answered, and all answers in pages, of which
/// none is read: to begin, and to say how long it will take.
#[wasm_bindgen_test]
async fn a_begin_costs_the_same_whatever_there_is() {
    let mut costs = Vec::new();
    for count in [100, 10_000] {
        let (_, store) = fresh(&format!("begin-{count}"), IndexedDb::VERSION).await;
        let first = ItemId(made(&store, short(0), 1).await);
        let record = store.read(&[Lookup::Record(Kind::ITEM, first.0)]).await.unwrap();
        let record = record.record(Kind::ITEM, first.0).unwrap().clone();
        // Spread as ids are that were made at random.
        let copy = |n: u32| Record {
            id: Id::new(NOW, (u128::from(n) << 40).wrapping_add(u128::from(n) * 0x9e37_79b9)),
            ..record.clone()
        };
        let items: Vec<Record> = (1..count).map(copy).collect();
        let answers = items.iter().map(|item| Write::Event(answer_to(item.id, 3))).collect();
        run(&store, &Raw(items.iter().cloned().map(Write::Record).collect()), 2).await;
        run(&store, &Raw(answers), 3).await;
        store.fold_pages(u64::MAX, 0, i64::MAX).await.unwrap();
        run(&store, &Fold { now_ms: NOW }, 4).await;
        run(&store, &answered(&store, first, 1, 10).await, 10).await;
        let before = (store.requests(), store.rows_read());
        let needs = |snapshot: &Snapshot| -> Vec<Lookup> {
            Queue::needs(NOW, snapshot).into_iter().chain(Tempo::needs(snapshot)).collect()
        };
        let begun = gather(&store, needs).await.unwrap();
        assert_eq!(Queue::make(NOW, &begun).entries().len(), count as usize);
        costs.push((store.requests() - before.0, store.rows_read() - before.1));
    }
    assert_eq!(costs, [(10, 18), (10, 18)]);
}

/// An answer to an item, named after it.
fn answer_to(item: Id, rating: u8) -> Event {
    let at = Moment { ms: NOW - 1000, tz_offset_min: 0 };
    Event::new(Kind::RESPONSE, EventId(item), at).with(1, &item).with(3, &rating)
}
