//! Estimates that are still to be reckoned: a note of the device, never synced. A join writes it with its
//! rows, in one transaction, and it is taken away when the last estimate stands; so an end in between, of a
//! tab or of a worker, leaves nothing stale for good.

use super::command::events_of_all;
use crate::{
    cbor::Cbor,
    change::{Op, Outcome, Write},
    error::Rejection,
    id::CompetencyId,
    port::{Decision, Lookup, Snapshot, Table},
    record::Context,
    registry,
};
use std::collections::BTreeSet;

const KEY: &str = "estimates.due";

/// What to ask a store for.
pub fn lookup() -> Lookup {
    Lookup::Device(KEY.to_owned())
}

/// Whether estimates are still to be reckoned.
pub fn is_due(snapshot: &Snapshot) -> bool {
    snapshot.device(KEY).is_some()
}

/// A decision whose rows estimates depend on: it leaves the note.
pub struct Noting<'a>(pub &'a dyn Decision);

impl Decision for Noting<'_> {
    fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        self.0.needs(snapshot)
    }

    fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = self.0.decide(snapshot, context)?;
        if !outcome.writes.is_empty() {
            outcome.writes.push(Write::Device { key: KEY.to_owned(), body: Some(Cbor::of(&true)) });
        }
        Ok(outcome)
    }
}

/// Takes the note away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Settled;

impl Decision for Settled {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        Vec::new()
    }

    fn decide(&self, _snapshot: &Snapshot, _context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Other);
        outcome.writes.push(Write::Device { key: KEY.to_owned(), body: None });
        Ok(outcome)
    }
}

/// What tells which competencies have events or a derived row; every one of them, so for rare repairs.
pub fn needs() -> Vec<Lookup> {
    let mut needs = events_of_all();
    needs.push(reckoned_lookup());
    needs
}

/// Competencies whose estimates are reckoned in one transaction.
pub const TOGETHER: usize = 200;

/// What [`reckoned`] reads.
pub fn reckoned_lookup() -> Lookup {
    Lookup::DerivedRange(Table::Estimate, String::new())
}

/// The competencies that have a derived row.
pub fn reckoned(snapshot: &Snapshot) -> BTreeSet<CompetencyId> {
    let rows = snapshot.derived_range(Table::Estimate, "");
    rows.iter().filter_map(|(key, _)| CompetencyId::parse(key.rsplit('/').next()?)).collect()
}

/// The competencies of [`needs`].
pub fn competencies(snapshot: &Snapshot) -> Vec<CompetencyId> {
    let lookups = events_of_all();
    let named = lookups
        .iter()
        .flat_map(|lookup| snapshot.hits(lookup))
        .filter_map(|hit| hit.event())
        .filter_map(registry::competency);
    named.chain(reckoned(snapshot)).collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::DeviceId, time::Moment};

    #[test]
    fn the_note_is_written_with_the_rows_and_taken_away_at_the_end() {
        struct Nothing;
        impl Decision for Nothing {
            fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
                Vec::new()
            }
            fn decide(&self, _snapshot: &Snapshot, _context: &mut Context) -> Result<Outcome, Rejection> {
                Ok(Outcome::new(Op::Import))
            }
        }
        let mut context = Context::new(Moment { ms: 0, tz_offset_min: 0 }, DeviceId(1), 1);
        let snapshot = Snapshot::default();
        assert!(Noting(&Nothing).decide(&snapshot, &mut context).unwrap().writes.is_empty());
        let [Write::Device { key, body: None }] = &Settled.decide(&snapshot, &mut context).unwrap().writes[..] else {
            panic!("one note");
        };
        assert_eq!(Lookup::Device(key.clone()), lookup());
    }
}
