//! What holds for all cards of a note.

use super::{
    found::{Found, Section, TAGS_MAX},
    front::Front,
    resources::Read,
};
use crate::tidy_text;
use cairn_domain::{id::DeckId, text};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// What a note says of its cards.
pub(super) struct Context {
    /// Whether it is one of ours.
    pub is_own: bool,
    /// The deck that it is of, if it is ours.
    pub own: Option<DeckId>,
    /// What holds for cards for which nothing else does.
    pub usual: Option<Rc<Section>>,
    pub language: String,
    pub title: String,
    /// Its path as ids are made with it.
    pub key: String,
    /// Tags of ours by how notes write them.
    originals: BTreeMap<String, String>,
    tags: BTreeSet<String>,
}

impl Context {
    /// Of a note with these tags.
    pub fn of(note: &Read, tags: BTreeSet<String>, usual: Option<Rc<Section>>, own: Option<DeckId>) -> Self {
        Self {
            is_own: note.front.is_own,
            own,
            usual,
            language: note.language().to_owned(),
            title: note.title(),
            key: note.key(),
            originals: originals(&note.front),
            tags,
        }
    }

    /// The tags of a card, and the first that is one too many.
    pub fn tags(&self, card: &Found, section: Option<&Rc<Section>>) -> (BTreeSet<String>, Option<String>) {
        let own = section.map_or(&[][..], |section| &section.tags);
        // An item lies in one deck; the others stay as tags.
        let more = section.map_or(&[][..], |section| section.decks.get(1..).unwrap_or_default());
        let mut tags = BTreeSet::new();
        for tag in own.iter().chain(&card.tags).chain(more).chain(&self.tags) {
            let original = self.originals.get(tag).and_then(|tag| text::title(tag).ok());
            let tag = original.unwrap_or_else(|| tidy_text::line(tag).text);
            if tags.len() == TAGS_MAX && !tags.contains(&tag) {
                return (tags, Some(tag));
            }
            if !tag.is_empty() {
                tags.insert(tag);
            }
        }
        (tags, None)
    }
}

fn originals(front: &Front) -> BTreeMap<String, String> {
    let parted = |tag: &String| tag.split_once('=').map(|(written, tag)| (written.to_owned(), tag.to_owned()));
    front.own_tags.iter().filter_map(parted).collect()
}
