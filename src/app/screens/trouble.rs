//! When records cannot be opened, or another tab needs this one to make way: what happened, what is
//! safe, what to do. Nothing is replaced by anything empty.

use crate::{
    browser::document,
    i18n::tr,
    route::Route,
    session::{self, AppError, profiles, words},
    ui::{Button, ButtonKind, Heading, Note, NoteKind},
};
use leptos::prelude::*;

/// The whole page, when the records of this learner cannot be opened.
pub fn view(error: &AppError) -> AnyView {
    let reason = words::error(error);
    let (safe, acts) = match error {
        AppError::Gone { others } => (tr::errors::gone_safe(), gone(*others).into_any()),
        _ => (tr::errors::open_safe(), again(ButtonKind::Main).into_any()),
    };
    view! {
        <main id="main" class="page">
            <section class="stack loose">
                <Heading text=tr::errors::open_title()/>
                <Note kind=NoteKind::Danger spoken=true>
                    <p>{reason}</p>
                    <p>{safe}</p>
                </Note>
                {acts}
            </section>
        </main>
    }
    .into_any()
}

/// What can be done where the browser lost the database. Nothing of it happens by itself.
fn gone(others: bool) -> impl IntoView {
    let begin = |route: Route| move |()| profiles::begin_anew(&route);
    view! {
        <Button kind=ButtonKind::Main label=tr::errors::gone_restore() on_press=begin(Route::Import)/>
        {again(ButtonKind::Plain)}
        {others.then(|| view! { <Button label=tr::errors::gone_others() on_press=|()| profiles::leave()/> })}
        <Button kind=ButtonKind::Quiet label=tr::errors::gone_begin() on_press=begin(Route::Today)/>
    }
}

fn again(kind: ButtonKind) -> impl IntoView {
    view! { <Button kind label=tr::errors::try_again() on_press=|()| document::reload()/> }
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
