//! The toast with Undo, which is also the live region: always in the page, seen only when shown.

use super::live;
use crate::browser::focus;
use crate::i18n::tr;
use leptos::prelude::*;

/// The one live region. The root view has it once.
#[component]
pub fn ToastHost() -> impl IntoView {
    let Some(message) = live::message() else {
        return ().into_any();
    };
    view! {
        <div class="toast" class:quiet=move || message.with(|message| !message.shown || message.text.is_empty())>
            <div role="status" dir="auto">{move || message.with(|message| message.text.clone())}</div>
            {move || {
                message.with(|message| message.undo.filter(|_| message.shown))
                    .map(|undo| {
                        view! {
                            <button
                                class="btn"
                                type="button"
                                on:click=move |_| {
                                    live::clear();
                                    undo.run(());
                                    focus::main_heading();
                                }
                            >
                                {tr::common::undo()}
                            </button>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// Whether the learner is on the toast with hand or key.
pub(super) fn held() -> bool {
    focus::is_on(".toast:focus-within, .toast:hover")
}
