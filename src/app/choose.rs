//! What several screens offer to choose from: skills, decks, and languages of texts. Screens use it as they use `ui`; unlike
//! `ui` it knows what a skill is and reads it.

mod decks;
mod languages;
mod skills;

pub use decks::{
    named as decks_named, names as deck_names, path as deck_path, picker as decks, search as deck_search,
    way as deck_way,
};
pub use languages::{language, languages};
pub use skills::picker as skills;
