//! What a foreign file says, as records to be: fields with values, named by the file's own ids.
//!
//! Readers of foreign formats yield [`Source`]s and know nothing of stores; one decision applies them
//! ([`crate::apply`]). An imported thing's id is a hash of where it comes from, so the same file brings the
//! same records on every device, and a second import finds them.

use crate::problem::{Problem, all};
use cairn_domain::{
    cbor::{Cbor, Value, Writer, value::Ms},
    event::Event,
    id::{DeckId, EventId, Id, SpaceId},
    item::{Deck, Item},
    kind::Kind,
    media::MediaHash,
    noun::{Field, SetField, TextField},
    record::{Cell, Record, Tag},
    resource::Resource,
};
use std::collections::{BTreeMap, BTreeSet};

/// A record that a file describes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceRecord {
    /// What it is.
    pub kind: Kind,
    /// Its id here, from [`imported_id`].
    pub id: Id,
    /// Other ids by which it may be here, if what lies there says the same: its name depends on what else the file holds.
    pub or: Vec<Id>,
    /// Fields in which several things of such another id differ: only what has these very values is meant by it. What she
    /// edited there says otherwise, also where an import would leave it to her.
    pub apart: BTreeSet<Tag>,
    /// Registers; what the file does not say is absent.
    pub registers: Vec<(Tag, Cbor)>,
    /// Set elements: field, element, value.
    pub elements: Vec<(Tag, Cbor, Cbor)>,
    /// Long texts.
    pub texts: Vec<(Tag, String)>,
    /// Registers that are written when the record is made and never again, such as when that was. They are not what the
    /// file says.
    pub once: Vec<(Tag, Cbor)>,
    /// Fields of which the file cannot speak here, or whose value could not be read: they stay as they are.
    pub leaves: BTreeSet<Tag>,
    /// The one of hers that comes back with it from another program, which holds less of that: where hers was made or brought in
    /// otherwise, it stays as it is, nothing is made beside it, and of its answers come those that were not given here.
    pub stays: Option<Id>,
}

/// What a file says: records in the order of the file, and what was left out or mended.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Source {
    /// The records.
    pub records: Vec<SourceRecord>,
    /// What was left out or mended.
    pub problems: Vec<Problem>,
    /// How many more problems there are than are told.
    pub more_problems: u64,
    /// Whether it is one of several that speak of the same things, as links of two browsers do: then what it
    /// does not say was perhaps said by another, and stays.
    pub adds_only: bool,
    /// Fields that it never speaks of, so that they stay: columns that were left out.
    pub leaves: BTreeSet<(Kind, Tag)>,
    /// Answers that were given elsewhere, by what each is called here.
    pub events: BTreeMap<EventId, Event>,
    /// Files that its texts show, by their content.
    pub files: BTreeMap<MediaHash, SourceFile>,
}

/// A file that a text shows by [`cairn_domain::media::reference`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    /// What it is called there.
    pub name: String,
    /// Its length in bytes.
    pub length: u64,
    /// Where its content is.
    pub content: Content,
}

impl SourceFile {
    /// One whose content stands in a text.
    pub(crate) fn here(name: String, content: Vec<u8>) -> Self {
        Self { name, length: content.len() as u64, content: Content::Here(content) }
    }
}

/// Where the content of a file is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// In memory, since it stood in a text.
    Here(Vec<u8>),
    /// In this entry of the archive that was read: there may be more of them than memory.
    Entry(String),
}

/// Says when each was made, unless it is here: in their order, and none of them later than now.
pub(crate) fn dated(records: &mut [SourceRecord], now_ms: i64) {
    let mut ms = now_ms.saturating_sub(i64::try_from(records.len()).unwrap_or(0));
    for record in records {
        ms = ms.saturating_add(1);
        let created = match record.kind {
            Kind::DECK => Deck::CREATED.0,
            Kind::RESOURCE => Resource::CREATED.0,
            _ => Item::CREATED.0,
        };
        record.once.push((created, Cbor::of(&Some(Ms(ms)))));
    }
}

