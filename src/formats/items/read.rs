//! Items in again: each cell by the form of its field, decks by their ids.

use super::{
    DECK, DECK_IDS, FORMAT, MARK,
    decks::Known,
    list::parted,
    write::{DEPTH_MAX, fields},
};
use crate::{
    cairn::{names::Field, value::Form},
    plain::neutral::original,
    problem::{Location, Problems, Refusal},
    sheet::{
        self, ROWS_MAX,
        table::{self, Row, Rows},
    },
    source::{Source, SourceRecord, imported_id},
    tidy_text::{self, is_longer},
};
use cairn_domain::{
    cbor::Cbor,
    id::{DeckId, Id},
    item::{Deck, Item, command::OPTIONS_MAX},
    kind::Kind,
    noun::TextField,
    record::{Join, Tag},
    text::NOTE_MAX,
};
use serde_json::{Number, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Texts of one list.
const LIST_MAX: usize = 100;
/// Elements of one set. Her tags have no bound; this is only one against hostile files.
const SET_MAX: usize = 10_000;
/// Characters of one cell: as many texts as an item may have options, each with a mark before each of its characters.
const CELL_MAX: usize = 2 * OPTIONS_MAX * NOTE_MAX;

/// Whether the first cell of these bytes is that of our heading.
pub fn looks_like(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    // In whatever encoding: letters of ours are single bytes, apart from the zeros of UTF-16.
    let plain: Vec<u8> = head.iter().copied().filter(u8::is_ascii_graphic).collect();
    let plain = plain.strip_prefix(b"\"").unwrap_or(&plain);
    plain.starts_with(MARK.as_bytes()) && heading(bytes).is_some()
}

fn heading(bytes: &[u8]) -> Option<(sheet::Separator, Vec<String>)> {
    let decoded = table::decode(bytes).ok()?;
    sheet::Separator::ALL.into_iter().find_map(|separator| {
        let first = Rows::of(&decoded.text, separator, 1).next()?;
        let names: Vec<String> = first.cells.iter().map(|cell| cell.trim().to_owned()).collect();
        (names.len() > 1 && names[0] == MARK).then_some((separator, names))
    })
}

/// What a column holds.
enum Column {
    Id,
    Deck,
    DeckIds,
    Field(Field),
    Unknown,
}

/// Reads a table that [`super::write()`] wrote, also after a person changed it: a row without an id is a new item.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    let decoded = table::decode(bytes)?;
    let whole = |code| Refusal::new(Location::Whole, code, "");
    let (separator, names) = heading(bytes).ok_or_else(|| whole("no_rows"))?;
    let mut reading = Reading::of(&names);
    if let Some(line) = decoded.damaged {
        reading.problems.push(Location::Line(line), "bad_letter", "");
    }
    reading.known = reading.known(Rows::of(&decoded.text, separator, 1));
    let mut rows = Rows::of(&decoded.text, separator, 1);
    for (at, row) in rows.by_ref().skip(1).filter(|row| !row.is_blank()).enumerate() {
        if at == ROWS_MAX {
            return Err(Refusal::new(Location::Line(row.line), "too_many_rows", ROWS_MAX.to_string()));
        }
        reading.row(&row);
    }
    for (line, code) in rows.faults {
        reading.problems.push(Location::Line(line), code, "");
    }
    let mut records: Vec<SourceRecord> = reading.decks.into_values().collect();
    records.extend(reading.items);
    let Problems { told: problems, more: more_problems } = reading.problems;
    Ok(Source { records, problems, more_problems, leaves: reading.leaves, ..Source::default() })
}

struct Reading {
    columns: Vec<Column>,
    decks: BTreeMap<Id, SourceRecord>,
    items: Vec<SourceRecord>,
    taken: BTreeSet<Id>,
    problems: Problems,
    known: Known,
    leaves: BTreeSet<(Kind, Tag)>,
}

