//! More, for those who ask: "Why this?", "As a table".

use super::Icon;
use leptos::prelude::*;

/// Opens and closes by itself; the words are there even while closed.
#[component]
pub fn Disclosure(
    #[prop(into)] summary: Signal<String>,
    #[prop(optional)] open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="why" open=open>
            <summary>{move || summary.get()}{Icon::Down.small()}</summary>
            <div>{children()}</div>
        </details>
    }
    .into_any()
}
