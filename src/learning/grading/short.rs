//! Short answers: strict, then listed wrong answers, then without marks, then typing errors (LEARNING.md 9.1).

use super::distance::distance_within;
use super::forms::{Forms, plain};
use super::letters::{is_digit, is_sign};
use super::{Code, Grade, GradingConfig};

/// What a short answer is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShortKey<'a> {
    /// The right answers.
    pub answers: &'a [&'a str],
    /// Wrong answers that are to be told from a typing error, or from an answer without its marks.
    pub wrong: &'a [&'a str],
    /// What becomes of an answer that differs in marks only.
    pub marks: Marks,
    /// Whether a typing error is forgiven; never where marks are strict.
    pub typos: bool,
}

/// How marks on letters count: accents, vowel signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Marks {
    /// They are set aside.
    #[default]
    Lenient,
    /// They cost a little.
    Warn,
    /// Without them it is another word.
    Strict,
}

/// Grades `response`. The item's own texts are taken as they are; one that is empty matches nothing.
pub fn short(response: &str, key: &ShortKey<'_>, config: &GradingConfig) -> Grade {
    if plain(response).is_empty() {
        return Grade::new(0.0, Code::Empty);
    }
    let given = Forms::of(response);
    let answers: Vec<Forms> = key.answers.iter().map(|answer| Forms::of(answer)).collect();
    let wrong: Vec<Forms> = key.wrong.iter().map(|answer| Forms::of(answer)).collect();
    let strict = |other: &Forms| other.strict == given.strict;
    let lenient = |other: &Forms| other.lenient == given.lenient;
    if answers.iter().any(strict) {
        Grade::new(1.0, Code::Exact)
    } else if wrong.iter().any(strict) {
        Grade::new(0.0, Code::KnownWrong)
    } else if answers.iter().any(lenient) {
        let score = match key.marks {
            Marks::Lenient => 1.0,
            Marks::Warn => config.accent,
            Marks::Strict => 0.0,
        };
        Grade::new(score, Code::Accent)
    } else if wrong.iter().any(lenient) {
        Grade::new(0.0, Code::KnownWrong)
    } else if key.typos && key.marks != Marks::Strict && answers.iter().any(|answer| is_typo(&given, answer, config)) {
        Grade::new(config.typo, Code::Typo)
    } else {
        Grade::new(0.0, Code::Wrong)
    }
}

/// Close enough to be a typing error. Digits and signs are never one: another year is another answer.
fn is_typo(given: &Forms, answer: &Forms, config: &GradingConfig) -> bool {
    if given.bare || answer.bare || answer.lenient.chars().any(is_digit) {
        return false;
    }
    let signs = |text: &str| text.chars().filter(|letter| is_sign(*letter)).collect::<Vec<_>>();
    if signs(&given.lenient) != signs(&answer.lenient) {
        return false;
    }
    let length = answer.lenient.chars().count();
    let allowed = usize::from(length >= config.one_typo_from) + usize::from(length >= config.two_typos_from);
    distance_within(&given.lenient, &answer.lenient, allowed).is_some()
}
