//! When the records cannot be opened: what happened, what is safe, what to do. It stands in place of everything
//! else, and nothing is replaced by anything empty.

mod broken;
mod older;

use crate::session::AppError;
use crate::ui::{ToastHost, live};
use cairn_domain::port::StoreError;
use leptos::prelude::*;

/// The whole page.
#[allow(clippy::needless_pass_by_value)] // a door hands it over
pub fn view(error: AppError) -> AnyView {
    live::provide();
    let content = match &error {
        AppError::Machine(StoreError::OlderSchema { .. }) => older::view(),
        error => broken::view(error),
    };
    view! {
        <main id="main" class="page"><div class="stack loose">{content}</div></main>
        <ToastHost/>
    }
    .into_any()
}
