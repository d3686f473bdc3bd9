//! Languages that something may be written in, by the names that the app's language has for them.

use crate::browser::intl;
use crate::i18n::{self, tr};
use crate::ui::Choice;

/// The name of a language in the app's language; its tag where it has none.
pub fn language(tag: &str) -> String {
    intl::language_name(tag).unwrap_or_else(|| tag.to_owned())
}

/// Languages to choose from, by name; `kept` is among them whatever it is.
pub fn languages(kept: &str) -> Vec<Choice> {
    const TAGS: [&str; 34] = [
        "am", "ar", "bn", "de", "en", "es", "fa", "fr", "ha", "he", "hi", "id", "it", "ja", "km", "ko", "ms", "my",
        "ne", "nl", "pl", "pt", "ro", "ru", "so", "sw", "ta", "th", "tr", "uk", "ur", "vi", "yo", "zh",
    ];
    let own = Some(kept).filter(|kept| !kept.is_empty() && !TAGS.contains(kept));
    let mut choices: Vec<Choice> = TAGS.into_iter().chain(own).map(|tag| Choice::new(tag, language(tag))).collect();
    choices.sort_by(|one, other| i18n::compare(&one.label, &other.label));
    choices.insert(0, Choice::new("", tr::library::language_none()));
    choices
}
