//! Saving what can be read of a database: the worker reads it row by row and makes a backup of that.

use super::MEDIA_TYPE;
use crate::browser::{clock, download::Made};
use crate::i18n::{self, tr};
use crate::session::jobs::{self, Given, Work, words};
use crate::ui::{Busy, Button, Note, NoteKind, Section, live};
use cairn_worker::protocol::{Answer, Request, Salvaged};
use leptos::prelude::*;

/// A file that is being made, or was.
#[derive(Clone, Copy)]
pub struct Saving {
    work: Work,
    saved: RwSignal<Option<(Salvaged, Made)>, LocalStorage>,
}

impl Saving {
    /// None yet.
    pub fn new() -> Self {
        Self { work: Work::new(), saved: RwSignal::new_local(None) }
    }

    /// Makes it of this database, and hands it out.
    pub fn start(self, database: String) {
        self.saved.set(None);
        self.work.run_in(database, Request::Salvage, Given::default(), move |answer, made| {
            if let (Answer::Salvaged(told), Some(made)) = (answer, made) {
                let _ = self.saved.try_set(Some((told, made.clone())));
                hand_out(made);
            }
        });
    }

    /// Whether it is being made.
    pub fn is_running(self) -> Signal<bool> {
        self.work.is_running()
    }

    /// How far it is, and what came of it.
    pub fn view(self) -> AnyView {
        view! {
            <Busy task=self.work.task()/>
            {move || self.saved.with(|saved| saved.as_ref().map(|(told, made)| note(told, made.clone())))}
        }
        .into_any()
    }
}

/// The part.
pub fn section(database: String) -> AnyView {
    let saving = Saving::new();
    let save = move || saving.start(database.clone());
    view! {
        <Section title=tr::recovery::save_title()>
            <p class="muted">{tr::recovery::save_text()}</p>
            <div class="line"><Button label=tr::recovery::save() held=saving.is_running() on_press=save/></div>
            {saving.view()}
        </Section>
    }
    .into_any()
}

fn name() -> String {
    ["cairn-", &clock::date_stem(clock::now()), "-saved.cairn"].concat()
}

fn hand_out(made: Made) {
    leptos::task::spawn_local(async move {
        let left = jobs::hand_out(&name(), MEDIA_TYPE, &made).await;
        if let Some(said) = words::left(left, &name()) {
            live::say(said);
        }
    });
}

fn note(told: &Salvaged, made: Made) -> AnyView {
    let what = words::amounts(&told.made.holds);
    let whole = told.torn == 0 && told.lost.is_empty();
    let kind = if whole { NoteKind::Ok } else { NoteKind::Warn };
    let said = if whole { tr::recovery::saved_all(&what) } else { tr::recovery::saved_some(&what) };
    let torn = (told.torn > 0).then(|| tr::recovery::torn(told.torn));
    let lost = (!told.lost.is_empty()).then(|| tr::recovery::lost(&i18n::list(&told.lost)));
    let files = words::files(&told.made.files);
    view! {
        <Note kind spoken=true>
            <p>{said}</p>
            {torn.map(|said| view! { <p>{said}</p> })}
            {lost.map(|said| view! { <p>{said}</p> })}
            {files.into_iter().map(|said| view! { <p dir="auto">{said}</p> }).collect_view()}
            <div class="line"><Button label=tr::recovery::save_again() on_press=move || hand_out(made.clone())/></div>
        </Note>
    }
    .into_any()
}