impl Reading {
    fn of(names: &[String]) -> Self {
        let mut known: BTreeMap<String, Field> = fields().into_iter().collect();
        let mut problems = Problems::default();
        let columns = names
            .iter()
            .map(|name| match name.as_str() {
                MARK => Column::Id,
                DECK => Column::Deck,
                DECK_IDS => Column::DeckIds,
                name => match known.remove(name) {
                    Some(field) => Column::Field(field),
                    None => {
                        if !name.is_empty() {
                            problems.push(Location::Line(1), "unknown_name", name);
                        }
                        Column::Unknown
                    }
                },
            })
            .collect();
        // What has no column is not spoken of.
        let items = known.into_values().map(|field| (Kind::ITEM, Tag(field.tag)));
        let leaves = items.chain(sheet::deck_leaves()).collect();
        Self {
            columns,
            decks: BTreeMap::new(),
            items: Vec::new(),
            taken: BTreeSet::new(),
            problems,
            known: Known::default(),
            leaves,
        }
    }

    /// The decks that the rows name.
    fn known<'t>(&self, rows: impl Iterator<Item = Row<'t>>) -> Known {
        let at = |wanted: fn(&Column) -> bool| self.columns.iter().position(wanted);
        let (Some(titles), Some(ids)) =
            (at(|one| matches!(one, Column::Deck)), at(|one| matches!(one, Column::DeckIds)))
        else {
            return Known::default();
        };
        let cells = |row: Row| Some((original(row.cells.get(titles)?), original(row.cells.get(ids)?)));
        Known::of(rows.skip(1).take(ROWS_MAX).filter_map(cells))
    }

    fn row(&mut self, row: &Row) {
        let cell = |column: usize| Location::Cell(row.line, column as u64 + 1);
        if row.cells.len() < self.columns.len() {
            self.problems.push(Location::Line(row.line), "short_row", "");
        } else if row.cells.len() > self.columns.len() {
            let over = row.cells[self.columns.len()..].join(" · ");
            if !over.trim_matches([' ', '·']).is_empty() {
                self.problems.push(cell(self.columns.len()), "long_row", &over);
            }
        }
        let (mut id, mut titles, mut ids) = (None, Vec::new(), Vec::new());
        let mut record = SourceRecord::new(Kind::ITEM, Id::from_bytes([0; 16]));
        // Cells that are not there were perhaps lost on the way.
        for column in self.columns.iter().skip(row.cells.len()) {
            let _ = match column {
                Column::Field(field) => record.leaves.insert(Tag(field.tag)),
                Column::Deck | Column::DeckIds => record.leaves.insert(Item::DECK.0),
                Column::Id | Column::Unknown => false,
            };
        }
        for (at, (column, text)) in self.columns.iter().zip(&row.cells).enumerate() {
            if is_longer(text, CELL_MAX) {
                self.problems.push(cell(at), "too_long", "");
                return;
            }
            let text = original(text);
            match column {
                Column::Id if text.trim().is_empty() => {}
                Column::Id => match Id::parse(text.trim()) {
                    Some(said) => id = Some(said),
                    None => {
                        // Were it a new one, a damaged column would double all there is.
                        self.problems.push(cell(at), BAD, &text);
                        return;
                    }
                },
                Column::Deck => {
                    titles = parted(&text);
                    if titles.len() > DEPTH_MAX {
                        self.problems.push(cell(at), BAD, &text);
                        record.leaves.insert(Item::DECK.0);
                        titles.clear();
                    }
                }
                Column::DeckIds => match ids_of(&text) {
                    Some(said) => ids = said,
                    None => {
                        self.problems.push(cell(at), BAD, &text);
                        record.leaves.insert(Item::DECK.0);
                    }
                },
                Column::Field(field) => match put(&mut record, field, &text) {
                    Ok(false) => {}
                    Ok(true) => self.problems.push(cell(at), "text_mended", &text),
                    Err(code) => {
                        self.problems.push(cell(at), code, &text);
                        if code == "too_long" {
                            return;
                        }
                        record.leaves.insert(Tag(field.tag));
                    }
                },
                Column::Unknown => {}
            }
        }
        let said = |tag: Tag| record.registers.iter().find(|(said, _)| *said == tag).map(|(_, value)| value);
        let prompt = said(Item::PROMPT.0).and_then(Cbor::get::<String>).unwrap_or_default();
        if prompt.trim().is_empty() && said(Item::TWIN.0).is_none() {
            self.problems.push(Location::Line(row.line), "no_front", "");
            return;
        }
        if let Some(deck) = self.deck(&titles, &ids) {
            record.set(&Item::DECK, &Some(deck));
        }
        // All that it says, so that two new rows of one front are two items.
        record.id = id.unwrap_or_else(|| imported_id(None, FORMAT, Kind::ITEM, &record.content_bytes()));
        if !self.taken.insert(record.id) {
            let code = if id.is_some() { "duplicate_id" } else { "repeated_row" };
            self.problems.push(Location::Line(row.line), code, "");
            return;
        }
        self.items.push(record);
    }

    /// The deck of these names and ids, from the top down. Names that are not those of the ids are hers: she overwrote
    /// them. They are the deck that the file calls so, else a new one.
    fn deck(&mut self, titles: &[String], ids: &[Id]) -> Option<DeckId> {
        if titles.is_empty() {
            return ids.last().map(|id| DeckId(*id));
        }
        let mut parent = None;
        for at in 0..titles.len() {
            let way = &titles[..=at];
            let is_here = ids.len() == titles.len() && self.known.is_called(ids[at], way);
            let id = if is_here { ids[at] } else { self.known.called(way) };
            self.decks.entry(id).or_insert_with(|| {
                let mut record = SourceRecord::new(Kind::DECK, id);
                record.set(&Deck::TITLE, &tidy_text::line(&titles[at]).text);
                if parent.is_some() {
                    record.set(&Deck::PARENT, &parent);
                }
                record
            });
            parent = Some(DeckId(id));
        }
        parent
    }
}

