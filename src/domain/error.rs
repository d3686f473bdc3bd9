//! Why a command was refused: a rule, told as data. Words come from the app's catalogue.

use crate::text::TextFault;
use thiserror::Error;

/// Which field of a form a rejection is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A title or name.
    Title,
    /// A goal's why.
    Why,
    /// A criterion, an interest or another one-line text.
    Text,
    /// A description or statement.
    Description,
    /// A note.
    Note,
    /// A link.
    Link,
    /// A tag.
    Tag,
    /// An author or creator.
    Author,
    /// A licence.
    Licence,
    /// A code, such as a framework's own numbering.
    Code,
    /// Minutes or another number.
    Number,
    /// A reason.
    Reason,
    /// A language tag.
    Language,
    /// A level's label or descriptor.
    Level,
    /// A place within a resource, such as a page.
    Position,
}

/// A rule that a command would break.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Rejection {
    /// A text does not fit its field.
    #[error("{place:?}: {fault}")]
    Text {
        /// The field.
        place: Place,
        /// What is wrong with it.
        fault: TextFault,
    },
    /// A number lies outside its range.
    #[error("{place:?}: not between {min} and {max}")]
    Number {
        /// The field.
        place: Place,
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// A link that is neither http, https, mailto, tel, geo nor a plain address.
    #[error("unusable link")]
    Link,
    /// What the command is about is not there, or in the trash.
    #[error("missing")]
    Missing,
    /// A goal becomes active with at least one success criterion: the only hard gate.
    #[error("no criterion")]
    NoCriterion,
    /// A goal does not move from its status to the wanted one.
    #[error("no such transition")]
    Transition,
    /// Letting go of a goal asks for a reason.
    #[error("no reason")]
    NoReason,
    /// The relation would close a cycle; the titles of its members, from the smallest id.
    #[error("cycle of {}", members.len())]
    Cycle {
        /// Titles in order.
        members: Vec<String>,
    },
    /// A competency, or a deck, cannot lie below itself.
    #[error("below itself")]
    BelowItself,
    /// The same thing is there already.
    #[error("already there")]
    Already,
    /// An undo entry is gone.
    #[error("nothing to undo")]
    NothingToUndo,
}

impl Rejection {
    /// For `map_err` after a check of [`crate::text`].
    pub fn text(place: Place) -> impl Fn(TextFault) -> Rejection {
        move |fault| Rejection::Text { place, fault }
    }
}
