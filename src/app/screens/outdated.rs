//! A note over the page while another tab waits for this one to be loaded again.

use crate::{browser::document, i18n::tr, session};
use leptos::prelude::*;

/// The note; nothing while no tab waits.
pub fn view() -> AnyView {
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
