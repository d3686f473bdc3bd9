//! Answers that lie in packed pages: reading them beside single rows, and writing them. What lies where is said in
//! [`crate::pages`], what a row looks like in [`super::rows`].
//!
//! None of it is part of what every start loads: whoever reads answers has it [installed](install) first, and reading
//! them without it fails rather than leave any out.

mod fold;
mod ranges;
mod read;
mod torn;
mod walk;
mod write;

pub(super) use write::{Weaving, weave_plan};

use super::reading::Reading;
use cairn_domain::{
    kind::Kind,
    port::{Lookup, Snapshot, StoreError},
};
use std::{cell::Cell, pin::Pin};

/// Adds what lies in pages to the answers that single rows gave.
pub(super) type Reader = for<'r, 't, 'd> fn(&'r Reading<'t, 'd>, &'r [Lookup], &'r mut Snapshot) -> Reads<'r>;

/// Reading under way.
type Reads<'r> = Pin<Box<dyn Future<Output = Result<(), StoreError>> + 'r>>;

thread_local! {
    static READER: Cell<Option<Reader>> = const { Cell::new(None) };
}

/// Makes answers readable in this module of the program.
pub fn install() {
    READER.set(Some(|reading, lookups, snapshot| Box::pin(read::answer(reading, lookups, snapshot))));
}

/// Makes them unreadable again, as in a part of the app that has not asked for it.
#[cfg(feature = "conformance")]
pub fn remove() {
    READER.set(None);
}

/// What reads pages. Whoever gets here without it is a part of the app that reads answers and did not ask for it.
pub(super) fn reader() -> Result<Reader, StoreError> {
    READER.get().ok_or_else(|| super::rows::damaged(super::keys::PAGES))
}

/// Whether a lookup asks for answers.
pub(super) fn concerns(lookup: &Lookup) -> bool {
    matches!(
        lookup,
        Lookup::Event(Kind::RESPONSE, _)
            | Lookup::ChangedSince { kind: Kind::RESPONSE, .. }
            | Lookup::Range(cairn_domain::port::Range { kind: Kind::RESPONSE, .. })
    )
}
