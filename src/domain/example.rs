//! Example records: shown on request where a place is empty, marked, and taken away together.
//!
//! They have fixed ids, so every device and every later showing means the same records. What each place
//! shows is written beside its noun, such as [`crate::goal::example`].

use crate::{
    change::{Op, Outcome},
    edit::change,
    id::Id,
    kind::Kind,
    port::{Lookup, Snapshot},
    record::{Context, Draft, Record},
};

const MARK: &[u8; 14] = b"cairn.example.";

/// The id of an example record; `place` tells the app's places apart, `number` the records of a place.
pub const fn id(place: u8, number: u8) -> Id {
    let mut bytes = [0; 16];
    let mut at = 0;
    while at < MARK.len() {
        bytes[at] = MARK[at];
        at += 1;
    }
    bytes[14] = place;
    bytes[15] = number;
    Id::from_bytes(bytes)
}

/// Whether the record with this id is an example.
pub fn is_example(id: impl Into<Id>) -> bool {
    id.into().bytes().starts_with(MARK)
}

/// What showing and removing the records of an example reads.
pub(crate) fn needs(members: impl IntoIterator<Item = (Kind, Id)>) -> Vec<Lookup> {
    members.into_iter().map(|(kind, id)| Lookup::Record(kind, id)).collect()
}

/// A record of an example, new or brought back from the trash, to be written.
pub(crate) fn open(kind: Kind, id: Id, snapshot: &Snapshot, context: &Context) -> Draft {
    let Some(record) = snapshot.record(kind, id) else { return Draft::create(Record::new(kind, id), context) };
    let mut draft = Draft::edit(record.clone(), context);
    draft.restore();
    draft
}

/// Puts every record of an example into the trash.
pub(crate) fn remove(members: impl IntoIterator<Item = (Kind, Id)>, snapshot: &Snapshot, context: &Context) -> Outcome {
    let mut outcome = Outcome::new(Op::Trash);
    for record in members.into_iter().filter_map(|(kind, id)| snapshot.alive(kind, id)) {
        change(record, context, &mut outcome, Draft::trash);
    }
    outcome
}
