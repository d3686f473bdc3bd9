//! The conformance suite against IndexedDB in a browser, and what only a browser can do to a store.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "tests, which clippy does not see in #[wasm_bindgen_test]")]

use cairn_domain::{
    change::{Op, Outcome},
    command::Command,
    error::Rejection,
    generation::{Cause, Generation},
    goal::{GoalKind, command as goal},
    id::{DeviceId, Id, ProfileId},
    kind::Kind,
    media::MediaHash,
    port::{CommitError, Decision, Lookup, MediaStore, Range, Snapshot, Store, StoreError},
    record::Context,
    time::Moment,
};
use cairn_store::{
    Generations, IndexedDb, OpenSeed,
    conformance::{self, Bench},
};
use indexed_db_futures::{database::Database, prelude::*, transaction::TransactionMode};
use js_sys::{Array, Object, Reflect, Uint8Array};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    rc::Rc,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Blob;

wasm_bindgen_test_configure!(run_in_browser);

const SEED: OpenSeed =
    OpenSeed { profile: ProfileId(Id::from_bytes([7; 16])), device: DeviceId(0xfedc_ba98_7654_3210) };

/// The version after ours, which has a step that takes its time.
const NEXT: u32 = IndexedDb::VERSION + 1;

/// Databases of this origin; the first opening of a name finds none of an earlier run.
#[derive(Default)]
struct Browser(RefCell<BTreeSet<String>>);

impl Bench for Browser {
    type Store = IndexedDb;

    async fn open(&self, name: &str) -> IndexedDb {
        let name = format!("cairn.check.{name}");
        if self.0.borrow_mut().insert(name.clone()) {
            IndexedDb::delete(&name).await.expect("no one holds it open");
        }
        IndexedDb::open(&name, || {}, SEED).await.expect("the database opens")
    }

    fn fail_at_write(&self, store: &IndexedDb, at: usize) {
        store.fail_at_write(at);
    }

    fn fail_at_chunk(&self, store: &IndexedDb, at: u32) {
        store.fail_at_chunk(at);
    }
}

macro_rules! tests {
    ($($check:ident)*) => {$(
        #[wasm_bindgen_test]
        async fn $check() {
            conformance::$check(&Browser::default()).await;
        }
    )*};
}

cairn_store::for_each_check!(tests);

async fn fresh(name: &str) -> IndexedDb {
    Browser::default().open(name).await
}

fn create(title: &str) -> Command {
    Command::Goal(goal::Command::Create { title: title.to_owned(), kind: GoalKind::Make })
}

async fn run(store: &IndexedDb, decision: &dyn Decision, seed: u128) {
    store.commit(decision, Moment { ms: 1, tz_offset_min: 0 }, seed).await.expect("the commit succeeds");
}

/// Reads the goals before it does nothing.
struct Looks;

impl Decision for Looks {
    fn needs(&self, _: &Snapshot) -> Vec<Lookup> {
        vec![goals()]
    }

    fn decide(&self, _: &Snapshot, _: &mut Context) -> Result<Outcome, Rejection> {
        Ok(Outcome::new(Op::Other))
    }
}

fn goals() -> Lookup {
    Lookup::Range(Range::all(Kind::GOAL, "status/"))
}

#[wasm_bindgen_test]
async fn databases_are_listed_and_deleted() {
    let store = fresh("listed").await;
    let name = "cairn.check.listed".to_owned();
    assert!(IndexedDb::names().await.unwrap().contains(&name));
    store.close();
    IndexedDb::delete(&name).await.unwrap();
    assert!(!IndexedDb::names().await.unwrap().contains(&name));
}

#[wasm_bindgen_test]
async fn a_connection_makes_way_and_says_so() {
    let name = "cairn.check.way";
    IndexedDb::delete(name).await.unwrap();
    let told = Rc::new(Cell::new(0));
    let tell = told.clone();
    let store = IndexedDb::open(name, move || tell.set(tell.get() + 1), SEED).await.unwrap();
    IndexedDb::delete(name).await.unwrap();
    assert_eq!(told.get(), 1);
    assert_eq!(store.summary().await, Err(StoreError::ConnectionLost));
    assert!(!IndexedDb::names().await.unwrap().contains(&name.to_owned()), "it does not come back by itself");
}

