//! Links on their way to resources: addresses checked, texts made fit, the same address once.

use crate::{
    entities,
    foreign::Attributes,
    problem::{Location, Problem, Refusal},
    source::{Source, SourceRecord, imported_id},
    tidy_text::{self, Fitted},
};
use cairn_domain::{
    cbor::value::Ms,
    id::Id,
    kind::Kind,
    resource::{Resource, Shelf, link},
};
use std::collections::{BTreeMap, BTreeSet};

/// The name that ids of links are made with, whatever file they come from; never changed.
const NAME: &str = "bookmarks";

/// Tags of one link.
const TAGS_MAX: usize = 100;

/// Characters of an address that a problem tells.
const TOLD_CHARS: usize = 100;

/// What a file says about a link.
#[derive(Default)]
pub(super) struct Link {
    /// Its line, from 1.
    pub line: u64,
    pub address: String,
    pub title: String,
    pub note: String,
    pub tags: Vec<String>,
    /// When it was saved, UTC ms.
    pub added: Option<i64>,
    /// Whether it was read to its end.
    pub finished: bool,
}

/// The links of a file.
pub(super) struct Links {
    /// Whether anything was met that should be a link.
    any: bool,
    kept: Vec<Kept>,
    places: BTreeMap<String, usize>,
    pub problems: Vec<Problem>,
    /// Bytes that tags may still take. Folders count for every link in them: a small file could ask for much.
    room: usize,
}

struct Kept {
    address: String,
    title: String,
    note: String,
    tags: BTreeSet<String>,
    added: Option<i64>,
    finished: bool,
}

impl Links {
    /// For a file of so many bytes.
    pub fn for_file(bytes: usize) -> Self {
        let room = bytes.saturating_mul(8).saturating_add(1 << 20);
        Self { any: false, kept: Vec::new(), places: BTreeMap::new(), problems: Vec::new(), room }
    }

    /// Takes a link; refused (`too_dense`) where tags would grow far beyond the file.
    pub fn add(&mut self, said: Link) -> Result<(), Refusal> {
        let line = said.line;
        self.any = true;
        let address = match link::check(&said.address) {
            Ok(address) if address.is_empty() => {
                let title = tidy_text::line(&said.title).text;
                self.problem(line, "no_link", title);
                return Ok(());
            }
            Ok(address) => address,
            Err(_) => {
                self.problem(line, "bad_link", said.address.trim());
                return Ok(());
            }
        };
        let title = self.fitted(line, tidy_text::line(&said.title));
        let note = self.fitted(line, tidy_text::lines(&said.note));
        let place = *self.places.entry(address.clone()).or_insert(self.kept.len());
        if place == self.kept.len() {
            self.kept.push(Kept {
                address,
                title: String::new(),
                note: String::new(),
                tags: BTreeSet::new(),
                added: None,
                finished: false,
            });
        }
        let mut too_many = None;
        for tag in said.tags {
            // Tags that are there already count too: they take time, if not room.
            let dense = || Refusal::new(Location::Line(line), "too_dense", "");
            self.room = self.room.checked_sub(tag.len() + 32).ok_or_else(dense)?;
            let tag = self.fitted(line, tidy_text::line(&tag));
            let tags = &mut self.kept[place].tags;
            if tag.is_empty() || tags.contains(&tag) {
                continue;
            }
            if tags.len() == TAGS_MAX {
                too_many = Some(tag);
                break;
            }
            tags.insert(tag);
        }
        if let Some(tag) = too_many {
            self.problem(line, "too_many_tags", tag);
        }
        let kept = &mut self.kept[place];
        // A page without a title is often listed under its address.
        if kept.title.is_empty() && title != said.address.trim() && title != kept.address {
            kept.title = title;
        }
        if kept.note.is_empty() {
            kept.note = note;
        }
        kept.added = [kept.added, said.added].into_iter().flatten().min();
        kept.finished |= said.finished;
        Ok(())
    }

    /// Names something that was left out or mended.
    pub fn problem(&mut self, line: u64, code: &'static str, detail: impl AsRef<str>) {
        let detail: String = detail.as_ref().chars().take(TOLD_CHARS).collect();
        self.problems.push(Problem::new(Location::Line(line), code, detail));
    }

    /// The resources, in the order of the file; refused (`no_links`) if there was nothing like a link.
    pub fn into_source(self) -> Result<Source, Refusal> {
        if !self.any {
            return Err(Refusal::new(Location::Whole, "no_links", ""));
        }
        let records = self.kept.into_iter().map(resource).collect();
        Ok(Source { records, problems: self.problems, adds_only: true, ..Source::default() })
    }

    /// A text that fits; that it was mended is a problem.
    pub fn fitted(&mut self, line: u64, fitted: Fitted) -> String {
        if fitted.mended {
            let start: String = fitted.text.chars().take(40).collect();
            self.problem(line, "text_mended", start);
        }
        fitted.text
    }
}

/// The id of the resource that an address is, whatever file names it.
pub(crate) fn id_of(address: &str) -> Id {
    imported_id(None, NAME, Kind::RESOURCE, address)
}

fn resource(kept: Kept) -> SourceRecord {
    let address = kept.address.as_str();
    let title = [kept.title, link::suggested_title(address)]
        .into_iter()
        .map(|title| tidy_text::line(&title).text)
        .find(|title| !title.is_empty())
        .unwrap_or_else(|| tidy_text::line(address).text);
    let mut record = SourceRecord::new(Kind::RESOURCE, id_of(address));
    record.set(&Resource::TITLE, &title);
    record.set(&Resource::LINK, &kept.address);
    record.set(&Resource::FORMAT, &link::suggested_format(address));
    if kept.finished {
        record.set(&Resource::SHELF, &Shelf::Finished);
    }
    if let Some(added) = kept.added {
        record.set(&Resource::CREATED, &Some(Ms(added)));
    }
    for tag in &kept.tags {
        record.insert(&Resource::TAGS, tag, &true);
    }
    record.write(Resource::NOTES, &kept.note);
    record
}

/// Seconds, milliseconds or microseconds since 1970, told apart by their size, as milliseconds.
pub(super) fn moment(text: &str) -> Option<i64> {
    let number: i64 = text.trim().parse().ok().filter(|number| *number > 0)?;
    match number.ilog10() {
        0..=10 => Some(number * 1000),
        11..=13 => Some(number),
        14..=15 => Some(number / 1000),
        _ => None,
    }
}

/// Tags of an attribute. They are parted before references are resolved, so a tag may hold `&#44;`.
pub(super) fn tags(attributes: &str) -> impl Iterator<Item = String> {
    let list = Attributes::of(attributes, "tags").unwrap_or_default();
    list.split(',').take(TAGS_MAX * 2).map(entities::resolved)
}
