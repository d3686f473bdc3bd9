//! Whose the answers in a file are. Her own go on where she was; another learner's would plan her days and count as hers.

use crate::i18n::tr;
use crate::ui::{Choice, RadioField};
use cairn_worker::protocol::{Preview, Taken};
use leptos::prelude::*;

const MINE: &str = "mine";
const OTHERS: &str = "others";

/// What she says of them.
#[derive(Clone, Copy)]
pub struct Answers {
    answer: RwSignal<String>,
    error: RwSignal<Option<String>>,
    count: u64,
}

impl Answers {
    /// Of a file. Where she has practised none of what is in it, most files are her own.
    pub fn of(preview: &Preview) -> Self {
        let likely = if preview.met { "" } else { MINE };
        Self { answer: RwSignal::new(likely.to_owned()), error: RwSignal::new(None), count: preview.answers }
    }

    /// What is taken of the file, `trashed` as said; `None` if she has not said whose they are, which she is told then.
    pub fn taken(self, trashed: bool) -> Option<Taken> {
        let answer = self.answer.get_untracked();
        if self.count > 0 && answer.is_empty() {
            self.error.set(Some(tr::differences::answers_first()));
            return None;
        }
        Some(Taken { trashed, answers: answer != OTHERS })
    }

    /// The question, if there are any.
    pub fn view(self) -> Option<AnyView> {
        let choices = vec![
            Choice::new(MINE, tr::differences::answers_mine()).hint(tr::differences::answers_mine_text()),
            Choice::new(OTHERS, tr::differences::answers_others()).hint(tr::differences::answers_others_text()),
        ];
        let choose = move |chosen: String| {
            self.error.set(None);
            self.answer.set(chosen);
        };
        let legend = tr::differences::answers_whose(self.count);
        (self.count > 0).then(|| {
            view! { <RadioField legend choices value=self.answer error=self.error on_change=choose/> }.into_any()
        })
    }
}
