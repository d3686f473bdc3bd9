//! The conformance suite against the store in memory.
#![cfg(not(target_arch = "wasm32"))]

use cairn_domain::id::{DeviceId, Id, ProfileId};
use cairn_store::{
    Memory,
    conformance::{self, Bench},
    memory::ready,
};
use std::{cell::RefCell, collections::BTreeMap};

/// Databases by name.
#[derive(Default)]
struct Shelf(RefCell<BTreeMap<String, Memory>>);

impl Bench for Shelf {
    type Store = Memory;

    async fn open(&self, name: &str) -> Memory {
        let new = || Memory::new(ProfileId(Id::new(1, 1)), DeviceId(0xfedc_ba98_7654_3210));
        self.0.borrow_mut().entry(name.to_owned()).or_insert_with(new).clone()
    }

    fn fail_at_write(&self, store: &Memory, at: usize) {
        store.fail_at_write(at);
    }

    fn fail_at_chunk(&self, store: &Memory, at: u32) {
        store.fail_at_chunk(at);
    }
}

macro_rules! tests {
    ($($check:ident)*) => {$(
        #[test]
        fn $check() {
            ready(conformance::$check(&Shelf::default()));
        }
    )*};
}

cairn_store::for_each_check!(tests);
