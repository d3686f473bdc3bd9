//! A table to items: rows in, records out, with what was left out and where.

use super::{
    Field, Layout,
    decks::Decks,
    draft::{Draft, Drafting, Left},
    encoding::{self, Encoding},
    mapping::Mapping,
    names::{Name, Names},
    preface::preface,
    record::{TASK, reversed, told_apart},
    rows::{Row, Rows},
    separator::Separator,
};
use crate::{
    cairn::names::Fields,
    problem::{Location, Problems, Refusal},
    source::{Source, SourceRecord, dated},
};
use cairn_domain::{
    id::DeckId,
    item::{Deck, Item},
    kind::Kind,
    record::Tag,
};
use std::collections::BTreeSet;

/// Rows of one table.
pub const ROWS_MAX: usize = 200_000;
/// Items that are told as they would become.
pub const FIRST: usize = 20;

/// Where items of a table go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Into {
    /// Into no deck.
    Nowhere,
    /// Into one that is here.
    Known(DeckId),
    /// Into the one of this name at the top, which is made if it is not there.
    Named(String),
}

/// Where a table comes from, and where it goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// What the source is called, such as the stem of a file's name. It is part of the ids: rows of the same front in
    /// two sources are two items.
    pub name: String,
    /// Where items go that name no deck.
    pub deck: Into,
    /// When it comes in, UTC ms.
    pub now_ms: i64,
}

impl Place {
    /// That of a file: it is the source, and its items go into a deck that is called as it is.
    pub fn of_file(name: &str, now_ms: i64) -> Self {
        let name = super::name_of_file(name);
        let deck = if name.is_empty() { Into::Nowhere } else { Into::Named(name.clone()) };
        Self { name, deck, now_ms }
    }
}

/// What a table says.
#[derive(Clone, PartialEq, Debug)]
pub struct Told {
    /// Items, and the decks that are not here yet.
    pub source: Source,
    /// How it was written.
    pub encoding: Encoding,
    /// Rows with something in them, without the heading.
    pub rows: u64,
    /// Rows that make no item.
    pub refused: u64,
    /// The first items, each with the name of its deck.
    pub first: Vec<(Draft, String)>,
}

/// Reads a table. Refused if it has no rows (`no_rows`), too many (`too_many_rows`), or no column for the front
/// (`no_front_column`).
pub fn read(bytes: &[u8], layout: &Layout, place: &Place, mut decks: Decks) -> Result<Told, Refusal> {
    let whole = |code, detail: String| Refusal::new(Location::Whole, code, detail);
    let decoded = encoding::decode(bytes)?;
    let columns = vec![Some(Field::Front), Some(Field::Back)];
    let pairs = Mapping { separator: Separator::Tab, heading: false, columns };
    let mapping = match layout {
        Layout::Table(mapping) => mapping,
        Layout::Pairs(_) => &pairs,
    };
    if mapping.of(Field::Front).next().is_none() {
        return Err(whole("no_front_column", String::new()));
    }
    let mut gather = Gather::new(mapping, place, &mut decks);
    if let Some(line) = decoded.damaged {
        gather.drafting.problem(Location::Line(line), "bad_letter", "");
    }
    match layout {
        Layout::Pairs(pairs) => {
            if !pairs.is_sound() {
                return Err(whole("bad_signs", String::new()));
            }
            gather.all(pairs.rows(&decoded.text))?;
        }
        Layout::Table(mapping) => {
            let preface = preface(&decoded.text);
            (gather.drafting.html, gather.drafting.spaced_tags) = (preface.html, preface.spaced_tags);
            (gather.drafting.usual, gather.drafting.guid) = (preface.usual, preface.guid);
            gather.drafting.has_notetypes = preface.has_notetypes();
            let mut rows = Rows::of(preface.body, mapping.separator, preface.line);
            if mapping.heading && preface.names.is_none() {
                rows.by_ref().find(|row| !row.is_blank());
            }
            gather.all(rows.by_ref())?;
            for (line, code) in rows.faults {
                gather.drafting.problem(Location::Line(line), code, "");
            }
        }
    }
    if gather.rows == 0 {
        return Err(whole("no_rows", String::new()));
    }
    gather.settle();
    let Gather { drafting, rows, refused, first, mut records, .. } = gather;
    let Problems { told: mut problems, more: more_problems } = drafting.problems;
    problems.sort_by_key(|problem| line_of(&problem.location));
    let mut all = decks.into_records();
    all.append(&mut records);
    dated(&mut all, place.now_ms);
    let source =
        Source { records: all, problems, more_problems, leaves: leaves(mapping, &place.deck), ..Source::default() };
    Ok(Told { source, encoding: decoded.encoding, rows, refused, first })
}

