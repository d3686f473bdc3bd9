//! Cards and questions: the list with search, chips and changes of many at once, one item, its form, and the decks. What is
//! asked when, and answering, is not here.

// The fields of the form are handles of signals: what they weigh is where each was made, which a release leaves out.
#![allow(clippy::large_types_passed_by_value)]

mod deck;
mod decks;
mod detail;
mod draft;
mod enclose;
mod example;
mod fields;
mod filter;
mod fit;
mod form;
mod gap;
mod links;
mod list;
mod look;
mod parts;
mod practised;
mod row;
mod rows;
mod select;
mod words;

use crate::attach;
use crate::i18n::tr;
use crate::practice;
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
    shows();
    match ItemId::parse(id) {
        Some(id) => view! { <Panes list=list::view(Some(id)) detail=Some(detail::view(id))/> }.into_any(),
        None => lost(tr::items::missing()),
    }
}

/// One deck; without an id all of them, beside the goals and skills that there are.
pub fn deck_view(id: &str) -> AnyView {
    if id.is_empty() {
        return decks::page();
    }
    match DeckId::parse(id) {
        Some(id) => view! { <Page>{deck::view(id)}</Page> }.into_any(),
        None => lost(tr::items::missing_deck()),
    }
}

/// Writing items; `wanted` is what they are for.
pub fn new_view(wanted: Option<(ItemFor, String)>) -> AnyView {
    shows();
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

/// Texts show their pictures and sounds; no sound begins by itself where one writes.
fn shows() {
    practice::wear();
    attach::show_within(Signal::stored(false));
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
