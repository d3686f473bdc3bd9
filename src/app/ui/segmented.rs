//! The switch between views of the same thing: as links where the view has an address, as radio
//! buttons where it has none.

use super::field::Choice;
use super::{Icon, id};
use crate::route::{Link, Route};
use leptos::prelude::*;

/// A view that has an address.
pub struct Segment {
    /// Where it is.
    pub to: Route,
    /// Its name.
    pub label: String,
    /// Whether it is the one shown.
    pub current: bool,
}

/// Views with addresses.
#[component]
pub fn SegmentLinks(#[prop(into)] label: String, segments: Vec<Segment>) -> impl IntoView {
    let links: Vec<AnyView> = segments
        .into_iter()
        .map(|segment| {
            view! { <Link to=segment.to current=Signal::stored(segment.current)>{segment.label}</Link> }.into_any()
        })
        .collect();
    view! { <nav class="seg" aria-label=label>{links}</nav> }.into_any()
}

/// Views without addresses.
#[component]
pub fn Segmented(
    #[prop(into)] label: String,
    choices: Vec<(Choice, Option<Icon>)>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_choose: Callback<(String,)>,
) -> impl IntoView {
    let group = id::next();
    let segments: Vec<AnyView> = choices
        .into_iter()
        .map(|(choice, icon)| {
            let (mine, chosen) = (choice.value.clone(), choice.value);
            view! {
                <label>
                    <input
                        class="sr"
                        type="radio"
                        name=group.clone()
                        prop:checked=move || value.with(|value| *value == mine)
                        on:change=move |_| on_choose.run((chosen.clone(),))
                    />
                    {icon.map(Icon::small)}
                    <span>{choice.label}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! { <fieldset class="seg"><legend class="sr">{label}</legend>{segments}</fieldset> }.into_any()
}
