//! What cards are called: ids that neither the order of cards nor an edited back changes.
//!
//! A card has its `^name`; one of ours is its id. Where it has none, it is named by the path of its note and its front, of a
//! text with gaps without what stands in them; where two of one note would have that name, by all that they ask and say.

use super::FORMAT;
use crate::{sheet, source::imported_id};
use cairn_domain::{id::Id, item::Item, kind::Kind, record::Tag};
use std::collections::{BTreeMap, BTreeSet};

/// What stands before the id of an item in a name of ours.
pub(super) const OWN: &str = "cairn-";

/// What the cards so far are called.
#[derive(Default)]
pub(super) struct Names {
    keys: BTreeSet<Id>,
    tasks: BTreeSet<Id>,
    fits: BTreeMap<Id, u32>,
}

/// What a card may be called.
pub(super) struct Name {
    front: Id,
    task: Id,
    /// Whether it has a name of ours.
    pub own: bool,
}

/// The sides of a card that name it.
pub(super) struct Said<'c> {
    /// The path of its note.
    pub path: &'c str,
    pub name: &'c str,
    /// Its front, without what is edited.
    pub front: &'c str,
    /// All that it asks and says.
    pub task: &'c [&'c str],
}

impl Names {
    /// What a card is called; `Err` with the code of the problem if it stands there already (`repeated_card`), or another one has
    /// its name (`duplicate_name`).
    pub fn take(&mut self, said: &Said) -> Result<Name, &'static str> {
        if let Some(id) = own_id(said.name) {
            return if self.keys.insert(id) {
                Ok(Name { front: id, task: id, own: true })
            } else {
                Err("duplicate_name")
            };
        }
        let id = |part: &str, said_of: &[&str]| {
            let parts = [said.path, part].into_iter().chain(said_of.iter().copied());
            imported_id(None, FORMAT, Kind::ITEM, &joined(parts))
        };
        if !said.name.is_empty() {
            let key = id("name", &[said.name]);
            return if self.keys.insert(key) {
                Ok(Name { front: key, task: key, own: false })
            } else {
                Err("duplicate_name")
            };
        }
        let (front, task) = (id("front", &[said.front]), id("task", said.task));
        if !self.tasks.insert(task) {
            return Err("repeated_card");
        }
        *self.fits.entry(front).or_default() += 1;
        Ok(Name { front, task, own: false })
    }

    /// Its id, once all cards are taken, and which it may have had when its front stood in the note alone, or did not, with
    /// the fields by which it is told from others of that id.
    pub fn of(&self, name: &Name) -> (Id, Option<(Id, BTreeSet<Tag>)>) {
        if name.front == name.task {
            return (name.front, None);
        }
        if self.fits.get(&name.front).is_none_or(|fits| *fits == 1) {
            return (name.front, Some((name.task, BTreeSet::new())));
        }
        (name.task, Some((name.front, [Item::FORM.0, Item::PROMPT.0, Item::ANSWER.0].into())))
    }
}

/// The id of an item that a name of ours holds.
pub(super) fn own_id(name: &str) -> Option<Id> {
    Id::parse(name.strip_prefix(OWN)?)
}

/// Parts as one name.
pub(super) fn joined<'p>(parts: impl Iterator<Item = &'p str>) -> Vec<u8> {
    sheet::joined(&parts.map(str::as_bytes).collect::<Vec<_>>())
}
