//! What several screens offer to choose from: skills, and languages of texts. Screens use it as they use `ui`; unlike `ui`
//! it knows what a skill is and reads it.

mod languages;
mod skills;

pub use languages::{language, languages};
pub use skills::picker as skills;
