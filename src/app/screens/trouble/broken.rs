//! A database that cannot be opened, or is not there any more.

use crate::browser::document;
use crate::i18n::tr;
use crate::recover::{self, Instead};
use crate::session::{AppError, profiles, words};
use crate::ui::{Button, ButtonKind, Heading, Note, NoteKind};
use cairn_domain::port::StoreError;
use leptos::prelude::*;

/// The page's content.
pub fn view(error: &AppError) -> AnyView {
    let gone = *error == AppError::Gone;
    let (title, safe) = if gone {
        (tr::recovery::gone_title(), tr::recovery::gone_safe())
    } else {
        (tr::errors::open_title(), tr::errors::open_safe())
    };
    let reason = match error {
        // Its own sentence leads to Storage, which cannot be reached from here.
        AppError::Machine(StoreError::Damaged { .. }) => tr::recovery::needed_torn(),
        error => words::error(error),
    };
    let database = profiles::here();
    // Another tab that is in the way, or a browser that closed the storage, has nothing to be mended.
    let passing =
        matches!(error, AppError::Machine(StoreError::Blocked | StoreError::ConnectionLost) | AppError::NotHere);
    view! {
        <Heading text=title/>
        <Note kind=NoteKind::Danger spoken=true>
            <p>{reason}</p>
            <p>{safe}</p>
        </Note>
        <div class="line"><Button kind=ButtonKind::Main label=tr::errors::try_again() on_press=|()| document::reload()/></div>
        {(!gone && !passing && !database.is_empty()).then(|| recover::save(database))}
        {(!passing).then(|| recover::restore(if gone { Instead::Nothing } else { Instead::Closed }))}
        {recover::others()}
        {gone.then(anew)}
    }
    .into_any()
}

fn anew() -> AnyView {
    view! {
        <section class="stack tight">
            <p class="muted">{tr::recovery::gone_anew_text()}</p>
            <div class="line"><Button label=tr::recovery::gone_anew() on_press=|()| profiles::begin_anew()/></div>
        </section>
    }
    .into_any()
}
