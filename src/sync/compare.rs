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

/// How a row there differs from the one here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Difference {
    /// Only there: would be added here.
    New,
    /// Changed there alone: would change here.
    Changed,
    /// Changed here alone, and so kept.
    Kept,
    /// Changed in both places: would be joined field by field.
    Both,
    /// In use here, deleted there: would go to the trash.
    Deleted,
    /// In the trash here, written there since: would come back.
    Revived,
    /// The same in both.
    Same,
}

/// The comparison of a state with what is here. Each row of it counts once.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Comparison {
    /// How many rows of a kind differ so.
    pub counts: BTreeMap<(Difference, Kind), u64>,
    /// The records that are not the same, by difference, kind and id.
    pub records: BTreeMap<Difference, Vec<(Kind, Id)>>,
    /// Records with a text of which both versions would stay.
    pub texts: Vec<(Kind, Id)>,
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
        let Some(ours) = record(*kind, *id) else {
            comparison.count(Difference::New, *kind, Some(*id));
            continue;
        };
        let mut joined = ours.clone();
        joined.join(row.clone());
        let [here, there, then] = [shown(ours), shown(row), shown(&joined)];
        let difference = match (ours.is_alive(), joined.is_alive()) {
            (true, false) => Difference::Deleted,
            (false, true) => Difference::Revived,
            _ if then == here && then == there => Difference::Same,
            _ if then == here => Difference::Kept,
            _ if then == there => Difference::Changed,
            _ => Difference::Both,
        };
        comparison.count(difference, *kind, Some(*id));
        if versions(&joined) > versions(ours) && versions(&joined) > versions(row) {
            comparison.texts.push((*kind, *id));
        }
    }
    for (id, row) in &theirs.events {
        let Some(ours) = event(row.kind, *id) else {
            comparison.count(Difference::New, row.kind, None);
            continue;
        };
        let mut joined = ours.clone();
        comparison.collisions.extend(event::join(&mut joined, row).map(|collision| collision.0));
        let difference = if joined != *ours {
            Difference::Changed
        } else if joined != *row {
            Difference::Kept
        } else {
            Difference::Same
        };
        comparison.count(difference, row.kind, None);
    }
    comparison
}

impl Comparison {
    /// How many rows differ so, by kind.
    pub fn of(&self, difference: Difference) -> BTreeMap<Kind, u64> {
        let counts = self.counts.range((difference, Kind(0))..=(difference, Kind(u16::MAX)));
        counts.map(|((_, kind), count)| (*kind, *count)).collect()
    }

    fn count(&mut self, difference: Difference, kind: Kind, record: Option<Id>) {
        *self.counts.entry((difference, kind)).or_default() += 1;
        if let Some(id) = record.filter(|_| difference != Difference::Same) {
            self.records.entry(difference).or_default().push((kind, id));
        }
    }
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
