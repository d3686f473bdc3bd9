//! Question banks in GIFT, the text format of Moodle: questions become items, categories decks; items go out again.
//!
//! A blank line ends a question. What is asked stands outside braces, the answers within: `=right`, `~wrong`, `~%50%half`,
//! `#what to say`, `=left -> right`, `T` and `F`, `#number:tolerance`, nothing for an essay. Without braces it is a
//! description. `parse` makes a [`Question`] of it, which says all that the file says; `item` makes an item of that.
//! A question that cannot be read is named with its line and why, and the rest is read. An item is named by its source
//! and what the file calls the question (`[id:…]`, else its category and title, else what it asks), so that the same
//! file again adds nothing and a newer one changes what changed ([`crate::sheet`] does the same for rows).
//!
//! Which of two feedbacks to true or false is which: in a question under Moodle's own comment (`// question: 7  name: …`)
//! the first is for who answered wrongly, as Moodle writes and reads it; elsewhere the first belongs to true and the
//! second to false. The two differ only where true is right; without that comment it is told there (`feedback_order`).
//!
//! Codes of problems that leave a question out: `no_text`, `unclosed_title`, `unclosed_answers`, `stray_brace`, `unpaired`,
//! `few_options`, `many_options`, `no_right`, `bad_number`, `too_long`. That tell what of one was left out or changed:
//! `partial_credit`, `several_right`, `wildcard`, `more_numbers`, `extra_match`, `feedback_left`, `feedback_order`, `not_practised`,
//! `many_answers`, `many_tags`, `text_mended`, `repeated_id`, `repeated_question`, `bad_letter`; of the whole file:
//! `windows_1252`, which is a guess, and with how often `scripts`, `styles`, `frames`, `remote_media`, `missing_media`,
//! `latex_as_text`. Codes of refusals: `not_utf8` with its line, `not_text`, `no_questions`, `too_many_questions`. Codes of what is left when items
//! are written: `unwritten_form`, `unwritten_key`, `unwritten_unit`, `unwritten_hints`, `unwritten_scoring`,
//! `unwritten_media`.

mod answers;
mod blocks;
mod escape;
mod explained;
mod item;
mod keyed;
mod look;
mod names;
mod numbers;
mod parse;
mod question;
mod read;
mod shown;
mod weights;
mod words;
mod write;

#[cfg(test)]
mod tests;

pub use look::looks_like;
pub use question::{Answer, Number, NumericAnswer, Pair, Question, Task};
pub use read::{Entry, QUESTIONS_MAX, questions, read};
pub use words::{Format, Words};
pub use write::{Written, write};

/// The name of the format in reports and in ids; never changed.
pub const FORMAT: &str = "gift";
