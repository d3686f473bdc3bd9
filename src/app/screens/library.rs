//! The place Library: what she learns from. The list with search and chips, one resource, adding,
//! editing, and two resources side by side. A link is a link: only a file that she gave is kept.

mod compare;
mod detail;
mod door;
mod filter;
mod form;
mod list;
mod notes;
mod progress;
mod several;
mod shared;
mod words;

use crate::i18n::tr;
use crate::route::Route;
use crate::ui::{Heading, Page, Panes, TopBar};
use cairn_domain::id::{CompetencyId, ResourceId};
use leptos::prelude::*;

/// The list, and beside it or instead of it the one with this id.
pub fn view(id: Option<String>) -> AnyView {
    let Some(id) = id else {
        return view! { <Panes list=list::view(None)/> }.into_any();
    };
    match ResourceId::parse(&id) {
        Some(id) => view! { <Panes list=list::view(Some(id)) detail=Some(detail::view(id))/> }.into_any(),
        None => view! { <Page><TopBar back=Route::Library back_name=tr::places::library()/>{detail::missing()}</Page> }
            .into_any(),
    }
}

/// Adding a resource; `shared` is what waits under this id.
pub fn new_view(shared: Option<String>) -> AnyView {
    // The text from which several links are read, while she adds more than one.
    let several = RwSignal::new(None::<String>);
    let leave = Callback::new(move |()| several.set(None));
    view! {
        <Page>
            <TopBar back=Route::Library back_name=tr::places::library()/>
            <Heading text=Signal::derive(move || if several.with(Option::is_some) { tr::several::title() } else { tr::library::add_title() })/>
            // What stands in the form for one link stays.
            <div class="stack" hidden=move || several.with(Option::is_some)>
                {match shared {
                    Some(id) => shared::form(id, several),
                    None => form::add(None, several),
                }}
            </div>
            {move || several.get().map(|text| several::view(text, leave))}
        </Page>
    }
    .into_any()
}

/// Resources for one competency side by side.
pub fn compare_view(competency: String) -> AnyView {
    view! {
        <Page>
            <TopBar back=Route::Library back_name=tr::places::library()/>
            <Heading text=tr::library::compare_title()/>
            {match CompetencyId::parse(&competency) {
                Some(competency) => compare::view(competency),
                None => view! { <p>{tr::library::compare_few()}</p> }.into_any(),
            }}
        </Page>
    }
    .into_any()
}
