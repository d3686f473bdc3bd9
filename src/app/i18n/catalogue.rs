//! The catalogue in use: one text file, fetched whole and kept as it came, looked up by line.
//! There is one per page; changing the language replaces it and mounts the views anew.

use super::{FINGERPRINT, LANGUAGES, Language, MESSAGES, pattern};
use crate::browser::{document, fetch, intl};
use std::cell::RefCell;

/// A placeholder's value.
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    /// A text, set apart where its direction could disturb the sentence.
    Text(&'a str),
    /// A number, written and counted as the language does.
    Number(f64),
}

/// Whatever can be counted in a sentence.
pub trait Count {
    /// The number as the formatter takes it.
    fn count(self) -> f64;
}

macro_rules! count {
    ($($kind:ty),*) => { $(impl Count for $kind {
        #[allow(clippy::cast_precision_loss, clippy::cast_lossless)]
        fn count(self) -> f64 { self as f64 }
    })* };
}
count!(u8, u16, u32, u64, usize, i32, i64, f32, f64);

/// Why a language could not be loaded. There may be no words to say it with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The file did not arrive.
    Unreachable,
    /// The file belongs to another version of the app.
    OtherVersion,
}

struct Loaded {
    language: Language,
    file: String,
    lines: Vec<(u32, u32)>,
}

thread_local! {
    static LOADED: RefCell<Option<Loaded>> = const { RefCell::new(None) };
}

/// Fetches the language's catalogue and puts it in use, with `lang` and `dir` on the page.
pub async fn load(language: Language) -> Result<(), LoadError> {
    let file = fetch::text(&document::locale_file(language.tag)).await.ok_or(LoadError::Unreachable)?;
    let lines = lines(&file).ok_or(LoadError::OtherVersion)?;
    intl::use_language(language.intl);
    document::set_language(language.tag, language.rtl);
    LOADED.with_borrow_mut(|loaded| *loaded = Some(Loaded { language, file, lines }));
    Ok(())
}

/// The language in use; English before any is loaded.
pub fn current() -> Language {
    LOADED.with_borrow(|loaded| loaded.as_ref().map_or(LANGUAGES[0], |loaded| loaded.language))
}

/// The message at this index, which has no placeholders.
pub fn text(index: usize) -> String {
    format(index, &[])
}

/// The message at this index with its placeholders filled.
pub fn format(index: usize, arguments: &[Argument]) -> String {
    LOADED.with_borrow(|loaded| {
        let mut out = String::new();
        if let Some(loaded) = loaded
            && let Some(&(from, to)) = loaded.lines.get(index)
        {
            let voice = pattern::Voice { rtl: loaded.language.rtl, number: intl::number, plural: intl::plural };
            pattern::fill(&loaded.file[from as usize..to as usize], arguments, &voice, &mut out);
        }
        out
    })
}

/// Where each message stands, or nothing if the file is not of this version.
fn lines(file: &str) -> Option<Vec<(u32, u32)>> {
    let mut lines = Vec::with_capacity(MESSAGES);
    let mut at = 0;
    for (number, line) in file.split('\n').enumerate() {
        let end = at + line.len();
        if number == 0 && line != FINGERPRINT {
            return None;
        }
        if number > 0 && number <= MESSAGES {
            lines.push((u32::try_from(at).ok()?, u32::try_from(end).ok()?));
        }
        at = end + 1;
    }
    (lines.len() == MESSAGES).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalogue_of_another_version_is_not_used() {
        let whole = [FINGERPRINT, &"\nx".repeat(MESSAGES), "\n"].concat();
        assert_eq!(lines(&whole).map(|lines| lines.len()), Some(MESSAGES));
        assert!(lines("0\nx\n").is_none());
        assert!(lines(FINGERPRINT).is_none());
    }
}
