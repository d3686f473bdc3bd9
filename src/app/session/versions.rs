//! A version per kind: a query reads again when the version of a kind that it shows was raised, by a
//! commit here, in another tab, or in the worker.

use cairn_domain::kind::Kind;
use leptos::prelude::*;
use std::{cell::RefCell, collections::BTreeMap};

thread_local! {
    static VERSIONS: RefCell<BTreeMap<Kind, ArcRwSignal<u32>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The signal of a kind; it lives as long as the page.
fn signal(kind: Kind) -> ArcRwSignal<u32> {
    VERSIONS.with_borrow_mut(|versions| versions.entry(kind).or_insert_with(|| ArcRwSignal::new(0)).clone())
}

/// Makes the running effect depend on these kinds.
pub(super) fn track(kinds: &[Kind]) {
    kinds.iter().for_each(|kind| signal(*kind).track());
}

/// Says that rows of these kinds changed.
pub(super) fn raise(kinds: impl IntoIterator<Item = Kind>) {
    for kind in kinds {
        signal(kind).update(|version| *version = version.wrapping_add(1));
    }
}
