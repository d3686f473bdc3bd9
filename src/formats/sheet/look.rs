//! What a table looks like, before anyone has said what its columns hold.

use super::{
    Mapping, Separator,
    encoding::{self, Encoding},
    mapping,
    preface::{Preface, preface},
    rows::Rows,
    separator,
};
use crate::problem::Refusal;

/// Cells of a column that are shown.
const SAMPLE: usize = 3;
/// Characters of each.
const SAMPLE_CHARS: usize = 60;

/// A table as it looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Look {
    /// How it is written.
    pub encoding: Encoding,
    /// Its columns.
    pub columns: Vec<Column>,
    /// How it would be read.
    pub mapping: Mapping,
    /// Whether it has several columns and rows of one length: whether it is a table at all.
    pub is_table: bool,
}

/// A column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name; empty if the table has no heading.
    pub name: String,
    /// The first of its cells that hold something, cut.
    pub sample: Vec<String>,
}

/// Looks at a table. What she has said already, separator and heading, is taken as said.
pub fn look(bytes: &[u8], separator: Option<Separator>, heading: Option<bool>) -> Result<Look, Refusal> {
    let decoded = encoding::decode(bytes)?;
    let preface = preface(&decoded.text);
    let guess = separator::guess(preface.body);
    let separator = separator.or(preface.separator).unwrap_or(guess.separator);
    let mut rows = Rows::of(preface.body, separator, preface.line).filter(|row| !row.is_blank()).peekable();
    let first: Vec<String> =
        rows.peek().map(|row| row.cells.iter().map(|cell| cell.trim().to_owned()).collect()).unwrap_or_default();
    let said: Option<Vec<String>> = preface
        .names
        .map(|names| names.split(char::from(separator.byte())).map(|name| name.trim().to_owned()).collect());
    let heading = heading.unwrap_or_else(|| said.is_none() && mapping::is_heading(&first));
    if heading {
        rows.next();
    }
    let most = separator::columns(preface.body, separator);
    let used = first.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let width = if heading { used.max(1) } else { most.max(used).max(1) };
    let names = match (said, heading) {
        (Some(said), _) => said,
        (None, true) => first,
        (None, false) => Vec::new(),
    };
    let mut columns: Vec<Column> = (0..width)
        .map(|at| Column { name: cut(names.get(at).map_or("", String::as_str)), sample: Vec::new() })
        .collect();
    for row in rows.take(50) {
        for (column, cell) in columns.iter_mut().zip(&row.cells) {
            if column.sample.len() < SAMPLE && !cell.trim().is_empty() {
                column.sample.push(cut(cell));
            }
        }
    }
    let mapping = Mapping { separator, heading, columns: proposed(&columns, &preface) };
    Ok(Look { encoding: decoded.encoding, columns, mapping, is_table: guess.is_table || preface.separator.is_some() })
}

/// Whether these bytes are a table.
pub fn looks_like(bytes: &[u8]) -> bool {
    // The beginning says enough, and a letter that is cut at its end says nothing.
    look(bytes, None, None).is_ok_and(|look| look.is_table)
}

fn proposed(columns: &[Column], preface: &Preface) -> Vec<Option<super::Field>> {
    // What the file itself says counts before what names sound like.
    let is_said = |at: usize| preface.columns.iter().any(|(place, _)| *place == at);
    let free: Vec<&str> =
        columns.iter().enumerate().filter(|(at, _)| !is_said(*at)).map(|(_, column)| column.name.as_str()).collect();
    let mut proposals = mapping::proposed(&free).into_iter();
    (0..columns.len())
        .map(|at| match preface.columns.iter().find(|(place, _)| *place == at) {
            Some((_, field)) => Some(*field),
            None => proposals.next().flatten(),
        })
        .collect()
}

/// One line of a cell, cut.
fn cut(cell: &str) -> String {
    let line = cell.split_whitespace().take(SAMPLE_CHARS).collect::<Vec<_>>().join(" ");
    line.chars().filter(|letter| !letter.is_control()).take(SAMPLE_CHARS).collect()
}
