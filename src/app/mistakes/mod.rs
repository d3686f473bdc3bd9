//! What several screens offer about an answer that went wrong: the sheet in which she notes why and what to do about it,
//! the words for both, and the way to what is open. Screens use it as they use `ui`.

mod door;
mod form;
mod words;

pub use door::door;
pub use words::{cause, repair};

use crate::i18n::tr;
use crate::ui::{Own, Sheet};
use cairn_domain::mistake::{
    Mistake,
    command::{Edit, Wrong},
};
use leptos::prelude::*;

/// What is noted.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// What was asked, in a few words.
    pub title: String,
    /// Which answer.
    pub of: Of,
}

/// Which answer is noted.
#[derive(Clone, Debug, PartialEq)]
pub enum Of {
    /// The one on the screen, which is written with the note.
    Coming,
    /// One that was written.
    Written(Wrong),
    /// One that was noted: it is changed.
    Noted(Box<Mistake>),
}

/// The sheet, and what it is about.
#[derive(Clone, Copy)]
pub struct Noting {
    open: RwSignal<bool>,
    about: RwSignal<Option<About>>,
}

impl Noting {
    /// Closed.
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), about: RwSignal::new(None) }
    }

    /// Opens it.
    pub fn begin(self, about: About) {
        self.about.set(Some(about));
        self.open.set(true);
    }

    /// The sheet. Of an answer that is not written yet, `coming` gets what is to be noted.
    pub fn sheet(self, coming: Callback<Vec<Edit>>) -> AnyView {
        let content = move || {
            self.about.get().map(|about| {
                let title = about.title.clone();
                view! {
                    <p class="muted"><Own text=title/></p>
                    {form::view(&about, self.open, coming)}
                }
            })
        };
        view! { <Sheet open=self.open title=tr::mistakes::sheet()>{content}</Sheet> }.into_any()
    }
}
