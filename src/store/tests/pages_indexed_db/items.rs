//! Items that lie in pages: whatever is written is found as a store in memory finds it, and what a torn page costs.

use super::{Brings, NOW, Reads, SEED, fresh, rows_in, run, torn::spoil};
use cairn_domain::{
    cbor::value::Ms,
    change::Write,
    id::{DeckId, Id},
    item::Item,
    kind::Kind,
    port::{CommitError, Lookup, Range, Row, Store, StoreError},
    record::{Context, Draft, Record},
    time::Moment,
};
use cairn_store::{IndexedDb, Memory, conformance::Raw};
use js_sys::Reflect;
use std::collections::BTreeSet;
use wasm_bindgen_test::wasm_bindgen_test;

/// An id that says nothing of its number, as those of imported items.
fn scattered(n: u64) -> Id {
    let mixed = (u128::from(n) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    Id::from_bytes(mixed.to_be_bytes())
}

fn deck(n: u64) -> DeckId {
    DeckId(Id::new(NOW, u128::from(n)))
}

fn context() -> Context {
    Context::new(Moment { ms: NOW, tz_offset_min: 0 }, SEED.device, 1)
}

/// Card `n`, with these words, in one of seven decks.
fn card(n: u64, words: &str) -> Record {
    let mut draft = Draft::create(Record::new(Kind::ITEM, scattered(n)), &context());
    draft.set(&Item::PROMPT, &format!("{words} {n}"));
    draft.set(&Item::DECK, &Some(deck((n * n) % 7)));
    draft.set(&Item::CREATED, &Some(Ms(NOW - i64::try_from(n % 90).unwrap())));
    draft.finish().unwrap().0
}

fn cards(numbers: std::ops::Range<u64>, words: &str) -> Vec<Record> {
    numbers.map(|n| card(n, words)).collect()
}

fn trashed(record: Record, purged: bool) -> Record {
    let mut draft = Draft::edit(record, &context());
    draft.trash();
    let mut record = draft.finish().unwrap().0;
    if purged {
        record.purge();
    }
    record
}

async fn write(store: &IndexedDb, records: &[Record]) {
    run(store, &Raw(records.iter().cloned().map(Write::Record).collect()), 1).await;
}

fn brings(records: &[Record]) -> Brings {
    Brings(records.iter().cloned().map(Row::Record).collect())
}

/// Everything that may be asked of items, of many and of few.
fn questions(change: u64) -> Vec<Lookup> {
    let after = Some(scattered(17));
    let since = |change, after, limit| Lookup::ChangedSince { kind: Kind::ITEM, change, after, limit };
    let mut lookups = vec![
        Lookup::Range(Item::all()),
        Lookup::Range(Item::page(None, 10)),
        Lookup::Range(Item::page(None, 400)),
        Lookup::Range(Range::first(Kind::ITEM, "all/", 5)),
        Lookup::Range(Range::all(Kind::ITEM, "trash/")),
        Lookup::Range(Range::all(Kind::ITEM, "")),
        since(0, None, u32::MAX),
        since(0, after, 50),
        since(0, None, 1),
        since(change, None, u32::MAX),
        since(change, after, 20),
        since(change / 2, None, 300),
    ];
    for n in 0..9 {
        lookups.push(Lookup::Range(Item::in_deck(Some(deck(n)), u32::MAX)));
        lookups.push(Lookup::Range(Item::in_deck(Some(deck(n)), 3)));
    }
    lookups.extend((0..1500).step_by(7).map(|n| Lookup::Record(Kind::ITEM, scattered(n))));
    lookups
}

async fn same(store: &IndexedDb, memory: &Memory, change: u64, step: &str) {
    let lookups = questions(change);
    let (found, expected) = (store.read(&lookups).await.unwrap(), memory.read(&lookups).await.unwrap());
    for lookup in &lookups {
        assert!(found.hits(lookup) == expected.hits(lookup), "{step}: {lookup:?}");
    }
    // One alone goes another way than many.
    for n in [3, 700, 9999] {
        let one = Lookup::Record(Kind::ITEM, scattered(n));
        assert!(store.read(std::slice::from_ref(&one)).await.unwrap().hits(&one) == expected_of(memory, &one), "{n}");
    }
    // Page after page, by key and by id.
    let (mut after, mut walked) = (None, 0);
    loop {
        let lookup = Lookup::Range(Item::page(after, 37));
        let (found, expected) =
            (store.read(std::slice::from_ref(&lookup)).await.unwrap(), expected_of(memory, &lookup));
        assert!(found.hits(&lookup) == expected, "{step}: {lookup:?}");
        walked += expected.len();
        match expected.last() {
            Some(hit) => after = Some(hit.key.clone()),
            None => break,
        }
    }
    assert_eq!(walked, expected_of(memory, &Lookup::Range(Item::all())).len());
    assert_eq!(store.summary().await.unwrap(), memory.summary().await.unwrap(), "{step}");
}

fn expected_of(memory: &Memory, lookup: &Lookup) -> Vec<cairn_domain::port::Hit> {
    memory.look(std::slice::from_ref(lookup)).hits(lookup).to_vec()
}

/// Imports, edits, bulk changes, the trash and its emptying, in any order: a database in the browser answers as one in memory.
#[wasm_bindgen_test]
async fn items_are_found_wherever_they_lie() {
    let (name, store) = fresh("items", IndexedDb::VERSION).await;
    let memory = Memory::new(SEED.profile, SEED.device);
    let moved = |n: u64| {
        let mut draft = Draft::edit(card(n, "first"), &context());
        draft.set(&Item::DECK, &Some(deck(8)));
        draft.finish().unwrap().0
    };
    let steps: Vec<(&str, Vec<Record>, usize)> = vec![
        ("a few", cards(0..20, "first"), 20),
        ("an import", cards(0..1200, "first"), 0),
        ("one edit", vec![card(3, "edited")], 1),
        ("edits that move them", (100..150).map(moved).collect(), 51),
        ("into the trash", (200..240).map(|n| trashed(card(n, "first"), false)).collect(), 91),
        ("emptied", (200..230).map(|n| trashed(card(n, "first"), true)).collect(), 91),
        ("emptied of what lies in pages", (300..310).map(|n| trashed(card(n, "first"), true)).collect(), 101),
        ("a newer version", cards(900..1400, "newer"), 101),
        ("all of them into the trash", (0..1000).map(|n| trashed(card(n, "first"), false)).collect(), 0),
        ("and back", cards(0..1000, "again"), 0),
    ];
    for (step, records, single) in steps {
        let change = store.summary().await.unwrap().change;
        write(&store, &records).await;
        let raw = Raw(records.into_iter().map(Write::Record).collect());
        memory.apply(&raw, Moment { ms: NOW + 1, tz_offset_min: 0 }, 1 << 64).unwrap();
        same(&store, &memory, change, step).await;
        assert_eq!(rows_in(&name, "item").await, single, "{step}");
    }
    let (salvaged, kept) = (store.salvage().await.unwrap(), memory.all().0);
    let found: BTreeSet<Id> = salvaged.rows.iter().map(id).collect();
    assert_eq!((salvaged.torn, salvaged.rows.len(), found.len()), (0, kept.len(), kept.len()));
}

fn id(row: &Row) -> Id {
    match row {
        Row::Record(record) => record.id,
        Row::Event(event) => event.id.0,
    }
}

/// A large file asks for all that it names, of which much is here: in pages, and single.
#[wasm_bindgen_test]
async fn thousands_are_found_by_id_at_once() {
    let (_, store) = fresh("thousands", IndexedDb::VERSION).await;
    write(&store, &cards(0..2000, "some")).await;
    write(&store, &cards(500..520, "edited")).await;
    let asked: Vec<Lookup> = (0..4000).map(|n| Lookup::Record(Kind::ITEM, scattered(n))).collect();
    let found = store.read(&asked).await.unwrap();
    for n in 0..4000 {
        let words = if (500..520).contains(&n) { "edited" } else { "some" };
        let expected = (n < 2000).then(|| card(n, words));
        assert!(found.record(Kind::ITEM, scattered(n)) == expected.as_ref(), "{n}");
    }
}

/// Where few of many belong to a page that is there, it is not written anew for them.
#[wasm_bindgen_test]
async fn scattered_edits_stay_single() {
    let (name, store) = fresh("scattered", IndexedDb::VERSION).await;
    write(&store, &cards(0..6400, "some")).await;
    let edited: Vec<Record> = (0..6400).step_by(20).map(|n| card(n, "edited")).collect();
    let before = store.requests();
    write(&store, &edited).await;
    // Each a put; the number of the change, read and written; the names of pages and of single rows.
    assert!(store.requests() - before <= 320 + 40, "{}", store.requests() - before);
    let single = rows_in(&name, "item").await;
    assert!((280..=320).contains(&single), "{single}");
    let all = Lookup::Range(Item::all());
    let read = store.read(std::slice::from_ref(&all)).await.unwrap();
    assert_eq!(read.hits(&all).len(), 6400);
    for n in (0..6400).step_by(10) {
        let words = if n % 20 == 0 { "edited" } else { "some" };
        assert!(read.hits(&all).iter().any(|hit| hit.row == Row::Record(card(n, words))), "{n}");
    }
}

/// What is emptied out of the trash leaves its page: nothing of its content stays in the database.
#[wasm_bindgen_test]
async fn an_item_that_is_emptied_leaves_its_page() {
    let (name, store) = fresh("emptied", IndexedDb::VERSION).await;
    let mut all = cards(0..300, "some");
    all[7] = card(7, "only once said");
    write(&store, &all).await;
    assert!(super::holds_in(&name, &["item", "item_page"], "only once said").await);
    write(&store, &[trashed(all[7].clone(), true)]).await;
    assert!(!super::holds_in(&name, &["item", "item_page"], "only once said").await);
}

/// Many at once are as many puts as pages; one of many is one page.
#[wasm_bindgen_test]
async fn an_import_costs_as_many_puts_as_pages() {
    let (name, store) = fresh("puts", IndexedDb::VERSION).await;
    let before = store.requests();
    write(&store, &cards(0..6400, "some")).await;
    // A hundred pages; the number of the change, read and written; the names of pages and of single rows.
    assert!(store.requests() - before <= 100 + 4, "{}", store.requests() - before);
    assert_eq!((rows_in(&name, "item").await, rows_in(&name, "item_page").await), (0, 100));
    let before = (store.requests(), store.rows_read());
    let one = Lookup::Record(Kind::ITEM, scattered(6000));
    assert!(store.read(std::slice::from_ref(&one)).await.unwrap().record(Kind::ITEM, scattered(6000)).is_some());
    assert_eq!((store.requests() - before.0, store.rows_read() - before.1), (2, 1));
    let before = store.rows_read();
    let some = Lookup::Range(Item::page(None, 10));
    assert_eq!(store.read(std::slice::from_ref(&some)).await.unwrap().hits(&some).len(), 10);
    assert!(store.rows_read() - before <= 10, "{}", store.rows_read() - before);
}

/// An import that fails on its way has changed nothing, the pages that it would have written anew neither.
#[wasm_bindgen_test]
async fn an_import_of_items_that_breaks_off_leaves_all_as_it_was() {
    let (name, store) = fresh("broken", IndexedDb::VERSION).await;
    write(&store, &cards(0..400, "some")).await;
    write(&store, &cards(10..15, "edited")).await;
    let all = Lookup::Range(Item::all());
    let (before, state) = (store.read(std::slice::from_ref(&all)).await.unwrap(), store.summary().await.unwrap());
    for at in [0, 12, 599] {
        store.fail_at_write(at);
        let import = Raw(cards(0..600, "other").into_iter().map(Write::Record).collect());
        assert!(store.commit(&import, Moment { ms: NOW, tz_offset_min: 0 }, 5).await.is_err(), "{at}");
        let after = store.read(std::slice::from_ref(&all)).await.unwrap();
        assert!(after.hits(&all) == before.hits(&all) && store.summary().await.unwrap() == state, "{at}");
        assert_eq!(rows_in(&name, "item").await, 5);
    }
}

/// A torn page costs what is on it, until a copy of that is brought in; then it is gone, and all is counted.
#[wasm_bindgen_test]
async fn a_torn_page_of_items_costs_itself_alone() {
    let (name, store) = fresh("torn items", IndexedDb::VERSION).await;
    let all = cards(0..320, "some");
    store.commit(&brings(&all), Moment { ms: NOW, tz_offset_min: 0 }, 1).await.unwrap();
    let alive = async || store.summary().await.unwrap().totals[&Kind::ITEM].alive;
    assert_eq!((rows_in(&name, "item_page").await, alive().await), (5, 320));
    spoil(&name, "item_page", |_| vec![0; 5]).await;
    let every = Lookup::Range(Item::all());
    let read = store.read(std::slice::from_ref(&every)).await.unwrap();
    assert_eq!((read.hits(&every).len(), read.torn()), (256, 1));
    // A limited list is as long as it may be.
    let some = Lookup::Range(Item::page(None, 250));
    let read = store.read(std::slice::from_ref(&some)).await.unwrap();
    assert_eq!((read.hits(&some).len(), read.torn()), (250, 1));
    let since = Lookup::ChangedSince { kind: Kind::ITEM, change: 0, after: None, limit: 9 };
    assert!(matches!(store.read(&[since]).await, Err(StoreError::Damaged { .. })));
    let refused = store.commit(&Reads(every.clone()), Moment { ms: NOW, tz_offset_min: 0 }, 2).await;
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Damaged { .. }))), "{refused:?}");
    let salvaged = store.salvage().await.unwrap();
    assert_eq!((salvaged.rows.len(), salvaged.torn), (256, 64));
    // Her own copy comes in, those of the torn page beside it; then that is gone.
    store.commit(&brings(&all), Moment { ms: NOW, tz_offset_min: 0 }, 3).await.unwrap();
    assert_eq!((rows_in(&name, "item_page").await, rows_in(&name, "item").await, alive().await), (4, 64, 320));
    let read = store.read(std::slice::from_ref(&every)).await.unwrap();
    assert_eq!((read.hits(&every).len(), read.torn()), (320, 0));
}