/// The id of an imported thing: the head of BLAKE3 over space, format, kind and the file's own id.
/// Parts are length-prefixed, so no two different names run together.
pub fn imported_id(space: Option<SpaceId>, format: &str, kind: Kind, source_id: &(impl AsRef<[u8]> + ?Sized)) -> Id {
    let mut hasher = blake3::Hasher::new();
    let space = space.map(|space| *space.0.bytes());
    for part in [
        space.as_ref().map_or(&[][..], |bytes| &bytes[..]),
        format.as_bytes(),
        &kind.0.to_be_bytes(),
        source_id.as_ref(),
    ] {
        hasher.update(&(part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    let mut head = [0; 16];
    head.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    Id::from_bytes(head)
}

impl Source {
    /// Records and answers by kind.
    pub fn counts(&self) -> BTreeMap<Kind, u64> {
        let mut counts = BTreeMap::new();
        let kinds = self.records.iter().map(|record| record.kind).chain(self.events.values().map(|event| event.kind));
        kinds.for_each(|kind| *counts.entry(kind).or_default() += 1);
        counts
    }

    /// Its problems, and how many more there are than are told (`more_problems`).
    pub fn all_problems(&self) -> Vec<Problem> {
        all(&self.problems, self.more_problems)
    }

    /// What records in use say, as if a file said it.
    pub fn of<'r>(records: impl IntoIterator<Item = &'r Record>) -> Self {
        Self { records: records.into_iter().filter_map(SourceRecord::of).collect(), ..Self::default() }
    }

    /// A hash of what the file says: the same in every shell, on every device, at every time.
    ///
    /// BLAKE3 over `cairn.content.1`, then for each record in the order of (kind, id) the length of its bytes
    /// (u64, little endian) and the canonical CBOR `[kind, id, {tag: value}, {tag: {element: value}},
    /// {tag: text}]`, without nulls and empty texts.
    pub fn content_hash(&self) -> [u8; 32] {
        let mut rows: Vec<(Kind, Id, Vec<u8>)> =
            self.records.iter().map(|record| (record.kind, record.id, record.content_bytes())).collect();
        rows.sort();
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"cairn.content.1");
        for (_, _, bytes) in &rows {
            hasher.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
        }
        *hasher.finalize().as_bytes()
    }
}

impl SourceRecord {
    /// What a record says here, if it is in use: its values without stamps, of texts the one that is shown.
    pub fn of(record: &Record) -> Option<Self> {
        let absent = |value: &Cbor| value.is_null() || *value == Cbor::of(&false);
        let mut said = Self::new(record.kind, record.id);
        for (tag, cell) in record.fields.iter().filter(|(tag, _)| **tag != Tag::TRASHED_AT) {
            match cell {
                Cell::Register(register) => said.registers.push((*tag, register.value.clone())),
                Cell::Set(elements) => said.elements.extend(
                    elements
                        .iter()
                        .filter(|(_, register)| !absent(&register.value))
                        .map(|(element, register)| (*tag, element.clone(), register.value.clone())),
                ),
                Cell::Text(_) => said.texts.push((*tag, record.text(TextField(*tag)).shown().to_owned())),
                Cell::Unknown(_) => {}
            }
        }
        record.is_alive().then_some(said)
    }

    /// A record without fields.
    pub fn new(kind: Kind, id: Id) -> Self {
        Self {
            kind,
            id,
            or: Vec::new(),
            apart: BTreeSet::new(),
            registers: Vec::new(),
            elements: Vec::new(),
            texts: Vec::new(),
            once: Vec::new(),
            leaves: BTreeSet::new(),
            stays: None,
        }
    }

    /// Sets a register.
    pub fn set<V: Value>(&mut self, field: &Field<V>, value: &V) {
        self.registers.push((field.0, Cbor::of(value)));
    }

    /// Sets a register that may be empty, unless it is.
    pub fn set_some<V>(&mut self, field: &Field<Option<V>>, value: &Option<V>)
    where
        Option<V>: Value,
    {
        if value.is_some() {
            self.set(field, value);
        }
    }

    /// A deck of this title in another one, or at the top.
    pub(crate) fn deck(id: Id, title: &str, parent: Option<DeckId>) -> Self {
        let mut record = Self::new(Kind::DECK, id);
        record.set(&Deck::TITLE, &title.to_owned());
        record.set_some(&Deck::PARENT, &parent);
        record
    }

    /// Sets a text register, unless the file says nothing.
    pub fn say(&mut self, field: &Field<String>, text: &str) {
        if !text.is_empty() {
            self.set(field, &text.to_owned());
        }
    }

    /// Puts an element into a set.
    pub fn insert<E: Value, V: Value>(&mut self, field: &SetField<E, V>, element: &E, value: &V) {
        self.elements.push((field.0, Cbor::of(element), Cbor::of(value)));
    }

    /// Sets a long text, unless the file says nothing.
    pub fn write(&mut self, field: TextField, text: &str) {
        if !text.is_empty() {
            self.texts.push((field.0, text.to_owned()));
        }
    }

    pub(crate) fn content_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.array(5).uint(u64::from(self.kind.0)).bytes(self.id.bytes());
        let registers: BTreeMap<_, _> =
            self.registers.iter().filter(|(_, value)| !value.is_null()).map(|(tag, value)| (tag, value)).collect();
        writer.map(registers.len());
        for (tag, value) in registers {
            writer.uint(u64::from(tag.0)).item(value);
        }
        let mut sets: BTreeMap<Tag, BTreeMap<&Cbor, &Cbor>> = BTreeMap::new();
        for (tag, element, value) in &self.elements {
            sets.entry(*tag).or_default().insert(element, value);
        }
        writer.map(sets.len());
        for (tag, elements) in sets {
            writer.uint(u64::from(tag.0)).map(elements.len());
            for (element, value) in elements {
                writer.item(element).item(value);
            }
        }
        let texts: BTreeMap<_, _> =
            self.texts.iter().filter(|(_, text)| !text.is_empty()).map(|(tag, text)| (tag, text)).collect();
        writer.map(texts.len());
        for (tag, text) in texts {
            writer.uint(u64::from(tag.0)).text(text);
        }
        writer.into_bytes()
    }
}
