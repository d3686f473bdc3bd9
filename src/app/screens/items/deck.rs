//! One deck: where it lies, what it is for, what it belongs to, and what lies in it, read in pages.

use super::decks::{self, Decks};
use super::filter::One;
use super::{list, missing, row};
use crate::choose;
use crate::i18n::tr;
use crate::practice;
use crate::route::{self, ItemFor, Link, Route};
use crate::session::{
    self, changed, fault, run_then, settle, shown,
    texts::{At, begun},
    watch,
};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Heading, Icon, IconButton, Own, Section, Sheet, TextField, TextKind, TopBar,
};
use cairn_domain::{
    command::Command,
    id::DeckId,
    item::{
        Deck, Item,
        command::{self, DeckEdit},
    },
    kind::Kind,
    noun::Noun,
    port::Lookup,
    practice::Scope,
};
use leptos::prelude::*;

/// Rows of a page; each "Show more" doubles what is shown.
const PAGE: u32 = 32;

/// The deck as it was read last: nothing yet, not here, or there.
type Shown = Memo<Option<Option<Deck>>>;

/// The screen.
pub fn view(id: DeckId) -> AnyView {
    let reading = watch(&[Kind::DECK], move |_| vec![Lookup::Record(Kind::DECK, id.0)]);
    let deck: Shown = shown(reading, move |snapshot| snapshot.noun::<Deck>(id));
    let there = Memo::new(move |_| deck.with(|deck| deck.as_ref().map(Option::is_some)));
    let editing = RwSignal::new(false);
    view! {
        <TopBar back=Route::Items back_name=tr::items::title()>
            {move || (there.get() == Some(true))
                .then(|| view! { <IconButton icon=Icon::Edit label=tr::items::edit_deck() on_press=move || editing.set(true)/> })}
        </TopBar>
        {fault(reading)}
        {move || match there.get() {
            None => ().into_any(),
            Some(false) => missing(tr::items::missing_deck()),
            Some(true) => body(id, deck, editing),
        }}
    }
    .into_any()
}

fn body(id: DeckId, deck: Shown, editing: RwSignal<bool>) -> AnyView {
    let title = Signal::derive(move || deck.get().flatten().map(|deck| deck.title).unwrap_or_default());
    let description = Memo::new(move |_| deck.get().flatten().map(|deck| deck.description));
    let at = At::new(Kind::DECK, id, Deck::DESCRIPTION);
    let (reading, all) = decks::read();
    let moving = RwSignal::new(false);
    let remove = move |()| {
        run_then(Command::Trash(Kind::DECK, id.0), |result| {
            if result.is_ok() {
                route::replace(Route::Items);
            }
        });
    };
    view! {
        <div class="stack tight">
            {lies_in(id, all)}
            <Heading text=title own=true/>
            {move || description.get().map(|text| at.shown(&text, None))}
        </div>
        <div class="line">
            <ButtonLink
                label=tr::items::new_here()
                to=Route::ItemNew(Some((ItemFor::Deck, id.to_string())))
                kind=ButtonKind::Main
                icon=Icon::Add
            />
        </div>
        {practice::door(Scope::Deck(Some(id)), Route::practise("deck", &id.to_string()))}
        {fault(reading)}
        {decks::inside(all, id)}
        {decks::belongs(id, all)}
        {inside(id)}
        <div class="line"><Button label=tr::decks::put_into() icon=Icon::Out on_press=move |()| moving.set(true)/></div>
        <div class="stack tight">
            <p class="cap">{tr::items::delete_deck_hint()}</p>
            <Button label=tr::items::delete_deck() kind=ButtonKind::Danger icon=Icon::Trash on_press=remove/>
        </div>
        <Sheet open=moving title=tr::decks::put_into()>{move || places(id, moving)}</Sheet>
        <Sheet open=editing title=tr::items::edit_deck()>
            {move || deck.get_untracked().flatten().map(|deck| form(&deck, editing))}
        </Sheet>
    }
    .into_any()
}

