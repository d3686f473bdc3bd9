//! Fields that are typed into.

use super::{described, error_view, hint_view};
use crate::ui::{Icon, id};
use leptos::prelude::*;

/// What is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// A line a person writes: her own direction.
    #[default]
    Line,
    /// A passage in her own voice, of several lines.
    Voice,
    /// A whole number, in whatever digits; read it with `i18n::read_whole`.
    Number,
    /// A day; the value is `YYYY-MM-DD` or empty.
    Date,
    /// A web address.
    Address,
    /// Search; the label is not shown but said.
    Search,
}

/// A field for text, number, date, address or search.
#[component]
pub fn TextField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<(String,)>,
    #[prop(optional)] kind: TextKind,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] placeholder: MaybeProp<String>,
    /// Called when the field is left or Enter is pressed in it, with what it holds.
    #[prop(optional, into)]
    on_commit: Option<Callback<(String,)>>,
    /// The control's id, for moving the focus there.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional)] rows: u8,
) -> impl IntoView {
    let id = id.unwrap_or_else(id::next);
    let describing = {
        let id = id.clone();
        Signal::derive(move || described(&id, hint.get().is_some(), error.get().is_some()))
    };
    // An empty field reads as the page does: `auto` would take it for left to right.
    let dir = move || value.with(|value| !value.is_empty()).then_some("auto");
    let invalid = move || error.get().is_some().then_some("true");
    let commit = move |text: String| {
        if let Some(on_commit) = on_commit {
            on_commit.run((text,));
        }
    };
    let control = if kind == TextKind::Voice {
        view! {
            <textarea
                id=id.clone()
                dir=dir
                rows=if rows == 0 { 4 } else { rows }
                placeholder=move || placeholder.get()
                aria-describedby=move || describing.get()
                aria-invalid=invalid
                prop:value=move || value.get()
                on:input:target=move |event| on_input.run((event.target().value(),))
                on:change:target=move |event| commit(event.target().value())
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=id.clone()
                type=match kind {
                    TextKind::Date => "date",
                    TextKind::Search => "search",
                    _ => "text",
                }
                inputmode=match kind {
                    TextKind::Number => Some("numeric"),
                    TextKind::Address => Some("url"),
                    _ => None,
                }
                dir=move || match kind {
                    TextKind::Line | TextKind::Search => dir(),
                    TextKind::Address => Some("ltr"),
                    _ => None,
                }
                autocomplete="off"
                placeholder=move || placeholder.get()
                aria-describedby=move || describing.get()
                aria-invalid=invalid
                prop:value=move || value.get()
                on:input:target=move |event| on_input.run((event.target().value(),))
                on:change:target=move |event| commit(event.target().value())
            />
        }
        .into_any()
    };
    let search = kind == TextKind::Search;
    view! {
        <div class=if search { "field search" } else { "field" }>
            <label for=id.clone() class=if search { "sr" } else { "" }>{move || label.get()}</label>
            {hint_view(&id, hint)}
            {search.then(|| Icon::Search.view())}
            {control}
            {error_view(&id, error)}
        </div>
    }
    .into_any()
}
