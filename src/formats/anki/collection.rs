//! What is in a collection: notes, cards, answers, kinds of notes and decks, from a database of either schema.

use super::{
    legacy,
    protobuf::{int, text},
};
use crate::{
    problem::{Location, Refusal},
    sqlite::{Database, Fault, Row},
};
use std::collections::BTreeMap;

/// A note: fields of which cards are made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Note {
    pub id: i64,
    /// Its name in every collection.
    pub guid: String,
    pub kind: i64,
    pub tags: Vec<String>,
    pub fields: Vec<String>,
}

/// A card: one question of a note.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Card {
    pub id: i64,
    pub note: i64,
    /// The deck in which it is at home.
    pub deck: i64,
    /// Which template, or which gap, from 0.
    pub ord: i64,
    /// 0 new, 1 learning, 2 review, 3 relearning.
    pub state: i64,
    pub suspended: bool,
    /// Days from its last answer to the day for which that put it off, or negative seconds.
    pub interval: i64,
    /// Of a review the day, counted from the collection's first; else a moment or a place.
    pub due: i64,
    /// 0 for none, else 1 to 7.
    pub flag: u8,
}

/// An answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Review {
    /// The moment, UTC ms; its name too.
    pub id: i64,
    pub card: i64,
    /// 1 to 4; 0 for what she set by hand.
    pub rating: i64,
    /// Days, or negative seconds.
    pub interval: i64,
    /// 0 where it was put back by hand.
    pub factor: i64,
    /// ms
    pub took: i64,
    /// 0 learning, 1 review, 2 relearning, 3 before it was due, 4 by hand, 5 moved.
    pub kind: i64,
}

/// What notes of a kind are made of.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct NoteKind {
    pub name: String,
    pub is_cloze: bool,
    pub fields: Vec<String>,
    pub templates: Vec<Template>,
}

/// The two sides of a card.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Template {
    pub name: String,
    pub front: String,
    pub back: String,
}

/// A collection.
#[derive(Clone, PartialEq, Default, Debug)]
pub(super) struct Collection {
    /// The first moment of its first day, UTC s.
    pub created: i64,
    /// Minutes that its clock was ahead of UTC then, if it says so.
    pub tz_offset_min: Option<i16>,
    pub notes: Vec<Note>,
    pub cards: Vec<Card>,
    pub reviews: Vec<Review>,
    pub kinds: BTreeMap<i64, NoteKind>,
    /// Paths of decks, outermost first.
    pub decks: BTreeMap<i64, Vec<String>>,
}

/// Where a collection is damaged.
enum Failure {
    Fault(Fault),
    Refusal(Refusal),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The deck that every collection has from the beginning; its name is of the language in which it began.
pub(super) const DEFAULT_DECK: i64 = 1;

/// What parts the fields of a note, and since the third layout the names of decks.
pub(super) const PART: char = '\u{1f}';

/// Rows of a table that are read. A row of a hostile file takes four bytes there, and hundreds here.
const ROWS_MAX: usize = 1_000_000;
/// Answers that are read: fifty years of two hundred a day.
const REVIEWS_MAX: usize = 4_000_000;
/// Fields of all notes together.
const FIELDS_MAX: usize = 5_000_000;
/// Tags of a note that are looked at; an item keeps fewer.
const TAGS_MAX: usize = 200;
/// Bytes of a tag or a deck's name.
const NAME_MAX: usize = 2_000;
/// Minutes that a clock may be ahead of UTC, or behind it.
const AHEAD_MAX: i64 = 840;
/// Names of a deck's path that are told apart; an item's deck lies less deep.
pub(super) const PATH_MAX: usize = 20;

impl Collection {
    /// Reads a database, the entry `name` of a package.
    pub fn read(bytes: &[u8], name: &str) -> Result<Self, Refusal> {
        let place = || Location::Entry(name.to_owned(), None);
        Self::of(bytes).map_err(|failure| match failure {
            Failure::Fault(Fault::NotSqlite) => Refusal::new(place(), "not_sqlite", ""),
            Failure::Fault(Fault::Newer) => Refusal::new(place(), "newer_collection", ""),
            Failure::Fault(Fault::Page(page)) => Refusal::new(place(), "damaged_collection", page.to_string()),
            Failure::Refusal(Refusal { code, detail, .. }) => Refusal::new(place(), code, detail),
        })
    }

