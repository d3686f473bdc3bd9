//! Form fields: label, hint, control, error. The hint and the error are tied to the control; an error
//! is an icon and words, and the control says that it is not valid.

mod choice;
mod file;
mod folder;
mod secret;
mod text;

pub use choice::{CheckField, Choice, RadioField, SelectField};
pub use file::FileButton;
pub use folder::FolderButton;
pub use secret::SecretField;
pub use text::{TextField, TextKind};

use super::Icon;
use leptos::prelude::*;

/// The ids of what describes a control, for `aria-describedby`.
fn described(id: &str, hint: bool, error: bool) -> Option<String> {
    let mut ids = String::new();
    if hint {
        ids.push_str(id);
        ids.push('h');
    }
    if error {
        if hint {
            ids.push(' ');
        }
        ids.push_str(id);
        ids.push('e');
    }
    Some(ids).filter(|ids| !ids.is_empty())
}

fn hint_view(id: &str, hint: MaybeProp<String>) -> AnyView {
    let id = [id, "h"].concat();
    (move || hint.get().map(|hint| view! { <p class="cap" id=id.clone()>{hint}</p> })).into_any()
}

/// The error's place is always there, so that it is heard when it is filled.
fn error_view(id: &str, error: MaybeProp<String>) -> AnyView {
    let id = [id, "e"].concat();
    view! {
        <div role="alert" id=id>
            {move || error.get().map(|error| view! { <p class="error">{Icon::Warn.small()}<span>{error}</span></p> })}
        </div>
    }
    .into_any()
}
