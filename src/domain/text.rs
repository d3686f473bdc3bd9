//! What a learner may type where: length and characters, checked once, here.
//!
//! Nothing is silently cut or cleaned: a text that does not fit is refused with the reason and the
//! place, and what was there stays.

use thiserror::Error;

/// Why a text was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum TextFault {
    /// Nothing but white space where something is needed.
    #[error("empty")]
    Empty,
    /// Longer than the field holds, in characters.
    #[error("{found} characters, at most {max}")]
    TooLong {
        /// Characters that the field holds.
        max: usize,
        /// Characters that were given.
        found: usize,
    },
    /// A control character, such as NUL, at this character (from 1).
    #[error("control character at {place}")]
    Control {
        /// Which character, counted from 1.
        place: usize,
    },
}

/// Characters of a title, name or tag.
pub const TITLE_MAX: usize = 500;
/// Characters of a note, description or other long text.
pub const NOTE_MAX: usize = 100_000;
/// Characters of a link.
pub const LINK_MAX: usize = 4_000;

/// A title: one line, trimmed, not empty.
pub fn title(text: &str) -> Result<String, TextFault> {
    let text = line(text, TITLE_MAX)?;
    if text.is_empty() { Err(TextFault::Empty) } else { Ok(text) }
}

/// One line of at most `max` characters, trimmed; may be empty.
pub fn line(text: &str, max: usize) -> Result<String, TextFault> {
    let text = text.trim();
    bounded(text, max)?;
    match text.chars().position(char::is_control) {
        Some(place) => Err(TextFault::Control { place: place + 1 }),
        None => Ok(text.to_owned()),
    }
}

/// Several lines of at most [`NOTE_MAX`] characters; line ends become `\n`.
pub fn note(text: &str) -> Result<String, TextFault> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    bounded(&text, NOTE_MAX)?;
    match text.chars().position(|c| c.is_control() && c != '\n' && c != '\t') {
        Some(place) => Err(TextFault::Control { place: place + 1 }),
        None => Ok(text),
    }
}

fn bounded(text: &str, max: usize) -> Result<(), TextFault> {
    // Counting characters walks the text; bytes give a cheap lower bound for the usual case.
    if text.len() > max {
        let found = text.chars().count();
        if found > max {
            return Err(TextFault::TooLong { max, found });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_trimmed_line() {
        assert_eq!(title("  Repair lamps "), Ok("Repair lamps".to_owned()));
        assert_eq!(title(" \u{a0} "), Err(TextFault::Empty));
        assert_eq!(title("a\0b"), Err(TextFault::Control { place: 2 }));
        assert_eq!(title("a\nb"), Err(TextFault::Control { place: 2 }));
        assert_eq!(title(&"ق".repeat(500)).map(|t| t.chars().count()), Ok(500));
        assert_eq!(title(&"x".repeat(10_000)), Err(TextFault::TooLong { max: 500, found: 10_000 }));
    }

    #[test]
    fn markup_is_text_like_any_other() {
        assert_eq!(title("<script>alert(1)</script>"), Ok("<script>alert(1)</script>".to_owned()));
    }

    #[test]
    fn a_note_keeps_its_lines() {
        assert_eq!(note("a\r\nb\rc\td"), Ok("a\nb\nc\td".to_owned()));
        assert_eq!(note("a\u{7}"), Err(TextFault::Control { place: 2 }));
    }
}
