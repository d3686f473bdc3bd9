//! Practice: what is due, an answer, taking it back, and what a sitting leaves behind.
//!
//! Order of reading: a [`Queue`] is everything as it stands, a [`Scope`] what of it is meant, [`plan()`] what a sitting
//! asks. An [`Answer`] is one event; [`columns`] and estimates take it in later ([`settle`]). A sitting
//! [resumes](Started::resume) from its note and its answers. The numbers are those of [`cairn_learning::schedule`]; items are
//! [`crate::item`]'s, the log is [`crate::response`]'s. Nothing here knows a screen.

pub mod ahead;
pub mod answer;
pub mod columns;
pub mod due;
mod gauges;
mod held;
mod history;
mod moved;
mod of_item;
mod plan;
pub mod preferences;
mod priorities;
mod queue;
mod scope;
pub mod settle;
mod sitting;
mod tail;
mod tempo;
mod weights;

pub use answer::{Answer, Easy, Given, Graded, Pacing, Put, TakeBack, put_off};
pub use columns::{Entry, Learned};
pub use gauges::Gauges;
pub use held::{Held, held};
pub use history::Histories;
pub use of_item::{Next, OfItem, Went};
pub use plan::{Limits, Plan, Planned, plan};
pub use preferences::{Pace, Preferences};
pub use priorities::Priorities;
pub use queue::Queue;
pub use scope::{Reach, Scope};
pub use sitting::{Answered, Begin, End, Resumed, Started, lookup as sitting_lookup};
pub use tail::{settled_lookups, since as settled};
pub use tempo::Tempo;
pub use weights::{Fits, Fitted, Weights};
