//! Items in again: each cell by the form of its field, decks by their ids.

use super::{DECK, DECK_IDS, FORMAT, MARK, list::parted, write::fields};
use crate::{
    cairn::{names::Field, value::Form},
    plain::neutral::original,
    problem::{Location, Problem, Refusal},
    sheet::{
        self, ROWS_MAX,
        table::{self, Row, Rows},
    },
    source::{Source, SourceRecord, imported_id},
    tidy_text,
};
use cairn_domain::{
    cbor::Cbor,
    id::{DeckId, Id},
    item::{Deck, Item},
    kind::Kind,
    noun::TextField,
    record::{Join, Tag},
    text::NOTE_MAX,
};
use serde_json::{Number, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Texts of one cell.
const LIST_MAX: usize = 100;

/// Whether the first cell of these bytes is that of our heading.
pub fn looks_like(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    // In whatever encoding: letters of ours are single bytes, apart from the zeros of UTF-16.
    let plain: Vec<u8> = head.iter().copied().filter(|byte| byte.is_ascii_graphic()).collect();
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
        reading.problems.push(Problem::new(Location::Line(line), "bad_letter", ""));
    }
    let mut rows = Rows::of(&decoded.text, separator, 1);
    for (at, row) in rows.by_ref().skip(1).filter(|row| !row.is_blank()).enumerate() {
        if at == ROWS_MAX {
            return Err(Refusal::new(Location::Line(row.line), "too_many_rows", ROWS_MAX.to_string()));
        }
        reading.row(&row);
    }
    let faults = rows.faults.into_iter().map(|(line, code)| Problem::new(Location::Line(line), code, ""));
    reading.problems.extend(faults);
    let mut records: Vec<SourceRecord> = reading.decks.into_values().collect();
    records.extend(reading.items);
    Ok(Source { records, problems: reading.problems, leaves: reading.leaves, ..Source::default() })
}

struct Reading {
    columns: Vec<Column>,
    decks: BTreeMap<Id, SourceRecord>,
    items: Vec<SourceRecord>,
    taken: BTreeSet<Id>,
    problems: Vec<Problem>,
    leaves: BTreeSet<(Kind, Tag)>,
}

