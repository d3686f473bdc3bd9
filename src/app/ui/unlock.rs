//! Asking for the passphrase of a file: one field, and what to do with it. What was typed stays in the field until the
//! file is open.

use super::{Button, ButtonKind, SecretField};
use crate::i18n::tr;
use leptos::prelude::*;

/// The field's id, for moving the focus there.
pub const UNLOCK_FIELD: &str = "unlock";

/// The form.
#[component]
pub fn Unlock(
    typed: RwSignal<String>,
    error: RwSignal<Option<String>>,
    /// While the file is being opened.
    #[prop(into)]
    held: Signal<bool>,
    #[prop(into)] on_open: Callback<()>,
    #[prop(into)] on_leave: Callback<()>,
    /// Of the button that opens: `Main` where this is the one thing to do.
    #[prop(optional)]
    kind: ButtonKind,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let open = move || {
        if !held.get_untracked() {
            on_open.run(());
        }
    };
    view! {
        <div class="stack wide">
            <SecretField
                label=tr::passphrase::name()
                hint=tr::passphrase::asked_text()
                value=typed
                error=error
                shown
                on_enter=move || open()
                id=UNLOCK_FIELD
            />
            <div class="line">
                <Button label=tr::passphrase::open() kind held on_press=move || open()/>
                // While the file is being opened, the job has its own Cancel.
                {move || (!held.get()).then(|| view! { <Button label=tr::common::cancel() on_press=on_leave/> })}
            </div>
        </div>
    }
    .into_any()
}
