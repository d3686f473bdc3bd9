//! Rows of a table, one after the other: RFC 4180 with any separator, line ends within quotes, and leniently what is
//! not quite that. A quote that is never closed, or closed in the midst of a later text, is a letter like any other;
//! where that could have swallowed lines it is told.

use super::Separator;
use std::borrow::Cow;

/// Cells of a row that are looked at; what stands behind them is one piece.
pub const COLUMNS_MAX: usize = 100;

/// A row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Row<'t> {
    /// The line in which it begins, from 1.
    pub line: u64,
    /// Its cells, at most [`COLUMNS_MAX`].
    pub cells: Vec<Cow<'t, str>>,
    /// What stands behind those, as it stands there; usually nothing.
    pub rest: &'t str,
}

impl Row<'_> {
    /// Whether nothing is written in it.
    pub fn is_blank(&self) -> bool {
        self.rest.is_empty() && self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// The rows of a text.
pub(crate) struct Rows<'t> {
    text: &'t str,
    separator: u8,
    at: usize,
    line: u64,
    /// Lines in which a quote begins that means nothing, with what is wrong with it.
    pub faults: Vec<(u64, &'static str)>,
}

/// What follows a cell.
#[derive(PartialEq, Eq)]
enum Next {
    Cell,
    Row,
}

impl<'t> Rows<'t> {
    /// The rows of a text whose first line has this number.
    pub fn of(text: &'t str, separator: Separator, line: u64) -> Self {
        Self { text, separator: separator.byte(), at: 0, line, faults: Vec::new() }
    }

    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    fn cell(&mut self) -> (Cow<'t, str>, Next) {
        let cell = match self.quoted() {
            Some(cell) => cell,
            None => Cow::Borrowed(self.plain()),
        };
        (cell, self.step())
    }

    /// A cell in quotes; `None`, with nothing passed, if there is none.
    fn quoted(&mut self) -> Option<Cow<'t, str>> {
        let bytes = self.bytes();
        if bytes.get(self.at) != Some(&b'"') {
            return None;
        }
        let start = self.at + 1;
        let mut doubled = false;
        let mut end = start;
        let closed = loop {
            let Some(more) = bytes[end..].iter().position(|byte| *byte == b'"') else { break false };
            end += more;
            if bytes.get(end + 1) != Some(&b'"') {
                break true;
            }
            doubled = true;
            end += 2;
        };
        let ends = closed && bytes.get(end + 1).is_none_or(|byte| self.is_end(*byte));
        let lines = if closed { breaks(&bytes[start..end]) } else { 0 };
        if !ends {
            // All on one line it is a text that happens to begin with a quote.
            if !closed {
                self.faults.push((self.line, "unclosed_quote"));
            } else if lines > 0 {
                self.faults.push((self.line, "stray_quote"));
            }
            return None;
        }
        self.line += lines;
        self.at = end + 1;
        let inner = &self.text[start..end];
        Some(if doubled { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) })
    }

    fn plain(&mut self) -> &'t str {
        let start = self.at;
        let rest = &self.bytes()[start..];
        let length = rest.iter().position(|byte| self.is_end(*byte)).unwrap_or(rest.len());
        self.at += length;
        &self.text[start..self.at]
    }

    /// Passes what ends a cell.
    fn step(&mut self) -> Next {
        let bytes = self.bytes();
        let next = match bytes.get(self.at) {
            Some(byte) if *byte == self.separator => Next::Cell,
            Some(b'\r') if bytes.get(self.at + 1) == Some(&b'\n') => {
                self.at += 1;
                Next::Row
            }
            _ => Next::Row,
        };
        self.at = (self.at + 1).min(bytes.len());
        self.line += u64::from(next == Next::Row);
        next
    }

    fn is_end(&self, byte: u8) -> bool {
        byte == self.separator || byte == b'\n' || byte == b'\r'
    }
}

impl<'t> Iterator for Rows<'t> {
    type Item = Row<'t>;

