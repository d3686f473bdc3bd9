//! What several screens offer about an answer that went wrong: the sheet in which she notes why and what to do about it,
//! the words for both, and the way to what is open. Screens use it as they use `ui`.

mod door;
mod form;
mod words;

pub use door::door;
pub use words::{cause, repair};

use crate::browser::{focus, timers};
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
    /// Whether it was begun from a row, which goes or is drawn anew once it is saved.
    of_row: RwSignal<bool>,
}

impl Noting {
    /// Closed.
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), about: RwSignal::new(None), of_row: RwSignal::new(false) }
    }

    /// Opens it.
    pub fn begin(self, about: About) {
        self.of_row.set(false);
        self.open_about(about);
    }

    /// Opens it from a row of a list: once it is saved the focus goes to the heading of the page, not away with the row.
    pub fn begin_of_row(self, about: About) {
        self.of_row.set(true);
        self.open_about(about);
    }

    fn open_about(self, about: About) {
        self.about.set(Some(about));
        self.open.set(true);
    }

    /// What follows on saving: it closes.
    fn saved(self) -> Callback<()> {
        Callback::new(move |()| {
            let _ = self.open.try_set(false);
            if self.of_row.try_get_untracked() == Some(true) {
                // Closing gives the focus back to the row; after that it is taken.
                timers::next_frame(|| {
                    focus::main_heading();
                });
            }
        })
    }

    /// The sheet. Of an answer that is not written yet, `coming` gets what is to be noted.
    pub fn sheet(self, coming: Callback<Vec<Edit>>) -> AnyView {
        let content = move || {
            self.about.get().map(|about| {
                let title = about.title.clone();
                view! {
                    <p class="muted"><Own text=title/></p>
                    {form::view(&about, self.saved(), self.open, coming)}
                }
            })
        };
        view! { <Sheet open=self.open title=tr::mistakes::sheet()>{content}</Sheet> }.into_any()
    }
}
