//! The bar above a screen: its title or the way back, what the screen offers there, and the menu.

use super::heading::Heading;
use super::{Icon, IconLink};
use crate::i18n::tr;
use crate::route::{self, Route};
use leptos::prelude::*;

/// The door of the menu sheet, which the root view provides.
#[derive(Clone, Copy)]
pub struct MenuDoor {
    /// Whether it is open.
    pub open: RwSignal<bool>,
    /// What is new in it, in a few words; a dot says so.
    pub news: Signal<Option<String>>,
}

/// The top bar. `title` makes it the page's first heading (`beside` a detail: only a line);
/// `back` with `back_name` leads to the place above; children are the screen's own buttons.
#[component]
pub fn TopBar(
    #[prop(optional, into)] title: Option<Signal<String>>,
    #[prop(optional)] beside: bool,
    #[prop(optional, into)] back: Option<Route>,
    #[prop(optional, into)] back_name: String,
    #[prop(optional)] search: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    // A place below another offers it too; at the place itself the field is there.
    let back_given = back.is_some() && untrack(route::current) != Route::Search;
    let lead =
        back.map(|to| view! { <IconLink icon=Icon::Back to label=tr::common::back_to(&back_name) class="back"/> });
    let middle = match title {
        Some(title) if beside => view! { <p class="grow h1">{move || title.get()}</p> }.into_any(),
        Some(title) => view! { <Heading text=title class="grow"/> }.into_any(),
        None => view! { <p class="grow muted">{back_name}</p> }.into_any(),
    };
    let menu = use_context::<MenuDoor>();
    view! {
        <header class="top">
            {lead}
            {middle}
            {children.map(|children| children())}
            {(search || back_given).then(|| view! { <IconLink icon=Icon::Search to=Route::Search label=tr::common::search()/> })}
            {menu
                .map(|MenuDoor { open, news }| {
                    let name = move || match news.get() {
                        Some(news) => [tr::places::menu(), news].join(": "),
                        None => tr::places::menu(),
                    };
                    view! {
                        <button
                            class="ib menu"
                            class:news=move || news.with(Option::is_some)
                            type="button"
                            aria-label=name
                            aria-haspopup="dialog"
                            on:click=move |_| open.set(true)
                        >
                            {Icon::Menu.view()}
                        </button>
                    }
                })}
        </header>
    }
    .into_any()
}
