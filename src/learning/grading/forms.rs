//! The forms in which short answers are compared (LEARNING.md 9.1). Not the folding of searches, which sets aside
//! more: here a minus, a sharp or another alphabet's mark is another answer.

use unicode_normalization::UnicodeNormalization;

use super::letters::{drops_marks, is_blank, is_mark, is_spacing};

/// A text in its two forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Forms {
    /// Without case, spaces and punctuation.
    pub(super) strict: String,
    /// Without the marks of Latin, Greek, Arabic and Hebrew letters too.
    pub(super) lenient: String,
    /// Whether the strict form is empty, so that both are the plain text.
    pub(super) bare: bool,
}

impl Forms {
    /// The forms of `text`; where the strict one is empty (`...`, `°`), both are [`plain`].
    pub(super) fn of(text: &str) -> Self {
        let strict = strict(text);
        if strict.is_empty() {
            let plain = plain(text);
            Self { strict: plain.clone(), lenient: plain, bare: true }
        } else {
            let lenient = lenient_of_strict(&strict);
            Self { strict, lenient, bare: false }
        }
    }
}

/// The strict form: joiners out; NFKC, full case folding, NFKC, twice, so that it is a fixed point; the minus sign as
/// hyphen; spaces and punctuation as one space.
pub fn strict(text: &str) -> String {
    let folded = folded(&folded(&without_joiners(text)));
    let spaced: String = folded
        .chars()
        .map(|letter| match letter {
            '\u{2212}' => '-',
            other if is_spacing(other) => ' ',
            other => other,
        })
        .collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The lenient form: the strict one without the marks on Latin, Greek, Arabic and Hebrew letters.
pub fn lenient(text: &str) -> String {
    lenient_of_strict(&strict(text))
}

/// NFKC without joiners, trimmed of separators and controls: what is compared when the strict form is empty.
pub(super) fn plain(text: &str) -> String {
    let normal: String = without_joiners(text).nfkc().collect();
    normal.trim_matches(is_blank).to_owned()
}

fn lenient_of_strict(strict: &str) -> String {
    let mut dropping = false;
    strict
        .nfd()
        .filter(|letter| {
            if is_mark(*letter) {
                return !dropping;
            }
            dropping = drops_marks(*letter);
            true
        })
        .nfc()
        .collect()
}

/// NFKC, full case folding without the Turkish rule, NFKC.
fn folded(text: &str) -> String {
    caseless::default_case_fold_str(&text.nfkc().collect::<String>()).nfkc().collect()
}

fn without_joiners(text: &str) -> String {
    text.replace(['\u{200c}', '\u{200d}'], "")
}