/// One record that cannot be read costs itself alone, and goes when a copy of it came: with what else its page has.
#[wasm_bindgen_test]
async fn a_torn_item_leaves_the_others_of_its_page() {
    let (name, store) = fresh("torn item", IndexedDb::VERSION).await;
    let all = cards(0..320, "some");
    store.commit(&brings(&all), Moment { ms: NOW, tz_offset_min: 0 }, 1).await.unwrap();
    let first = first_page(&name).await;
    spoil(&name, "item_page", |mut body| {
        body.iter_mut().rev().take(20).for_each(|byte| *byte = 0xff);
        body
    })
    .await;
    let every = Lookup::Range(Item::all());
    let found = async || {
        let read = store.read(std::slice::from_ref(&every)).await.unwrap();
        (read.hits(&every).len(), read.torn())
    };
    assert_eq!(found().await, (319, 1));
    let read = store.read(&[Lookup::Range(Item::page(None, 319))]).await.unwrap();
    assert_eq!(read.hits(&Lookup::Range(Item::page(None, 319))).len(), 319);
    // New items whose ids lie among those of the page take nothing of it away.
    let near = (1000..9000).map(|n| card(n, "near")).filter(|card| card.id < first);
    let near: Vec<Record> = near.take(100).collect();
    store.commit(&brings(&near), Moment { ms: NOW, tz_offset_min: 0 }, 2).await.unwrap();
    assert_eq!((found().await, rows_in(&name, "item_page").await), ((419, 1), 5));
    store.commit(&brings(&all), Moment { ms: NOW, tz_offset_min: 0 }, 3).await.unwrap();
    assert_eq!((found().await, rows_in(&name, "item").await), ((420, 0), 101));
    assert_eq!(store.summary().await.unwrap().totals[&Kind::ITEM].alive, 420);
    assert!(store.commit(&Reads(every.clone()), Moment { ms: NOW, tz_offset_min: 0 }, 4).await.is_ok());
}

