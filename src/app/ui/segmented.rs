//! The switch between views of the same thing, as radio buttons.

use super::field::Choice;
use super::{Icon, id};
use leptos::prelude::*;

/// The switch.
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
