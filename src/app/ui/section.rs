//! The pieces a screen is divided into. A section is named by its heading.

use super::id;
use leptos::prelude::*;

/// A part with a second heading.
#[component]
pub fn Section(
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] tight: bool,
    /// Stands at the end of the heading's line.
    #[prop(optional)]
    action: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let id = id::next();
    let labelled = id.clone();
    let heading = view! { <h2 id=id>{move || title.get()}</h2> };
    let head = match action {
        Some(action) => view! { <div class="line ends">{heading}{action}</div> }.into_any(),
        None => heading.into_any(),
    };
    view! { <section class=if tight { "stack tight" } else { "stack" } aria-labelledby=labelled>{head}{children()}</section> }.into_any()
}

/// A part with a small, quiet heading: a list under a place's title.
#[component]
pub fn Eyebrow(#[prop(into)] title: Signal<String>, children: Children) -> impl IntoView {
    let id = id::next();
    let labelled = id.clone();
    view! {
        <section class="stack" aria-labelledby=labelled>
            <h2 id=id class="eyebrow">{move || title.get()}</h2>
            {children()}
        </section>
    }
    .into_any()
}

/// The one raised surface of a screen; `soft` is in the accent's colour.
#[component]
pub fn Panel(#[prop(into)] title: Signal<String>, #[prop(optional)] soft: bool, children: Children) -> impl IntoView {
    let id = id::next();
    let labelled = id.clone();
    view! {
        <section class=if soft { "panel soft stack loose" } else { "panel stack loose" } aria-labelledby=labelled>
            <h2 id=id class="xl">{move || title.get()}</h2>
            {children()}
        </section>
    }
    .into_any()
}
