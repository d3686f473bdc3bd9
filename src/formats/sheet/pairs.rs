//! Quizlet's export, as it is pasted: term and definition, with one sign between the two and another between cards, both
//! of her choice there. Nothing is quoted; a quote is a letter.

use super::rows::Row;
use std::borrow::Cow;

/// What stands where in such a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pairs {
    /// Between term and definition, a tab at first.
    pub between: String,
    /// Between cards, a line end at first.
    pub rows: String,
}

impl Default for Pairs {
    fn default() -> Self {
        Self { between: "\t".to_owned(), rows: "\n".to_owned() }
    }
}

impl Pairs {
    /// Whether both say something, and not the same.
    pub fn is_sound(&self) -> bool {
        !self.between.is_empty() && !self.rows.is_empty() && self.between != self.rows
    }

    /// The cards of a text. What has no `between` in it is a term alone; a second one is part of the definition.
    pub(super) fn rows<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Row<'t>> + 't {
        let mut line = 1;
        text.split(self.rows.as_str()).map(move |card| {
            // Line ends before the term are not yet its own.
            let start = card.trim_start_matches(['\r', '\n']);
            let before = breaks(&card[..card.len() - start.len()]);
            let at = line + before;
            line = at + breaks(start) + breaks(&self.rows);
            let (term, definition) = start.split_once(self.between.as_str()).unwrap_or((start, ""));
            Row { line: at, cells: vec![Cow::Borrowed(term), Cow::Borrowed(definition)], rest: "" }
        })
    }
}

fn breaks(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, between: &str, rows: &str, expected: &[(u64, &str, &str)]) {
        let pairs = Pairs { between: between.to_owned(), rows: rows.to_owned() };
        let found: Vec<(u64, String, String)> = pairs
            .rows(text)
            .filter(|row| !row.is_blank())
            .map(|row| (row.line, row.cells[0].trim().to_owned(), row.cells[1].trim().to_owned()))
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|(line, term, back)| (*line, (*term).to_owned(), (*back).to_owned())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn terms_and_definitions_are_parted_as_she_chose() {
        check(
            "hola\thello\r\n\"comillas\"\ta, b; c\n\nno definition\t\nx\ty\tz\n",
            "\t",
            "\n",
            &[(1, "hola", "hello"), (2, "\"comillas\"", "a, b; c"), (4, "no definition", ""), (5, "x", "y\tz")],
        );
        check(
            "one --- first\nsecond line;;;\ntwo --- b;;;\n",
            " --- ",
            ";;;",
            &[(1, "one", "first\nsecond line"), (3, "two", "b")],
        );
        check("", "\t", "\n", &[]);
    }

    #[test]
    fn signs_that_part_nothing_are_not_sound() {
        assert!(Pairs::default().is_sound());
        for (between, rows) in [("", "\n"), ("\t", ""), ("\n", "\n")] {
            assert!(!Pairs { between: between.into(), rows: rows.into() }.is_sound());
        }
    }
}
