//! A task as it is put before her: the item with the texts that it is asked with, what it is about, and what is in the
//! fields. What cannot be asked says why.

use super::given;
use cairn_domain::{
    competency::Rubric,
    id::ItemId,
    item::{Form, Given, Item},
};
use leptos::prelude::*;

/// A task.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The item whose schedule it is.
    pub id: ItemId,
    /// The item as it is asked: a card the other way round has its sides changed over.
    pub item: Item,
    /// What it is about: the name of what it practises, or of its deck; empty for neither.
    pub about: String,
    /// What an open task is judged by.
    pub rubric: Option<Rubric>,
    /// How often it was answered: another time it is put in another order.
    pub answered: u32,
}

/// Why an item cannot be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// It is in the trash, or was never here.
    Item,
    /// It asks a card the other way round that is gone.
    Card,
    /// There is nothing to grade by.
    Key,
    /// What it practises is gone, all of it.
    Skill,
}

/// The item as it is asked. `card` is the other side's item, for one that asks it the other way round.
pub fn face(item: Option<&Item>, card: Option<&Item>) -> Result<Item, Lost> {
    let item = item.ok_or(Lost::Item)?;
    let asked = match item.twin {
        None => item.clone(),
        Some(_) => {
            let card = card.filter(|card| card.form == Form::Card).ok_or(Lost::Card)?;
            Item {
                prompt: card.answer.clone(),
                answer: card.prompt.clone(),
                id: item.id,
                twin: item.twin,
                suspended: item.suspended,
                flag: item.flag,
                buried_until: item.buried_until,
                ..card.clone()
            }
        }
    };
    let empty = asked.prompt.trim().is_empty() || asked.form == Form::Card && asked.answer.trim().is_empty();
    if empty || !asked.has_key() { Err(Lost::Key) } else { Ok(asked) }
}

/// What is in the fields of a task while it is asked.
#[derive(Clone, Copy)]
pub struct Giving {
    /// Her answer so far.
    pub given: RwSignal<Given>,
    /// The order in which options are shown.
    pub order: StoredValue<Vec<usize>>,
    /// What is wrong with it, in words.
    pub error: RwSignal<Option<String>>,
    /// What it may mean, if it is a number that cannot be read.
    pub meant: RwSignal<Vec<String>>,
    /// Levels of the rubric that she chose, one for each criterion.
    pub levels: RwSignal<Vec<Option<u32>>>,
    /// How sure she is, in percent.
    pub sure: RwSignal<Option<u8>>,
    /// How many hints she has seen.
    pub hints: RwSignal<usize>,
}

impl Giving {
    /// Empty fields.
    pub fn new(asked: &Asked) -> Self {
        let key = format!("{}#{}", asked.id, asked.answered);
        let criteria = asked.rubric.as_ref().map_or(0, |rubric| rubric.criteria.len());
        Self {
            given: RwSignal::new(given::blank(&asked.item, &key)),
            order: StoredValue::new(given::shown_order(&asked.item, &key)),
            error: RwSignal::new(None),
            meant: RwSignal::new(Vec::new()),
            levels: RwSignal::new(vec![None; criteria]),
            sure: RwSignal::new(None),
            hints: RwSignal::new(0),
        }
    }

    /// Says what is wrong with the answer, or asks which of several texts it means.
    pub fn complain(self, error: Option<String>, meant: Vec<String>) {
        if self.error.with_untracked(|before| *before != error) {
            self.error.set(error);
        }
        if self.meant.with_untracked(|before| *before != meant) {
            self.meant.set(meant);
        }
    }

    /// Changes the answer; what was wrong with the one before is not said any longer.
    pub fn give(self, change: impl FnOnce(&mut Given)) {
        self.given.update(change);
        self.complain(None, Vec::new());
    }
}
