//! What joining a state into another would do, counted for a preview; nothing is changed.
//!
//! Compared is what a person sees: values, texts and whether a record is in use; not stamps and counts.

use crate::state::State;
use cairn_domain::{
    cbor::Cbor,
    event::{self, Event},
    id::{EventId, Id},
    kind::Kind,
    record::{Cell, Record, Tag},
};
use std::collections::BTreeMap;

/// What would happen to rows of one kind. Each row counts once.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tally {
    /// Only there: would be added here.
    pub new: u64,
    /// Would change here.
    pub changed: u64,
    /// Newer here than there, and so kept.
    pub kept: u64,
    /// The same in both.
    pub same: u64,
    /// In use here, deleted there: would go to the trash.
    pub deleted: u64,
    /// In the trash here, written there since: would come back.
    pub revived: u64,
}

/// The comparison of a state with what is here.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Comparison {
    /// By kind.
    pub kinds: BTreeMap<Kind, Tally>,
    /// Records with a text that was changed in both places; both versions would stay.
    pub both: Vec<(Kind, Id)>,
    /// Events with the same id and different content.
    pub collisions: Vec<EventId>,
}

/// Compares `theirs` with what is here; `record` and `event` look up ours.
pub fn compare<'a>(
    theirs: &State,
    record: impl Fn(Kind, Id) -> Option<&'a Record>,
    event: impl Fn(Kind, EventId) -> Option<&'a Event>,
) -> Comparison {
    let mut comparison = Comparison::default();
    for ((kind, id), row) in &theirs.records {
        let tally = comparison.kinds.entry(*kind).or_default();
        let Some(ours) = record(*kind, *id) else {
            tally.new += 1;
            continue;
        };
        let mut joined = ours.clone();
        joined.join(row);
        *match (ours.is_alive(), joined.is_alive()) {
            (true, false) => &mut tally.deleted,
            (false, true) => &mut tally.revived,
            _ if shown(&joined) != shown(ours) => &mut tally.changed,
            _ if shown(&joined) != shown(row) => &mut tally.kept,
            _ => &mut tally.same,
        } += 1;
        if versions(&joined) > versions(ours) && versions(&joined) > versions(row) {
            comparison.both.push((*kind, *id));
        }
    }
    for (id, row) in &theirs.events {
        let tally = comparison.kinds.entry(row.kind).or_default();
        let Some(ours) = event(row.kind, *id) else {
            tally.new += 1;
            continue;
        };
        let mut joined = ours.clone();
        comparison.collisions.extend(event::join(&mut joined, row).map(|collision| collision.0));
        *if joined != *ours {
            &mut tally.changed
        } else if joined != *row {
            &mut tally.kept
        } else {
            &mut tally.same
        } += 1;
    }
    comparison
}

/// Whether a state of `now` rows is so much smaller than one of `before` rows that it must not take its
/// place without a question: less than half.
pub fn much_smaller(before: u64, now: u64) -> bool {
    now.saturating_mul(2) < before
}

type Shown<'a> = BTreeMap<Tag, Vec<&'a [u8]>>;

fn shown(record: &Record) -> Option<Shown<'_>> {
    let absent = Cbor::of(&false);
    let shown = |cell: &'_ Cell| -> bool {
        match cell {
            Cell::Register(register) => !register.value.is_null(),
            Cell::Set(elements) => {
                elements.values().any(|register| register.value != absent && !register.value.is_null())
            }
            Cell::Text(_) | Cell::Unknown(_) => true,
        }
    };
    let values = record.fields.iter().filter(|(_, cell)| shown(cell)).map(|(tag, cell)| {
        let list: Vec<&[u8]> = match cell {
            Cell::Register(register) => vec![register.value.bytes()],
            Cell::Set(elements) => elements
                .iter()
                .filter(|(_, register)| register.value != absent && !register.value.is_null())
                .flat_map(|(element, register)| [element.bytes(), register.value.bytes()])
                .collect(),
            Cell::Text(versions) => versions.values().map(|version| version.text.as_bytes()).collect(),
            Cell::Unknown(items) => items.iter().map(Cbor::bytes).collect(),
        };
        (*tag, list)
    });
    record.is_alive().then(|| values.collect())
}

/// How many versions the texts have beyond one each.
fn versions(record: &Record) -> usize {
    record
        .fields
        .values()
        .map(|cell| if let Cell::Text(versions) = cell { versions.len().saturating_sub(1) } else { 0 })
        .sum()
}
