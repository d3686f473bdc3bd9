//! Lines to questions.

use super::FORMAT;
use crate::{
    foreign::Dropped,
    problem::{Location, Refusal},
    quiz::{Draft, Gather, plain},
    sheet::{Decks, Encoding, Place, table::decode},
    source::Source,
    tidy_text,
};
use cairn_domain::item::Form;
use std::collections::{BTreeMap, BTreeSet};

/// Lines that tell about a whole file.
const HEAD: usize = 400;

/// A line of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Line<'t> {
    Blank,
    /// An option with its letter, and whether there is room behind that.
    Option(u8, &'t str, bool),
    /// Which of them is right.
    Answer(&'t str),
    Feedback(&'t str),
    Words(&'t str),
}

/// A question so far.
#[derive(Default)]
struct Open {
    line: u64,
    text: Vec<String>,
    /// Whether an empty line stands between the last words and what follows.
    is_parted: bool,
    options: Vec<(u8, String)>,
}

/// Whether a text is of this format: of its first lines some are options and one gives an answer.
pub fn looks_like(bytes: &[u8]) -> bool {
    let Ok(decoded) = decode(&bytes[..bytes.len().min(1 << 16)]) else {
        // Cut in the middle of a letter, it is still a text.
        return core::str::from_utf8(&bytes[..bytes.len().min(1 << 16)])
            .err()
            .and_then(|fault| core::str::from_utf8(&bytes[..fault.valid_up_to()]).ok())
            .is_some_and(looks_like_text);
    };
    looks_like_text(&decoded.text)
}

fn looks_like_text(text: &str) -> bool {
    let lines: Vec<Line> = text.lines().take(HEAD).map(line).filter(|line| *line != Line::Blank).collect();
    let Some(answer) = lines.iter().position(|line| matches!(line, Line::Answer(right) if !letters(right).is_empty()))
    else {
        return false;
    };
    answer >= 3
        && matches!(lines[0], Line::Words(_))
        && matches!(lines[answer - 2..answer], [Line::Option(..), Line::Option(..)])
}

/// Reads a text. A question that cannot be used is told with its line. Refused if it is no text, has too many questions, or none.
pub fn read(bytes: &[u8], place: &Place, decks: Decks) -> Result<Source, Refusal> {
    let decoded = decode(bytes)?;
    let mut gather = Gather::new(FORMAT, place);
    if let Some(damaged) = decoded.damaged {
        gather.problems.push(Location::Line(damaged), "bad_letter", "");
    }
    if decoded.encoding == Encoding::Windows1252 {
        gather.problems.push(Location::Whole, "windows_1252", "");
    }
    let mut open = Open::default();
    let mut last: Option<Draft> = None;
    let mut dropped = Dropped::default();
    for (number, written) in (1..).zip(decoded.text.lines()) {
        match line(written) {
            Line::Blank => open.blank(),
            Line::Feedback(text) if last.is_some() && open.is_empty() => {
                if let Some(draft) = &mut last {
                    draft.explain(&plain(text, &mut dropped));
                }
            }
            Line::Answer(right) => {
                last.take().map_or(Ok(false), |draft| gather.take(draft))?;
                let whole = core::mem::take(&mut open);
                let name = whole.name();
                let at = Location::Line(if whole.is_empty() { number } else { whole.line });
                let right = letters(right);
                match (right.is_empty(), whole.options.is_empty()) {
                    (true, _) => gather.problems.push(at, "no_right", &name),
                    (false, true) => gather.problems.push(at, "no_options", &name),
                    (false, false) => {
                        if whole.options.iter().zip(b'A'..).any(|((letter, _), expected)| *letter != expected) {
                            gather.problems.push(at, "option_order", &name);
                        }
                        last = Some(whole.draft(&right, &mut dropped));
                    }
                }
            }
            Line::Option(letter, text, has_room) if open.takes(letter, has_room) => {
                open.is_parted = false;
                open.options.push((letter, text.to_owned()));
            }
            Line::Option(_, text, _) | Line::Words(text) | Line::Feedback(text) => {
                // Words behind an empty line begin a question, also where the one before has no answer.
                if !open.options.is_empty() && open.is_parted {
                    let before = core::mem::take(&mut open);
                    gather.problems.push(Location::Line(before.line), "no_answer", &before.name());
                }
                open.words(number, if matches!(line(written), Line::Option(..)) { written.trim() } else { text });
            }
        }
    }
    last.map_or(Ok(false), |draft| gather.take(draft))?;
    if !open.is_empty() {
        gather.problems.push(Location::Line(open.line), "no_answer", &open.name());
    }
    dropped.tell(&Location::Whole, &mut gather.problems);
    gather.finish(decks, BTreeMap::new())
}

impl Open {
    fn is_empty(&self) -> bool {
        self.text.is_empty() && self.options.is_empty()
    }

    fn name(&self) -> String {
        let first = self.text.first().map_or("", String::as_str);
        tidy_text::line(&first.chars().take(200).collect::<String>()).text
    }

    /// Whether this begins an option. Without room behind its letter only the next letter does: `U.S.` begins none.
    fn takes(&self, letter: u8, has_room: bool) -> bool {
        let next = u8::try_from(self.options.len()).ok().and_then(|count| count.checked_add(b'A'));
        !self.text.is_empty() && (has_room || next == Some(letter))
    }

    fn blank(&mut self) {
        if !self.is_empty() {
            self.is_parted = true;
        }
    }

    /// Takes words: of the question, or of the last option.
    fn words(&mut self, line: u64, text: &str) {
        let is_parted = core::mem::take(&mut self.is_parted);
        if let Some((_, option)) = self.options.last_mut() {
            option.push('\n');
            option.push_str(text);
            return;
        }
        if self.text.is_empty() {
            self.line = line;
        } else if is_parted {
            self.text.push(String::new());
        }
        self.text.push(text.to_owned());
    }

    /// The question; without a right one if one of these letters is none of its options.
    fn draft(self, right: &[u8], dropped: &mut Dropped) -> Draft {
        let name = self.name();
        let place = |right: &u8| (0..).zip(&self.options).find(|(_, (letter, _))| letter == right).map(|(at, _)| at);
        let places: Option<BTreeSet<u32>> = right.iter().map(place).collect();
        let places: Vec<u32> = places.unwrap_or_default().into_iter().collect();
        Draft {
            line: self.line,
            name,
            form: if places.len() > 1 { Form::Multiple } else { Form::Single },
            prompt: plain(&self.text.join("\n"), dropped),
            options: self.options.iter().map(|(_, text)| plain(text, dropped)).collect(),
            right: places,
            ..Draft::default()
        }
    }
}

fn line(written: &str) -> Line<'_> {
    let text = written.trim();
    if text.is_empty() {
        return Line::Blank;
    }
    if let Some(right) = headed(text, "ANSWER") {
        return Line::Answer(right.trim());
    }
    if let Some(said) = headed(text, "FEEDBACK").or_else(|| headed(text, "EXPLANATION")) {
        return Line::Feedback(said.trim());
    }
    match text.as_bytes() {
        [letter @ b'A'..=b'Z', b'.' | b')', rest @ ..] => {
            Line::Option(*letter, text[2..].trim(), rest.first().is_none_or(u8::is_ascii_whitespace))
        }
        _ => Line::Words(text),
    }
}

/// The letters that an answer names: one, with or without the words of the option, or several, as some tools write them.
fn letters(answer: &str) -> Vec<u8> {
    let parts: Vec<&str> = answer.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let letter = |part: &&str| match part.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(letter.to_ascii_uppercase()),
        _ => None,
    };
    let all: Option<Vec<u8>> = parts.iter().map(letter).collect();
    all.unwrap_or_else(|| parts.first().and_then(letter).into_iter().collect())
}

/// What stands behind a word in capitals and a colon.
fn headed<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word).map(str::trim_start)?.strip_prefix(':')
}
