//! Lines before the table that say how it is written: `sep=;` of Excel, and the `#` lines of Anki's text export.

use super::{Field, Separator};

/// What those lines say.
#[derive(Default)]
pub(super) struct Preface<'t> {
    /// The table itself.
    pub body: &'t str,
    /// The number of its first line.
    pub line: u64,
    /// What stands between cells.
    pub separator: Option<Separator>,
    /// What columns hold, from 0.
    pub columns: Vec<(usize, Field)>,
    /// The names of columns, if a line holds them.
    pub names: Option<&'t str>,
    /// Whether cells are HTML.
    pub html: bool,
    /// The column of names that are no other note's anywhere, from 0.
    pub guid: Option<usize>,
    /// Whether tags are parted by spaces.
    pub spaced_tags: bool,
    /// What holds for all rows.
    pub usual: Usual<'t>,
}

/// What a file says for all of its rows; empty where it says nothing.
#[derive(Clone, Copy, Default)]
pub(super) struct Usual<'t> {
    /// The deck of rows that name none.
    pub deck: &'t str,
    /// Tags of each row, parted by spaces.
    pub tags: &'t str,
    /// The kind of task of rows that name none.
    pub form: &'t str,
}

/// Reads the lines before a table; usually there is none.
pub(super) fn preface(text: &str) -> Preface<'_> {
    let mut preface = Preface { body: text, line: 1, ..Preface::default() };
    while let Some((line, rest)) = preface.body.split_once('\n') {
        let line = line.trim_end_matches('\r');
        if !preface.take(line) {
            break;
        }
        preface.body = rest;
        preface.line += 1;
    }
    preface
}

impl<'t> Preface<'t> {
    /// Whether it says of what kind notes are.
    pub fn has_notetypes(&self) -> bool {
        !self.usual.form.is_empty() || self.columns.iter().any(|(_, field)| *field == Field::Type)
    }

    /// Whether a line was one of these.
    fn take(&mut self, line: &'t str) -> bool {
        if let Some(letter) = line.strip_prefix("sep=").filter(|_| self.line == 1) {
            self.separator = single(letter).and_then(Separator::of);
            return self.separator.is_some();
        }
        let Some((name, value)) = line.strip_prefix('#').and_then(|line| line.split_once(':')) else { return false };
        let place = || value.trim().parse::<usize>().ok()?.checked_sub(1);
        let name = name.trim().to_ascii_lowercase();
        let held = match name.as_str() {
            "guid column" => {
                self.guid = place();
                Some(Field::Key)
            }
            "notetype column" => Some(Field::Type),
            "deck column" => Some(Field::Deck),
            "tags column" => {
                self.spaced_tags = true;
                Some(Field::Tags)
            }
            "separator" => {
                self.separator = separator(value);
                None
            }
            "html" => {
                self.html = value.trim().eq_ignore_ascii_case("true");
                None
            }
            "columns" => {
                self.names = Some(value);
                None
            }
            "notetype" => {
                self.usual.form = value.trim();
                None
            }
            "deck" => {
                self.usual.deck = value.trim();
                None
            }
            "tags" => {
                self.usual.tags = value;
                None
            }
            "if matches" => None,
            // A row may begin so too.
            _ => return false,
        };
        if let (Some(field), Some(place)) = (held, place()) {
            self.columns.push((place, field));
        }
        true
    }
}

fn separator(value: &str) -> Option<Separator> {
    match value.trim().to_ascii_lowercase().as_str() {
        "tab" => Some(Separator::Tab),
        "comma" => Some(Separator::Comma),
        "semicolon" => Some(Separator::Semicolon),
        "pipe" => Some(Separator::Pipe),
        _ => single(value).and_then(Separator::of),
    }
}

fn single(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_before_the_table_are_taken_out() {
        let read = preface("sep=;\r\na;b\n");
        assert_eq!((read.separator, read.body, read.line), (Some(Separator::Semicolon), "a;b\n", 2));
        let read = preface("#separator:tab\n#html:true\n#guid column:1\n#tags column:4\nx\ty\tz\tt\n#deck:no\n");
        assert_eq!((read.separator, read.html, read.line), (Some(Separator::Tab), true, 5));
        assert_eq!((&read.columns[..], read.guid), (&[(0, Field::Key), (3, Field::Tags)][..], Some(0)));
        let read = preface("# Separator : Tab \n#HTML:True\nx\ty\n");
        assert_eq!((read.separator, read.html), (Some(Separator::Tab), true));
        assert!(read.body.starts_with("x\ty"));
    }

    #[test]
    fn a_row_that_looks_alike_stays() {
        for text in ["#hashtag\tx\n", "#word: meaning\n", "sep=ab\nx,y\n", "a,b", "", "#separator:tab"] {
            assert_eq!(preface(text).body, text, "{text}");
        }
    }
}