#[wasm_bindgen_test]
async fn a_newer_schema_is_named() {
    drop(fresh("newer").await);
    let newer = IndexedDb::open_as("cairn.check.newer", 7, SEED).await.unwrap();
    let refused = IndexedDb::open("cairn.check.newer", || {}, SEED).await.err();
    assert_eq!(refused, Some(StoreError::NewerSchema { found: 7, supported: IndexedDb::VERSION }));
    run(&newer, &create("Of a newer version"), 1).await;
    let reading = IndexedDb::open_as_it_is("cairn.check.newer", || {}).await.unwrap();
    assert_eq!(reading.read(&[goals()]).await.unwrap().hits(&goals()).len(), 1);
    let written = reading.commit(&create("Not here"), Moment { ms: 1, tz_offset_min: 0 }, 2).await;
    assert_eq!(written, Err(CommitError::Store(StoreError::NewerSchema { found: 7, supported: IndexedDb::VERSION })));
    assert!(reading.is_read_only() && !newer.is_read_only());
    drop(newer);
}

#[wasm_bindgen_test]
async fn a_database_of_the_first_version_gets_room_for_files() {
    let name = "cairn.check.upgrade";
    IndexedDb::delete(name).await.unwrap();
    let first = IndexedDb::open_as(name, 1, SEED).await.unwrap();
    run(&first, &create("Before files"), 1).await;
    let before = first.summary().await.unwrap();
    assert!(first.read(&[Lookup::MediaAll]).await.is_err(), "the first version has no files");
    first.close();
    // It is carried over by an act of its own, and can be read meanwhile.
    let refused = IndexedDb::open(name, || {}, SEED).await.err();
    assert_eq!(refused, Some(StoreError::OlderSchema { found: 1, supported: IndexedDb::VERSION }));
    assert!(IndexedDb::versions().await.unwrap().contains(&(name.to_owned(), 1)), "it is as it was");
    let as_it_is = IndexedDb::open_as_it_is(name, || {}).await.unwrap();
    assert_eq!(as_it_is.read(&[goals()]).await.unwrap().hits(&goals()).len(), 1);
    as_it_is.close();
    IndexedDb::upgrade(name).await.unwrap();
    let store = IndexedDb::open(name, || {}, SEED).await.unwrap();
    assert_eq!(store.summary().await.unwrap(), before);
    assert_eq!(store.read(&[goals()]).await.unwrap().hits(&goals()).len(), 1);
    let hash = MediaHash([3; 32]);
    store.put_chunk(hash, 0, b"kept", 5).await.unwrap();
    store.finish_media(hash, 4, 5).await.unwrap();
    assert_eq!(store.chunk(hash, 0).await.unwrap().as_deref(), Some(&b"kept"[..]));
}

