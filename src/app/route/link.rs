//! A real link to a place: it can be opened in a new tab, copied and followed without the app; a plain
//! press stays inside.

use super::{Route, go, href};
use leptos::prelude::*;

/// A link to `to`. `class` is the link's look; `current` says that it leads to where one is.
#[component]
pub fn Link(
    to: Route,
    #[prop(optional, into)] class: MaybeProp<String>,
    #[prop(optional, into)] label: MaybeProp<String>,
    #[prop(optional, into)] current: Signal<bool>,
    #[prop(optional, into)] before: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let address = href(&to);
    view! {
        <a
            href=address
            class=move || class.get()
            aria-label=move || label.get()
            aria-current=move || current.get().then_some("page")
            on:click=move |event| {
                let plain = event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key() && !event.alt_key();
                if plain && !event.default_prevented() {
                    event.prevent_default();
                    if let Some(before) = before {
                        before.run(());
                    }
                    go(to.clone());
                }
            }
        >
            {children()}
        </a>
    }
    .into_any()
}
