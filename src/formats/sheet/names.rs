//! What the rows of a table are called: ids that neither the order of the rows nor what is deleted among them exchanges.
//! The questions of a bank ([`crate::gift`]) are called in the same way.
//!
//! A row has its name in the file; where it has none, the shortest that no other row of the table has too: its front,
//! what it asks with what is right, or all that it says. So two rows are one only if they say the same in everything,
//! and what is called by a part that two share is called by neither.

use crate::source::imported_id;
use cairn_domain::{id::Id, kind::Kind};
use std::collections::{BTreeMap, BTreeSet};

/// What the rows so far are called.
pub(crate) struct Names {
    /// The name of the format.
    format: &'static str,
    keys: BTreeSet<Id>,
    rows: BTreeSet<Id>,
    /// How many rows each name would fit.
    fits: BTreeMap<Id, u32>,
}

/// A row, as far as it tells what it is called.
pub(crate) trait Called {
    /// Its name in the file; empty for none.
    fn key(&self) -> &[u8];
    /// What that name was, in a file where others had it too, or had not.
    fn other_key(&self) -> Option<&[u8]> {
        None
    }
    /// Whether that name is no other's in any file, so that it is known again in each.
    fn is_known_anywhere(&self) -> bool {
        false
    }
    /// Its front, or what else one would call it by.
    fn front(&self) -> &[u8];
    /// What is asked and what is right: the same only for the same task.
    fn task(&self) -> Vec<u8>;
    /// All that it says.
    fn said(&self) -> Vec<u8>;
}

/// The ids that a row may have, that of the shortest name first; of what has a name in the file that one, and another that it
/// may have had.
pub(crate) struct Name([Id; 3], Option<Id>);

/// Other ids that a row may have had.
pub(crate) struct Others {
    pub ids: Vec<Id>,
    /// By what it is told from others that may have them.
    pub apart: Apart,
}

/// By what rows of one id are told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Apart {
    /// No other row may have it.
    Nothing,
    /// By what is asked and what is right.
    Task,
    /// By all that they say.
    Row,
}

impl Names {
    /// No names yet, of rows of this format.
    pub fn of_format(format: &'static str) -> Self {
        Self { format, keys: BTreeSet::new(), rows: BTreeSet::new(), fits: BTreeMap::new() }
    }

    /// What a row of `source` may be called; `Err` with the code of the problem if it stands there already
    /// (`repeated_row`), or another one has its name (`duplicate_id`).
    ///
    /// A source without a name is not known again: what it says of a front must not change a card of another one.
    pub fn take(&mut self, source: &str, draft: &impl Called) -> Result<Name, &'static str> {
        let format = self.format;
        let id = |part: &str, said: &[u8]| {
            imported_id(None, format, Kind::ITEM, &joined(&[source.as_bytes(), part.as_bytes(), said]))
        };
        let row = id("row", &draft.said());
        if !self.rows.insert(row) {
            return Err("repeated_row");
        }
        if !draft.key().is_empty() {
            let key = if draft.is_known_anywhere() {
                imported_id(None, format, Kind::ITEM, &joined(&[b"guid", draft.key()]))
            } else {
                id("key", draft.key())
            };
            let other = draft.other_key().map(|key| id("key", key));
            return if self.keys.insert(key) { Ok(Name([key; 3], other)) } else { Err("duplicate_id") };
        }
        let task = id("task", &draft.task());
        let front = if source.is_empty() { task } else { id("front", draft.front()) };
        for name in BTreeSet::from([front, task]) {
            *self.fits.entry(name).or_default() += 1;
        }
        Ok(Name([front, task, row], None))
    }

    /// Which of its ids a row has, once all rows are taken; and which it may have had when its front, or its task, stood in
    /// the table alone, or did not.
    pub fn of(&self, name: &Name) -> (Id, Others) {
        let Name([front, task, row], other) = name;
        if let Some(other) = other {
            // Another question of its name may have that one.
            return (*front, Others { ids: vec![*other], apart: Apart::Row });
        }
        let is_own = |id: &&Id| self.fits.get(id).is_none_or(|fits| *fits == 1);
        let own = [front, task].into_iter().find(is_own).unwrap_or(row);
        // The name of a task holds all of it: what has it is this task, whatever she made of it since.
        let apart = match own {
            own if own == front => Apart::Nothing,
            own if own == task => Apart::Task,
            _ => Apart::Row,
        };
        let mut ids: Vec<Id> = [*task, *front].into_iter().filter(|id| id != own).collect();
        ids.dedup();
        (*own, Others { ids, apart })
    }
}

/// Parts behind their lengths, so that no two lists of parts are the same bytes.
pub(crate) fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.iter().flat_map(|part| [&(part.len() as u64).to_be_bytes()[..], part].concat()).collect()
}