#[wasm_bindgen_test]
async fn another_tab_in_the_way_ends_the_wait() {
    let name = "cairn.check.blocked";
    drop(fresh("blocked").await);
    // A connection that does not listen, as that of a tab that hangs.
    let deaf = Database::open(name).with_version(IndexedDb::VERSION).build().unwrap().await.unwrap();
    assert_eq!(IndexedDb::open_as(name, NEXT, SEED).await.err(), Some(StoreError::Blocked));
    deaf.close();
    // The upgrade that was left behind goes on by itself and leaves a whole database.
    let store = IndexedDb::open_as(name, NEXT, SEED).await.unwrap();
    run(&store, &create("Goal"), 1).await;
    let deaf = Database::open(name).with_version(NEXT).build().unwrap().await.unwrap();
    store.close();
    assert_eq!(IndexedDb::delete(name).await, Err(StoreError::Blocked));
    deaf.close();
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_opened_again() {
    let store = fresh("lost").await;
    run(&store, &create("Before"), 1).await;
    store.lose();
    run(&store, &create("After"), 2).await;
    store.lose();
    assert_eq!(store.read(&[goals()]).await.unwrap().hits(&goals()).len(), 2);
    store.lose();
    assert_eq!(store.summary().await.unwrap().change, 2);
    store.lose();
    assert_eq!(store.set_profile(SEED.profile).await, Ok(false));
    store.close();
    assert_eq!(store.summary().await, Err(StoreError::ConnectionLost));
}

#[wasm_bindgen_test]
async fn a_deleted_database_is_not_made_again_by_a_reopening() {
    let store = fresh("gone").await;
    store.lose();
    IndexedDb::delete("cairn.check.gone").await.unwrap();
    assert_eq!(store.summary().await, Err(StoreError::ConnectionLost));
    assert!(!IndexedDb::names().await.unwrap().contains(&"cairn.check.gone".to_owned()));
}

#[wasm_bindgen_test]
async fn an_empty_database_takes_on_a_profile() {
    let store = fresh("profile").await;
    let other = ProfileId(Id::from_bytes([9; 16]));
    assert_eq!(store.set_profile(other).await, Ok(true));
    let again = IndexedDb::open("cairn.check.profile", || {}, SEED).await.unwrap();
    let summary = again.summary().await.unwrap();
    assert_eq!((summary.profile, summary.device), (other, SEED.device));
    let written = store.commit(&create("Goal"), Moment { ms: 1, tz_offset_min: 0 }, 1).await.unwrap();
    assert_eq!(written.changes.change, 1);
    store.secure().await.unwrap();
    assert_eq!(again.summary().await.unwrap(), store.summary().await.unwrap());
    assert_eq!(again.set_profile(SEED.profile).await, Ok(false));
}

/// A row that no version of ours wrote.
fn garbage(id: &str) -> JsValue {
    let row = Object::new();
    for (name, value) in
        [("id", JsValue::from(id)), ("change", 9.into()), ("body", Uint8Array::new_with_length(5).into())]
    {
        Reflect::set(&row, &name.into(), &value).unwrap();
    }
    Reflect::set(&row, &"keys".into(), &Array::of1(&format!("status/active\0{id}").into())).unwrap();
    row.into()
}

async fn spoil(name: &str, store: &str, row: JsValue) {
    let raw = Database::open(name).build().unwrap().await.unwrap();
    let transaction = raw.transaction(store).with_mode(TransactionMode::Readwrite).build().unwrap();
    transaction.object_store(store).unwrap().put(row).primitive().unwrap().await.unwrap();
    transaction.commit().await.unwrap();
    raw.close();
}

#[wasm_bindgen_test]
async fn a_torn_row_costs_itself_alone() {
    let name = "cairn.check.torn";
    let store = fresh("torn").await;
    for seed in 0..300 {
        run(&store, &create("Goal"), seed << 64).await;
    }
    let before = store.summary().await.unwrap();
    store.close();
    let whole = IndexedDb::open_as_it_is(name, || {}).await.unwrap().salvage().await.unwrap();
    assert_eq!((whole.torn, whole.lost.len(), whole.summary), (0, 0, Some(before)));
    for at in 0..3 {
        spoil(name, "goal", garbage(&format!("0000000000000000000000000{at}"))).await;
    }
    spoil(name, "foreign", garbage("no kind")).await;
    spoil(name, "meta", garbage("state")).await;
    let store = IndexedDb::open(name, || {}, SEED).await.unwrap();
    assert_eq!(store.summary().await, Err(StoreError::Damaged { store: "meta".to_owned() }));
    // A view goes on without them and knows it, and its pages are full; nothing is decided by half of what there is.
    let page = Lookup::Range(Range::first(Kind::GOAL, "status/", 5));
    let read = store.read(&[goals(), page.clone()]).await.unwrap();
    assert_eq!((read.hits(&goals()).len(), read.hits(&page).len()), (300, 5));
    assert_eq!(read.torn(), 6, "three for each of the two");
    let refused = store.commit(&Looks, Moment { ms: 1, tz_offset_min: 0 }, 1 << 90).await;
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Damaged { .. }))), "{refused:?}");
    let found = store.salvage().await.unwrap();
    assert_eq!((found.torn, found.rows.len(), found.summary), (4, whole.rows.len(), None));
}

#[wasm_bindgen_test]
async fn a_database_of_someone_else_is_not_taken_for_ours() {
    let name = "cairn.check.foreign";
    IndexedDb::delete(name).await.unwrap();
    let raw = Database::open(name)
        .with_version(IndexedDb::VERSION)
        .with_on_upgrade_needed(|_, transaction: &indexed_db_futures::transaction::Transaction<'_>| {
            transaction.db().create_object_store("goal").build().map(drop)
        })
        .build();
    raw.unwrap().await.unwrap().close();
    let refused = IndexedDb::open(name, || {}, SEED).await.err();
    assert!(matches!(refused, Some(StoreError::Damaged { .. })), "{refused:?}");
    assert!(IndexedDb::versions().await.unwrap().contains(&(name.to_owned(), IndexedDb::VERSION)), "it is as it was");
    let found = IndexedDb::open_as_it_is(name, || {}).await.unwrap().salvage().await.unwrap();
    assert_eq!((found.rows.len(), found.torn, found.summary), (0, 0, None));
}

