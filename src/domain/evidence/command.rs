//! What a learner does with evidence.

use crate::{
    change::Outcome,
    error::Rejection,
    port::{Lookup, Snapshot},
    record::Context,
    undo::UndoEntry,
};

/// Something done with evidence.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {}

impl Command {
    pub(crate) fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        match *self {}
    }

    pub(crate) fn decide(&self, _snapshot: &Snapshot, _context: &mut Context) -> Result<Outcome, Rejection> {
        match *self {}
    }
}

pub(crate) fn undo_needs(_entry: &UndoEntry, _snapshot: &Snapshot) -> Vec<Lookup> {
    Vec::new()
}

pub(crate) fn after_undo(_entry: &UndoEntry, _snapshot: &Snapshot, _context: &Context, _outcome: &mut Outcome) {}
