//! Columns that are to be folded anew, because a join changed an answer that was there, or erased it: a note of the
//! device, never synced, written with those rows. While it is there the columns count as none. What a join adds, answers
//! of any age among it, is tail like any other.

use super::{settle, sitting};
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

/// A decision that may change answers that the columns know: then it leaves the note. The answers that it adds are none
/// of the sitting under way.
pub struct Noting<'a>(pub &'a dyn Decision);

impl Decision for Noting<'_> {
    fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        self.0
            .needs(snapshot)
            .into_iter()
            .chain([sitting::lookup(), settle::owed_lookup(), settle::absent_lookup()])
            .collect()
    }

    fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = self.0.decide(snapshot, context)?;
        outcome.writes.extend(sitting::noted_others(&outcome, snapshot));
        outcome.writes.extend(settle::arrived(&outcome, snapshot));
        if outcome.writes.iter().any(|write| replaces(write, snapshot)) {
            outcome.writes.push(Write::Device { key: KEY.to_owned(), body: Some(Cbor::of(&true)) });
        }
        Ok(outcome)
    }
}

/// Whether it writes an answer, or what takes one back, that was there; one that was not looked for may have been.
fn replaces(write: &Write, snapshot: &Snapshot) -> bool {
    let Write::Event(event) = write else { return false };
    let lookup = Lookup::Event(event.kind, event.id);
    let was_there = || !snapshot.has(&lookup) || snapshot.event(event.kind, event.id).is_some();
    matches!(event.kind, Kind::RESPONSE | Kind::VOID) && (event.erased || was_there())
}
