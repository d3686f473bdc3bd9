//! Work that takes a while: what is being done, how far it is, a way to stop it, and why it failed.

use super::{Button, Note, NoteKind, Progress};
use crate::i18n::tr;
use leptos::prelude::*;

/// What [`Busy`] shows; all of it changes while the work goes on.
#[derive(Clone, Copy)]
pub struct Task {
    /// What is being done; nothing while nothing is.
    pub label: Signal<Option<String>>,
    /// Done so far.
    pub done: Signal<f64>,
    /// Of so much; 0 if that cannot be known.
    pub total: Signal<f64>,
    /// Why it failed, and whether that was wished.
    pub error: Signal<Option<(String, bool)>>,
    /// Stops it.
    pub cancel: Callback<()>,
}

/// The state of a task; nothing is seen while there is nothing to say.
#[component]
pub fn Busy(task: Task) -> impl IntoView {
    let Task { label, done, total, error, cancel } = task;
    let running = Memo::new(move |_| label.with(Option::is_some));
    let words = Signal::derive(move || label.get().unwrap_or_default());
    let known = Memo::new(move |_| total.get() > 0.0);
    let bar = move || {
        if known.get() {
            view! { <Progress value=done max=total label=words/> }.into_any()
        } else {
            view! { <div class="measure"><progress aria-label=move || words.get()></progress></div> }.into_any()
        }
    };
    let at_work = move || {
        view! {
            <div class="stack tight">
                <p>{move || words.get()}</p>
                {bar}
                <div class="line"><Button label=tr::common::cancel() on_press=cancel/></div>
            </div>
        }
        .into_any()
    };
    let failed = move |(text, wished): (String, bool)| {
        let kind = if wished { NoteKind::Info } else { NoteKind::Danger };
        view! { <Note kind spoken=true><p dir="auto">{text}</p></Note> }.into_any()
    };
    view! {
        {move || running.get().then(at_work)}
        {move || error.get().map(failed)}
    }
    .into_any()
}