    fn next(&mut self) -> Option<Row<'t>> {
        if self.at >= self.text.len() {
            return None;
        }
        let line = self.line;
        let mut cells = Vec::new();
        loop {
            let start = self.at;
            let (cell, next) = self.cell();
            if cells.len() < COLUMNS_MAX {
                cells.push(cell);
                if next == Next::Row {
                    return Some(Row { line, cells, rest: "" });
                }
                continue;
            }
            let mut next = next;
            while next == Next::Cell {
                next = self.cell().1;
            }
            let rest = self.text[start..self.at].trim_end_matches(['\r', '\n']);
            return Some(Row { line, cells, rest });
        }
    }
}

/// How many lines a text breaks into, but for one.
fn breaks(text: &[u8]) -> u64 {
    let mut breaks = 0;
    for (at, byte) in text.iter().enumerate() {
        breaks += u64::from(*byte == b'\n' || *byte == b'\r' && text.get(at + 1) != Some(&b'\n'));
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    type Cells = Vec<(u64, Vec<String>)>;

    fn rows(text: &str, separator: Separator) -> (Cells, Vec<(u64, &'static str)>) {
        let mut rows = Rows::of(text, separator, 1);
        let list = rows.by_ref().map(|row| (row.line, row.cells.into_iter().map(Cow::into_owned).collect())).collect();
        (list, rows.faults)
    }

    fn check(text: &str, expected: &[(u64, &[&str])], faults: &[(u64, &'static str)]) {
        let (found, told) = rows(text, Separator::Comma);
        let expected: Vec<(u64, Vec<String>)> = expected
            .iter()
            .map(|(line, cells)| (*line, cells.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect();
        assert_eq!((found, told.as_slice()), (expected, faults), "{text:?}");
    }

    #[test]
    fn cells_are_those_of_rfc_4180() {
        check("", &[], &[]);
        check("a,b", &[(1, &["a", "b"])], &[]);
        check("a,b\r\nc,\nd\re,f\n", &[(1, &["a", "b"]), (2, &["c", ""]), (3, &["d"]), (4, &["e", "f"])], &[]);
        check("\"a,\"\"b\"\"\r\nc\",\"\"\n\"x\",y", &[(1, &["a,\"b\"\r\nc", ""]), (3, &["x", "y"])], &[]);
        check("a,\n\n,", &[(1, &["a", ""]), (2, &[""]), (3, &["", ""])], &[]);
        let (tabs, _) = rows("قلم\tpen, \"old\"\n", Separator::Tab);
        assert_eq!(tabs, [(1, vec!["قلم".to_owned(), "pen, \"old\"".to_owned()])]);
    }

    #[test]
    fn a_quote_that_means_nothing_is_a_letter() {
        check("\"Ya\" he said,b", &[(1, &["\"Ya\" he said", "b"])], &[]);
        check("5\" pipe,b", &[(1, &["5\" pipe", "b"])], &[]);
        check("a,b\n\"c,d\ne,f", &[(1, &["a", "b"]), (2, &["\"c", "d"]), (3, &["e", "f"])], &[(2, "unclosed_quote")]);
        // It would have taken the second line along.
        check("\"c,d\n\"e\",f", &[(1, &["\"c", "d"]), (2, &["e", "f"])], &[(1, "stray_quote")]);
        check("\"\"\"\"\n\"\"", &[(1, &["\""]), (2, &[""])], &[]);
    }

    #[test]
    fn a_row_of_too_many_cells_is_bounded() {
        let commas = ",".repeat(1_000_000);
        let row = Rows::of(&commas, Separator::Comma, 1).next().unwrap();
        assert_eq!((row.cells.len(), row.rest.len()), (COLUMNS_MAX, 1_000_000 - COLUMNS_MAX));
        let text = format!("{}\"x\ny\",z\nnext", ",".repeat(COLUMNS_MAX));
        let lines: Vec<u64> = Rows::of(&text, Separator::Comma, 1).map(|row| row.line).collect();
        assert_eq!(lines, [1, 3]);
    }

    #[test]
    fn hostile_quotes_are_done_with() {
        // If each were looked for to the end of the text, this would take hours.
        for text in ["\"a\n".repeat(300_000), "\"\",".repeat(300_000) + "\"", "\"\"\"".repeat(300_000)] {
            assert!(Rows::of(&text, Separator::Comma, 1).count() > 0);
        }
    }
}
