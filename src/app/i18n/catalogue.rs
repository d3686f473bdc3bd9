//! The catalogue in use: two text files, each fetched whole and kept as it came, looked up by line. The
//! first holds what the frame, Today and the first run say; the later one comes with the first other
//! place. There is one of each per page; changing the language replaces them and mounts the views anew.

use super::{FINGERPRINT, FIRST, LANGUAGES, Language, MESSAGES, pattern};
use crate::browser::{
    document::{self, Part},
    fetch, intl,
};
use std::cell::{Cell, RefCell};

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

/// One of the two files.
struct File {
    tag: &'static str,
    text: String,
    lines: Vec<(u32, u32)>,
}

#[derive(Default)]
struct Files {
    first: Option<File>,
    later: Option<File>,
}

thread_local! {
    static IN_USE: Cell<Language> = const { Cell::new(LANGUAGES[0]) };
    static FILES: RefCell<Files> = RefCell::default();
}

/// Fetches the language's first words, and the later ones if the page has any already, and puts them in
/// use, with `lang` and `dir` on the page.
pub async fn load(language: Language) -> Result<(), LoadError> {
    let had_later = FILES.with_borrow(|files| files.later.is_some());
    let later = async { if had_later { file(language, Part::Later).await.map(Some) } else { Ok(None) } };
    let (first, later) = futures_util::join!(file(language, Part::First), later);
    let (first, later) = (first?, later?);
    intl::use_language(language.intl);
    document::set_language(language.tag, language.rtl);
    IN_USE.set(language);
    FILES.with_borrow_mut(|files| {
        files.first = Some(first);
        // What was fetched for it in the meantime stays.
        files.later = later.or(files.later.take()).filter(|later| later.tag == language.tag);
    });
    Ok(())
}

/// Fetches the later words of a language, if they are not here. They are used once it is the language in use.
pub async fn load_later(language: Language) -> Result<(), LoadError> {
    if FILES.with_borrow(|files| has_later(files, language)) {
        return Ok(());
    }
    let later = file(language, Part::Later).await?;
    FILES.with_borrow_mut(|files| {
        // The language may have been changed while these were on their way.
        if !has_later(files, current()) {
            files.later = Some(later);
        }
    });
    Ok(())
}

/// Whether everything can be said in the language in use.
pub fn is_whole() -> bool {
    FILES.with_borrow(|files| has_later(files, current()))
}

/// The language in use; English before any is loaded.
pub fn current() -> Language {
    IN_USE.get()
}

/// The message at this index, which has no placeholders.
pub fn text(index: usize) -> String {
    format(index, &[])
}

/// The message at this index with its placeholders filled.
pub fn format(index: usize, arguments: &[Argument]) -> String {
    FILES.with_borrow(|files| {
        let (file, at) = match index.checked_sub(FIRST) {
            None => (&files.first, index),
            Some(at) => (&files.later, at),
        };
        let mut out = String::new();
        if let Some(file) = file.as_ref().filter(|file| file.tag == current().tag)
            && let Some(&(from, to)) = file.lines.get(at)
        {
            let voice = pattern::Voice { rtl: current().rtl, number: intl::number, plural: intl::plural };
            pattern::fill(&file.text[from as usize..to as usize], arguments, &voice, &mut out);
        }
        out
    })
}

fn has_later(files: &Files, language: Language) -> bool {
    files.later.as_ref().is_some_and(|later| later.tag == language.tag)
}

async fn file(language: Language, part: Part) -> Result<File, LoadError> {
    let text = fetch::text(&document::locale_file(part, language.tag)).await.ok_or(LoadError::Unreachable)?;
    let messages = match part {
        Part::First => FIRST,
        Part::Later => MESSAGES - FIRST,
    };
    let lines = lines(&text, messages).ok_or(LoadError::OtherVersion)?;
    Ok(File { tag: language.tag, text, lines })
}

/// Where each message stands, or nothing if the file is not of this version.
fn lines(file: &str, messages: usize) -> Option<Vec<(u32, u32)>> {
    let mut lines = Vec::with_capacity(messages);
    let mut at = 0;
    for (number, line) in file.split('\n').enumerate() {
        let end = at + line.len();
        if number == 0 && line != FINGERPRINT {
            return None;
        }
        if number > 0 && number <= messages {
            lines.push((u32::try_from(at).ok()?, u32::try_from(end).ok()?));
        }
        at = end + 1;
    }
    (lines.len() == messages).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_catalogue_of_another_version_is_not_used() {
        let whole = [FINGERPRINT, &"\nx".repeat(FIRST), "\n"].concat();
        assert_eq!(lines(&whole, FIRST).map(|lines| lines.len()), Some(FIRST));
        assert!(lines("0\nx\n", 1).is_none());
        assert!(lines(FINGERPRINT, FIRST).is_none());
    }
}
