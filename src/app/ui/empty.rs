//! Where there is nothing yet: one stone laid, the rest still to come, one line what, one line why,
//! and the buttons of the screen.

use leptos::prelude::*;

/// An empty place; children are its button and "Show an example".
#[component]
pub fn EmptyState(#[prop(into)] what: String, #[prop(into)] why: String, children: Children) -> impl IntoView {
    view! {
        <div class="empty">
            <svg class="art" viewBox="0 0 176 144" aria-hidden="true"><use href="#art-empty"></use></svg>
            <h2>{what}</h2>
            <p class="muted">{why}</p>
            {children()}
        </div>
    }
    .into_any()
}
