//! What a person wrote: set in serif where it is hers to read, always apart in its own direction.

use leptos::prelude::*;

/// A passage a person wrote: why, note, claim, comment. `lang` is its language, if known.
#[component]
pub fn Voice(#[prop(into)] text: Signal<String>, #[prop(optional, into)] lang: MaybeProp<String>) -> impl IntoView {
    view! { <blockquote class="voice" dir="auto" lang=move || spoken(lang.get())>{move || text.get()}</blockquote> }
        .into_any()
}

/// A name or title a person wrote, inside a line of the app.
#[component]
pub fn Own(#[prop(into)] text: Signal<String>, #[prop(optional, into)] lang: MaybeProp<String>) -> impl IntoView {
    view! { <bdi dir="auto" lang=move || spoken(lang.get())>{move || text.get()}</bdi> }.into_any()
}

/// An empty tag says nothing, so that the page's language holds.
pub(super) fn spoken(lang: Option<String>) -> Option<String> {
    lang.filter(|tag| !tag.is_empty())
}
