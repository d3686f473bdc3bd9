//! Choosing a deck out of all that there are. It is named with the decks in which it lies, since many a name stands in
//! several of them.

use crate::i18n::tr;
use crate::session::{shown, watch};
use crate::ui::{Button, ButtonKind, Icon, TextField, TextKind};
use cairn_domain::{
    fold,
    id::DeckId,
    item::{Deck, Shelves, proposal::proposed},
    kind::Kind,
    port::Lookup,
};
use leptos::prelude::*;

/// Decks that are shown at once; a search finds the others.
const SHOWN: usize = 30;

/// What stands between a deck and one in it.
const BELOW: &str = " › ";

/// The names on the way to a deck, as they stand in a line: "Biology › Cells".
pub fn path(decks: &Shelves, deck: DeckId) -> String {
    decks.path(deck).join(BELOW)
}

/// The same without its own.
pub fn way(decks: &Shelves, deck: DeckId) -> String {
    decks.path(deck).split_last().map_or_else(String::new, |(_, above)| above.join(BELOW))
}

/// All decks with the way to each, as they lie in each other.
pub fn named(decks: &Shelves) -> impl Iterator<Item = (DeckId, String)> {
    proposed(decks, None).into_iter().map(|one| (one.deck, path(decks, one.deck)))
}

/// The same as they are read.
pub fn names() -> Memo<Option<Vec<(DeckId, String)>>> {
    shown(watch(&[Kind::DECK], |_| vec![Lookup::Range(Deck::all())]), |snapshot| {
        named(&Shelves::of(snapshot)).collect()
    })
}

/// A field that searches decks by their names.
pub fn search(query: RwSignal<String>) -> AnyView {
    view! {
        <TextField
            label=tr::decks::search()
            placeholder=tr::decks::search_hint()
            kind=TextKind::Search
            value=query
            on_input=move |text: String| query.set(text)
        />
    }
    .into_any()
}

/// The list with a search; `none` is what no deck is called. A deck that is `moved` is left out with what lies in it.
pub fn picker(moved: Option<DeckId>, none: String, on_choose: Callback<Option<DeckId>>) -> AnyView {
    let reading = watch(&[Kind::DECK], |_| vec![Lookup::Range(Deck::all())]);
    let known = shown(reading, move |snapshot| {
        let decks = Shelves::of(snapshot);
        named(&decks).filter(|(deck, _)| moved.is_none_or(|moved| !decks.is_below(*deck, moved))).collect::<Vec<_>>()
    });
    let query = RwSignal::new(String::new());
    let fitting = Memo::new(move |_| {
        let words = query.with(|query| fold::words(query));
        let fits = |(_, name): &&(DeckId, String)| fold::matches(&fold::fold(name), &words);
        known.with(|known| known.iter().flatten().filter(fits).take(SHOWN + 1).cloned().collect::<Vec<_>>())
    });
    let row = move |(deck, name): (Option<DeckId>, String)| {
        view! { <li><Button label=name icon=Icon::Card kind=ButtonKind::Quiet on_press=move |()| on_choose.run(deck)/></li> }
            .into_any()
    };
    let rows = move || {
        let found = fitting.get().into_iter().take(SHOWN).map(|(id, name)| (Some(id), name));
        // No deck is offered while nothing is searched.
        let none = query.with(|query| query.trim().is_empty()).then(|| (None, none.clone()));
        none.into_iter().chain(found).map(row).collect::<Vec<_>>()
    };
    let many = Memo::new(move |_| known.with(|known| known.as_ref().is_some_and(|known| known.len() > SHOWN)));
    let nothing = move || fitting.with(Vec::is_empty) && !query.with(|query| query.trim().is_empty());
    view! {
        <div class="stack">
            {move || many.get().then(|| search(query))}
            <ul class="list">{rows}</ul>
            {move || nothing().then(|| view! { <p class="muted">{tr::decks::none_found()}</p> })}
            {move || (fitting.with(Vec::len) > SHOWN).then(|| view! { <p class="cap">{tr::goals::pick_more()}</p> })}
        </div>
    }
    .into_any()
}
