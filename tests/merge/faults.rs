//! Joins with one fault each. Outside of the fault they are the real ones.

use cairn::{
    domain::record::{Cell, Record},
    sync::State,
};

/// What is wrong with a join.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// A register keeps our value, whatever the stamps say.
    OursWins,
    /// A set joins as one value: the side with the latest element takes all.
    SetAsOne,
    /// Of several versions of a text only one is kept.
    OneVersion,
    /// A version stays although the other side replaced it.
    NothingReplaced,
    /// Deletions do not travel.
    NoMarker,
    /// A deletion also covers writes that it had not seen.
    DeleteWins,
    /// An erased event comes back.
    ErasedReturns,
}

pub const FAULTS: &[Fault] = &[
    Fault::OursWins,
    Fault::SetAsOne,
    Fault::OneVersion,
    Fault::NothingReplaced,
    Fault::NoMarker,
    Fault::DeleteWins,
    Fault::ErasedReturns,
];

pub fn faulty_join(fault: Fault, ours: &mut State, theirs: &State) {
    let before = ours.clone();
    ours.join(theirs.clone());
    for (key, record) in &mut ours.records {
        if let (Some(mine), Some(other)) = (before.records.get(key), theirs.records.get(key)) {
            spoil(fault, record, mine, other);
        }
    }
    if let Fault::ErasedReturns = fault {
        for (id, event) in &mut ours.events {
            for side in [before.events.get(id), theirs.events.get(id)].into_iter().flatten() {
                if event.erased && !side.erased {
                    event.clone_from(side);
                }
            }
        }
    }
}

fn spoil(fault: Fault, record: &mut Record, mine: &Record, other: &Record) {
    match fault {
        Fault::NoMarker => record.marker.clone_from(&mine.marker),
        Fault::DeleteWins if !record.marker.is_empty() => record.marker.join(&record.seen.clone()),
        _ => {}
    }
    for (tag, cell) in &mut record.fields {
        match (fault, cell, mine.fields.get(tag), other.fields.get(tag)) {
            (Fault::OursWins, Cell::Register(joined), Some(Cell::Register(mine)), _) => joined.clone_from(mine),
            (Fault::SetAsOne, Cell::Set(joined), Some(Cell::Set(mine)), Some(Cell::Set(other))) => {
                let latest = |set: &std::collections::BTreeMap<_, cairn::domain::record::Register>| {
                    set.values().map(|register| register.stamp).max()
                };
                joined.clone_from(if latest(other) > latest(mine) { other } else { mine });
            }
            (Fault::OneVersion, Cell::Text(joined), ..) => {
                while joined.len() > 1 {
                    joined.pop_first();
                }
            }
            (Fault::NothingReplaced, Cell::Text(joined), Some(Cell::Text(mine)), Some(Cell::Text(other))) => {
                joined.extend(mine.clone());
                joined.extend(other.clone());
            }
            _ => {}
        }
    }
}
