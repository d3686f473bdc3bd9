//! Changes of single fields of frameworks and competencies.

use super::{Competency, Framework};
use crate::{
    edit::{line, within},
    error::{Place, Rejection},
    id::{RubricId, ScaleId},
    record::{Dot, Draft},
    tags::Retag,
    text,
};

/// A change of one field of a framework.
#[derive(Clone, PartialEq, Debug)]
pub enum FrameworkEdit {
    /// Its name.
    Title(String),
    /// What it is for; replaces the versions that the edit was opened from.
    Description {
        /// What was shown when the edit began.
        opened: Vec<Dot>,
        /// The new text.
        text: String,
    },
    /// Who made it.
    Creator(String),
    /// Its version, in its maker's words.
    Version(String),
    /// Licence.
    Licence(String),
    /// BCP 47 tag of its language.
    Language(String),
    /// Its scale; none for the default one.
    Scale(Option<ScaleId>),
    /// Subjects.
    Subjects(Retag),
}

/// A change of one field of a competency.
#[derive(Clone, PartialEq, Debug)]
pub enum Edit {
    /// Its short name.
    Title(String),
    /// Its code in the framework's numbering.
    Code(String),
    /// The full statement.
    Statement(String),
    /// What kind of entry it is.
    EntryType(String),
    /// Whether its parent can do without it.
    Optional(bool),
    /// Weight in its parent, more than 0 and at most 1,000; none for 1.
    Weight(Option<f64>),
    /// Bloom index of the demand that counts as mastery, 1 to 6.
    Demand(Option<u8>),
    /// Its scale; none for the framework's.
    Scale(Option<ScaleId>),
    /// The rubric by which it is assessed.
    Rubric(Option<RubricId>),
    /// BCP 47 tag of its language.
    Language(String),
    /// Keywords.
    Keywords(Retag),
    /// Notes.
    Notes {
        /// What was shown when the edit began.
        opened: Vec<Dot>,
        /// The new text.
        text: String,
    },
}

/// The greatest weight of a competency in its parent.
pub const WEIGHT_MAX: u16 = 1_000;

impl FrameworkEdit {
    pub(super) fn apply(&self, draft: &mut Draft) -> Result<(), Rejection> {
        match self {
            FrameworkEdit::Title(title) => draft.set(&Framework::TITLE, &name(title)?),
            FrameworkEdit::Description { opened, text } => {
                draft.write(Framework::DESCRIPTION, opened, &long(text, Place::Description)?);
            }
            FrameworkEdit::Creator(text) => draft.set(&Framework::CREATOR, &line(text, Place::Author)?),
            FrameworkEdit::Version(text) => draft.set(&Framework::VERSION, &line(text, Place::Text)?),
            FrameworkEdit::Licence(text) => draft.set(&Framework::LICENCE, &line(text, Place::Licence)?),
            FrameworkEdit::Language(text) => draft.set(&Framework::LANGUAGE, &line(text, Place::Language)?),
            FrameworkEdit::Scale(scale) => draft.set(&Framework::SCALE, scale),
            FrameworkEdit::Subjects(subjects) => subjects.write(draft, &Framework::SUBJECTS)?,
        }
        Ok(())
    }
}

impl Edit {
    /// Whether the estimate depends on this field.
    pub(super) fn moves_estimate(&self) -> bool {
        matches!(self, Edit::Demand(_))
    }

    pub(super) fn apply(&self, draft: &mut Draft) -> Result<(), Rejection> {
        match self {
            Edit::Title(title) => draft.set(&Competency::TITLE, &name(title)?),
            Edit::Code(text) => draft.set(&Competency::CODE, &line(text, Place::Code)?),
            Edit::Statement(text) => draft.set(&Competency::STATEMENT, &long(text.trim(), Place::Description)?),
            Edit::EntryType(text) => draft.set(&Competency::ENTRY_TYPE, &line(text, Place::Text)?),
            Edit::Optional(optional) => draft.set(&Competency::OPTIONAL, optional),
            Edit::Weight(weight) => draft.set(&Competency::WEIGHT, &positive(*weight)?),
            Edit::Demand(demand) => draft.set(&Competency::DEMAND, &within(*demand, 1, 6)?),
            Edit::Scale(scale) => draft.set(&Competency::SCALE, scale),
            Edit::Rubric(rubric) => draft.set(&Competency::RUBRIC, rubric),
            Edit::Language(text) => draft.set(&Competency::LANGUAGE, &line(text, Place::Language)?),
            Edit::Keywords(keywords) => keywords.write(draft, &Competency::KEYWORDS)?,
            Edit::Notes { opened, text } => draft.write(Competency::NOTES, opened, &long(text, Place::Note)?),
        }
        Ok(())
    }
}

/// A title as text.
pub(super) fn name(title: &str) -> Result<String, Rejection> {
    text::title(title).map_err(Rejection::text(Place::Title))
}

fn long(text: &str, place: Place) -> Result<String, Rejection> {
    text::note(text).map_err(Rejection::text(place))
}

/// A weight: more than 0 and at most [`WEIGHT_MAX`].
pub(super) fn positive(weight: Option<f64>) -> Result<Option<f64>, Rejection> {
    match weight {
        Some(weight) if !(weight > 0.0 && weight <= f64::from(WEIGHT_MAX)) => {
            Err(Rejection::Number { place: Place::Number, min: 0, max: WEIGHT_MAX.into() })
        }
        weight => Ok(weight),
    }
}
