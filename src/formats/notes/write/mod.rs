//! Items out as notes: a zip of a folder with one note for each deck, in the syntax that comes back, and the pictures and sounds
//! that they show beside them.
//!
//! A card, one that is asked both ways, and a text with gaps are written so ([`syntax`]) where reading it gives the very same
//! again; each was read back before it is believed. Other forms, and what the syntax cannot say, are written to be read
//! ([`plain`]). What belongs to an item beside that, why it is right and its hints, stands below it as a quote.

mod names;
mod plain;
mod syntax;
#[cfg(test)]
mod tests;

use names::tag;

use super::{
    front::{DECK_IDS, DECKS, LIST_MAX, OWN_TAGS, quoted},
    names::OWN,
};
use crate::{
    cairn::{container::pack_with, tail::Tail},
    passing::{self, Known, Passing, too_large},
    problem::{Location, Problem, Refusal},
};
use cairn_domain::{
    id::{DeckId, ItemId},
    item::{Deck, Item},
    kind::Kind,
    media::{MediaHash, content::Content},
    noun::Noun,
    record::Record,
    registry,
};
use names::Paths;
use std::collections::{BTreeMap, BTreeSet};
use syntax::Pictures;

/// Decks in each other that are named.
const DEPTH_MAX: usize = 16;
/// The tag that marks notes with cards.
const MARKER: &str = "flashcards";
/// What the note is called whose items lie in no deck.
const NO_DECK: &str = "Cairn";

/// What was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The zip.
    pub bytes: Vec<u8>,
    /// Items in it, a card that is asked both ways counted twice.
    pub items: u64,
    /// How many of them are there to be read, and do not come back.
    pub readable: u64,
    /// Files that items show and that were not given.
    pub missing: u64,
}

impl Written {
    /// What does not come back as it was: `only_readable` and `missing_media`, with how many.
    pub fn left(&self) -> Vec<Problem> {
        let told = |code, many: u64| (many > 0).then(|| Problem::new(Location::Whole, code, many.to_string()));
        [told("only_readable", self.readable), told("missing_media", self.missing)].into_iter().flatten().collect()
    }
}

/// The pictures and sounds that items in use show.
pub fn files(records: &[Record]) -> BTreeSet<MediaHash> {
    let items = records.iter().filter(|record| record.kind == Kind::ITEM && record.is_alive());
    items.flat_map(registry::files).map(|(hash, _)| hash).collect()
}

/// The items in use as a zip of notes, as of `ms`, with what is `kept` of their [`files`]. Refused (`too_large`) only beyond what
/// a zip can hold.
pub fn write(records: &[Record], kept: &BTreeMap<MediaHash, Vec<u8>>, ms: i64) -> Result<Written, Refusal> {
    let known = kept.iter().map(|(hash, bytes)| (*hash, Known::of(bytes))).collect();
    let (mut written, passing) = begin(records, &known, ms)?;
    written.bytes = passing.whole(written.bytes, |hash| kept.get(&hash).cloned())?;
    Ok(written)
}

/// The same without its files, which pass by afterwards.
pub fn begin(records: &[Record], kept: &passing::Files, ms: i64) -> Result<(Written, Passing), Refusal> {
    let alive = |kind| records.iter().filter(move |record| record.kind == kind && record.is_alive());
    let decks: BTreeMap<DeckId, Deck> = alive(Kind::DECK).map(Deck::read).map(|deck| (deck.id, deck)).collect();
    let (twins, mut items): (Vec<Item>, Vec<Item>) =
        alive(Kind::ITEM).map(Item::read).partition(|item| item.twin.is_some());
    let twins: BTreeSet<ItemId> = twins.into_iter().filter_map(|item| item.twin).collect();
    items.sort_by_key(|item| (item.created.map_or(0, |ms| ms.0), item.id));
    let mut by_deck: BTreeMap<Option<DeckId>, Vec<Item>> = BTreeMap::new();
    for item in items {
        by_deck.entry(item.deck.filter(|deck| decks.contains_key(deck))).or_default().push(item);
    }
    let shown = files(records);
    let pictures = Pictures::of(
        shown.iter().map(|hash| (*hash, media_path(*hash, kept.get(hash).and_then(|known| known.content)))),
    );
    let mut written = Written { bytes: Vec::new(), items: 0, readable: 0, missing: 0 };
    let mut paths = Paths::default();
    let mut notes = Vec::new();
    for (deck, items) in &by_deck {
        let (titles, ids) = way(*deck, &decks);
        let path = paths.of(&titles, NO_DECK);
        let note = Note { titles: &titles, ids: &ids, path: &path, pictures: &pictures, twins: &twins };
        let text = note.write(items, &mut written);
        notes.push((path, text.into_bytes()));
    }
    notes.sort();
    let media = pictures.iter().filter_map(|(hash, path)| Some((path.to_owned(), kept.get(&hash)?.medium)));
    let media: Vec<_> = media.collect();
    written.missing = (shown.len() - media.len()) as u64;
    let notes = notes.iter().map(|(path, text)| (path.as_str(), text.as_slice()));
    let packed = pack_with(notes, ms, super::links::is_note)
        .map_err(|fault| Refusal::new(Location::Whole, "too_large", fault.to_string()))?;
    let (tail, first) = Tail::foreign(packed).ok_or_else(too_large)?;
    written.bytes = first;
    Ok((written, Passing::new(tail, media, None)))
}

