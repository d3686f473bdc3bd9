//! Something to know, with its icon: a note in the flow of the page.

use super::{ButtonLink, Icon, Tone};
use crate::route::Route;
use leptos::prelude::*;

/// What a note is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteKind {
    /// Good to know.
    #[default]
    Info,
    /// Should be seen to.
    Warn,
    /// Something could not be done.
    Danger,
    /// Is in order.
    Ok,
}

/// A note; its children are paragraphs and buttons.
#[component]
pub fn Note(
    #[prop(optional)] kind: NoteKind,
    #[prop(optional, into)] icon: Option<Icon>,
    /// Says the note when it appears (`role="alert"`): for a failure of what was just asked for.
    #[prop(optional)]
    spoken: bool,
    children: Children,
) -> impl IntoView {
    let (usual, tone) = match kind {
        NoteKind::Info => (Icon::Info, Tone::Info),
        NoteKind::Warn => (Icon::Warn, Tone::Warn),
        NoteKind::Danger => (Icon::Warn, Tone::Danger),
        NoteKind::Ok => (Icon::Check, Tone::Ok),
    };
    view! { <div class="note" role=spoken.then_some("alert")>{icon.unwrap_or(usual).toned(tone)}<div class="stack tight">{children()}</div></div> }
        .into_any()
}

/// Something to look at, in a sentence, with the way there.
#[component]
pub fn NoteDoor(icon: Icon, said: String, #[prop(into)] label: String, to: Route) -> impl IntoView {
    view! {
        <Note icon>
            <p>{said}</p>
            <div class="line"><ButtonLink label to/></div>
        </Note>
    }
    .into_any()
}
