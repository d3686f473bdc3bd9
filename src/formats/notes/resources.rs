//! What notes lead to, as resources: notes with their text, and pages. A page is named as [`crate::bookmarks`] names it, so one
//! that is here already stays as it is.

use super::{
    FORMAT,
    found::TAGS_MAX,
    front::Front,
    lines::Lines,
    links::{Links, stem},
    settings::Settings,
    text::{Linked, Writer},
};
use crate::{
    bookmarks, sheet,
    source::{SourceRecord, imported_id},
    tidy_text::{self, Fitted},
};
use cairn_domain::{
    cbor::Cbor,
    id::Id,
    kind::Kind,
    resource::{Format, Resource, link},
};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Bytes of a note that its resource shows; no more of it would fit.
const SHOWN: usize = 400_000;

/// A note that is read.
pub(super) struct Read<'a> {
    pub path: &'a str,
    pub front: Front,
    /// What stands behind its front matter.
    pub body: &'a str,
    /// The line in which that begins.
    pub no: u64,
}

impl Read<'_> {
    /// What it is called.
    pub fn title(&self) -> String {
        let name = stem(self.path.rsplit('/').next().unwrap_or_default());
        let title = tidy_text::line(&self.front.title).text;
        if title.is_empty() { tidy_text::line(name).text } else { title }
    }

    /// Its language; empty if what it says is no such word.
    pub fn language(&self) -> &str {
        Some(self.front.language.as_str()).filter(|said| sheet::is_language(said)).unwrap_or_default()
    }

    /// Its path as ids are made with it, whatever system wrote it.
    pub fn key(&self) -> String {
        self.path.nfc().collect()
    }

    /// The id of its resource.
    pub fn id(&self) -> Id {
        imported_id(None, FORMAT, Kind::RESOURCE, &self.key())
    }
}

/// The text of a note for reading, and where its links lead.
pub(super) fn shown(note: &Read, links: &Links, settings: &Settings, linked: &mut Linked) -> Fitted {
    let end = note.body.floor_char_boundary(SHOWN);
    let all: Vec<_> = Lines::of(&note.body[..end], note.no).collect();
    let text = Writer::new(links, settings, note.path, linked).side(&all);
    let fitted = tidy_text::lines(&text);
    Fitted { mended: fitted.mended || end < note.body.len(), ..fitted }
}

/// The resource of a note.
pub(super) fn of_note(note: &Read, text: &str, tags: &BTreeSet<String>) -> SourceRecord {
    let mut record = SourceRecord::new(Kind::RESOURCE, note.id());
    let title = note.title();
    record.set(&Resource::TITLE, &if title.is_empty() { FORMAT.to_owned() } else { title });
    record.set(&Resource::FORMAT, &Format::Document);
    record.say(&Resource::LANGUAGE, note.language());
    tags.iter().take(TAGS_MAX).for_each(|tag| record.insert(&Resource::TAGS, tag, &true));
    record.write(Resource::NOTES, text);
    record
}

/// The resource of a page; `None` if it is no address that may be opened.
pub(super) fn of_page(address: &str, words: &str) -> Option<SourceRecord> {
    let address = link::check(address).ok().filter(|address| !address.is_empty())?;
    let words = tidy_text::line(words).text;
    let title = [words, tidy_text::line(&link::suggested_title(&address)).text, tidy_text::line(&address).text];
    let title = title.into_iter().find(|title| !title.is_empty())?;
    let mut record = SourceRecord::new(Kind::RESOURCE, bookmarks::id_of(&address));
    record.set(&Resource::LINK, &address);
    record.once.push((Resource::TITLE.0, Cbor::of(&title)));
    record.once.push((Resource::FORMAT.0, Cbor::of(&link::suggested_format(&address))));
    // Of all else the bookmarks may have said more.
    record.leaves = sheet::other_fields(Kind::RESOURCE, &[Resource::LINK.0]).map(|(_, tag)| tag).collect();
    Some(record)
}