impl Reading {
    fn of(names: &[String]) -> Self {
        let mut known: BTreeMap<String, Field> = fields().into_iter().collect();
        let mut problems = Vec::new();
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
                            problems.push(Problem::new(
                                Location::Line(1),
                                "unknown_name",
                                name.chars().take(100).collect::<String>(),
                            ));
                        }
                        Column::Unknown
                    }
                },
            })
            .collect();
        // What has no column is not spoken of.
        let items = known.into_values().map(|field| (Kind::ITEM, Tag(field.tag)));
        let leaves = items.chain(sheet::deck_leaves()).collect();
        Self { columns, decks: BTreeMap::new(), items: Vec::new(), taken: BTreeSet::new(), problems, leaves }
    }

    fn row(&mut self, row: &Row) {
        let problem = |column: usize, code, detail: &str| {
            let detail: String = detail.chars().take(100).collect();
            Problem::new(Location::Cell(row.line, column as u64 + 1), code, detail)
        };
        if row.cells.len() < self.columns.len() {
            self.problems.push(Problem::new(Location::Line(row.line), "short_row", ""));
        } else if row.cells.len() > self.columns.len() {
            let over = row.cells[self.columns.len()..].join(" · ");
            if !over.trim_matches([' ', '·']).is_empty() {
                self.problems.push(problem(self.columns.len(), "long_row", &over));
            }
        }
        let (mut id, mut titles, mut ids) = (None, Vec::new(), Vec::new());
        let mut record = SourceRecord::new(Kind::ITEM, Id::from_bytes([0; 16]));
        for (at, (column, cell)) in self.columns.iter().zip(&row.cells).enumerate() {
            if cell.len() > NOTE_MAX && cell.chars().count() > NOTE_MAX {
                self.problems.push(problem(at, "too_long", ""));
                return;
            }
            let text = original(cell);
            match column {
                Column::Id => id = Id::parse(text.trim()),
                Column::Deck => titles = parted(&text),
                Column::DeckIds => ids = parted(&text).iter().filter_map(|id| Id::parse(id)).collect(),
                Column::Field(field) => match put(&mut record, field, &text) {
                    Ok(false) => {}
                    Ok(true) => self.problems.push(problem(at, "text_mended", &text)),
                    Err(()) => self.problems.push(problem(at, "bad_value", &text)),
                },
                Column::Unknown => {}
            }
        }
        let said = |tag: Tag| record.registers.iter().find(|(said, _)| *said == tag).map(|(_, value)| value);
        let prompt = said(Item::PROMPT.0).and_then(Cbor::get::<String>).unwrap_or_default();
        if prompt.trim().is_empty() && said(Item::TWIN.0).is_none() {
            self.problems.push(Problem::new(Location::Line(row.line), "no_front", ""));
            return;
        }
        record.id = id.unwrap_or_else(|| imported_id(None, FORMAT, Kind::ITEM, &prompt));
        if !self.taken.insert(record.id) {
            self.problems.push(Problem::new(Location::Line(row.line), "duplicate_id", ""));
            return;
        }
        if let Some(deck) = self.deck(&titles, &ids) {
            record.set(&Item::DECK, &Some(deck));
        }
        self.items.push(record);
    }

    /// The deck of these names and ids, from the top down; those without an id are named by their way.
    fn deck(&mut self, titles: &[String], ids: &[Id]) -> Option<DeckId> {
        if titles.is_empty() {
            return ids.last().map(|id| DeckId(*id));
        }
        let mut parent = None;
        for (at, title) in titles.iter().enumerate() {
            let id = match ids.get(at) {
                Some(id) if ids.len() == titles.len() => *id,
                _ => imported_id(None, FORMAT, Kind::DECK, &titles[..=at].join("\u{1f}")),
            };
            self.decks.entry(id).or_insert_with(|| {
                let mut record = SourceRecord::new(Kind::DECK, id);
                record.set(&Deck::TITLE, &tidy_text::line(title).text);
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

/// Puts what a cell says into a field; `true` if the text had to be mended, `Err` if it is of another form.
fn put(record: &mut SourceRecord, field: &Field, text: &str) -> Result<bool, ()> {
    if text.is_empty() {
        return Ok(false);
    }
    let tag = Tag(field.tag);
    match tag.join() {
        Join::Set => {}
        Join::Text => {
            record.write(TextField(tag), text);
            return Ok(false);
        }
        Join::Register | Join::Unknown => {
            let (value, mended) = value(&field.form, text)?;
            record.registers.push((tag, field.form.read(&value).ok_or(())?));
            return Ok(mended);
        }
    }
    let parts = parted(text);
    if parts.len() > LIST_MAX {
        return Err(());
    }
    let mut mended = false;
    for part in parts {
        let (element, shown) = match &field.value {
            None => (part.as_str(), Cbor::of(&true)),
            Some(form) => {
                let (element, shown) = part.rsplit_once('=').ok_or(())?;
                (element, form.read(&value(form, shown)?.0).ok_or(())?)
            }
        };
        let (element, was) = value(&field.form, element)?;
        mended |= was;
        record.elements.push((tag, field.form.read(&element).ok_or(())?, shown));
    }
    Ok(mended)
}

/// The JSON of a cell, as its form reads it, and whether a text had to be mended.
fn value(form: &Form, text: &str) -> Result<(Value, bool), ()> {
    let bare = text.trim();
    let json = match form {
        Form::Text => {
            let clean = text.replace("\r\n", "\n").replace('\r', "\n");
            let fitted: String = clean.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
            let mended = fitted.len() != clean.len();
            return Ok((fitted.into(), mended));
        }
        Form::Bool => Value::Bool(bare.to_ascii_lowercase().parse().map_err(drop)?),
        Form::Int => Value::from(bare.parse::<i64>().map_err(drop)?),
        Form::Float => Value::Number(Number::from_f64(bare.parse().map_err(drop)?).ok_or(())?),
        Form::List(form) => {
            let parts = parted(text);
            if parts.len() > LIST_MAX {
                return Err(());
            }
            let (list, mended): (Vec<Value>, Vec<bool>) =
                parts.iter().map(|part| value(form, part)).collect::<Result<Vec<_>, ()>>()?.into_iter().unzip();
            return Ok((list.into(), mended.contains(&true)));
        }
        _ => bare.into(),
    };
    Ok((json, false))
}
