//! A real link to a place: it can be opened in a new tab, copied and followed without the app; a plain
//! press stays inside.

use super::{Route, go, href};
use leptos::{ev::MouseEvent, prelude::*};

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
                if stays(&event) {
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

/// Follows a press on a link of a view's own to `to`, as [`Link`] does.
pub fn follow(event: &MouseEvent, to: &Route) {
    if stays(event) {
        go(to.clone());
    }
}

/// Whether a press stays inside; then the browser does not follow it.
fn stays(event: &MouseEvent) -> bool {
    let plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() || event.default_prevented());
    if plain {
        event.prevent_default();
    }
    plain
}
