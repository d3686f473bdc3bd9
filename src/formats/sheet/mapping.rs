//! Which column holds what: proposed from the heading, decided by the learner.

use super::{Separator, headings};

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Field {
    /// What is asked.
    Front,
    /// What belongs to it.
    Back,
    /// Tags, parted by commas, semicolons or lines.
    Tags,
    /// The deck; decks within decks are parted by `::`.
    Deck,
    /// What kind of task it is.
    Type,
    /// What to choose from, put in order or match; one of them, if several columns hold some.
    Options,
    /// Which of those are right: their numbers, letters or words.
    Right,
    /// Why the answer is right.
    Explanation,
    /// A hint.
    Hint,
    /// BCP 47 tag of the language.
    Language,
    /// What the row is called in the file: it stays the same where the front is mended.
    Key,
}

impl Field {
    /// All of them, as they are offered.
    pub const ALL: [Self; 11] = [
        Self::Front,
        Self::Back,
        Self::Tags,
        Self::Deck,
        Self::Type,
        Self::Options,
        Self::Right,
        Self::Explanation,
        Self::Hint,
        Self::Language,
        Self::Key,
    ];

    /// Whether several columns may hold it.
    pub const fn is_repeated(self) -> bool {
        matches!(self, Self::Tags | Self::Options | Self::Hint)
    }
}

/// How a table is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mapping {
    /// What stands between cells.
    pub separator: Separator,
    /// Whether the first row names the columns.
    pub heading: bool,
    /// What each column holds; nothing that is used, where there is none.
    pub columns: Vec<Option<Field>>,
}

impl Mapping {
    /// The columns that hold this, from 0.
    pub fn of(&self, field: Field) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(move |(_, held)| **held == Some(field)).map(|(at, _)| at)
    }
}

/// Whether a first row is a heading: it names at least two columns.
pub(super) fn is_heading<T: AsRef<str>>(first: &[T]) -> bool {
    headings::known(first) >= 2
}

/// What columns of these names hold. Where the front is not named, it is the first that nothing is known of; the same
/// for the back, unless there is something to choose from.
pub(super) fn proposed<T: AsRef<str>>(names: &[T]) -> Vec<Option<Field>> {
    let mut columns: Vec<Option<Field>> = Vec::with_capacity(names.len());
    for name in names {
        let field = headings::field(name.as_ref());
        let free = |field: &Field| field.is_repeated() || !columns.contains(&Some(*field));
        let field = field.filter(free);
        columns.push(field);
    }
    let options = columns.iter().filter(|field| **field == Some(Field::Options)).count();
    for wanted in [Field::Front, Field::Back] {
        if columns.contains(&Some(wanted)) || wanted == Field::Back && options > 0 {
            continue;
        }
        if let Some(free) = columns.iter_mut().find(|field| field.is_none()) {
            *free = Some(wanted);
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::{Field::*, *};

    #[test]
    fn columns_are_proposed_by_name_then_by_place() {
        for (names, expected) in [
            (&["Front", "Back"][..], &[Some(Front), Some(Back)][..]),
            (&["", ""], &[Some(Front), Some(Back)]),
            (&["", "", ""], &[Some(Front), Some(Back), None]),
            (&["Español", "English", "tags"], &[Some(Front), Some(Back), Some(Tags)]),
            (&["etiquetas", "x", "y"], &[Some(Tags), Some(Front), Some(Back)]),
            (&["السؤال", "الخيارات", "الصحيح", "z"], &[Some(Front), Some(Options), Some(Right), None]),
            (
                &["Question", "Answer 1", "Answer 2", "Correct answer"],
                &[Some(Front), Some(Options), Some(Options), Some(Right)],
            ),
            (&["term", "word", "meaning"], &[Some(Front), None, Some(Back)]),
            (&["x"], &[Some(Front)]),
            (&[], &[]),
        ] {
            assert_eq!(proposed(names), expected, "{names:?}");
        }
    }

    #[test]
    fn a_heading_names_two_columns() {
        assert!(is_heading(&["Front", "Back", "x"]));
        assert!(is_heading(&["سؤال", "جواب"]));
        assert!(!is_heading(&["back", "espalda"]));
        assert!(!is_heading(&["hola", "hello"]));
    }
}
