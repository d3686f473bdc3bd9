//! What questions are called, so that the same one is known again in the next file.

use super::{item::TASK, question::Question};
use crate::{
    sheet::naming::{Apart, Called, joined},
    source::SourceRecord,
};
use cairn_domain::{item::Item, record::Tag};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// An item on its way, with what it may be called by.
pub(super) struct Drafted {
    /// The line of its question.
    pub line: u64,
    /// The item without id and deck.
    pub record: SourceRecord,
    /// The names of its category, from the top down.
    pub category: Rc<[String]>,
    /// What a comment calls it; may be empty.
    pub id: String,
    /// Hash of what it is called by if that is no other's name.
    key: Option<Hash>,
    /// Hash of what it was called by if others had that name beside it, or had not.
    other_key: Option<Hash>,
    /// Hash of its category and its title; without a title, of what it asks.
    label: Hash,
    /// How many before it say the same.
    nth: u32,
}

/// Names may be long, and there may be many.
type Hash = [u8; 32];

fn hashed<'p>(first: &[&'p [u8]], way: impl Iterator<Item = &'p String>) -> Hash {
    let way = way.map(String::as_bytes);
    *blake3::hash(&joined(&first.iter().copied().chain(way).collect::<Vec<_>>())).as_bytes()
}

impl Drafted {
    /// The item of this question.
    pub fn of(question: &Question, record: SourceRecord, category: &Rc<[String]>) -> Self {
        let (part, name) = match &question.title {
            Some(title) => ("title", title),
            None => ("stem", &question.stem.text),
        };
        let label = hashed(&[part.as_bytes(), name.as_bytes()], category.iter());
        let id = question.id.clone().unwrap_or_default();
        Self {
            line: question.line,
            record,
            category: Rc::clone(category),
            id,
            key: None,
            other_key: None,
            label,
            nth: 0,
        }
    }
}

/// Gives each its own name by the ids of comments: alone where no other has it, else with the category, for Moodle lets two
/// categories have one. In an earlier file it may have been the other way. `told` hears of what has the id of another for all
/// that.
pub(super) fn keyed(all: &mut [Drafted], mut told: impl FnMut(u64, &str)) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    all.iter().filter(|one| !one.id.is_empty()).for_each(|one| *counts.entry(one.id.clone()).or_default() += 1);
    let mut known = BTreeSet::new();
    for one in all.iter_mut().filter(|one| !one.id.is_empty()) {
        let is_own = counts.get(&one.id) == Some(&1);
        let alone = hashed(&[one.id.as_bytes()], [].iter());
        let placed = hashed(&[one.id.as_bytes(), b"in"], one.category.iter());
        let (key, other) = if is_own { (alone, placed) } else { (placed, alone) };
        if known.insert(key) {
            (one.key, one.other_key) = (Some(key), Some(other));
        } else {
            told(one.line, &one.id);
        }
    }
}

/// Tells apart what says the same in everything; `told` hears of each but the first.
pub(super) fn counted(all: &mut [Drafted], mut told: impl FnMut(&Drafted)) {
    let mut counts: BTreeMap<Hash, u32> = BTreeMap::new();
    for one in all {
        let count = counts.entry(*blake3::hash(&one.said()).as_bytes()).or_default();
        one.nth = *count;
        *count += 1;
        if one.nth > 0 {
            told(one);
        }
    }
}

impl Called for Drafted {
    fn key(&self) -> &[u8] {
        self.key.as_ref().map_or(&[], |key| &key[..])
    }

    fn other_key(&self) -> Option<&[u8]> {
        self.other_key.as_ref().map(|key| &key[..])
    }

    fn front(&self) -> &[u8] {
        &self.label
    }

    fn task(&self) -> Vec<u8> {
        let mut task = SourceRecord::new(self.record.kind, self.record.id);
        task.registers = self.record.registers.iter().filter(|(tag, _)| TASK.contains(tag)).cloned().collect();
        task.content_bytes()
    }

    fn said(&self) -> Vec<u8> {
        let own = self.record.content_bytes();
        let way = self.category.iter().map(String::as_bytes);
        let nth = self.nth.to_be_bytes();
        let nth = Some(&nth[..]).filter(|_| self.nth > 0);
        joined(&[&own[..]].into_iter().chain(way).chain(nth).collect::<Vec<_>>())
    }
}

/// The fields by which questions of one name are told apart.
pub(super) fn told_apart(apart: Apart) -> BTreeSet<Tag> {
    match apart {
        Apart::Nothing => BTreeSet::new(),
        Apart::Task => TASK.into(),
        Apart::Row => TASK.into_iter().chain([Item::FEEDBACK.0, Item::EXPLANATION.0]).collect(),
    }
}
