//! Aiken: questions of single choice as plain text.
//!
//! ```text
//! What is the capital of France?
//! A. London
//! B. Paris
//! ANSWER: B
//! ```
//!
//! Options begin with a capital letter and `.` or `)`; the line of the answer ends a question. A question may have several lines,
//! and so may an option; several letters in the answer make it a multiple choice. What some tools write behind the answer (`FEEDBACK:`) is its explanation. A question is called by its
//! text within the source's name ([`crate::sheet::Place`]).
//!
//! Codes of problems: `no_text`, `no_options`, `no_answer`, `no_right`, `few_options`, `many_options`, `option_order`,
//! `too_long`, `repeated_question`, `bad_letter`, `windows_1252`, which is a guess, `latex_as_text` with how often. Codes of refusals: `not_utf8`, `too_many_questions` with their line, `not_text`,
//! `no_questions`.

mod read;
#[cfg(test)]
mod tests;

pub use read::{looks_like, read};

/// The name of the format in reports and in ids; never changed.
pub const FORMAT: &str = "aiken";