/// What is gathered on the way through the rows.
struct Gather<'m> {
    drafting: Drafting<'m>,
    place: &'m Place,
    decks: &'m mut Decks,
    names: Names,
    /// In the order of their rows, until all of them are known.
    drafts: Vec<(Draft, Name)>,
    rows: u64,
    refused: u64,
    first: Vec<(Draft, String)>,
    records: Vec<SourceRecord>,
}

impl<'m> Gather<'m> {
    fn new(mapping: &'m Mapping, place: &'m Place, decks: &'m mut Decks) -> Self {
        Self {
            drafting: Drafting::new(mapping),
            place,
            decks,
            names: Names::of_format(super::FORMAT),
            drafts: Vec::new(),
            rows: 0,
            refused: 0,
            first: Vec::new(),
            records: Vec::new(),
        }
    }

    fn all<'t>(&mut self, rows: impl Iterator<Item = Row<'t>>) -> Result<(), Refusal> {
        for row in rows.filter(|row| !row.is_blank()) {
            self.rows += 1;
            if self.rows > ROWS_MAX as u64 {
                return Err(Refusal::new(Location::Line(row.line), "too_many_rows", ROWS_MAX.to_string()));
            }
            self.ragged(&row);
            let made = self.drafting.draft(&row).and_then(|draft| self.take(draft));
            self.refused += u64::from(made.is_err());
        }
        Ok(())
    }

    /// Tells of a row that is shorter or longer than the others, with what is left over.
    fn ragged(&mut self, row: &Row) {
        let width = self.drafting.mapping.columns.len();
        if row.cells.len() < width {
            self.drafting.problem(Location::Line(row.line), "short_row", "");
            return;
        }
        let over = row.cells[width..].iter().map(|cell| cell.trim()).chain([row.rest.trim()]);
        let over: Vec<&str> = over.filter(|cell| !cell.is_empty()).collect();
        if !over.is_empty() {
            self.drafting.problem(Location::Line(row.line), "long_row", &over.join(" · "));
        }
    }

    /// Keeps a draft, unless it stands in the table already.
    fn take(&mut self, draft: Draft) -> Result<(), Left> {
        match self.names.take(&self.place.name, &draft) {
            Ok(name) => {
                self.drafts.push((draft, name));
                Ok(())
            }
            Err(code) => {
                let told = if code == "duplicate_id" { draft.key } else { draft.prompt };
                self.drafting.left(draft.line, code, &told)
            }
        }
    }

    /// Makes an item of each draft.
    fn settle(&mut self) {
        for (draft, name) in core::mem::take(&mut self.drafts) {
            let deck =
                if draft.deck.is_empty() { self.decks.usual(&self.place.deck) } else { self.decks.place(&draft.deck) };
            let (own, others) = self.names.of(&name);
            let mut record = draft.record(own, deck);
            (record.or, record.apart) = (others.ids, told_apart(others.apart));
            self.records.push(record);
            if draft.both_ways {
                self.records.push(reversed(own));
            }
            if self.first.len() < FIRST {
                let title = deck.map_or("", |deck| self.decks.title(deck)).to_owned();
                self.first.push((draft, title));
            }
        }
    }
}

/// The fields of which this table cannot speak. What belongs to a task is always spoken of: it changes with the form.
fn leaves(mapping: &Mapping, deck: &Into) -> BTreeSet<(Kind, Tag)> {
    let has = |field| mapping.of(field).next().is_some();
    let columns = [
        (Item::TAGS.0, has(Field::Tags)),
        // The back of a text with gaps is said once they are filled.
        (Item::EXPLANATION.0, has(Field::Explanation) || has(Field::Back)),
        (Item::HINTS.0, has(Field::Hint)),
        (Item::LANGUAGE.0, has(Field::Language)),
        (Item::SOURCE_ID.0, has(Field::Key)),
        (Item::DECK.0, has(Field::Deck) || *deck != Into::Nowhere),
    ];
    let spoken: Vec<Tag> = columns.into_iter().filter(|(_, said)| *said).map(|(tag, _)| tag).chain(TASK).collect();
    other_fields(Kind::ITEM, &spoken).chain(deck_leaves()).collect()
}

/// The fields of decks that no table speaks of.
pub(crate) fn deck_leaves() -> impl Iterator<Item = (Kind, Tag)> {
    const SPOKEN: [Tag; 2] = [Deck::TITLE.0, Deck::PARENT.0];
    other_fields(Kind::DECK, &SPOKEN)
}

/// The fields of a kind apart from these.
pub(crate) fn other_fields(kind: Kind, spoken: &[Tag]) -> impl Iterator<Item = (Kind, Tag)> {
    let fields = Fields::of(kind).fields.into_values().map(|field| Tag(field.tag));
    fields.filter(move |tag| !spoken.contains(tag)).map(move |tag| (kind, tag))
}

fn line_of(place: &Location) -> u64 {
    match place {
        Location::Line(line) | Location::Cell(line, _) => *line,
        _ => 0,
    }
}
