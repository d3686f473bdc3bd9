//! The list of items. While nothing is searched it is read in pages; a search, a chip or selecting several reads all of it
//! once and keeps it folded while this place is open.

use super::filter::{self, Entry, Facets, Filter, One};
use super::select::{Selection, bar, pick};
use super::{decks, example, row, words};
use crate::i18n::tr;
use crate::route::{self, Place, Route};
use crate::session::{self, Reading, fault, shown, watch};
use crate::ui::{
    Button, ButtonKind, ButtonLink, ChipToggle, Chips, Choice, EmptyState, Icon, Segmented, TextField, TextKind,
    TopBar, live,
};
use cairn_domain::{
    example::is_example,
    id::{DeckId, ItemId},
    item::{Deck, Form, Item, Shelves},
    kind::Kind,
    noun::Noun,
    port::{Lookup, Range},
};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    sync::Arc,
};

/// Rows of a page; each "Show more" doubles what is shown.
const PAGE: u32 = 32;
/// Decks that have a chip, of those at the top; each stands for what lies below it too.
const DECKS: usize = 16;

thread_local! {
    /// The search outlives a look at one item, not the place.
    static KEPT: RefCell<Filter> = RefCell::default();
    /// Whether the decks are shown in place of the items.
    static DECKS_SHOWN: Cell<bool> = const { Cell::new(false) };
}

/// The decks by id, as they are named.
pub type Names = Memo<Option<Vec<(DeckId, String)>>>;

type Items = Arc<Vec<One>>;

/// What the parts of the list share.
#[derive(Clone, Copy)]
struct List {
    filter: RwSignal<Filter>,
    limit: RwSignal<u32>,
    known: Signal<Option<Items>>,
    fitting: Memo<Option<Vec<Entry>>>,
    selection: Selection,
    names: Names,
    decks: Memo<Option<Arc<Shelves>>>,
    current: Option<ItemId>,
}

/// The list; `current` is the item that stands beside it.
pub fn view(current: Option<ItemId>) -> AnyView {
    let filter = RwSignal::new(KEPT.with_borrow(Clone::clone));
    let limit = RwSignal::new(PAGE);
    let selection = Selection::default();
    let decks_shown = RwSignal::new(DECKS_SHOWN.get());
    Effect::new(move |_| {
        KEPT.set(filter.get());
        DECKS_SHOWN.set(decks_shown.get());
    });
    on_cleanup(|| {
        if untrack(route::current).place() != Some(Place::Library) {
            KEPT.take();
        }
    });
    let whole = Memo::new(move |_| !filter.with(Filter::is_open) || selection.on.get());
    let page = watch(&[Kind::ITEM], move |_| vec![Lookup::Range(first_page(limit.get()))]);
    let all = watch(&[Kind::ITEM], move |_| if whole.get() { vec![Lookup::Range(Item::all())] } else { vec![] });
    let paged = items(page, move || first_page(limit.get()));
    let every = items(all, Item::all);
    // Until all of it is read, the page answers.
    let known = Signal::derive(move || if whole.get() { every.get().or_else(|| paged.get()) } else { paged.get() });
    let decks =
        shown(watch(&[Kind::DECK], |_| vec![Lookup::Range(Deck::all())]), |snapshot| Arc::new(Shelves::of(snapshot)));
    let fitting = Memo::new(move |_| {
        let (items, decks) = (known.get()?, decks.get().unwrap_or_default());
        Some(filter.with(|filter| filter.of(&items, &decks).into_iter().map(|one| one.entry.clone()).collect()))
    });
    let list = List { filter, limit, known, fitting, selection, names: names(), decks, current };
    let beside = current.is_some();
    let none = Memo::new(move |_| known.with(|items| items.as_ref().map(|items| items.is_empty())));
    let empty = move || none.get() == Some(true) && !whole.get();
    let tabs = vec![(Choice::new("items", tr::items::title()), None), (Choice::new("decks", tr::items::decks()), None)];
    let tab = move || if decks_shown.get() { "decks" } else { "items" }.to_owned();
    view! {
        <TopBar title=tr::items::title() beside back=Route::Library back_name=tr::places::library()/>
        <div class="line">
            <ButtonLink label=tr::items::new() to=Route::ItemNew(None) kind=if beside { ButtonKind::Plain } else { ButtonKind::Main } icon=Icon::Add/>
            <ButtonLink label=tr::mistakes::title() to=Route::Mistakes kind=ButtonKind::Quiet icon=Icon::Reflect/>
        </div>
        <Segmented label=tr::items::title() choices=tabs value=Signal::derive(tab) on_choose=move |tab: String| decks_shown.set(tab == "decks")/>
        {fault(page)}
        {move || if decks_shown.get() {
            decks::list()
        } else if none.get().is_none() {
            ().into_any()
        } else if empty() {
            nothing()
        } else {
            filled(list)
        }}
    }
    .into_any()
}

