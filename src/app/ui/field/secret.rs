//! A field whose content is not for other eyes: hidden, and shown on demand.

use super::{described, error_view, hint_view};
use crate::{i18n::tr, ui::id};
use leptos::prelude::*;

/// A field for a passphrase. `shown` may be shared by several; the button for it stands at one of them.
#[component]
pub fn SecretField(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    shown: RwSignal<bool>,
    /// Called when Enter is pressed in it.
    #[prop(into)]
    on_enter: Callback<()>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    /// Another field of the same words has the button.
    #[prop(optional)]
    repeated: bool,
    /// The words are being chosen, not asked for: a browser that keeps passwords does not fill them in.
    #[prop(optional)]
    chosen: bool,
    /// The control's id, for moving the focus there.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(id::next);
    let describing = {
        let id = id.clone();
        move || described(&id, hint.get().is_some(), error.get().is_some())
    };
    let button = (!repeated).then(|| {
        view! {
            <button
                class="btn quiet"
                type="button"
                aria-controls=id.clone()
                aria-label=move || if shown.get() { tr::passphrase::hide_it() } else { tr::passphrase::show_it() }
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || if shown.get() { tr::passphrase::hide() } else { tr::passphrase::show() }}
            </button>
        }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{move || label.get()}</label>
            {hint_view(&id, hint)}
            <div class="line secret">
                <input
                    id=id.clone()
                    type=move || if shown.get() { "text" } else { "password" }
                    dir=move || value.with(|value| !value.is_empty()).then_some("auto")
                    autocomplete=if chosen { "new-password" } else { "current-password" }
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby=describing
                    aria-invalid=move || error.get().is_some().then_some("true")
                    prop:value=move || value.get()
                    on:input:target=move |event| value.set(event.target().value())
                    on:keydown=move |event| {
                        // The Enter that ends a word of an input method is not meant for the form.
                        if event.key() == "Enter" && !event.is_composing() {
                            on_enter.run(());
                        }
                    }
                />
                {button}
            </div>
            {error_view(&id, error)}
        </div>
    }
    .into_any()
}
