//! A row of a list: lead, body, trail. The link of class `name` covers the row; other controls lie
//! above it.

use super::{Icon, Tone};
use leptos::prelude::*;

/// A row. The lead is an icon or a view of its own (stones, tick); without one the body begins the line.
#[component]
pub fn Row(
    #[prop(optional, into)] icon: Option<Icon>,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] lead: Option<AnyView>,
    #[prop(optional)] trail: Option<AnyView>,
    /// Larger names, for the rows a screen is about.
    #[prop(optional)]
    large: bool,
    #[prop(optional, into)] current: Signal<bool>,
    #[prop(optional, into)] done: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let lead = lead.or_else(|| icon.map(|icon| icon.toned(tone)));
    let bare = lead.is_none();
    view! {
        <li class="row" class:bare=bare class:rows-lg=large class:current=move || current.get() class:done=move || done.get()>
            {lead}
            <div class="body">{children()}</div>
            {trail.map(|trail| view! { <div class="trail num">{trail}</div> })}
        </li>
    }
    .into_any()
}

/// A short fact of a row, with a drawing if it has one.
pub struct MetaPart {
    /// Its drawing.
    pub icon: Option<Icon>,
    /// Its words.
    pub text: String,
}

impl From<String> for MetaPart {
    fn from(text: String) -> Self {
        Self { icon: None, text }
    }
}

impl From<(Icon, String)> for MetaPart {
    fn from((icon, text): (Icon, String)) -> Self {
        Self { icon: Some(icon), text }
    }
}

/// The facts under a row's name.
#[component]
pub fn Meta(parts: Vec<MetaPart>) -> impl IntoView {
    let parts: Vec<AnyView> = parts
        .into_iter()
        .map(|part| view! { <span>{part.icon.map(Icon::small)}<bdi>{part.text}</bdi></span> }.into_any())
        .collect();
    view! { <p class="meta">{parts}</p> }.into_any()
}
