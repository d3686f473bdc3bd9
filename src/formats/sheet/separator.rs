//! What stands between the cells of a table: said by the file, or guessed by which of four gives rows of one length.

use super::{
    headings,
    rows::{Row, Rows},
};
use std::collections::BTreeMap;

/// What stands between cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Separator {
    /// As copied from a spreadsheet, and in Quizlet's and Anki's exports.
    Tab,
    /// `,`
    Comma,
    /// `;`, where the comma is the decimal mark.
    Semicolon,
    /// `|`
    Pipe,
}

/// What the first lines say.
pub(super) struct Guess {
    /// What stands between cells.
    pub separator: Separator,
    /// Whether that makes a table: at least two columns, in at least half of the first rows.
    pub is_table: bool,
}

/// So much of a text is looked at, in bytes and in rows.
const HEAD: usize = 64 << 10;
const ROWS: usize = 100;

impl Separator {
    /// All of them; of equals the first is taken.
    pub const ALL: [Self; 4] = [Self::Tab, Self::Comma, Self::Semicolon, Self::Pipe];

    /// The character.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Tab => b'\t',
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Pipe => b'|',
        }
    }

    /// The separator of this character.
    pub fn of(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|one| char::from(one.byte()) == letter)
    }
}

/// Looks at the first rows of a text.
pub(super) fn guess(text: &str) -> Guess {
    let head = head(text);
    let tries = Separator::ALL.map(|separator| trial(head, separator));
    let best = tries.iter().fold(&tries[0], |best, one| if one.weight > best.weight { one } else { best });
    Guess { separator: best.separator, is_table: best.is_table }
}

/// How many columns most of the first rows have with this separator; at least 1.
pub(super) fn columns(text: &str, separator: Separator) -> usize {
    trial(head(text), separator).columns
}

struct Trial {
    separator: Separator,
    columns: usize,
    is_table: bool,
    /// Rows of one length by the thousand, known words in the first row, cells in quotes.
    weight: (usize, usize, usize),
}

fn trial(head: &str, separator: Separator) -> Trial {
    let rows: Vec<Row> = Rows::of(head, separator, 1).filter(|row| !row.is_blank()).take(ROWS).collect();
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    rows.iter().for_each(|row| *lengths.entry(row.cells.len()).or_default() += 1);
    let several = lengths.iter().filter(|(length, _)| **length > 1).max_by_key(|(_, count)| **count);
    let (columns, count) = several.map_or((1, 0), |(length, count)| (*length, *count));
    let share = count * 1_000 / rows.len().max(1);
    let known = rows.first().map_or(0, |row| headings::known(&row.cells));
    // With the wrong separator a cell in quotes does not end where its quotes do.
    let whole = rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.contains('"')).count();
    let whole = whole * 1_000 / rows.iter().map(|row| row.cells.len()).sum::<usize>().max(1);
    Trial { separator, columns, is_table: share >= 500, weight: (share, known, whole) }
}

/// The beginning of a text, whole lines if it is cut.
fn head(text: &str) -> &str {
    if text.len() <= HEAD {
        return text;
    }
    let head = &text[..text.floor_char_boundary(HEAD)];
    head.rfind('\n').map_or(head, |end| &head[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, separator: Separator, columns: usize) {
        let found = guess(text);
        assert_eq!((found.separator, found.is_table), (separator, true), "{text:?}");
        assert_eq!(super::columns(text, separator), columns, "{text:?}");
    }

    #[test]
    fn the_separator_is_the_one_that_gives_rows_of_one_length() {
        check("hola\thello, hi\nadiós\tbye; ciao\n", Separator::Tab, 2);
        check("front,back\none,\"a; b\"\ntwo,\"c; d\"", Separator::Comma, 2);
        check("one,\"a; b\"\ntwo,\"c; d\"", Separator::Comma, 2);
        check("vorne;hinten\n1,5;2,5\n", Separator::Semicolon, 2);
        check("a|b|c\nd|e, f|g\n", Separator::Pipe, 3);
        check("front;back\n\"two\nlines; here\";x\n", Separator::Semicolon, 2);
        check("سؤال\tجواب\n", Separator::Tab, 2);
        // One ragged row of many does not change it.
        check("a,b\nc,d\ne,f,g\nh\ni,j\n", Separator::Comma, 2);
    }

    #[test]
    fn what_has_one_column_is_no_table() {
        for text in ["", "one\ntwo\nthree", "only a line", "One, two.\nThree.\nFour.\nFive, six, seven.\n"] {
            assert!(!guess(text).is_table, "{text:?}");
        }
        let long = "x".repeat(200_000);
        assert!(!guess(&long).is_table);
        check(&"frage;antwort\n".repeat(20_000), Separator::Semicolon, 2);
    }
}
