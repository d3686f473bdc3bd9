//! A card on its way to an item.

use super::{
    found::Form,
    names::{Name, Names},
};
use crate::{sheet, source::SourceRecord, tidy_text};
use cairn_domain::{
    id::{DeckId, ResourceId},
    item::{Form as Task, Item, gaps},
    kind::Kind,
    record::Tag,
};
use std::collections::BTreeSet;

/// The fields of items that notes speak of.
const SPOKEN: [Tag; 10] = [
    Item::FORM.0,
    Item::PROMPT.0,
    Item::ANSWER.0,
    Item::DECK.0,
    Item::TAGS.0,
    Item::LANGUAGE.0,
    Item::HINTS.0,
    Item::RESOURCE.0,
    Item::SOURCE_ID.0,
    Item::TWIN.0,
];

/// The fields of items that they never speak of.
pub(super) fn leaves() -> impl Iterator<Item = (Kind, Tag)> {
    sheet::other_fields(Kind::ITEM, &SPOKEN)
}

/// A card on its way to an item.
pub(super) struct Draft {
    pub form: Form,
    pub prompt: String,
    pub answer: String,
    pub name: Name,
    /// Its name in its note, with the path.
    pub source_id: String,
    pub deck: Option<DeckId>,
    pub tags: BTreeSet<String>,
    pub hint: String,
    pub language: String,
    pub resource: Option<ResourceId>,
}

impl Draft {
    /// The item, and its twin if it is asked both ways.
    pub fn records(self, names: &Names) -> Vec<SourceRecord> {
        let (id, other) = names.of(&self.name);
        let mut record = SourceRecord::new(Kind::ITEM, id);
        if let Some((or, apart)) = other {
            (record.or, record.apart) = (vec![or], apart);
        }
        record.set(&Item::FORM, &if self.form == Form::Cloze { Task::Cloze } else { Task::Card });
        record.say(&Item::PROMPT, &self.prompt);
        record.say(&Item::ANSWER, &self.answer);
        record.set_some(&Item::DECK, &self.deck);
        if !self.hint.is_empty() {
            record.set(&Item::HINTS, &vec![tidy_text::line(&self.hint).text]);
        }
        record.say(&Item::LANGUAGE, &self.language);
        record.say(&Item::SOURCE_ID, &self.source_id);
        record.set_some(&Item::RESOURCE, &self.resource);
        self.tags.iter().for_each(|tag| record.insert(&Item::TAGS, tag, &true));
        if self.name.own {
            // Of what its note cannot say, the item says more.
            record.leaves = [Item::HINTS.0, Item::RESOURCE.0, Item::SOURCE_ID.0].into();
            record.leaves.extend(self.language.is_empty().then_some(Item::LANGUAGE.0));
        }
        let twin = (self.form == Form::Both).then(|| sheet::reversed(id));
        [record].into_iter().chain(twin).collect()
    }
}

/// A text with gaps without what stands in them.
pub(super) fn without_gaps(prompt: &str) -> String {
    let pieces = gaps::pieces(prompt).into_iter();
    pieces.map(|piece| if let gaps::Piece::Text(text) = piece { text } else { "[…]" }).collect()
}
