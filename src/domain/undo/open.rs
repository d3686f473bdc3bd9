//! Whether an entry can still be taken back: where nothing newer stands, and what is there to be changed.

use super::{CHAIN, Inverse, Left, UndoEntry, decide};
use crate::{
    cbor::Cbor,
    change::Reply,
    id::{DeviceId, Id},
    kind::Kind,
    port::Snapshot,
    record::{Cell, Context, Dot, Record, Tag},
    stamp::Stamp,
    time::Moment,
};
use std::collections::BTreeMap;

/// How many of the writes of an entry can be taken back.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Outlook {
    /// Writes that nothing newer stands upon.
    pub open: usize,
    /// Writes that stay: something newer stands there, or they were taken back already.
    pub closed: usize,
}

/// What could be taken back now, as far as `snapshot` tells: an entry's writes of rows that were not read are
/// not counted. With [`CHAIN`] in the snapshot, undos in between are seen through.
pub fn outlook(entry: &UndoEntry, snapshot: &Snapshot) -> Outlook {
    let read = |inverse: &&Inverse| inverse.lookups().iter().all(|lookup| snapshot.has(lookup));
    let inverse: Vec<Inverse> = entry.inverse.iter().filter(read).cloned().collect();
    let all = inverse.len();
    // What would be done, at no moment and by nobody: only what stays is counted.
    let mut context = Context::new(Moment { ms: 0, tz_offset_min: 0 }, DeviceId(1), 1);
    let done = decide(&UndoEntry { inverse, ..*entry }, snapshot, &mut context);
    let closed = match done.map(|outcome| outcome.reply) {
        Ok(Reply::Undone { skipped, .. }) => skipped,
        _ => all,
    };
    Outlook { open: all - closed, closed }
}

type Place = (Kind, Id, Tag, Option<Cbor>);

/// Which writes put back what an earlier write had written, by undoing those in between.
#[derive(Default)]
pub(super) struct Chain {
    registers: BTreeMap<(Place, Stamp), Stamp>,
    texts: BTreeMap<(Kind, Id, Tag, Dot), Vec<Dot>>,
}

impl Chain {
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut chain = Self::default();
        for inverse in snapshot.undo(&CHAIN).iter().flat_map(|(_, entry)| &entry.inverse) {
            match inverse {
                Inverse::Register { kind, id, tag, element, written, restores: Some(restored), .. } => {
                    chain.registers.insert(((*kind, *id, *tag, element.clone()), *written), *restored);
                }
                Inverse::Text { kind, id, tag, written, restores, .. } => {
                    for restored in restores {
                        chain.texts.entry((*kind, *id, *tag, *restored)).or_default().push(*written);
                    }
                }
                _ => {}
            }
        }
        chain
    }
}

impl Inverse {
    /// Whether the opposite of this write would change something now, and nothing newer.
    pub(super) fn is_open(&self, snapshot: &Snapshot, chain: &Chain) -> bool {
        match self {
            Inverse::Register { kind, id, .. }
            | Inverse::Text { kind, id, .. }
            | Inverse::Created { kind, id }
            | Inverse::Trashed { kind, id } => {
                snapshot.record(*kind, *id).is_some_and(|record| self.is_open_in(record, chain))
            }
            Inverse::Added { kind, id, owner } => {
                let there = snapshot.event(*kind, *id).is_some_and(|event| !event.erased);
                there && !snapshot.is_voided(owner, *id)
            }
            Inverse::Voided { kind, id } => snapshot.event(*kind, *id).is_some_and(|event| !event.erased),
        }
    }

    /// The same for a write to a record. Fields of a record in the trash stay: writing would bring it back.
    pub(super) fn is_open_in(&self, record: &Record, chain: &Chain) -> bool {
        match self {
            Inverse::Register { tag, .. } => {
                (record.is_alive() || *tag == Tag::TRASHED_AT) && self.stands_in(record, chain)
            }
            Inverse::Text { .. } => record.is_alive() && self.standing(record, chain).is_some(),
            Inverse::Created { .. } => record.is_alive(),
            // Without the moment of its deletion it was emptied out of the trash.
            Inverse::Trashed { .. } => !record.is_alive() && record.trashed_at().is_some(),
            Inverse::Added { .. } | Inverse::Voided { .. } => false,
        }
    }

    /// Whether a register still carries what this write wrote.
    pub(super) fn stands_in(&self, record: &Record, chain: &Chain) -> bool {
        let Inverse::Register { kind, id, tag, element, written, .. } = self else { return false };
        let now = match (record.fields.get(tag), element) {
            (Some(Cell::Register(register)), None) => register.stamp,
            (Some(Cell::Set(elements)), Some(element)) => match elements.get(element) {
                Some(register) => register.stamp,
                None => return false,
            },
            _ => return false,
        };
        let place = (*kind, *id, *tag, element.clone());
        now == *written || chain.registers.get(&(place, now)) == Some(written)
    }

    /// The versions of a text that stand for what this write wrote; none in it if it had emptied the text.
    pub(super) fn standing(&self, record: &Record, chain: &Chain) -> Option<Vec<Dot>> {
        let Inverse::Text { kind, id, tag, written, left, .. } = self else { return None };
        if *left == Left::Others {
            // What it took away is put beside what is there.
            return Some(Vec::new());
        }
        let Some(Cell::Text(versions)) = record.fields.get(tag) else {
            return (*left == Left::Nothing).then(Vec::new);
        };
        if versions.contains_key(written) {
            return Some(vec![*written]);
        }
        let later = chain.texts.get(&(*kind, *id, *tag, *written))?;
        let standing: Vec<Dot> = later.iter().filter(|dot| versions.contains_key(dot)).copied().collect();
        (!standing.is_empty()).then_some(standing)
    }
}
