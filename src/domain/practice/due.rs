//! Columns that are to be folded anew, because rows came in by a join, which may bring answers of any age and erase
//! others: a note of the device, never synced, written with those rows. While it is there the columns count as none.

use crate::{
    cbor::Cbor,
    change::{Outcome, Write},
    error::Rejection,
    kind::Kind,
    port::{Decision, Lookup, Snapshot},
    record::Context,
};

const KEY: &str = "schedule.due";

/// What to ask a store for.
pub fn lookup() -> Lookup {
    Lookup::Device(KEY.to_owned())
}

/// Whether the columns are to be folded anew.
pub fn is_due(snapshot: &Snapshot) -> bool {
    snapshot.device(KEY).is_some()
}

/// Takes the note away.
pub(super) fn settled() -> Write {
    Write::Device { key: KEY.to_owned(), body: None }
}

/// A decision that may bring rows on which the columns depend: with such it leaves the note.
pub struct Noting<'a>(pub &'a dyn Decision);

impl Decision for Noting<'_> {
    fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        self.0.needs(snapshot)
    }

    fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = self.0.decide(snapshot, context)?;
        let depends = |kind: &Kind| [Kind::ITEM, Kind::DECK, Kind::RESPONSE, Kind::VOID].contains(kind);
        if outcome.kinds().iter().any(depends) {
            outcome.writes.push(Write::Device { key: KEY.to_owned(), body: Some(Cbor::of(&true)) });
        }
        Ok(outcome)
    }
}
