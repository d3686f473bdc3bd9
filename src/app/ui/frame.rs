//! The frame around every place: the bar of places (a rail from 840 px), Add, and the way past them.

use super::Icon;
use crate::browser::focus;
use crate::route::{Link, Route};
use leptos::prelude::*;

/// A place of the bar.
pub struct NavItem {
    /// Where it leads.
    pub to: Route,
    /// Its drawing.
    pub icon: Icon,
    /// Its name.
    pub label: String,
    /// Whether the learner is there.
    pub current: Signal<bool>,
}

/// The frame. The bar comes after the content in the page, as it does on the screen of a phone.
#[component]
pub fn Frame(
    items: Vec<NavItem>,
    #[prop(into)] places_label: String,
    #[prop(into)] home_label: String,
    #[prop(into)] add_label: String,
    #[prop(into)] skip_label: String,
    #[prop(into)] on_add: Callback<()>,
    children: Children,
) -> impl IntoView {
    let links: Vec<AnyView> = items
        .into_iter()
        .map(|item| {
            view! { <Link to=item.to current=item.current>{item.icon.view()}<span>{item.label}</span></Link> }
                .into_any()
        })
        .collect();
    let rail_label = add_label.clone();
    view! {
        <a
            class="skip"
            href="#main"
            on:click=move |event| {
                event.prevent_default();
                focus::main_heading();
            }
        >
            {skip_label}
        </a>
        <div class="app">
            <main id="main">{children()}</main>
            <nav class="nav" aria-label=places_label>
                <Link to=Route::Today class="brand" label=home_label>
                    <svg class="mark" viewBox="0 0 48 48" aria-hidden="true"><use href="#mark"></use></svg>
                </Link>
                <button class="add" type="button" aria-label=rail_label aria-haspopup="dialog" on:click=move |_| on_add.run(())>
                    {Icon::Add.view()}
                </button>
                {links}
            </nav>
            <button class="add" type="button" aria-label=add_label aria-haspopup="dialog" on:click=move |_| on_add.run(())>
                {Icon::Add.view()}
            </button>
        </div>
    }
    .into_any()
}
