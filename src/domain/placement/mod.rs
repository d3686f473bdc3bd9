//! Finding out where to begin (LEARNING.md 9.4): few questions over the skills of a framework, of a goal, or behind one
//! skill. Where there is an item it is asked, else she says of the skill whether she can do it.
//!
//! Order of reading: [`Ground`] is what can be asked about, [`Course`] a placement after some answers, [`Begun`] the note
//! by which it survives the end of the app. The numbers are those of [`cairn_learning::placement`]. Answers to items are
//! answers like others; what is concluded is kept as inferred evidence
//! ([`crate::evidence::command::Command::Infer`]), which gives no level and goes by one undo.

mod begun;
mod course;
mod ground;
#[cfg(test)]
mod stories;

pub use begun::{Begin, Begun, End, Heard, Said, TakeBack, Tell, lookup};
pub use course::{Course, Found, Start};
pub use ground::{About, Ask, Ground};