    fn of(bytes: &[u8]) -> Result<Self, Failure> {
        let database = Database::open(bytes)?;
        let mut collection = Self::default();
        let mut legacy = [String::new(), String::new()];
        let mut version = 0;
        each(&database, "col", &mut |row| {
            (collection.created, version) = (row.int("crt"), row.int("ver"));
            legacy = [row.text("models").into_owned(), row.text("decks").into_owned()];
            collection.tz_offset_min = legacy::minutes_west(&row.text("conf")).and_then(ahead);
        })?;
        // 11 is the schema of the first two layouts, 18 of the third; those between were never in a file.
        match version {
            11 => {
                (collection.kinds, collection.decks) =
                    legacy::read(&legacy[0], &legacy[1]).map_err(Failure::Refusal)?;
            }
            15..=18 => collection.of_tables(&database)?,
            other => return Err(refusal("unknown_schema", &other.to_string())),
        }
        let mut left = FIELDS_MAX;
        each(&database, "notes", &mut |row| {
            let note = note(&row, left);
            left = left.saturating_sub(note.fields.len());
            collection.notes.push(note);
        })?;
        if left == 0 {
            return Err(refusal("too_many_rows", &FIELDS_MAX.to_string()));
        }
        each(&database, "cards", &mut |row| collection.cards.push(card(&row)))?;
        each(&database, "revlog", &mut |row| collection.reviews.push(review(&row)))?;
        Ok(collection)
    }

    /// Kinds of notes, decks and settings, which lie in tables of their own in the schema of the third layout.
    fn of_tables(&mut self, database: &Database) -> Result<(), Failure> {
        let kinds = &mut self.kinds;
        // One value is JSON of itself here.
        if database.table("config").is_some() {
            let found = &mut self.tz_offset_min;
            each(database, "config", &mut |row| {
                if row.text("key") == "creationOffset" {
                    *found = core::str::from_utf8(&row.blob("val"))
                        .ok()
                        .and_then(|west| west.trim().parse().ok())
                        .and_then(ahead);
                }
            })?;
        }
        each(database, "notetypes", &mut |row| {
            let is_cloze = int(&row.blob("config"), 1) == 1;
            kinds.insert(
                row.int("id"),
                NoteKind { name: row.text("name").into_owned(), is_cloze, ..NoteKind::default() },
            );
        })?;
        // In the order of their keys: kind, then place.
        each(database, "fields", &mut |row| {
            kinds.entry(row.int("ntid")).or_default().fields.push(row.text("name").into_owned());
        })?;
        each(database, "templates", &mut |row| {
            let (name, config) = (row.text("name").into_owned(), row.blob("config"));
            let template = Template { name, front: text(&config, 1), back: text(&config, 2) };
            kinds.entry(row.int("ntid")).or_default().templates.push(template);
        })?;
        let decks = &mut self.decks;
        each(database, "decks", &mut |row| {
            decks.insert(row.int("id"), path(row.text("name").splitn(PATH_MAX, PART)));
        })
    }
}

/// Minutes ahead of UTC, of those behind it; nothing for what no clock shows.
fn ahead(west: i64) -> Option<i16> {
    i16::try_from(-west.clamp(-AHEAD_MAX - 1, AHEAD_MAX + 1)).ok().filter(|ahead| i64::from(ahead.abs()) <= AHEAD_MAX)
}

/// Shows the rows of a table that must be there, and be no longer than tables are.
fn each(database: &Database, name: &str, show: &mut dyn FnMut(Row)) -> Result<(), Failure> {
    let table = database.table(name).ok_or_else(|| refusal("no_table", name))?;
    let most = if name == "revlog" { REVIEWS_MAX } else { ROWS_MAX };
    let mut left = most;
    database.each(table, &mut |row| {
        left = left.checked_sub(1).ok_or_else(|| refusal("too_many_rows", &most.to_string()))?;
        show(row);
        Ok(())
    })
}

fn refusal(code: &'static str, detail: &str) -> Failure {
    Failure::Refusal(Refusal::new(Location::Whole, code, detail))
}

/// The names of a deck and those in which it lies.
pub(super) fn path<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    names.map(short).collect()
}

/// A name, no longer than names are.
fn short(name: &str) -> String {
    name[..name.floor_char_boundary(NAME_MAX.min(name.len()))].to_owned()
}

fn note(row: &Row, fields: usize) -> Note {
    Note {
        id: row.int("id"),
        guid: row.text("guid").into_owned(),
        kind: row.int("mid"),
        tags: row.text("tags").split_whitespace().take(TAGS_MAX).map(short).collect(),
        fields: row.text("flds").splitn(fields, PART).map(str::to_owned).collect(),
    }
}

fn card(row: &Row) -> Card {
    // In a deck that was put together by a filter the card keeps where it is at home, and when it was due there.
    let (home, due) = (row.int("odid"), row.int("odue"));
    let is_away = home != 0;
    Card {
        id: row.int("id"),
        note: row.int("nid"),
        deck: if is_away { home } else { row.int("did") },
        ord: row.int("ord"),
        state: row.int("type"),
        suspended: row.int("queue") == -1,
        interval: row.int("ivl"),
        due: if is_away && due != 0 { due } else { row.int("due") },
        flag: u8::try_from(row.int("flags") & 7).unwrap_or_default(),
    }
}

fn review(row: &Row) -> Review {
    Review {
        id: row.int("id"),
        card: row.int("cid"),
        rating: row.int("ease"),
        interval: row.int("ivl"),
        factor: row.int("factor"),
        took: row.int("time"),
        kind: row.int("type"),
    }
}
