//! Questions of Moodle as XML: `<quiz>` with a `<question type="…">` for each of them, and its pictures in base64.
//!
//! | type | becomes |
//! |---|---|
//! | `multichoice` | single choice with `single`, else multiple choice; what is worth something is right |
//! | `truefalse` | true or false |
//! | `shortanswer` | short answer: all of 100 % are right, those of nothing wrong |
//! | `numerical` | number with tolerance and unit |
//! | `matching` | pairs |
//! | `ordering` | an order |
//! | `essay` | open task, with what graders are told as what a good answer holds |
//! | `cloze` | a text with gaps; what is offered to choose from is a hint |
//! | `category` | the deck of the questions that follow |
//! | `description`, other | kept whole and not practised: a suspended open task, and told |
//!
//! General feedback is the explanation; what is said about an answer that is typed stands there too, and of a type that is not
//! practised its own XML. A question is called by its `idnumber`, if several categories have that one with its category, else by
//! what it asks, if several ask the same with its name, within the source's name ([`crate::sheet::Place`]).
//!
//! Codes of problems: `not_practised`, `no_text`, `no_right`, `few_options`, `many_options`, `too_long`, `too_many`,
//! `question_too_large`, `source_left`, `repeated_question`, `partial_credit`, `several_right`, `more_numbers`, `wildcard`,
//! `case_lost`, `tolerance_lost`, `extra_match`, `bad_number`, `bad_gap`, `gap_order`, `feedback_left`, `scripts`, `styles`,
//! `frames`, `remote_media`, `missing_media`, `latex_as_text`, `bad_media`, `large_media`, `media_type`, `cut_off`. Codes of refusals: `not_utf8`, `no_quiz`, `doctype`, `entity`, `too_deep`, `damaged`,
//! `too_many_questions` with their line, `no_questions`.

mod draft;
mod embedded;
mod files;
mod gather;
mod question;
mod read;
#[cfg(test)]
mod tests;
mod text;
mod typed;
mod whole;
mod xml;

pub(crate) use draft::Draft;
pub use files::{FILE_MAX, FILES_MAX};
pub(crate) use gather::Gather;
pub use gather::QUESTIONS_MAX;
pub use read::read;
pub(crate) use text::plain;

/// The name of the format in reports and in ids; never changed.
pub const FORMAT: &str = "moodle-xml";

/// What the head of a file tells about the whole.
const HEAD: usize = 4_096;

/// Whether this is a bank of questions, by its first element.
pub fn looks_like(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let is_quiz = |rest: &str| rest.starts_with(['>', '/']) || rest.starts_with(char::is_whitespace);
    head.starts_with('<') && head.split("<quiz").skip(1).any(is_quiz)
}
