//! What a commit writes, worked out before anything is written. Pure, and shared by every store.
//!
//! Rows get change numbers in the order of the outcome's writes; the undo entry is keyed by the last.

use crate::keys::{id, index_keys};
use cairn_domain::{
    cbor::Cbor,
    change::{ChangeSet, Count, Outcome, Write},
    event::Event,
    id::Id,
    kind::Kind,
    port::{Commit, Row, Table},
    undo::UndoEntry,
};
use std::collections::BTreeMap;

/// A row to put, over one with the same kind and id.
#[derive(Clone, Debug)]
pub(crate) struct Put {
    pub kind: Kind,
    pub id: Id,
    pub change: u64,
    pub keys: Vec<String>,
    pub row: Row,
}

/// Everything that one commit does to a database.
#[derive(Debug)]
pub(crate) struct Plan {
    pub rows: Vec<Put>,
    /// Derived rows; `None` removes one.
    pub derived: Vec<(Table, String, Option<Cbor>)>,
    /// Notes of the device; `None` removes one.
    pub device: Vec<(String, Option<Cbor>)>,
    pub drop_undo: Vec<u64>,
    pub undo: Option<(u64, UndoEntry)>,
    /// Shifts of the kept totals.
    pub totals: BTreeMap<Kind, Count>,
    pub commit: Commit,
}

impl Plan {
    /// Plans `outcome` behind the change number `last`; `ms` is the moment of the command.
    pub fn of(outcome: Outcome, last: u64, ms: i64) -> Self {
        let undo = outcome.undo_entry(ms);
        let kinds = outcome.kinds();
        let mut change = last;
        let (mut rows, mut derived, mut device, mut drop_undo) = (vec![], vec![], vec![], vec![]);
        for write in outcome.writes {
            let row = match write {
                Write::Record(record) => (record.kind, Row::Record(record)),
                Write::Event(event) => (event.kind, Row::Event(bare_if_erased(event))),
                Write::Derived { table, key, body } => {
                    derived.push((table, key, body));
                    continue;
                }
                Write::Device { key, body } => {
                    device.push((key, body));
                    continue;
                }
                Write::DropUndo(number) => {
                    drop_undo.push(number);
                    continue;
                }
            };
            change += 1;
            rows.push(Put { kind: row.0, id: id(&row.1), change, keys: index_keys(&row.1), row: row.1 });
        }
        if undo.is_some() && change == last {
            // No two entries of the undo list may share a number.
            change += 1;
        }
        let commit = Commit {
            op: outcome.op,
            reply: outcome.reply,
            changes: ChangeSet { kinds, change },
            undoable: undo.is_some(),
        };
        let undo = undo.map(|entry| (change, entry));
        Self { rows, derived, device, drop_undo, undo, totals: outcome.totals, commit }
    }

    /// Whether nothing would be written.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
            && self.derived.is_empty()
            && self.device.is_empty()
            && self.drop_undo.is_empty()
            && self.undo.is_none()
    }
}

/// Adds shifts to kept totals. A kind stays listed at zero: it was here.
pub(crate) fn add_totals(totals: &mut BTreeMap<Kind, Count>, shifts: &BTreeMap<Kind, Count>) {
    for (kind, shift) in shifts {
        let count = totals.entry(*kind).or_default();
        count.alive += shift.alive;
        count.trashed += shift.trashed;
    }
}

/// Whether a database holds nothing but, perhaps, a profile record.
pub(crate) fn is_unused(totals: &BTreeMap<Kind, Count>) -> bool {
    totals.iter().all(|(kind, count)| *kind == Kind::PROFILE || *count == Count::default())
}

/// Of an erased event only kind and id stay.
fn bare_if_erased(event: Event) -> Event {
    if !event.erased {
        return event;
    }
    let nowhen = cairn_domain::time::Moment { ms: 0, tz_offset_min: 0 };
    Event { erased: true, ..Event::new(event.kind, event.id, nowhen) }
}
