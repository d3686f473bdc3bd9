//! What an undo does: the opposite of each write, applied only where nothing else was written since.
//!
//! A write that put an earlier value back counts as that earlier write: so changes of one field can be taken
//! back one after the other ([`Chain`]). What an entry would do is told by [`effects`], whether it still
//! can by [`outlook`].

mod bytes;
mod effect;
mod open;
#[cfg(test)]
mod stories;

pub use effect::{Effect, Former, effects};
pub use open::{Outlook, outlook};

use crate::{
    cbor::Cbor,
    change::{Op, Outcome, Reply},
    error::Rejection,
    event::Event,
    id::{EventId, Id},
    kind::Kind,
    port::{Lookup, Snapshot},
    record::{Context, Dot, Draft, Tag, Version},
    response,
    stamp::Stamp,
};
use open::Chain;

/// The opposite of one write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Inverse {
    /// Gives a register or set element its value back, if it still carries the stamp of the write.
    Register {
        /// The record's kind.
        kind: Kind,
        /// The record.
        id: Id,
        /// The field.
        tag: Tag,
        /// The element, for a set.
        element: Option<Cbor>,
        /// The stamp of the write.
        written: Stamp,
        /// What was there: null or false if nothing.
        before: Cbor,
        /// The stamp of what was there.
        over: Option<Stamp>,
        /// The write whose value this one put back, if it was an undo.
        restores: Option<Stamp>,
    },
    /// Gives a text its version back, if the written one still stands.
    Text {
        /// The record's kind.
        kind: Kind,
        /// The record.
        id: Id,
        /// The field.
        tag: Tag,
        /// The version that was written.
        written: Dot,
        /// The versions that it replaced.
        replaced: Vec<Version>,
        /// Their names, in the same order.
        over: Vec<Dot>,
        /// The versions that this one put back, if it was an undo.
        restores: Vec<Dot>,
        /// What the write left in the field.
        left: Left,
    },
    /// Puts a record that was made or restored into the trash.
    Created {
        /// The record's kind.
        kind: Kind,
        /// The record.
        id: Id,
    },
    /// Restores a record from the trash.
    Trashed {
        /// The record's kind.
        kind: Kind,
        /// The record.
        id: Id,
    },
    /// Voids an event that was added; `owner` lists it.
    Added {
        /// The event's kind.
        kind: Kind,
        /// The event.
        id: EventId,
        /// What lists it, such as its competency's id.
        owner: String,
    },
    /// Adds a voided event again, under a new id.
    Voided {
        /// The event's kind.
        kind: Kind,
        /// The event.
        id: EventId,
    },
}

/// What a write of a text left in its field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Left {
    /// A version of its own.
    Version,
    /// Nothing at all.
    Nothing,
    /// None of its own, but versions that were written apart.
    Others,
}

/// One change that can be taken back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UndoEntry {
    /// What was done.
    pub op: Op,
    /// When, UTC ms.
    pub ms: i64,
    /// The opposite of each write, in the order of the writes.
    pub inverse: Vec<Inverse>,
}

/// How many changes can be taken back.
pub const UNDO_KEPT: u32 = 200;

/// The entries that a chain of undos is followed through.
pub const CHAIN: Lookup = Lookup::UndoLatest(UNDO_KEPT);

/// The rows that undoing `entry` reads.
pub fn needs(entry: &UndoEntry) -> Vec<Lookup> {
    let mut lookups: Vec<Lookup> = entry.inverse.iter().flat_map(Inverse::lookups).collect();
    lookups.sort();
    lookups.dedup();
    lookups
}

/// What [`needs`] asks for, and the other entries once something newer seems to stand somewhere.
pub(crate) fn all_needs(entry: &UndoEntry, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = needs(entry);
    let alone = Chain::default();
    let waits = lookups.iter().any(|lookup| !snapshot.has(lookup));
    if !waits && !entry.inverse.iter().all(|inverse| inverse.is_open(snapshot, &alone)) {
        lookups.push(CHAIN);
    }
    lookups
}

/// Takes `entry` back. What was written since stays; the reply says how many writes were not taken back.
pub fn decide(entry: &UndoEntry, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
    let mut outcome = Outcome::new(Op::Undo);
    let chain = Chain::of(snapshot);
    let mut skipped = 0;
    let mut drafts: Vec<Draft> = Vec::new();
    for inverse in entry.inverse.iter().rev() {
        match inverse {
            Inverse::Added { kind, id, owner } if inverse.is_open(snapshot, &chain) => {
                let void = Event::void(EventId(context.new_id()), context.now, *id, *kind, owner);
                outcome.add_void(void, *kind, *id);
            }
            Inverse::Voided { kind, id } if inverse.is_open(snapshot, &chain) => {
                if let Some(event) = snapshot.event(*kind, *id) {
                    outcome.add_event(response::tell_again(event, EventId(context.new_id())));
                }
            }
            Inverse::Added { .. } | Inverse::Voided { .. } => skipped += 1,
            Inverse::Register { kind, id, .. }
            | Inverse::Text { kind, id, .. }
            | Inverse::Created { kind, id }
            | Inverse::Trashed { kind, id } => {
                let at = drafts.iter().position(|draft| (draft.record().kind, draft.record().id) == (*kind, *id));
                let at = match (at, snapshot.record(*kind, *id)) {
                    (Some(at), _) => at,
                    (None, Some(record)) => {
                        drafts.push(Draft::edit(record.clone(), context));
                        drafts.len() - 1
                    }
                    (None, None) => {
                        skipped += 1;
                        continue;
                    }
                };
                // As the record is after what was taken back so far: first out of the trash, then its fields.
                if inverse.is_open_in(drafts[at].record(), &chain) {
                    inverse.apply(&mut drafts[at], &chain);
                } else {
                    skipped += 1;
                }
            }
        }
    }
    drafts.into_iter().for_each(|draft| outcome.put(draft));
    outcome.reply = Reply::Undone { op: entry.op, skipped };
    Ok(outcome)
}

impl Inverse {
    /// The row that is written to, and for an event what may have taken it back already.
    fn lookups(&self) -> Vec<Lookup> {
        match self {
            Inverse::Register { kind, id, .. }
            | Inverse::Text { kind, id, .. }
            | Inverse::Created { kind, id }
            | Inverse::Trashed { kind, id } => vec![Lookup::Record(*kind, *id)],
            Inverse::Added { kind, id, owner } => {
                let voids = (!owner.is_empty()).then(|| Lookup::Range(Event::voids(owner)));
                [Lookup::Event(*kind, *id)].into_iter().chain(voids).collect()
            }
            Inverse::Voided { kind, id } => vec![Lookup::Event(*kind, *id)],
        }
    }

    /// Writes the opposite of what [`Inverse::is_open_in`].
    fn apply(&self, draft: &mut Draft, chain: &Chain) {
        match self {
            Inverse::Register { tag, element, before, over, .. } => {
                draft.put_back(*tag, element.clone(), before.clone(), *over);
            }
            Inverse::Text { tag, replaced, over, .. } => {
                if let Some(standing) = self.standing(draft.record(), chain) {
                    draft.put_back_text(*tag, &standing, replaced, over);
                }
            }
            Inverse::Created { .. } => draft.trash(),
            Inverse::Trashed { .. } => draft.restore(),
            Inverse::Added { .. } | Inverse::Voided { .. } => {}
        }
    }
}
