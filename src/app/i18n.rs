//! What the app says, in the learner's language: the loaded catalogue, the typed functions `tr::…`,
//! and numbers, dates and lists as the language writes them.
//! The words themselves are in `locales/`; plural rules and formats are the browser's own Intl.

mod catalogue;
mod format;
mod pattern;

pub use catalogue::{Argument, Count, LoadError, current, format, is_whole, load, load_later, text};
pub use format::relative;
pub use format::{
    DateStyle, compare, date, day, decimal_mark, exact_number, file_size, list, minutes, number, percent,
    percent_exact, read_whole, relative_days, time, weekday, weekday_date,
};

include!(concat!(env!("OUT_DIR"), "/tr.rs"));

/// A language the app speaks: a folder of `locales/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47 tag, as in `<html lang>`.
    pub tag: &'static str,
    /// The tag for the browser's formatters, which may name a numeral system.
    pub intl: &'static str,
    /// What its speakers call it.
    pub endonym: &'static str,
    /// Written from right to left.
    pub rtl: bool,
}

/// A text that has its own direction within a line.
pub fn isolated(text: &str) -> String {
    ["\u{2068}", text, "\u{2069}"].concat()
}

/// A text of ours that is kept as hers: without the marks that set parts of it apart in a line.
pub fn kept(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// The language with this tag, or the one that a longer tag such as `ar-EG` begins with.
pub fn find(tag: &str) -> Option<Language> {
    if tag == PSEUDO.tag {
        return Some(PSEUDO);
    }
    let base = tag.split('-').next().unwrap_or_default();
    let named = |wanted: &str| LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(wanted)).copied();
    named(tag).or_else(|| named(base))
}

/// The first language of a list of wishes that the app speaks; English if it speaks none.
pub fn choose<'a>(wishes: impl IntoIterator<Item = &'a str>) -> Language {
    wishes.into_iter().find_map(find).unwrap_or(LANGUAGES[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_is_kept_has_no_marks() {
        let said = [&isolated("Aves"), ", بوجه عام"].concat();
        assert_eq!((kept(&said).as_str(), kept("Cells").as_str()), ("Aves, بوجه عام", "Cells"));
    }

    #[test]
    fn the_first_wish_that_can_be_met_is_met() {
        assert_eq!(choose(["xx", "ar-EG", "en"]).tag, "ar");
        assert_eq!(choose(["EN-gb"]).tag, "en");
        assert_eq!(choose([]).tag, "en");
        assert_eq!(choose(["en-XA"]).tag, "en-XA");
    }
}
