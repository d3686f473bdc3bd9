//! Grading: an answer against an item's key gives a [`Grade`], a grade gives an [`Observation`] for the mastery
//! model (LEARNING.md 9.1 to 9.3). Order of reading: one file per type of item, then [`observation()`].
//!
//! Knows no item record, no words and no notation of its own: the decimal mark comes from the caller, and what a text
//! could mean besides is for the learner to say.

mod choice;
mod config;
mod distance;
mod evidence;
mod forms;
mod grade;
mod letters;
mod number;
mod numeric;
mod ordering;
mod parts;
mod short;
mod units;

pub use choice::{MultipleMode, multiple, multiple_guess, single};
pub use config::GradingConfig;
pub use distance::{distance, distance_within};
pub use evidence::{Observation, Shape, guess_floor, not_known, observation};
pub use forms::{lenient, strict};
pub use grade::{Code, Grade};
pub use number::{DecimalMark, Quantity, Reading, parse_number, read};
pub use numeric::{NumericKey, numeric};
pub use ordering::{OrderMode, ordering, ordering_guess};
pub use parts::{Criterion, cloze, matching, rubric};
pub use short::{Marks, ShortKey, short};
pub use units::{Dimension, Unit};