/// One row more than is shown, to know whether there is more.
fn first_page(limit: u32) -> Range {
    Item::page(None, limit.saturating_add(1))
}

fn items(reading: ReadSignal<Reading>, range: impl Fn() -> Range + Send + Sync + 'static) -> Memo<Option<Items>> {
    session::rows(reading, range, |snapshot, range| {
        snapshot.records(range).map(|record| One::of(&Item::read(record))).collect()
    })
}

/// The decks that are there.
pub fn names() -> Names {
    shown(watch(&[Kind::DECK], |_| vec![Lookup::Range(Deck::all())]), |snapshot| {
        snapshot.nouns::<Deck>(&Deck::all()).into_iter().map(|deck| (deck.id, deck.title)).collect()
    })
}

fn nothing() -> AnyView {
    view! {
        <EmptyState what=tr::items::empty_what() why=tr::items::empty_why()>
            <ButtonLink label=tr::items::new() to=Route::ItemNew(None) kind=ButtonKind::Main icon=Icon::Add/>
            <ButtonLink label=tr::items::empty_import() to=Route::Import icon=Icon::In/>
            <Button label=tr::library::show_example() kind=ButtonKind::Quiet on_press=|()| example::show()/>
        </EmptyState>
    }
    .into_any()
}

fn filled(list: List) -> AnyView {
    let List { filter, limit, known, fitting, selection, .. } = list;
    let most = move || usize::try_from(limit.get()).unwrap_or(usize::MAX);
    let rows = move || {
        let mut rows = fitting.get().unwrap_or_default();
        rows.truncate(most());
        rows
    };
    let found = move || fitting.with(|rows| rows.as_ref().map_or(0, Vec::len));
    let count = Memo::new(move |_| {
        let all = known.with(|items| items.as_ref().map_or(0, |items| items.len()));
        // A page does not know how much lies beyond it.
        match filter.with(Filter::is_open) && !selection.on.get() {
            true if all > most() => String::new(),
            true => tr::items::count(all),
            false => tr::items::count_of(found(), all),
        }
    });
    Effect::new(move |before: Option<String>| {
        let now = count.get();
        if before.is_some_and(|before| before != now) && !now.is_empty() {
            live::say(now.clone());
        }
        now
    });
    let more = Memo::new(move |_| found() > most());
    let none = Memo::new(move |_| fitting.with(|rows| rows.as_ref().is_some_and(Vec::is_empty)));
    let examples = Memo::new(move |_| fitting.with(|rows| rows.iter().flatten().any(|row| is_example(row.id))));
    let all_found =
        Signal::derive(move || fitting.get().into_iter().flatten().map(|entry| entry.id).collect::<Vec<_>>());
    view! {
        <div class="stack">
            <TextField
                label=tr::items::search()
                placeholder=tr::items::search_hint()
                kind=TextKind::Search
                value=Signal::derive(move || filter.with(|filter| filter.query.clone()))
                on_input=move |query: String| {
                    limit.set(PAGE);
                    filter.update(|filter| filter.query = query);
                }
            />
            {chips(list)}
        </div>
        <section class="stack tight" aria-label=tr::items::title()>
            {bar(selection, all_found)}
            <p class="cap num">{move || count.get()}</p>
            <ul class="list lazy">
                <For each=rows key=Clone::clone let:entry>{one(list, entry)}</For>
            </ul>
            {move || none.get().then(|| view! { <div class="stack tight"><p>{tr::library::none()}</p><p class="muted">{tr::library::none_hint()}</p></div> })}
            {move || more.get().then(|| view! { <Button label=tr::library::more() on_press=move || limit.update(|limit| *limit = limit.saturating_mul(2))/> })}
            {move || examples.get().then(|| view! { <Button label=tr::library::remove_example() kind=ButtonKind::Quiet on_press=|()| example::remove()/> })}
        </section>
    }
    .into_any()
}

