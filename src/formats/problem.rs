//! What a reader found wrong, as data: a place in the file, a code, and what it is about. Words come
//! from the app's catalogue or, in English, from the command line.

/// Where in a file something is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Location {
    /// A line of a text, from 1.
    Line(u64),
    /// A line of a table and a column in it, both from 1.
    Cell(u64, u64),
    /// A byte of the file, from 0.
    Byte(u64),
    /// A path in a JSON document, such as `CFItems[3].fullStatement`.
    Path(String),
    /// An entry of an archive, and the line in it, from 1, if there is one.
    Entry(String, Option<u64>),
    /// The file as a whole.
    Whole,
}

impl core::fmt::Display for Location {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Location::Line(line) => write!(f, "line {line}"),
            Location::Cell(line, column) => write!(f, "line {line}, column {column}"),
            Location::Byte(byte) => write!(f, "byte {byte}"),
            Location::Path(path) => f.write_str(path),
            Location::Entry(entry, None) => f.write_str(entry),
            Location::Entry(entry, Some(line)) => write!(f, "{entry}:{line}"),
            Location::Whole => f.write_str("file"),
        }
    }
}

/// Something that was left out or mended; the rest of the file was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where it is.
    pub location: Location,
    /// What it is: a stable word such as `orphan`; each reader lists its own.
    pub code: &'static str,
    /// What it is about, such as the id that is missing; may be empty.
    pub detail: String,
}

impl Problem {
    /// A problem at a place.
    pub fn new(location: Location, code: &'static str, detail: impl Into<String>) -> Self {
        Self { location, code, detail: detail.into() }
    }
}

/// Problems, and how many `more` there are than are told (`more_problems`).
pub(crate) fn all(told: &[Problem], more: u64) -> Vec<Problem> {
    let rest = || Problem::new(Location::Whole, "more_problems", more.to_string());
    told.iter().cloned().chain((more > 0).then(rest)).collect()
}

/// Why a whole file was refused; nothing of it was used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{code} at {location}: {detail}")]
pub struct Refusal {
    /// Where the reason is.
    pub location: Location,
    /// What it is: a stable word such as `not_utf8`.
    pub code: &'static str,
    /// What it is about; may be empty.
    pub detail: String,
}

/// Problems in the order in which they are met; beyond [`PROBLEMS_MAX`] they are only counted, for a hostile file has one
/// in each of its cells.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Problems {
    pub(crate) told: Vec<Problem>,
    /// How many more there are.
    pub(crate) more: u64,
}

/// Problems of a table that are told.
pub const PROBLEMS_MAX: usize = 1_000;
/// Characters of a cell that a problem tells.
const TOLD_CHARS: usize = 100;

impl Problems {
    /// Adds one, with the beginning of what it is about.
    pub(crate) fn push(&mut self, location: Location, code: &'static str, detail: &str) {
        if self.told.len() < PROBLEMS_MAX {
            self.told.push(Problem::new(location, code, detail.chars().take(TOLD_CHARS).collect::<String>()));
        } else {
            self.more += 1;
        }
    }
}

impl Refusal {
    /// A refusal with its place.
    pub fn new(location: Location, code: &'static str, detail: impl Into<String>) -> Self {
        Self { location, code, detail: detail.into() }
    }
}

/// The text of a file without its byte order mark; refused with the line of the first byte that is not
/// UTF-8 (`not_utf8`).
pub fn utf8(bytes: &[u8]) -> Result<&str, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    core::str::from_utf8(bytes).map_err(|fault| {
        let good = &bytes[..fault.valid_up_to()];
        let line = good.iter().filter(|&&byte| byte == b'\n').count() as u64 + 1;
        Refusal::new(Location::Line(line), "not_utf8", "")
    })
}
