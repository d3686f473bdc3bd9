//! Cards and questions: the list with search, chips and changes of many at once, one item, its form, and the decks. What is
//! asked when, and answering, is not here.

mod deck;
mod decks;
mod detail;
mod draft;
mod example;
mod fields;
mod filter;
mod form;
mod gap;
mod links;
mod list;
mod look;
mod parts;
mod row;
mod rows;
mod select;
mod words;

use crate::i18n::tr;
use crate::route::{ItemFor, Route};
use crate::ui::{ButtonLink, Heading, Page, Panes, TopBar};
use cairn_domain::id::{DeckId, ItemId};
use leptos::prelude::*;

/// The list.
pub fn view() -> AnyView {
    view! { <Panes list=list::view(None)/> }.into_any()
}

/// One item, and the list beside it.
pub fn item_view(id: &str) -> AnyView {
    match ItemId::parse(id) {
        Some(id) => view! { <Panes list=list::view(Some(id)) detail=Some(detail::view(id))/> }.into_any(),
        None => lost(tr::items::missing()),
    }
}

/// One deck.
pub fn deck_view(id: &str) -> AnyView {
    match DeckId::parse(id) {
        Some(id) => view! { <Page>{deck::view(id)}</Page> }.into_any(),
        None => lost(tr::items::missing_deck()),
    }
}

/// Writing items; `wanted` is what they are for.
pub fn new_view(wanted: Option<(ItemFor, String)>) -> AnyView {
    let (back, back_name) = match &wanted {
        Some((ItemFor::Deck, id)) => (Route::Deck(id.clone()), tr::items::deck()),
        Some((ItemFor::Skill, id)) => (Route::Skill(id.clone()), tr::places::skills()),
        Some((ItemFor::Resource, id)) => (Route::Resource(id.clone()), tr::places::library()),
        None => (Route::Items, tr::items::title()),
    };
    view! {
        <Page>
            <TopBar back back_name/>
            <Heading text=tr::items::new_title()/>
            {form::add(wanted)}
        </Page>
    }
    .into_any()
}

fn lost(said: String) -> AnyView {
    view! { <Page><TopBar back=Route::Items back_name=tr::items::title()/>{missing(said)}</Page> }.into_any()
}

/// What stands where something is not here.
fn missing(said: String) -> AnyView {
    view! {
        <Heading text=tr::common::not_found()/>
        <p>{said}</p>
        <div class="line">
            <ButtonLink label=tr::library::to_trash() to=Route::Trash/>
            <ButtonLink label=tr::items::title() to=Route::Items/>
        </div>
    }
    .into_any()
}
