//! Choosing a folder, where the browser lets one be chosen.

use crate::browser::files::{self, ChosenFile};
use crate::ui::Icon;
use leptos::prelude::*;

/// Opens the device's folder chooser; the folder comes as one file. Nothing where there is no such chooser.
#[component]
pub fn FolderButton(
    #[prop(into)] label: Signal<String>,
    on_folder: UnsyncCallback<ChosenFile>,
    icon: Icon,
) -> impl IntoView {
    let button = view! {
        <label class="btn">
            <input
                class="sr"
                type="file"
                prop:webkitdirectory=true
                on:change=move |event| {
                    let chosen = files::folder(&files::from_input(&event));
                    files::clear_input(&event);
                    if let Some(folder) = chosen {
                        on_folder.run(folder);
                    }
                }
            />
            {icon.small()}
            <span>{move || label.get()}</span>
        </label>
    };
    files::takes_folders().then(|| button.into_any()).into_any()
}