/// The code of a value that does not fit its field.
const BAD: &str = "bad_value";

/// The ids of a cell; none if one of them is none.
fn ids_of(text: &str) -> Option<Vec<Id>> {
    parted(text).iter().map(|id| Id::parse(id.trim())).collect()
}

/// Puts what a cell says into a field; `true` if the text had to be mended, `Err` with a code if it is of another form or
/// longer than a field holds.
fn put(record: &mut SourceRecord, field: &Field, text: &str) -> Result<bool, &'static str> {
    if text.is_empty() {
        return Ok(false);
    }
    let tag = Tag(field.tag);
    match tag.join() {
        Join::Set => {}
        Join::Text if is_longer(text, NOTE_MAX) => return Err("too_long"),
        Join::Text => {
            record.write(TextField(tag), text);
            return Ok(false);
        }
        Join::Register | Join::Unknown => {
            let (value, mended) = value(&field.form, text)?;
            record.registers.push((tag, field.form.read(&value).ok_or(BAD)?));
            return Ok(mended);
        }
    }
    let parts = parted(text);
    if parts.len() > SET_MAX {
        return Err(BAD);
    }
    let mut mended = false;
    for part in parts {
        let (element, shown) = match &field.value {
            None => (part.as_str(), Cbor::of(&true)),
            Some(form) => {
                let (element, shown) = part.rsplit_once('=').ok_or(BAD)?;
                (element, form.read(&value(form, shown)?.0).ok_or(BAD)?)
            }
        };
        let (element, was) = value(&field.form, element)?;
        mended |= was;
        record.elements.push((tag, field.form.read(&element).ok_or(BAD)?, shown));
    }
    Ok(mended)
}

/// The JSON of a cell, as its form reads it, and whether a text had to be mended.
fn value(form: &Form, text: &str) -> Result<(Value, bool), &'static str> {
    let bare = text.trim();
    let json = match form {
        Form::Text if is_longer(text, NOTE_MAX) => return Err("too_long"),
        Form::Text => {
            let clean = text.replace("\r\n", "\n").replace('\r', "\n");
            let fitted: String = clean.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
            let mended = fitted.len() != clean.len();
            return Ok((fitted.into(), mended));
        }
        Form::Bool => Value::Bool(bare.to_ascii_lowercase().parse().map_err(|_| BAD)?),
        Form::Int => Value::from(bare.parse::<i64>().map_err(|_| BAD)?),
        Form::Float => Value::Number(Number::from_f64(bare.parse().map_err(|_| BAD)?).ok_or(BAD)?),
        Form::List(form) => {
            let parts = parted(text);
            if parts.len() > LIST_MAX {
                return Err(BAD);
            }
            let (list, mended): (Vec<Value>, Vec<bool>) = parts
                .iter()
                .map(|part| value(form, part))
                .collect::<Result<Vec<_>, &'static str>>()?
                .into_iter()
                .unzip();
            return Ok((list.into(), mended.contains(&true)));
        }
        _ => bare.into(),
    };
    Ok((json, false))
}
