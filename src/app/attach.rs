//! What several places share about a file that a record carries: picking one, showing it, opening it, and the
//! words for it. Screens use it as they use `ui`; unlike `ui` it knows what a file is and where it is kept.

mod field;
mod shown;
mod viewer;
pub mod words;

pub use field::Attachment;
pub use shown::view;
