//! From a reading to what a screen shows: a model made anew with each snapshot, and the words for when
//! nothing can be read. A model that is equal to the last one wakes nobody.

use super::{AppError, Reading, alarm, run_then, words};
use crate::ui::{Note, NoteKind, live};
use cairn_domain::{
    command::Command,
    error::Rejection,
    port::{Commit, Lookup, Range, Snapshot},
};
use leptos::prelude::*;
use std::sync::Arc;

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

/// What `make` makes of the rows of a range that is read; what was there before stays until the next are read. For
/// long lists: it is compared by where it lies, not row by row.
pub fn rows<T: Send + Sync + 'static>(
    reading: ReadSignal<Reading>,
    range: impl Fn() -> Range + Send + Sync + 'static,
    make: impl Fn(&Snapshot, &Range) -> Vec<T> + Send + Sync + 'static,
) -> Memo<Option<Arc<Vec<T>>>> {
    Memo::new_with_compare(
        move |before: Option<&Option<Arc<Vec<T>>>>| {
            let range = range();
            let read = reading.with(|reading| {
                let snapshot = reading.as_ref()?.as_ref().ok()?;
                snapshot.has(&Lookup::Range(range.clone())).then(|| Arc::new(make(snapshot, &range)))
            });
            read.or_else(|| before.cloned().flatten())
        },
        |before, now| match (before.and_then(Option::as_ref), now.and_then(Option::as_ref)) {
            (Some(before), Some(now)) => !Arc::ptr_eq(before, now),
            (before, now) => before.is_some() != now.is_some(),
        },
    )
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

/// Saves what stands in a text that is left by going elsewhere, if it is not as it was `before`, by the
/// command that `save` makes of it; the toast says so and offers Undo. Set what it answers when the text is
/// given up or handed on to be saved, and unset it if that failed: a text must not be written twice.
pub fn save_on_leaving(
    text: RwSignal<String>,
    before: String,
    save: impl FnOnce(String) -> Command + Send + Sync + 'static,
) -> RwSignal<bool> {
    let settled = RwSignal::new(false);
    on_cleanup(move || {
        let written = text.try_get_untracked().filter(|text| *text != before);
        if let (Some(written), Some(false)) = (written, settled.try_get_untracked()) {
            let text = written.clone();
            run_then(save(written), |result| {
                // Its field is gone, so it would be too.
                if let Err(AppError::Machine(_) | AppError::NotHere) = &result {
                    alarm::keep(text);
                }
                // What it belonged to may have been deleted just now: that was said, with its Undo.
                if let Err(error @ AppError::Rule(_)) = &result
                    && *error != AppError::Rule(Rejection::Missing)
                {
                    live::toast(words::error(error), None);
                }
            });
        }
    });
    settled
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
        Err(AppError::Machine(_) | AppError::Gone | AppError::NotHere) => {}
    }
}
