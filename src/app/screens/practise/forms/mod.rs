//! The fields of each form while it is asked. Every one changes [`Giving`] and nothing else; all are the browser's own
//! controls, named by the question that stands above them.

mod choice;
mod matching;
mod ordering;
mod text;

pub use choice::{is_chosen, option};
pub use text::{ANSWER, with_blanks, with_gaps};

/// The id of the question, by which the fields are described.
pub use crate::keys::QUESTION;

use super::asked::{Asked, Giving};
use cairn_domain::item::Form;
use leptos::prelude::*;

/// The fields of a task; none for a card, and those of a text with gaps stand in the text.
pub fn fields(asked: &Asked, giving: Giving) -> AnyView {
    match asked.item.form {
        Form::Card | Form::Cloze => ().into_any(),
        Form::Single | Form::TrueFalse => choice::view(asked, giving, false),
        Form::Multiple => choice::view(asked, giving, true),
        Form::Short | Form::Numeric => text::line(asked, giving),
        Form::Open => text::passage(giving),
        Form::Ordering => ordering::view(asked, giving),
        Form::Matching => matching::view(asked, giving),
    }
}