/// What a newer version keeps where this one does not look is named, never left out in silence.
#[wasm_bindgen_test]
async fn a_store_of_a_newer_version_is_told_as_lost() {
    let name = "cairn.check.unknown";
    let store = fresh("unknown").await;
    run(&store, &create("Goal"), 1).await;
    store.close();
    let raw = Database::open(name)
        .with_version(9_u32)
        .with_on_upgrade_needed(|_, transaction: &indexed_db_futures::transaction::Transaction<'_>| {
            transaction.db().create_object_store("goal_page").build().map(drop)
        })
        .build();
    raw.unwrap().await.unwrap().close();
    let found = IndexedDb::open_as_it_is(name, || {}).await.unwrap().salvage().await.unwrap();
    assert_eq!((found.lost, found.torn, found.rows.len()), (vec!["goal_page".to_owned()], 0, 1));
}

#[wasm_bindgen_test]
async fn what_is_not_there_is_not_made_by_looking() {
    let name = "cairn.check.absent";
    IndexedDb::delete(name).await.unwrap();
    assert!(IndexedDb::open_as_it_is(name, || {}).await.is_err());
    assert!(IndexedDb::upgrade(name).await.is_err());
    assert!(!IndexedDb::names().await.unwrap().contains(&name.to_owned()));
}

#[wasm_bindgen_test]
async fn an_old_tab_makes_way_for_a_new_shape() {
    let name = "cairn.check.shape";
    IndexedDb::delete(name).await.unwrap();
    let old = IndexedDb::open_as(name, 2, SEED).await.unwrap();
    for seed in 0..50 {
        run(&old, &create("Goal"), seed << 64).await;
    }
    // The tab of the old version lets go by itself; nothing of what it wrote is missing.
    let new = IndexedDb::open_as(name, NEXT, SEED).await.unwrap();
    assert_eq!(old.summary().await, Err(StoreError::ConnectionLost));
    assert_eq!(new.read(&[goals()]).await.unwrap().hits(&goals()).len(), 50);
    let changed = Lookup::ChangedSince { kind: Kind::GOAL, change: 49, after: None, limit: u32::MAX };
    assert_eq!(new.read(std::slice::from_ref(&changed)).await.unwrap().hits(&changed).len(), 1);
}

#[wasm_bindgen_test]
async fn copies_lie_apart_from_the_databases() {
    let copies = Generations::of("cairn.check.copies");
    copies.clear().await.unwrap();
    assert_eq!(copies.list().await, Ok(vec![]));
    let made = |ms| Generation { made_ms: ms, change: 4, entries: 9, cause: Cause::Asked };
    let content = |text: &str| Blob::new_with_str_sequence(&Array::of1(&text.into())).unwrap();
    copies.put(&made(5), &content("five")).await.unwrap();
    copies.put(&made(7), &content("seven!")).await.unwrap();
    // One that was begun and never written counts as none, and goes.
    copies.put(&made(8), &content("")).await.unwrap();
    assert_eq!(copies.list().await, Ok(vec![(made(7), 6), (made(5), 4)]));
    copies.tidy().await.unwrap();
    assert!(copies.open(&made(8)).await.is_err());
    let text = wasm_bindgen_futures::JsFuture::from(copies.open(&made(7)).await.unwrap().text()).await.unwrap();
    assert_eq!(text.as_string().as_deref(), Some("seven!"));
    assert!(Generations::databases().await.unwrap().contains(&"cairn.check.copies".to_owned()));
    assert!(!IndexedDb::names().await.unwrap().contains(&"cairn.check.copies".to_owned()));
    copies.remove(&made(7)).await.unwrap();
    copies.remove(&made(7)).await.unwrap();
    assert_eq!(copies.list().await, Ok(vec![(made(5), 4)]));
    copies.clear().await.unwrap();
    copies.clear().await.unwrap();
    assert_eq!(copies.list().await, Ok(vec![]));
}

#[wasm_bindgen_test]
async fn a_read_costs_what_it_shows() {
    let store = fresh("cost").await;
    for seed in 0..9 {
        run(&store, &create("Goal"), seed << 64).await;
    }
    let cost = async |lookups: &[Lookup]| {
        let before = (store.requests(), store.rows_read());
        store.read(lookups).await.unwrap();
        (store.requests() - before.0, store.rows_read() - before.1)
    };
    let first = Lookup::Range(Range::first(Kind::GOAL, "status/", 4));
    assert_eq!(cost(std::slice::from_ref(&first)).await, (1, 4));
    assert_eq!(cost(&[first, Lookup::Device("backup".to_owned()), Lookup::UndoLatest(0)]).await, (2, 4));
    assert_eq!(cost(&[Lookup::Range(Range::last(Kind::GOAL, "status/", 2))]).await.1, 2);
    let before = store.rows_read();
    store.summary().await.unwrap();
    assert_eq!(store.rows_read() - before, 1);
}
