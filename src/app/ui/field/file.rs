//! Choosing files: the browser's own file input under a button's look.

use crate::browser::files::{self, ChosenFile};
use crate::ui::{ButtonKind, Icon};
use leptos::prelude::*;

/// Opens the device's file chooser. `accept` is a list of endings and media types.
#[component]
pub fn FileButton(
    #[prop(into)] label: Signal<String>,
    on_files: UnsyncCallback<Vec<ChosenFile>>,
    #[prop(optional, into)] accept: MaybeProp<String>,
    /// Takes a new picture, film or recording instead of a file: `environment` or `user`.
    #[prop(optional)]
    capture: Option<&'static str>,
    #[prop(optional)] multiple: bool,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] icon: Option<Icon>,
) -> impl IntoView {
    let class = if kind == ButtonKind::Main { "btn main" } else { "btn" };
    view! {
        <label class=class>
            <input
                class="sr"
                type="file"
                accept=move || accept.get()
                multiple=multiple
                capture=capture
                on:change=move |event| {
                    let chosen = files::from_input(&event);
                    files::clear_input(&event);
                    if !chosen.is_empty() {
                        on_files.run(chosen);
                    }
                }
            />
            {icon.map(Icon::small)}
            <span>{move || label.get()}</span>
        </label>
    }
    .into_any()
}
