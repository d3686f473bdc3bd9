//! Joining a state into a store, as one decision: all or nothing, in one transaction.

use crate::state::State;
use cairn_domain::{
    change::{Op, Outcome},
    error::Rejection,
    event,
    id::{CompetencyId, SpaceId},
    kind::Kind,
    port::{Decision, Lookup, Snapshot},
    record::{Context, Record},
    registry,
};
use std::collections::BTreeSet;

/// Joins `state` into a store. Rows that would not change are not written; a record that stands in another
/// space here is left alone. There is no undo of a join: what was here is still in it.
#[derive(Clone, Debug)]
pub struct Apply<'a> {
    /// What comes in.
    pub state: &'a State,
    /// Only rows of this space, for a file of a group or a pack; `None` takes every row, for a backup of hers.
    pub only: Option<SpaceId>,
}

impl Apply<'_> {
    fn takes(&self, space: Option<SpaceId>) -> bool {
        self.only.is_none() || space == self.only
    }

    /// What of the state comes in.
    pub fn brought(&self) -> State {
        let events: Vec<_> = self.state.events.values().filter(|event| self.takes(event.space)).cloned().collect();
        State::of(self.records().cloned().collect::<Vec<_>>(), events).0
    }

    /// The rows to join. What is not hers must leave room for her writes above it.
    fn records(&self) -> impl Iterator<Item = &Record> {
        let room = |record: &&Record| if self.only.is_some() { record.check_brought() } else { record.check_ranges() };
        self.state.records.values().filter(|record| self.takes(record.space)).filter(room)
    }
}

impl Decision for Apply<'_> {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        let events = self.state.events.values().filter(|event| self.takes(event.space));
        self.records()
            .map(|record| Lookup::Record(record.kind, record.id))
            .chain(events.map(|event| Lookup::Event(event.kind, event.id)))
            .collect()
    }

    fn decide(&self, snapshot: &Snapshot, _context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Import);
        for theirs in self.records() {
            match snapshot.record(theirs.kind, theirs.id) {
                None => outcome.put_joined(theirs.clone(), None),
                Some(ours) if ours.space == theirs.space => {
                    let mut joined = ours.clone();
                    joined.join(theirs.clone());
                    if joined != *ours {
                        outcome.put_joined(joined, Some(ours.life()));
                    }
                }
                Some(_) => {}
            }
        }
        for theirs in self.state.events.values().filter(|event| self.takes(event.space)) {
            match snapshot.event(theirs.kind, theirs.id) {
                None => outcome.put_event(theirs.clone(), true),
                Some(ours) => {
                    let mut joined = ours.clone();
                    event::join(&mut joined, theirs);
                    if joined != *ours {
                        outcome.put_event(joined, false);
                    }
                }
            }
        }
        Ok(outcome)
    }
}

/// The competencies whose estimates must be rebuilt after `state` was joined: each that it holds, and each
/// that an event or a void of it names. An erased event names none; rebuild all if there is one.
pub fn touched_competencies(state: &State) -> BTreeSet<CompetencyId> {
    let records = state.records.keys().filter(|(kind, _)| *kind == Kind::COMPETENCY).map(|(_, id)| CompetencyId(*id));
    let owners = state.events.values().filter_map(registry::competency);
    records.chain(owners).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::{
        cbor::Cbor,
        id::{DeviceId, EventId, Id},
        record::{Cell, Join, Register, Tag},
        stamp::{BROUGHT_MS, Stamp},
        time::Moment,
    };

    /// Items are practised by the ten thousand, and their ids look like those of competencies.
    #[test]
    fn answers_touch_no_competency() {
        let at = Moment { ms: 5, tz_offset_min: 0 };
        let event = |kind, n| event::Event::new(kind, EventId(Id::new(5, n)), at).with(1, &Id::new(1, n));
        let answer = event(Kind::RESPONSE, 1);
        let evidence = event(Kind::EVIDENCE, 2);
        let void =
            |n, of: &event::Event| event::Event::void(EventId(Id::new(5, n)), at, of.id, of.kind, &registry::owner(of));
        let gone = event(Kind::SELF_ASSESSMENT, 3);
        let events = vec![void(8, &answer), void(9, &gone), answer, evidence, event(Kind::TRANSITION, 4)];
        let touched = touched_competencies(&State::of(Vec::new(), events).0);
        assert_eq!(touched, [2, 3].map(|n| CompetencyId(Id::new(1, n))).into());
    }

    #[test]
    fn a_group_brings_only_its_rows_and_none_beyond_every_clock() {
        let space = SpaceId(Id::new(1, 1));
        let record = |id, space, ms| {
            let mut record = Record::new(Kind::GOAL, Id::new(id, 1));
            record.space = space;
            let stamp = Stamp { ms, counter: 0, device: DeviceId(8) };
            let value = Cbor::of(&1_i64);
            record.fields.insert(Tag::new(1, Join::Register), Cell::Register(Register { stamp, value }));
            record
        };
        let records = vec![record(1, Some(space), 5), record(2, None, 5), record(3, Some(space), BROUGHT_MS)];
        let (state, _) = State::of(records, Vec::new());
        let mut context = Context::new(Moment { ms: 0, tz_offset_min: 0 }, DeviceId(7), 1);
        let mut written = |only| {
            let apply = Apply { state: &state, only };
            assert_eq!(apply.needs(&Snapshot::default()).len(), if only.is_some() { 1 } else { 3 });
            apply.decide(&Snapshot::default(), &mut context).unwrap().writes.len()
        };
        assert_eq!((written(Some(space)), written(None)), (1, 3));
    }
}
