//! The conformance suite against a browser's database that packs all it can after every step.
#![cfg(target_arch = "wasm32")]

use cairn_domain::{
    id::{DeviceId, Id, ProfileId},
    kind::Kind,
    media::MediaHash,
    port::{Commit, CommitError, Decision, Lookup, MediaStore, Snapshot, Store, StoreError, Summary},
    record::Now,
};
use cairn_store::{
    IndexedDb, OpenSeed,
    conformance::{self, Bench},
    indexed_db::pages,
};
use std::{cell::RefCell, collections::BTreeSet};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SEED: OpenSeed =
    OpenSeed { profile: ProfileId(Id::from_bytes([7; 16])), device: DeviceId(0xfedc_ba98_7654_3210) };

/// A store that folds all it can after every step.
struct Folded(IndexedDb);

impl Store for Folded {
    async fn read(&self, lookups: &[Lookup]) -> Result<Snapshot, StoreError> {
        self.0.read(lookups).await
    }

    async fn commit(&self, decision: &dyn Decision, now: Now, seed: u128) -> Result<Commit, CommitError> {
        let commit = self.0.commit(decision, now, seed).await;
        self.0.fold_pages(u64::MAX, 0, i64::MAX).await?;
        commit
    }

    async fn summary(&self) -> Result<Summary, StoreError> {
        self.0.summary().await
    }
}

impl MediaStore for Folded {
    async fn put_chunk(&self, hash: MediaHash, at: u32, bytes: &[u8], now_ms: i64) -> Result<(), StoreError> {
        self.0.put_chunk(hash, at, bytes, now_ms).await
    }

    async fn finish_media(&self, hash: MediaHash, bytes: u64, now_ms: i64) -> Result<(), StoreError> {
        self.0.finish_media(hash, bytes, now_ms).await
    }

    async fn chunk(&self, hash: MediaHash, at: u32) -> Result<Option<Vec<u8>>, StoreError> {
        self.0.chunk(hash, at).await
    }

    async fn remove_media(&self, hash: MediaHash) -> Result<(), StoreError> {
        self.0.remove_media(hash).await
    }
}

/// The same checks, with every answer in a page.
#[derive(Default)]
struct Folding(RefCell<BTreeSet<String>>);

impl Bench for Folding {
    type Store = Folded;

    async fn open(&self, name: &str) -> Folded {
        let name = format!("cairn.folded.{name}");
        if self.0.borrow_mut().insert(name.clone()) {
            IndexedDb::delete(&name).await.expect("no one holds it open");
        }
        Folded(IndexedDb::open(&name, || {}, SEED).await.expect("the database opens"))
    }

    fn fail_at_write(&self, store: &Folded, at: usize) {
        store.0.fail_at_write(at);
    }

    fn fail_at_chunk(&self, store: &Folded, at: u32) {
        store.0.fail_at_chunk(at);
    }
}

macro_rules! tests {
    ($($check:ident)*) => {$(
        #[wasm_bindgen_test]
        async fn $check() {
            conformance::$check(&Folding::default()).await;
        }
    )*};
}

cairn_store::for_each_check!(tests);

/// Without what reads pages nothing is answered; never a part of it.
#[wasm_bindgen_test]
async fn answers_and_items_are_not_read_without_their_pages() {
    let store = Folding::default().open("without").await.0;
    let since = |kind| [Lookup::ChangedSince { kind, change: 0, after: None, limit: 1 }];
    let lookups = [since(Kind::RESPONSE), since(Kind::ITEM), [Lookup::Record(Kind::ITEM, Id::new(1, 1))]];
    for lookup in &lookups {
        pages::remove();
        let refused = store.read(lookup).await;
        pages::install();
        assert!(matches!(refused, Err(StoreError::Damaged { .. })), "{refused:?}");
        assert!(store.read(lookup).await.is_ok());
    }
}