/// The names and ids of a deck and those around it, from the top down.
fn way(deck: Option<DeckId>, decks: &BTreeMap<DeckId, Deck>) -> (Vec<String>, Vec<String>) {
    let (mut titles, mut ids) = (Vec::new(), Vec::new());
    let mut next = deck;
    while let Some((id, deck)) = next.filter(|_| ids.len() < DEPTH_MAX).and_then(|id| Some((id, decks.get(&id)?))) {
        ids.push(id.to_string());
        titles.push(deck.title.clone());
        next = deck.parent;
    }
    titles.reverse();
    ids.reverse();
    (titles, ids)
}

/// Where a file lies; its ending is what its bytes say it is.
fn media_path(hash: MediaHash, content: Option<Content>) -> String {
    let ending = match content.map_or("", |content| content.media_type) {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/avif" => "avif",
        "audio/wav" => "wav",
        "audio/ogg" => "ogg",
        "audio/mpeg" => "mp3",
        "audio/webm" => "webm",
        "audio/mp4" => "m4a",
        _ => "bin",
    };
    format!("media/{}.{ending}", &hash.to_text()[..32])
}

/// The tags of items as a note writes them, by what they are. What can be written as it is goes first.
fn tags(items: &[Item]) -> BTreeMap<&str, String> {
    let all: BTreeSet<&str> = items
        .iter()
        .flat_map(|item| &item.tags)
        .filter(|(_, present)| *present)
        .map(|(name, _)| name.as_str())
        .collect();
    let (same, others): (Vec<&str>, Vec<&str>) = all.into_iter().partition(|name| tag(name) == *name);
    let mut taken: BTreeSet<String> = same.iter().map(|name| (*name).to_owned()).collect();
    let mut names: BTreeMap<&str, String> = same.into_iter().map(|name| (name, name.to_owned())).collect();
    for name in others {
        let mut written = tag(name);
        while !taken.insert(written.clone()) {
            written.push('_');
        }
        names.insert(name, written);
    }
    names
}

/// A note as it is written.
struct Note<'n> {
    titles: &'n [String],
    ids: &'n [String],
    path: &'n str,
    pictures: &'n Pictures,
    twins: &'n BTreeSet<ItemId>,
}

impl Note<'_> {
    fn write(&self, items: &[Item], written: &mut Written) -> String {
        let deck = self.tag();
        let names = tags(items);
        let mut text = self.front(items, &deck, &names);
        let mut tags = Vec::new();
        for item in items {
            let present = item.tags.iter().filter(|(_, present)| *present);
            let own: Vec<String> = present.filter_map(|(name, _)| names.get(name.as_str()).cloned()).collect();
            if own != tags {
                text.extend(["\n#", &deck]);
                own.iter().for_each(|tag| text.extend([" #", tag]));
                text.push('\n');
                tags = own;
            }
            let both = self.twins.contains(&item.id);
            written.items += 1 + u64::from(both);
            let name = [OWN, &item.id.to_string()].concat();
            let note = syntax::Note { path: self.path, pictures: self.pictures };
            let below = plain::below(item, &note);
            let block = syntax::block(item, both, &name, &below, &note).unwrap_or_else(|| {
                written.readable += 1 + u64::from(both);
                plain::block(item, &below, &note)
            });
            text.extend(["\n", &block, "\n"]);
        }
        text
    }

    /// The tag of its deck.
    fn tag(&self) -> String {
        let parts = self.titles.iter().map(|title| tag(&title.replace('/', "-")));
        [MARKER.to_owned()].into_iter().chain(parts).collect::<Vec<_>>().join("/")
    }

    fn front(&self, items: &[Item], deck: &str, names: &BTreeMap<&str, String>) -> String {
        let mut text = "---\n".to_owned();
        let title = self.titles.last().map_or(NO_DECK, String::as_str);
        text.extend(["title: ", &quoted(title), "\ntags:\n  - ", &quoted(deck), "\n"]);
        let language = items.first().map_or("", |item| item.language.as_str());
        if !language.is_empty() && items.iter().all(|item| item.language == language) {
            text.extend(["lang: ", &quoted(language), "\n"]);
        }
        let changed = names
            .iter()
            .filter(|(name, written)| *name != written)
            .take(LIST_MAX)
            .map(|(name, written)| [written, "=", name].concat());
        for (key, list) in [(DECKS, self.titles.to_vec()), (DECK_IDS, self.ids.to_vec()), (OWN_TAGS, changed.collect())]
        {
            if list.is_empty() {
                text.extend([key, ": []\n"]);
            } else {
                text.extend([key, ":\n"]);
                list.iter().for_each(|name| text.extend(["  - ", &quoted(name), "\n"]));
            }
        }
        text.push_str("---\n");
        text
    }
}
