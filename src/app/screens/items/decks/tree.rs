//! Decks as a tree of links, closed where there are many; a search shows those that it finds in one list, each with the way
//! to it. No more than a page of any branch is in the document.

use super::model::{Decks, Model};
use crate::choose;
use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::ui::{Button, Icon, Own, Row, Section, Tree, TreeItem};
use cairn_domain::id::DeckId;
use leptos::prelude::*;

/// Rows of a page; "Show more" doubles what is shown.
const PAGE: usize = 32;
/// With more decks than this the tree begins closed, and there is a search.
const SMALL: usize = 12;
/// Decks in decks that are drawn; what lies deeper is on the page of the last of them.
const DEEP: usize = 32;

/// All decks.
pub fn view(decks: Decks) -> AnyView {
    let query = RwSignal::new(String::new());
    let many = Memo::new(move |_| decks.with(|decks| decks.as_ref().is_some_and(|decks| decks.shelves.len() > SMALL)));
    let any = Memo::new(move |_| decks.with(|decks| decks.as_ref().is_some_and(|decks| !decks.shelves.is_empty())));
    let searching = Memo::new(move |_| query.with(|query| !query.trim().is_empty()));
    view! {
        {move || many.get().then(|| choose::deck_search(query))}
        {move || if searching.get() { found(decks, query) } else { branch(decks, None, tr::items::decks()) }}
        {move || any.get().then(|| view! { <p class="cap">{tr::decks::amount_hint()}</p> })}
    }
    .into_any()
}

/// What lies in a deck, if there are decks in it.
pub fn inside(decks: Decks, deck: DeckId) -> AnyView {
    let any = Memo::new(move |_| {
        decks.with(|decks| decks.as_ref().is_some_and(|decks| decks.inside.contains_key(&Some(deck))))
    });
    (move || {
        any.get().then(|| {
            view! {
                <Section title=tr::decks::inside() tight=true>
                    {branch(decks, Some(deck), tr::decks::inside())}
                    <p class="cap">{tr::decks::amount_hint()}</p>
                </Section>
            }
        })
    })
    .into_any()
}

fn branch(decks: Decks, of: Option<DeckId>, label: String) -> AnyView {
    // The tree is drawn anew only when something in it is another.
    let items =
        Memo::new(move |_| decks.with(|decks| decks.as_ref().map(|decks| items(decks, of, 0)).unwrap_or_default()));
    let depth =
        decks.with_untracked(|decks| decks.as_ref().map_or(0, |decks| usize::from(decks.shelves.len() <= SMALL)));
    view! { <Tree items label open_depth=depth page=PAGE more=tr::library::more()/> }.into_any()
}

fn items(decks: &Model, of: Option<DeckId>, depth: usize) -> Vec<TreeItem> {
    if depth > DEEP {
        return Vec::new();
    }
    let item = |deck: &DeckId| TreeItem {
        key: deck.to_string(),
        name: name(decks.title(*deck)),
        to: Some(Route::Deck(deck.to_string())),
        detail: decks.amount(*deck),
        children: items(decks, Some(*deck), depth + 1),
        ..TreeItem::default()
    };
    decks.inside.get(&of).into_iter().flatten().map(item).collect()
}

fn found(decks: Decks, query: RwSignal<String>) -> AnyView {
    let limit = RwSignal::new(PAGE);
    let fitting = Memo::new(move |_| {
        let query = query.get();
        decks.with(|decks| decks.as_ref().map(|decks| decks.called(&query)).unwrap_or_default())
    });
    let rows = move || fitting.get().into_iter().take(limit.get()).map(|deck| row(decks, deck)).collect::<Vec<_>>();
    let more = Memo::new(move |_| fitting.with(Vec::len) > limit.get());
    view! {
        <ul class="list lazy" aria-label=tr::items::decks()>{rows}</ul>
        {move || fitting.with(Vec::is_empty).then(|| view! { <p class="muted">{tr::decks::none_found()}</p> })}
        {move || more.get().then(|| view! { <Button label=tr::library::more() on_press=move |()| limit.update(|limit| *limit = limit.saturating_mul(2))/> })}
    }
    .into_any()
}

fn row(decks: Decks, deck: DeckId) -> AnyView {
    let Some(model) = decks.get_untracked() else { return ().into_any() };
    let (title, way) = (name(model.title(deck)), model.way(deck));
    let amount = model.amount(deck);
    view! {
        <Row icon=Icon::Card trail=view! { {amount} }.into_any()>
            <Link to=Route::Deck(deck.to_string()) class="name"><Own text=title/></Link>
            {(!way.is_empty()).then(|| view! { <p class="cap"><Own text=way/></p> })}
        </Row>
    }
    .into_any()
}

fn name(title: String) -> String {
    if title.trim().is_empty() { tr::trash::untitled() } else { title }
}
