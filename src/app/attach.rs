//! What several places share about a file that a record carries: picking one, showing it, opening it, and the
//! words for it; and what a text shows of files. Screens use it as they use `ui`; unlike `ui` it knows what a file is and where it is kept.

mod covered;
mod field;
mod shown;
mod sounds;
mod viewer;
pub mod ways;
mod within;
pub mod words;

pub use field::{Attachment, refusal};
pub use shown::view;
pub use sounds::Sounds;
pub use within::show_within;
