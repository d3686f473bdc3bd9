//! Whether another database writes under this one's device id: a copy of it in another browser, or this one brought
//! back from an older copy. What such a twin wrote and this database has not cannot be told apart by counts later, so it
//! must be seen when the two meet. What both wrote before they met stays as the joins make it.

use crate::state::State;
use cairn_domain::{
    id::DeviceId,
    port::Snapshot,
    record::{Cell, Record},
    stamp::Stamp,
};

/// Whether `theirs` holds a write of `device`, this database's own, that is not in `ours`, its records by lookup.
pub fn is_met(theirs: &State, ours: &Snapshot, device: DeviceId) -> bool {
    theirs.records.values().any(|theirs| {
        let ours = ours.record(theirs.kind, theirs.id);
        let known = ours.map_or(0, |ours| ours.seen.count(device).max(ours.marker.count(device)));
        theirs.seen.count(device).max(theirs.marker.count(device)) > known
            || ours.is_some_and(|ours| {
                ours.is_alive() && newest(theirs, device) > newest(ours, device).max(covered(ours, theirs, device))
            })
    })
}

/// Whether `theirs` holds any write of `device` at all; without one [`is_met`] is false, whatever is here.
pub fn may_be_met(theirs: &State, device: DeviceId) -> bool {
    theirs.records.values().any(|theirs| {
        theirs.seen.count(device).max(theirs.marker.count(device)) > 0 || newest(theirs, device).is_some()
    })
}

/// The greatest stamp that `device` left in a record.
fn newest(record: &Record, device: DeviceId) -> Option<Stamp> {
    let stamps = record.fields.values().flat_map(|cell| -> Vec<Stamp> {
        match cell {
            Cell::Register(register) => vec![register.stamp],
            Cell::Set(elements) => elements.values().map(|register| register.stamp).collect(),
            Cell::Text(_) | Cell::Unknown(_) => Vec::new(),
        }
    });
    stamps.filter(|stamp| stamp.device == device).max()
}

/// What is newest there stood here too, if a later write of another device covered it here.
fn covered(ours: &Record, theirs: &Record, device: DeviceId) -> Option<Stamp> {
    let stamp = newest(theirs, device)?;
    let written_over = ours.seen.iter().any(|(other, count)| other != device && count > theirs.seen.count(other));
    written_over.then_some(stamp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::{
        cbor::Cbor,
        id::Id,
        kind::Kind,
        port::{Hit, Lookup, Row},
        record::{Join, Register, Tag},
    };

    const OWN: DeviceId = DeviceId(7);
    const OTHER: DeviceId = DeviceId(8);

    /// A record that was written so often by each, its field last by `by` at `ms`.
    fn record(counts: &[(DeviceId, u64)], by: DeviceId, ms: u64) -> Record {
        let mut record = Record::new(Kind::GOAL, Id::new(1, 1));
        counts.iter().for_each(|(device, count)| record.seen.raise(*device, *count));
        let register = Register { stamp: Stamp { ms, counter: 0, device: by }, value: Cbor::of(&1_i64) };
        record.fields.insert(Tag::new(1, Join::Register), Cell::Register(register));
        record
    }

    fn met(theirs: Record, ours: Option<Record>) -> bool {
        let mut snapshot = Snapshot::default();
        let hits = ours.into_iter().map(|record| Hit { key: String::new(), row: Row::Record(record) }).collect();
        snapshot.put_rows(Lookup::Record(Kind::GOAL, Id::new(1, 1)), hits);
        let theirs = State::of(vec![theirs], Vec::new()).0;
        let found = is_met(&theirs, &snapshot, OWN);
        assert!(may_be_met(&theirs, OWN) || !found, "{theirs:?}");
        found
    }

    #[test]
    fn a_write_of_ones_own_that_one_does_not_have_is_a_twins() {
        let own = |count, ms| record(&[(OWN, count)], OWN, ms);
        for (theirs, ours, expected) in [
            (own(1, 5), Some(own(1, 5)), false),
            (own(1, 5), Some(own(2, 9)), false),
            (own(2, 9), Some(own(1, 5)), true),
            (own(1, 5), None, true),
            // As often here as there, but not the same.
            (own(2, 9), Some(own(2, 8)), true),
            (own(2, 8), Some(own(2, 9)), false),
            // What another device wrote is none of ours, and what it wrote over is known.
            (record(&[(OTHER, 3)], OTHER, 9), None, false),
            (own(2, 9), Some(record(&[(OWN, 2), (OTHER, 1)], OTHER, 10)), false),
            (record(&[(OWN, 2), (OTHER, 1)], OTHER, 10), Some(own(2, 9)), false),
        ] {
            assert_eq!(met(theirs.clone(), ours.clone()), expected, "{theirs:?} {ours:?}");
        }
    }
}
