//! From a reading to what a screen shows: a model made anew with each snapshot, and the words for when
//! nothing can be read. A model that is equal to the last one wakes nobody.

use super::{AppError, Reading, run, words};
use crate::ui::{Note, NoteKind};
use cairn_domain::{
    command::Command,
    port::{Commit, Snapshot},
};
use leptos::prelude::*;

/// What `make` makes of the latest snapshot; nothing until there is one.
pub fn shown<M>(reading: ReadSignal<Reading>, make: impl Fn(&Snapshot) -> M + Send + Sync + 'static) -> Memo<Option<M>>
where
    M: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| {
        reading.with(|reading| match reading {
            Some(Ok(snapshot)) => Some(make(snapshot)),
            _ => None,
        })
    })
}

/// Why nothing is shown, if the storage could not be read.
pub fn fault(reading: ReadSignal<Reading>) -> AnyView {
    let words = move || {
        reading.with(|reading| match reading {
            Some(Err(error)) => Some(words::error(error)),
            _ => None,
        })
    };
    (move || words().map(|words| view! { <Note kind=NoteKind::Danger spoken=true><p>{words}</p></Note> })).into_any()
}

/// Of what a form says now, what it did not say when it was opened: only that is written, so that what
/// was changed elsewhere in the meantime stays.
pub fn changed<E: PartialEq>(opened: &[E], now: Vec<E>) -> Vec<E> {
    now.into_iter().filter(|edit| !opened.contains(edit)).collect()
}

/// Saves what stands in a text that is left by going elsewhere: `unsaved` gives the command, if there is
/// anything to save. The toast says so and offers Undo.
pub fn save_on_leaving(unsaved: impl FnOnce() -> Option<Command> + Send + Sync + 'static) {
    on_cleanup(move || {
        if let Some(command) = unsaved() {
            run(command);
        }
    });
}

/// For `run_then` of a form: a broken rule goes to `error`, success to `saved`.
pub fn settle(
    error: RwSignal<Option<String>>,
    saved: impl FnOnce(&Commit) + 'static,
) -> impl FnOnce(Result<Commit, AppError>) + 'static {
    move |result| match result {
        Ok(commit) => {
            let _ = error.try_set(None);
            saved(&commit);
        }
        Err(AppError::Rule(rule)) => {
            let _ = error.try_set(Some(words::error(&AppError::Rule(rule))));
        }
        Err(AppError::Machine(_) | AppError::NotHere) => {}
    }
}
