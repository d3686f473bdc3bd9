//! What undoing an entry would do, in few parts and without words: for the list of the last changes.

use super::{Inverse, UndoEntry};
use crate::{
    id::{EventId, Id},
    kind::Kind,
    record::Tag,
};

/// One thing that an undo would do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Puts into the trash what was made or taken out of it.
    Out(Kind, Vec<Id>),
    /// Brings back what was put into the trash.
    Back(Kind, Vec<Id>),
    /// Gives fields of a record back what they held.
    Fields {
        /// The record's kind.
        kind: Kind,
        /// The record.
        id: Id,
        /// Each field once, in the order of the writes.
        fields: Vec<Former>,
    },
    /// Takes back events that were added.
    Void(Kind, Vec<EventId>),
    /// Adds events again that were taken back.
    Again(Kind, Vec<EventId>),
}

/// A field and what it would hold again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Former {
    /// The field.
    pub tag: Tag,
    /// What it held, if that was a text; empty if nothing was there.
    pub text: Option<String>,
}

/// What undoing `entry` would do if nothing newer stands anywhere. What is alike is one part.
pub fn effects(entry: &UndoEntry) -> Vec<Effect> {
    let mut effects: Vec<Effect> = Vec::new();
    for inverse in &entry.inverse {
        if !effects.iter_mut().any(|effect| effect.takes(inverse)) {
            effects.push(Effect::of(inverse));
        }
    }
    effects
}

impl Effect {
    fn of(inverse: &Inverse) -> Self {
        match inverse {
            Inverse::Created { kind, id } => Self::Out(*kind, vec![*id]),
            Inverse::Trashed { kind, id } => Self::Back(*kind, vec![*id]),
            Inverse::Added { kind, id, .. } => Self::Void(*kind, vec![*id]),
            Inverse::Voided { kind, id } => Self::Again(*kind, vec![*id]),
            Inverse::Register { kind, id, .. } | Inverse::Text { kind, id, .. } => {
                Self::Fields { kind: *kind, id: *id, fields: former(inverse).into_iter().collect() }
            }
        }
    }

    /// Takes another write in, if it is of the same sort.
    fn takes(&mut self, inverse: &Inverse) -> bool {
        match (self, inverse) {
            (Self::Out(of, ids), Inverse::Created { kind, id })
            | (Self::Back(of, ids), Inverse::Trashed { kind, id })
                if of == kind =>
            {
                ids.push(*id);
                true
            }
            (Self::Void(of, ids), Inverse::Added { kind, id, .. })
            | (Self::Again(of, ids), Inverse::Voided { kind, id })
                if of == kind =>
            {
                ids.push(*id);
                true
            }
            (
                Self::Fields { kind: of, id: one, fields },
                Inverse::Register { kind, id, .. } | Inverse::Text { kind, id, .. },
            ) if (*of, *one) == (*kind, *id) => {
                fields.extend(former(inverse).filter(|field| fields.iter().all(|known| known.tag != field.tag)));
                true
            }
            _ => false,
        }
    }
}

fn former(inverse: &Inverse) -> Option<Former> {
    match inverse {
        Inverse::Register { tag, element: None, before, .. } => {
            let text = if before.is_null() { Some(String::new()) } else { before.get() };
            Some(Former { tag: *tag, text })
        }
        Inverse::Register { tag, .. } => Some(Former { tag: *tag, text: None }),
        Inverse::Text { tag, replaced, .. } => {
            let texts: Vec<&str> = replaced.iter().map(|version| version.text.as_str()).collect();
            Some(Former { tag: *tag, text: Some(texts.join("\n\n")) })
        }
        _ => None,
    }
}
