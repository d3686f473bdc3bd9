//! The conformance suite against IndexedDB in a browser, and what only a browser can do to a store.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "tests, which clippy does not see in #[wasm_bindgen_test]")]

use cairn_domain::{
    command::Command,
    goal::{GoalKind, command as goal},
    id::{DeviceId, Id, ProfileId},
    kind::Kind,
    media::MediaHash,
    port::{Decision, Lookup, MediaStore, Range, Store, StoreError},
    time::Moment,
};
use cairn_store::{
    IndexedDb, OpenSeed,
    conformance::{self, Bench},
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    rc::Rc,
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SEED: OpenSeed =
    OpenSeed { profile: ProfileId(Id::from_bytes([7; 16])), device: DeviceId(0xfedc_ba98_7654_3210) };

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
    assert_eq!(refused, Some(StoreError::NewerSchema { found: 7, supported: 2 }));
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
    use indexed_db_futures::{database::Database, prelude::*};
    let name = "cairn.check.blocked";
    drop(fresh("blocked").await);
    // A connection that does not listen, as that of a tab that hangs.
    let deaf = Database::open(name).with_version(2_u32).build().unwrap().await.unwrap();
    assert_eq!(IndexedDb::open_as(name, 3, SEED).await.err(), Some(StoreError::Blocked));
    deaf.close();
    // The upgrade that was left behind goes on by itself and leaves a whole database.
    let store = IndexedDb::open_as(name, 3, SEED).await.unwrap();
    run(&store, &create("Goal"), 1).await;
    let deaf = Database::open(name).with_version(3_u32).build().unwrap().await.unwrap();
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
    let strict = store.commit_strict(&create("Goal"), Moment { ms: 1, tz_offset_min: 0 }, 1).await.unwrap();
    assert_eq!(strict.changes.change, 1);
    assert_eq!(again.set_profile(SEED.profile).await, Ok(false));
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
