//! Items: what is practised, each one question with what it takes to grade it, and the decks in which they lie.
//!
//! One noun for every form, since an item may become another form without losing its answers: a form reads the fields
//! that it needs and leaves the others alone. What she answered is in [`crate::response`]; when an item is due follows
//! from that and is not kept here.

pub mod command;
mod deck;
pub mod example;
pub mod gaps;
pub mod grade;
mod listed;
pub mod place;
pub mod proposal;
pub mod shelves;
mod split;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod tests;

pub use grade::{Given, Graded};
pub use listed::{called, called_needs};
pub use shelves::{Shelf, Shelves};

use crate::{
    cbor::value::{Day, Ms},
    codes,
    id::{CompetencyId, DeckId, ItemId, ResourceId, RubricId},
    noun,
};

codes! {
    /// What kind of task an item is.
    pub enum Form {
        /// Two sides; she says herself how well she knew the other one.
        Card = 0 "card",
        /// A text with gaps, see [`gaps`].
        Cloze = 1 "cloze",
        /// One of several options.
        Single = 2 "single",
        /// Any number of several options.
        Multiple = 3 "multiple",
        /// True or false: `right` holds 0 for true, 1 for false.
        TrueFalse = 4 "true_false",
        /// A word or a few.
        Short = 5 "short",
        /// A number, with its unit if it has one.
        Numeric = 6 "numeric",
        /// Things to be put in order; `options` holds them in the right one.
        Ordering = 7 "ordering",
        /// Things to be matched: `options[i]` belongs to `matches[i]`.
        Matching = 8 "matching",
        /// Something to write or make, judged by herself, with a rubric if there is one.
        Open = 9 "open",
    }
}

impl Form {
    /// Whether the app grades it; else she does.
    pub fn is_graded_by_the_app(self) -> bool {
        !matches!(self, Self::Card | Self::Open)
    }
}

codes! {
    /// What becomes of a short answer that differs in marks on its letters only.
    pub enum MarksRule {
        /// It is right.
        Lenient = 0 "lenient",
        /// It costs a little.
        Warn = 1 "warn",
        /// It is another word.
        Strict = 2 "strict",
    }
}

codes! {
    /// How several right options, or an order, are scored.
    pub enum Scoring {
        /// In part: balanced for options, the longest run in order for an order.
        Partial = 0 "partial",
        /// All or nothing.
        Whole = 1 "whole",
    }
}

noun! {
    /// Something that is practised.
    pub struct Item(ItemId): ITEM {
        registers {
            /// What kind of task.
            form FORM: Form = 1,
            /// The deck in which it lies; none for no deck.
            deck DECK: Option<DeckId> = 2,
            /// What is asked, or the front: Markdown. Of a [`Form::Cloze`] the text with its gaps.
            prompt PROMPT: String = 3,
            /// The back, or what a good answer holds: Markdown.
            answer ANSWER: String = 4,
            /// Options to choose from, things in their order, or the left of each pair: Markdown.
            options OPTIONS: Vec<String> = 5,
            /// Places of the right options, from 0.
            right RIGHT: Vec<u32> = 6,
            /// What belongs to each option of a [`Form::Matching`].
            matches MATCHES: Vec<String> = 7,
            /// What to say to who chose an option, as many as options or fewer; may be empty.
            feedback FEEDBACK: Vec<String> = 8,
            /// Right short answers, the first of them shown.
            accepted ACCEPTED: Vec<String> = 9,
            /// Wrong short answers that must not pass for a typing error.
            rejected REJECTED: Vec<String> = 10,
            /// How marks on letters count in a short answer.
            marks MARKS: MarksRule = 11,
            /// Whether a typing error counts as one; absent: it is forgiven.
            exact_spelling EXACT_SPELLING: bool = 12,
            /// The right number, in `unit`.
            number NUMBER: Option<f64> = 13,
            /// Its unit; empty for none.
            unit UNIT: String = 14,
            /// Tolerance in that unit, 0 and more.
            tolerance TOLERANCE: Option<f64> = 15,
            /// Tolerance as a share of the number, 0 and more; the greater of the two holds.
            relative RELATIVE: Option<f64> = 16,
            /// Whether a missing unit costs something.
            unit_required UNIT_REQUIRED: bool = 17,
            /// How a partial answer is scored.
            scoring SCORING: Scoring = 18,
            /// Why the answer is right: Markdown.
            explanation EXPLANATION: String = 19,
            /// Hints, from the least telling to the most.
            hints HINTS: Vec<String> = 20,
            /// BCP 47 tag of its language; empty if unknown.
            language LANGUAGE: String = 21,
            /// The card that this asks the other way round, from its answer to its prompt: an item of its own, for it has
            /// a schedule of its own, but without texts of its own.
            twin TWIN: Option<ItemId> = 22,
            /// The rubric of an open task.
            rubric RUBRIC: Option<RubricId> = 23,
            /// Whether it is left out of practice until she takes it up again.
            suspended SUSPENDED: bool = 24,
            /// Her mark, 0 (none) to 7.
            flag FLAG: u8 = 25,
            /// Study day before which it is not asked, by her word.
            buried_until BURIED_UNTIL: Option<Day> = 26,
            /// When it was made.
            created CREATED: Option<Ms> = 27,
            /// The resource from which it was made.
            resource RESOURCE: Option<ResourceId> = 28,
            /// Its name in the file that it came from.
            source_id SOURCE_ID: String = 29,
        }
        sets {
            /// What it practises, each with its demand: Bloom index 1 to 6, 0 for the competency's own.
            competencies COMPETENCIES: CompetencyId => u8 = 40,
            /// Her tags.
            tags TAGS: String => bool = 41,
        }
        texts {}
    }
}

noun! {
    /// Items that are practised together.
    pub struct Deck(DeckId): DECK {
        registers {
            /// Its name.
            title TITLE: String = 1,
            /// The deck that it lies in; none at the top.
            parent PARENT: Option<DeckId> = 2,
            /// When it was made.
            created CREATED: Option<Ms> = 3,
            /// Its name in the file that it came from.
            source_id SOURCE_ID: String = 4,
        }
        sets {
            /// What its items practise unless they say otherwise; with none, what the deck in which it lies gives (see
            /// [`shelves`]).
            competencies COMPETENCIES: CompetencyId => bool = 10,
        }
        texts {
            /// What it is for.
            description DESCRIPTION = 20,
        }
    }
}