fn one(list: List, entry: Entry) -> AnyView {
    let List { selection, names, current, .. } = list;
    let (shown, chosen) = (entry.clone(), entry);
    (move || {
        if selection.on.get() { pick(selection, &chosen) } else { row::link(&shown, names, current == Some(shown.id)) }
    })
    .into_any()
}

fn chips(list: List) -> AnyView {
    let List { filter, known, decks, .. } = list;
    let tops = Memo::new(move |_| {
        let decks = decks.get().unwrap_or_default();
        let tops = decks.inside().remove(&None).unwrap_or_default().into_iter().take(DECKS);
        tops.filter_map(|id| Some((id, decks.get(id)?.title.clone()))).collect::<Vec<_>>()
    });
    // The chips are drawn anew only when something comes or goes.
    let facets: Memo<Facets> =
        Memo::new(move |_| known.with(|items| items.as_ref().map(|items| filter::facets(items)).unwrap_or_default()));
    let chip = move |label: String, is: fn(&Filter) -> bool, set: fn(&mut Filter, bool)| {
        view! {
            <ChipToggle label pressed=Signal::derive(move || filter.with(is)) on_toggle=move |on: bool| filter.update(|filter| set(filter, on))/>
        }
        .into_any()
    };
    let form = move |form: Form| {
        view! {
            <ChipToggle
                label=words::form(form)
                pressed=Signal::derive(move || filter.with(|filter| filter.form == Some(form)))
                on_toggle=move |on: bool| filter.update(|filter| filter.form = on.then_some(form))
            />
        }
        .into_any()
    };
    let deck = move |(id, name): (DeckId, String)| {
        view! {
            <ChipToggle
                label=name
                pressed=Signal::derive(move || filter.with(|filter| filter.deck == Some(id)))
                on_toggle=move |on: bool| filter.update(|filter| filter.deck = on.then_some(id))
            />
        }
        .into_any()
    };
    let tag = move |tag: String| {
        let (mine, chosen) = (tag.clone(), tag.clone());
        view! {
            <ChipToggle
                label=["#", &tag].concat()
                pressed=Signal::derive(move || filter.with(|filter| filter.tag.as_ref() == Some(&mine)))
                on_toggle=move |on: bool| filter.update(|filter| filter.tag = on.then(|| chosen.clone()))
            />
        }
        .into_any()
    };
    let flagged = move || facets.with(|facets| facets.flagged) || filter.with(|filter| filter.flagged);
    let suspended = move || facets.with(|facets| facets.suspended) || filter.with(|filter| filter.suspended);
    view! {
        <Chips label=tr::items::filter() scroll=true>
            <ChipToggle
                label=tr::library::all()
                pressed=Signal::derive(move || !filter.with(Filter::has_chips))
                on_toggle=move |_: bool| filter.update(|filter| *filter = Filter { query: filter.query.clone(), ..Filter::default() })
            />
            {move || flagged().then(|| chip(tr::items::flagged(), |filter| filter.flagged, |filter, on| filter.flagged = on))}
            {move || suspended().then(|| chip(tr::items::suspended(), |filter| filter.suspended, |filter, on| filter.suspended = on))}
            {move || tops.get().into_iter().map(deck).collect_view()}
            {move || facets.with(|facets| facets.forms.clone()).into_iter().map(form).collect_view()}
            {move || facets.with(|facets| facets.tags.clone()).into_iter().map(tag).collect_view()}
        </Chips>
    }
    .into_any()
}
