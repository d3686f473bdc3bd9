//! A question as a file has it, before it becomes an item: nothing of it is left out or judged yet.

use super::words::Words;

/// A question.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    /// The line in which it begins, from 1.
    pub line: u64,
    /// What a comment calls it: `[id:…]`.
    pub id: Option<String>,
    /// Tags of its comments.
    pub tags: Vec<String>,
    /// Whether a comment says that Moodle wrote it.
    pub is_by_moodle: bool,
    /// Its title, between `::`.
    pub title: Option<String>,
    /// What is asked, with `_____` where the answers stood if text follows them.
    pub stem: Words,
    /// Whether the answers stand within the text.
    pub is_embedded: bool,
    /// What is said to everybody: `####`.
    pub feedback: Option<Words>,
    /// What is to be done.
    pub task: Task,
}

/// What is to be done.
#[derive(Clone, PartialEq, Debug)]
pub enum Task {
    /// One or several of several.
    Choice(Vec<Answer>),
    /// True or false.
    TrueFalse {
        /// Which of them is right.
        is_true: bool,
        /// What is said of true.
        of_true: Option<Words>,
        /// What is said of false.
        of_false: Option<Words>,
    },
    /// A word or a few.
    Short(Vec<Answer>),
    /// A number.
    Numeric(Vec<NumericAnswer>),
    /// Pairs.
    Matching(Vec<Pair>),
    /// A text to be written.
    Essay,
    /// Nothing: a text between questions.
    Description,
}

/// An answer to choose or to type.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// Whether `=` stands before it, not `~`.
    pub is_right: bool,
    /// What it counts in per cent, if the file says so.
    pub weight: Option<f64>,
    /// The answer.
    pub words: Words,
    /// What is said to who gives it.
    pub feedback: Option<Words>,
}

/// A number that may be given.
#[derive(Clone, PartialEq, Debug)]
pub struct NumericAnswer {
    /// Whether `=` stands before it, not `~`.
    pub is_right: bool,
    /// What it counts in per cent, if the file says so.
    pub weight: Option<f64>,
    /// The number; none for any other.
    pub number: Option<Number>,
    /// What is said to who gives it.
    pub feedback: Option<Words>,
}

/// A number, or several in a row.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Number {
    /// Just this one.
    Exact(f64),
    /// This one, give or take.
    Around {
        /// The middle.
        number: f64,
        /// How far from it, 0 and more.
        tolerance: f64,
    },
    /// Any between two.
    Between {
        /// The least.
        low: f64,
        /// The greatest.
        high: f64,
    },
}

impl Number {
    /// The middle, and how far from it one may be.
    pub fn around(self) -> (f64, f64) {
        match self {
            Self::Exact(number) => (number, 0.0),
            Self::Around { number, tolerance } => (number, tolerance),
            // Halves first: the sum of two that can be written may be one that cannot.
            Self::Between { low, high } => (low / 2.0 + high / 2.0, (high / 2.0 - low / 2.0).abs()),
        }
    }
}

/// Two that belong together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    /// What is asked; empty for an answer that belongs to nothing.
    pub left: Words,
    /// What belongs to it: letters.
    pub right: String,
}
