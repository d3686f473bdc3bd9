//! A place that takes files dropped on it. Whoever cannot drop has the file chooser beside it.

use crate::browser::files::{self, ChosenFile};
use leptos::prelude::*;

/// Takes dropped files; its children say so.
#[component]
pub fn DropZone(on_files: UnsyncCallback<Vec<ChosenFile>>, children: Children) -> impl IntoView {
    let over = RwSignal::new(false);
    view! {
        <div
            class="drop"
            class:over=move || over.get()
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                let files = files::from_drop(&event);
                if !files.is_empty() {
                    on_files.run(files);
                }
            }
        >
            {children()}
        </div>
    }
    .into_any()
}