/// "Deck", with the way to it where it lies in others.
fn lies_in(id: DeckId, all: Decks) -> AnyView {
    let way = Memo::new(move |_| {
        let Some(all) = all.get() else { return Vec::new() };
        let mut way: Vec<(DeckId, String)> = all.shelves.upwards(id).skip(1).map(|id| (id, all.title(id))).collect();
        way.reverse();
        way
    });
    let links = move || {
        let link = |(id, title): (DeckId, String)| {
            view! { " › "<Link to=Route::Deck(id.to_string())><Own text=title/></Link> }.into_any()
        };
        way.get().into_iter().map(link).collect::<Vec<_>>()
    };
    view! { <p class="cap">{tr::items::deck()}{links}</p> }.into_any()
}

/// The decks into which it can be put.
fn places(id: DeckId, open: RwSignal<bool>) -> AnyView {
    let put = Callback::new(move |parent: Option<DeckId>| {
        let edit = command::Command::EditDeck(id, vec![DeckEdit::Parent(parent)]);
        run_then(Command::Item(edit), move |result| {
            if result.is_ok() {
                let _ = open.try_set(false);
            }
        });
    });
    choose::decks(Some(id), tr::decks::at_top(), put)
}

fn inside(id: DeckId) -> AnyView {
    let limit = RwSignal::new(PAGE);
    let range = move || Item::in_deck(Some(id), limit.get().saturating_add(1));
    let reading = watch(&[Kind::ITEM], move |_| vec![Lookup::Range(range())]);
    let rows = session::rows(reading, range, |snapshot, range| {
        snapshot.records(range).map(|record| One::of(&Item::read(record)).entry).collect()
    });
    let names = list::names();
    let most = move || usize::try_from(limit.get()).unwrap_or(usize::MAX);
    let some = move || {
        let mut rows = rows.get().map(|rows| rows.to_vec()).unwrap_or_default();
        rows.truncate(most());
        rows
    };
    let more = Memo::new(move |_| rows.with(|rows| rows.as_ref().map_or(0, |rows| rows.len())) > most());
    let none = Memo::new(move |_| rows.with(|rows| rows.as_ref().is_some_and(|rows| rows.is_empty())));
    let title = move || {
        // The rows are asked before what is made of them: of two that change together the first one tells.
        let count = rows.with(|rows| rows.as_ref().map_or(0, |rows| rows.len()));
        if more.get() { tr::items::deck_more(most()) } else { tr::items::deck_count(count) }
    };
    view! {
        <Section title=Signal::derive(title) tight=true>
            {fault(reading)}
            {move || none.get().then(|| view! { <p class="muted">{tr::items::deck_empty()}</p> })}
            <ul class="list lazy">
                <For each=some key=Clone::clone let:entry>{row::link(&entry, names, false)}</For>
            </ul>
            {move || more.get().then(|| view! { <Button label=tr::library::more() on_press=move || limit.update(|limit| *limit = limit.saturating_mul(2))/> })}
        </Section>
    }
    .into_any()
}

fn form(deck: &Deck, open: RwSignal<bool>) -> AnyView {
    let id = deck.id;
    let title = RwSignal::new(deck.title.clone());
    let description = RwSignal::new(begun(&deck.description));
    let dots = deck.description.dots();
    let error = RwSignal::new(None::<String>);
    let said = move || {
        let text = description.get_untracked().trim().to_owned();
        vec![DeckEdit::Title(title.get_untracked()), DeckEdit::Description { opened: dots.clone(), text }]
    };
    let opened = StoredValue::new(said());
    let save = move |()| {
        let edits = opened.with_value(|opened| changed(opened, said()));
        run_then(Command::Item(command::Command::EditDeck(id, edits)), settle(error, move |_| open.set(false)));
    };
    view! {
        <div class="stack loose">
            <TextField label=tr::items::deck_name() value=title error=error on_input=move |text: String| title.set(text)/>
            <TextField
                label=tr::items::description()
                kind=TextKind::Voice
                rows=3
                value=description
                on_input=move |text: String| description.set(text)
            />
            <Button label=tr::common::save() kind=ButtonKind::Main wide=true on_press=save/>
        </div>
    }
    .into_any()
}
