//! A block to a question: title, what is asked, and the answers between braces.

use super::{
    answers,
    escape::{bare, find, find_row},
    question::{Question, Task},
    words::{Format, Words},
};

/// Why a block is no question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Broken {
    /// The byte at which that is seen.
    pub at: usize,
    /// What it is.
    pub code: &'static str,
    /// What it is about.
    pub detail: String,
}

impl Broken {
    pub fn new(at: usize, code: &'static str, detail: &str) -> Self {
        Self { at, code, detail: detail.trim().chars().take(200).collect() }
    }
}

/// What stands where the answers stood.
const BLANK: &str = "_____";

/// What a category begins with.
const CATEGORY: &str = "$CATEGORY:";

/// The category that a block begins with, and the byte behind its line.
pub(super) fn category(text: &str) -> Option<(&str, usize)> {
    let start = text.len() - text.trim_start().len();
    let rest = text[start..].strip_prefix(CATEGORY)?;
    let name = rest.split('\n').next().unwrap_or_default();
    let end = start + CATEGORY.len() + name.len() + 1;
    Some((name.trim(), end.min(text.len())))
}

/// The question of a block; its line and what comments say of it are for the caller.
pub(super) fn question(text: &str) -> Result<Question, Broken> {
    let (title, start) = title(text)?;
    let start = start + blank(&text[start..]);
    let rest = &text[start..];
    let Some(braces) = braces(rest).map_err(|broken| Broken { at: start + broken.at, ..broken })? else {
        return Ok(made(title, Words::of(rest, Format::default()), false, (Task::Description, None)));
    };
    let (before, content, after) = (&rest[..braces.0], &rest[braces.0 + 1..braces.1], &rest[braces.1 + 1..]);
    let after = &after[blank(after)..];
    let is_embedded = !after.trim().is_empty();
    let stem = stem(before, after);
    let task = answers::task(content, stem.format)
        .map_err(|broken| Broken { at: start + braces.0 + 1 + broken.at, ..broken })?;
    Ok(made(title, stem, is_embedded, task))
}

fn made(title: Option<String>, stem: Words, is_embedded: bool, (task, feedback): (Task, Option<Words>)) -> Question {
    Question { line: 0, id: None, tags: Vec::new(), is_by_moodle: false, title, stem, is_embedded, feedback, task }
}

/// The title of a block, and the byte behind it.
fn title(text: &str) -> Result<(Option<String>, usize), Broken> {
    let start = text.len() - text.trim_start().len();
    let Some(rest) = text[start..].strip_prefix("::") else { return Ok((None, start)) };
    let Some(end) = find_row(rest, "::") else { return Err(Broken::new(start, "unclosed_title", rest)) };
    let title = Words::in_format(&rest[..end], Format::Plain).text;
    Ok((Some(title).filter(|title| !title.is_empty()), start + end + 4))
}

/// How many bytes of white space, and of a comment behind that, a text begins with.
pub(super) fn blank(text: &str) -> usize {
    let mut rest = text.trim_start();
    while rest.starts_with("//") {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest).trim_start();
    }
    text.len() - rest.len()
}

/// Where the answers begin and end.
fn braces(text: &str) -> Result<Option<(usize, usize)>, Broken> {
    let mut all = bare(text).filter(|(_, sign)| matches!(sign, b'{' | b'}'));
    let broken = |at: usize, code| Err(Broken::new(at, code, &text[at..]));
    match (all.next(), all.next(), all.next()) {
        (None, ..) => Ok(None),
        (Some((open, b'{')), Some((close, b'}')), None) => Ok(Some((open, close))),
        (Some((open, b'{')), None, _) => broken(open, "unclosed_answers"),
        (Some((_, b'{')), Some((_, b'}')), Some((stray, _)))
        | (Some((_, b'{')), Some((stray, _)), _)
        | (Some((stray, _)), ..) => broken(stray, "stray_brace"),
    }
}

/// What is asked, with a blank where the answers stood if there is text behind them.
fn stem(before: &str, after: &str) -> Words {
    let (named, before) = Format::named(before).map_or((None, before), |(format, rest)| (Some(format), rest));
    let format = named.or_else(|| Format::named(after).map(|(format, _)| format)).unwrap_or_default();
    let before = Words::in_format(before, format);
    let after = Words::of(after, format);
    let parts = [before.text.as_str(), BLANK, after.text.as_str()];
    let text = match parts {
        [_, _, ""] => before.text,
        ["", ..] => parts[1..].join(" "),
        _ => parts.join(" "),
    };
    Words { format, text }
}

/// Whether a text holds a sign of GIFT.
pub(super) fn has(text: &str, sign: u8) -> bool {
    find(text, sign).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_has_title_stem_and_answers() {
        let made = question("::A\\: b:: // why\n[html]<p>Q</p>\n{T}").unwrap();
        assert_eq!(made.title.as_deref(), Some("A: b"));
        assert_eq!(made.stem, Words { format: Format::Html, text: "<p>Q</p>".to_owned() });
        assert!(!made.is_embedded);
        for (text, stem, is_embedded) in [
            ("One {=x}", "One", false),
            ("One {=x}.", "One _____ .", true),
            ("{=x} two", "_____ two", true),
            ("One {=x} // told\n", "One", false),
            ("One {=x}\ntwo", "One _____ two", true),
            ("Only this", "Only this", false),
            ("", "", false),
        ] {
            let made = question(text).unwrap();
            assert_eq!((made.stem.text.as_str(), made.is_embedded), (stem, is_embedded), "{text}");
        }
    }

    #[test]
    fn what_does_not_close_is_broken_where_it_opens() {
        for (text, at, code) in [
            ("::title", 0, "unclosed_title"),
            ("a {=b", 2, "unclosed_answers"),
            ("a =b}", 4, "stray_brace"),
            ("a {=b} {=c}", 7, "stray_brace"),
            ("a {=b {c} }", 6, "stray_brace"),
            ("::t::x {=a->b =c}", 15, "unpaired"),
        ] {
            let broken = question(text).unwrap_err();
            assert_eq!((broken.at, broken.code), (at, code), "{text}");
        }
        assert!(question("a \\{ b {=\\}}").is_ok());
    }

    #[test]
    fn a_category_takes_its_line() {
        assert_eq!(category("$CATEGORY: $course$/top/Unit 1: x\nQ"), Some(("$course$/top/Unit 1: x", 34)));
        assert_eq!(category(" $CATEGORY:a"), Some(("a", 12)));
        assert_eq!(category("a $CATEGORY: b"), None);
    }
}
