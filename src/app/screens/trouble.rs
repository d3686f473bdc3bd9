//! When records cannot be opened, or another tab needs this one to make way: what happened, what is
//! safe, what to do. Nothing is replaced by anything empty.

use crate::{
    browser::document,
    i18n::tr,
    session::{self, AppError, words},
    ui::{Button, ButtonKind, Heading, Note, NoteKind},
};
use leptos::prelude::*;

/// The whole page, when the records of this learner cannot be opened.
pub fn view(error: &AppError) -> AnyView {
    let reason = words::error(error);
    view! {
        <main id="main" class="page">
            <section class="stack loose">
                <Heading text=tr::errors::open_title()/>
                <Note kind=NoteKind::Danger spoken=true>
                    <p>{reason}</p>
                    <p>{tr::errors::open_safe()}</p>
                </Note>
                <Button kind=ButtonKind::Main label=tr::errors::try_again() on_press=|()| document::reload()/>
            </section>
        </main>
    }
    .into_any()
}

/// A note over the page while another tab waits for this one to be loaded again.
pub fn outdated_view() -> AnyView {
    let outdated = session::is_outdated();
    view! {
        <Show when=move || outdated.get()>
            <div class="toast" role="alert">
                <span>{tr::errors::outdated()}</span>
                <button class="btn" type="button" on:click=|_| document::reload()>{tr::errors::reload()}</button>
            </div>
        </Show>
    }
    .into_any()
}
