//! Rows of the file: separator found, header passed over, cells by position.

use crate::lines::Lines;
use crate::problem::{Location, Problem, Refusal, utf8};

/// How many columns the format has.
const COLUMNS: usize = 14;

/// The columns that are read, by position.
#[derive(Clone, Copy)]
pub(super) enum Column {
    Parent = 0,
    Id = 1,
    ShortName = 2,
    Description = 3,
    ScaleValues = 5,
    ScaleConfiguration = 6,
    RuleType = 7,
    RuleConfig = 9,
    CrossReferences = 10,
    ExportedId = 11,
    IsFramework = 12,
    Taxonomy = 13,
}

/// One row.
pub(super) struct Row {
    /// Its first line in the file, from 1.
    pub line: u64,
    cells: Vec<String>,
}

impl Row {
    pub fn cell(&self, column: Column) -> &str {
        self.cells.get(column as usize).map_or("", |cell| cell.trim())
    }

    pub fn problem(&self, code: &'static str, detail: impl Into<String>) -> Problem {
        Problem::new(Location::Line(self.line), code, detail)
    }
}

/// Whether the first line has the columns of this format.
pub fn looks_like(bytes: &[u8]) -> bool {
    separator(bytes).is_some()
}

/// The rows below the header; a row with another number of columns is a problem.
pub(super) fn rows(bytes: &[u8], problems: &mut Vec<Problem>) -> Result<Vec<Row>, Refusal> {
    let text = utf8(bytes)?;
    let separator = separator(text.as_bytes()).ok_or_else(|| Refusal::new(Location::Line(1), "not_moodle", ""))?;
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(true).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut lines = Lines::of(text);
    for record in reader.records() {
        // The text is UTF-8 and rows may be of any length, so reading cannot fail here.
        let Ok(record) = record else { continue };
        let line = lines.at(record.position().map_or(0, |place| usize::try_from(place.byte()).unwrap_or(usize::MAX)));
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if cells.len() == COLUMNS {
            rows.push(Row { line, cells });
        } else {
            problems.push(Problem::new(Location::Line(line), "columns", cells.len().to_string()));
        }
    }
    Ok(rows)
}

fn separator(bytes: &[u8]) -> Option<u8> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let header = &bytes[..bytes.len().min(64 * 1024)];
    [b',', b';', b'\t'].into_iter().find(|separator| {
        let mut reader =
            csv::ReaderBuilder::new().delimiter(*separator).has_headers(false).flexible(true).from_reader(header);
        let mut record = csv::ByteRecord::new();
        reader.read_byte_record(&mut record).is_ok_and(|found| found && record.len() == COLUMNS)
    })
}
