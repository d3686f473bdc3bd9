//! Chips: filters that are on or off, and one choice of a few. Chosen is a tick and a fill, never a
//! colour alone.

use super::field::Choice;
use super::{Icon, id};
use leptos::prelude::*;

/// A line of chips that belong together; `scroll` keeps it to one line that can be moved sideways.
#[component]
pub fn Chips(#[prop(into)] label: String, #[prop(optional)] scroll: bool, children: Children) -> impl IntoView {
    let class = if scroll { "chips scroll" } else { "chips" };
    view! { <div class=class role="group" aria-label=label tabindex=scroll.then_some("0")>{children()}</div> }
        .into_any()
}

/// A filter that is on or off.
#[component]
pub fn ChipToggle(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] pressed: Signal<bool>,
    #[prop(into)] on_toggle: Callback<(bool,)>,
) -> impl IntoView {
    view! {
        <button
            class="chip"
            type="button"
            aria-pressed=move || if pressed.get() { "true" } else { "false" }
            on:click=move |_| on_toggle.run((!pressed.get_untracked(),))
        >
            {move || pressed.get().then(|| Icon::Check.small())}
            <span>{move || label.get()}</span>
        </button>
    }
    .into_any()
}

/// One of a few: radio buttons that look like chips, with the browser's own keys.
#[component]
pub fn ChipRadio(
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_choose: Callback<(String,)>,
    /// Shows the label as the question above the chips.
    #[prop(optional)]
    shown: bool,
) -> impl IntoView {
    let group = id::next();
    let chips: Vec<AnyView> = choices
        .into_iter()
        .map(|choice| {
            let (mine, chosen) = (choice.value.clone(), choice.value);
            let checked = Signal::derive(move || value.with(|value| *value == mine));
            view! {
                <label class="chip">
                    <input
                        class="sr"
                        type="radio"
                        name=group.clone()
                        prop:checked=move || checked.get()
                        on:change=move |_| on_choose.run((chosen.clone(),))
                    />
                    {move || checked.get().then(|| Icon::Check.small())}
                    <span lang=choice.lang>{choice.label}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="field">
            <legend class=if shown { "" } else { "sr" }>{label}</legend>
            <div class="chips">{chips}</div>
        </fieldset>
    }
    .into_any()
}
