//! The tick of a step: a checkbox of 48 px at the head of its row.

use super::Icon;
use leptos::prelude::*;

/// A tick; `label` says what is done by it.
#[component]
pub fn Tick(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] checked: Signal<bool>,
    #[prop(into)] on_toggle: Callback<(bool,)>,
) -> impl IntoView {
    view! {
        <button
            class="tick"
            type="button"
            role="checkbox"
            aria-label=move || label.get()
            aria-checked=move || if checked.get() { "true" } else { "false" }
            on:click=move |_| on_toggle.run((!checked.get_untracked(),))
        >
            {move || checked.get().then(|| Icon::Check.view())}
        </button>
    }
    .into_any()
}