/// The totals are right behind a torn page, of which some were edited before and some lay in the trash.
#[wasm_bindgen_test]
async fn totals_are_counted_anew_behind_a_torn_page() {
    let (name, store) = fresh("torn totals", IndexedDb::VERSION).await;
    let mut all = cards(0..320, "some");
    all.iter_mut().take(30).for_each(|card| *card = trashed(card.clone(), false));
    store.commit(&brings(&all), Moment { ms: NOW, tz_offset_min: 0 }, 1).await.unwrap();
    write(&store, &cards(40..80, "edited")).await;
    let before = store.summary().await.unwrap().totals[&Kind::ITEM];
    assert_eq!((before.alive, before.trashed), (290, 30));
    spoil(&name, "item_page", |_| vec![0; 5]).await;
    store.commit(&brings(&all), Moment { ms: NOW, tz_offset_min: 0 }, 2).await.unwrap();
    assert_eq!(rows_in(&name, "item_page").await, 4);
    assert_eq!(store.summary().await.unwrap().totals[&Kind::ITEM], before);
}

/// The greatest id of the first page.
async fn first_page(name: &str) -> Id {
    let rows = super::rows_of(name, "item_page").await;
    Id::parse(&Reflect::get(&rows[0], &"id".into()).unwrap().as_string().unwrap()).unwrap()
}

/// A database of the schema before pages of items is carried over with its items single.
#[wasm_bindgen_test]
async fn items_of_the_schema_before_stay_where_they_are() {
    let (name, old) = fresh("older items", 4).await;
    write(&old, &cards(0..300, "some")).await;
    old.close();
    IndexedDb::upgrade(&name).await.unwrap();
    let store = IndexedDb::open(&name, || {}, SEED).await.unwrap();
    assert_eq!((rows_in(&name, "item").await, rows_in(&name, "item_page").await), (300, 0));
    let all = Lookup::Range(Item::all());
    assert_eq!(store.read(std::slice::from_ref(&all)).await.unwrap().hits(&all).len(), 300);
    write(&store, &cards(0..300, "newer")).await;
    assert_eq!((rows_in(&name, "item").await, rows_in(&name, "item_page").await), (0, 5));
}
