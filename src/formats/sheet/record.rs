//! What a draft becomes, and what it says as bytes.

use super::{
    draft::Draft,
    names::{Apart, Called, joined},
};
use crate::source::SourceRecord;
use cairn_domain::{
    id::{DeckId, Id, ItemId},
    item::{Form, Item},
    kind::Kind,
    record::Tag,
};
use std::collections::BTreeSet;

/// What is asked and what is right.
pub(super) const TASK: [Tag; 9] = [
    Item::FORM.0,
    Item::PROMPT.0,
    Item::ANSWER.0,
    Item::OPTIONS.0,
    Item::RIGHT.0,
    Item::MATCHES.0,
    Item::ACCEPTED.0,
    Item::NUMBER.0,
    Item::UNIT.0,
];

/// The id of what has none yet.
const UNNAMED: Id = Id::from_bytes([0; 16]);

impl Draft {
    /// The record that it becomes.
    pub(super) fn record(&self, id: Id, deck: Option<DeckId>) -> SourceRecord {
        let mut record = self.asked(id);
        record.set_some(&Item::DECK, &deck);
        if !self.hints.is_empty() {
            record.set(&Item::HINTS, &self.hints);
        }
        record.say(&Item::EXPLANATION, &self.explanation);
        record.say(&Item::LANGUAGE, &self.language);
        record.say(&Item::SOURCE_ID, &self.key);
        self.tags.iter().for_each(|tag| record.insert(&Item::TAGS, tag, &true));
        record.leaves.clone_from(&self.leaves);
        record
    }

    fn asked(&self, id: Id) -> SourceRecord {
        let mut record = SourceRecord::new(Kind::ITEM, id);
        record.set(&Item::FORM, &self.form);
        record.say(&Item::PROMPT, &self.prompt);
        record.say(&Item::ANSWER, &self.answer);
        for (field, list) in
            [(&Item::OPTIONS, &self.options), (&Item::MATCHES, &self.matches), (&Item::ACCEPTED, &self.accepted)]
        {
            if !list.is_empty() {
                record.set(field, list);
            }
        }
        if !self.right.is_empty() {
            record.set(&Item::RIGHT, &self.right);
        }
        record.set_some(&Item::NUMBER, &self.number);
        record.say(&Item::UNIT, &self.unit);
        record
    }
}

impl Called for Draft {
    fn key(&self) -> &[u8] {
        self.key.as_bytes()
    }

    fn is_known_anywhere(&self) -> bool {
        self.is_guid
    }

    fn front(&self) -> &[u8] {
        self.prompt.as_bytes()
    }

    fn task(&self) -> Vec<u8> {
        self.asked(UNNAMED).content_bytes()
    }

    fn said(&self) -> Vec<u8> {
        let own = self.record(UNNAMED, None).content_bytes();
        let deck = self.deck.iter().map(String::as_bytes);
        joined(&[&own[..]].into_iter().chain(deck).collect::<Vec<_>>())
    }
}

/// The card that asks another one, of this id, the other way round.
pub(crate) fn reversed(id: Id) -> SourceRecord {
    let mut record = SourceRecord::new(Kind::ITEM, ItemId(id).twin().0);
    record.set(&Item::FORM, &Form::Card);
    record.set(&Item::TWIN, &Some(ItemId(id)));
    record
}

/// The fields by which rows are told apart. Where one lies and what it is tagged with is no part of it: she may have put it
/// elsewhere.
pub(super) fn told_apart(apart: Apart) -> BTreeSet<Tag> {
    let more = [Item::HINTS.0, Item::EXPLANATION.0, Item::LANGUAGE.0];
    match apart {
        Apart::Nothing => BTreeSet::new(),
        Apart::Task => TASK.into(),
        Apart::Row => TASK.into_iter().chain(more).collect(),
    }
}
