//! The list of resources. While nothing is searched it is read in pages; a search or a chip reads all
//! of it once and keeps it folded while this place is open.

use super::{
    door,
    filter::{self, Entry, Filter, Item, TIMES},
    shared, words,
};
use crate::attach;
use crate::choose;
use crate::i18n::tr;
use crate::route::{self, Link, Place, Route};
use crate::session::{self, Reading};
use crate::ui::{
    Button, ButtonKind, ButtonLink, ChipToggle, Chips, EmptyState, Icon, Meta, MetaPart, Note, NoteKind, Own, Row,
    TextField, TextKind, TopBar, live,
};
use cairn_domain::{
    command::Command,
    id::ResourceId,
    kind::Kind,
    media::MediaHash,
    noun::Noun,
    port::{Lookup, Range},
    resource::{
        Format, Resource,
        command::{self, Edit},
        example::Example,
    },
    tags::Retag,
};
use leptos::prelude::*;
use std::{cell::RefCell, collections::BTreeSet, sync::Arc};

/// Rows of a page; each "Show more" doubles what is shown.
const PAGE: u32 = 32;

thread_local! {
    /// The search outlives a look at one resource, not the place.
    static KEPT: RefCell<Filter> = RefCell::default();
}

const SEARCH: &str = "library-search";

type Items = Arc<Vec<Item>>;

/// The list; `current` is the resource that stands beside it.
pub fn view(current: Option<ResourceId>) -> AnyView {
    let filter = RwSignal::new(KEPT.with_borrow(Clone::clone));
    let limit = RwSignal::new(PAGE);
    Effect::new(move |_| KEPT.set(filter.get()));
    on_cleanup(|| {
        if untrack(route::current).place() != Some(Place::Library) {
            KEPT.take();
        }
    });

    let whole = Memo::new(move |_| !filter.with(Filter::is_open));
    let page =
        session::watch(&[Kind::RESOURCE], move |_| vec![Lookup::Range(first_page(limit.get())), Lookup::MediaAll]);
    let all = session::watch(&[Kind::RESOURCE], move |_| {
        if whole.get() { vec![Lookup::Range(Resource::all()), Lookup::MediaAll] } else { vec![] }
    });
    let paged = items(page, move || first_page(limit.get()));
    let every = items(all, Resource::all);
    // Until all of it is read, the page answers.
    let known = Signal::derive(move || if whole.get() { every.get().or_else(|| paged.get()) } else { paged.get() });
    let fitting = Memo::new(move |_| {
        let items = known.get()?;
        let found = filter.with(|filter| filter.of(&items).into_iter().map(|item| item.entry.clone()).collect());
        Some(found)
    });
    let failed = Signal::derive(move || page.with(|page| matches!(page, Some(Err(_)))).then(tr::library::failed));
    let beside = current.is_some();
    view! {
        <TopBar title=tr::places::library() beside>
            <ButtonLink label=tr::library::add() to=Route::ResourceNew kind=if beside { ButtonKind::Plain } else { ButtonKind::Main } icon=Icon::Add/>
        </TopBar>
        {door::view()}
        {shared::waiting()}
        {move || failed.get().map(|text| view! { <Note kind=NoteKind::Danger spoken=true><p>{text}</p></Note> })}
        {move || match state(known.get().as_deref(), whole.get()) {
            State::Reading => ().into_any(),
            State::Empty => empty(),
            State::Filled => filled(filter, limit, known, fitting, current),
        }}
    }
    .into_any()
}

#[derive(PartialEq)]
enum State {
    Reading,
    Empty,
    Filled,
}

fn state(items: Option<&Vec<Item>>, whole: bool) -> State {
    match items {
        None => State::Reading,
        Some(items) if items.is_empty() && !whole => State::Empty,
        Some(_) => State::Filled,
    }
}

/// One row more than is shown, to know whether there is more.
fn first_page(limit: u32) -> Range {
    Resource::page(None, limit.saturating_add(1))
}

/// The rows of a reading.
fn items(reading: ReadSignal<Reading>, range: impl Fn() -> Range + Send + Sync + 'static) -> Memo<Option<Items>> {
    session::rows(reading, range, |snapshot, range| {
        let whole = snapshot.media().iter().filter(|kept| kept.whole);
        let kept: BTreeSet<MediaHash> = whole.map(|kept| kept.hash).collect();
        snapshot.records(range).map(|record| Item::of(&Resource::read(record), &kept)).collect()
    })
}

fn empty() -> AnyView {
    view! {
        <EmptyState what=tr::library::empty_what() why=tr::library::empty_why()>
            <ButtonLink label=tr::library::add() to=Route::ResourceNew kind=ButtonKind::Main icon=Icon::Add/>
            <Button
                label=tr::library::show_example()
                kind=ButtonKind::Quiet
                on_press=|| session::run(Command::Resource(command::Command::ShowExample(examples())))
            />
        </EmptyState>
    }
    .into_any()
}

fn filled(
    filter: RwSignal<Filter>,
    limit: RwSignal<u32>,
    known: Signal<Option<Items>>,
    fitting: Memo<Option<Vec<Entry>>>,
    current: Option<ResourceId>,
) -> AnyView {
    let shown = move || usize::try_from(limit.get()).unwrap_or(usize::MAX);
    let rows = move || {
        let mut rows = fitting.get().unwrap_or_default();
        rows.truncate(shown());
        rows
    };
    let count = Memo::new(move |_| {
        let found = fitting.with(|rows| rows.as_ref().map_or(0, Vec::len));
        let all = known.with(|items| items.as_ref().map_or(0, |items| items.len()));
        // A page does not know how much lies beyond it.
        match filter.with(Filter::is_open) {
            true if all > shown() => String::new(),
            true => tr::library::count(all),
            false => tr::library::count_of(found, all),
        }
    });
    Effect::new(move |before: Option<String>| {
        let now = count.get();
        if before.is_some_and(|before| before != now) && !now.is_empty() {
            live::say(now.clone());
        }
        now
    });
    let more = Memo::new(move |_| fitting.with(|rows| rows.as_ref().map_or(0, Vec::len)) > shown());
    let none = Memo::new(move |_| fitting.with(|rows| rows.as_ref().is_some_and(Vec::is_empty)));
    let example = Memo::new(move |_| fitting.with(|rows| rows.iter().flatten().any(|row| row.example)));
    view! {
        <div class="stack">
            <TextField
                label=tr::library::search()
                placeholder=tr::library::search_hint()
                kind=TextKind::Search
                id=SEARCH.to_owned()
                value=Signal::derive(move || filter.with(|filter| filter.query.clone()))
                on_input=move |query: String| {
                    limit.set(PAGE);
                    filter.update(|filter| filter.query = query);
                }
            />
            {chips(filter, known)}
        </div>
        <section class="stack tight" aria-label=tr::places::library()>
            <p class="cap num">{move || count.get()}</p>
            <ul class="list lazy">
                <For each=rows key=Clone::clone let:entry>{row(entry, current)}</For>
            </ul>
            {move || none.get().then(|| view! { <div class="stack tight"><p>{tr::library::none()}</p><p class="muted">{tr::library::none_hint()}</p></div> })}
            {move || more.get().then(|| view! { <Button label=tr::library::more() on_press=move || limit.update(|limit| *limit = limit.saturating_mul(2))/> })}
            {move || example.get().then(|| view! {
                <Button
                    label=tr::library::remove_example()
                    kind=ButtonKind::Quiet
                    on_press=|| session::run(Command::Resource(command::Command::RemoveExample))
                />
            })}
        </section>
    }
    .into_any()
}

fn chips(filter: RwSignal<Filter>, known: Signal<Option<Items>>) -> AnyView {
    let with = move |read: fn(&[Item]) -> usize| known.with(|items| items.as_ref().map_or(0, |items| read(items)));
    // The chips are drawn anew only when a form or a language comes or goes.
    let formats = Memo::new(move |_| known.with(|items| items.as_ref().map(|items| filter::formats(items))));
    let languages = Memo::new(move |_| known.with(|items| items.as_ref().map(|items| filter::languages(items))));
    let open = Signal::derive(move || !filter.with(Filter::has_chips));
    let timed = Memo::new(move |_| with(<[Item]>::len) > 0);
    let kept = Memo::new(move |_| {
        filter.with(|filter| filter.offline)
            || with(|items| items.iter().filter(|item| item.entry.kept.is_some()).count()) > 0
    });
    let offline = move || {
        view! {
            <ChipToggle
                label=tr::media::offline()
                pressed=Signal::derive(move || filter.with(|filter| filter.offline))
                on_toggle=move |on: bool| filter.update(|filter| filter.offline = on)
            />
        }
        .into_any()
    };
    let time = move |time: u32| {
        view! {
            <ChipToggle
                label=tr::library::up_to(time)
                pressed=Signal::derive(move || filter.with(|filter| filter.time == Some(time)))
                on_toggle=move |on: bool| filter.update(|filter| filter.time = on.then_some(time))
            />
        }
        .into_any()
    };
    let format = move |format: Format| {
        view! {
            <ChipToggle
                label=words::format(format)
                pressed=Signal::derive(move || filter.with(|filter| filter.format == Some(format)))
                on_toggle=move |on: bool| filter.update(|filter| filter.format = on.then_some(format))
            />
        }
        .into_any()
    };
    let language = move |tag: String| {
        let (mine, chosen) = (tag.clone(), tag.clone());
        view! {
            <ChipToggle
                label=choose::language(&tag)
                pressed=Signal::derive(move || filter.with(|filter| filter.language.as_ref() == Some(&mine)))
                on_toggle=move |on: bool| filter.update(|filter| filter.language = on.then(|| chosen.clone()))
            />
        }
        .into_any()
    };
    view! {
        <Chips label=tr::library::filter() scroll=true>
            <ChipToggle
                label=tr::library::all()
                pressed=open
                on_toggle=move |_: bool| filter.update(|filter| *filter = Filter { query: filter.query.clone(), ..Filter::default() })
            />
            {move || kept.get().then(offline)}
            {move || timed.get().then(|| TIMES.map(time).collect_view())}
            {move || formats.get().into_iter().flatten().map(format).collect_view()}
            {move || languages.get().into_iter().flatten().map(language).collect_view()}
        </Chips>
    }
    .into_any()
}

fn row(entry: Entry, current: Option<ResourceId>) -> AnyView {
    let mut parts: Vec<MetaPart> = entry.facts.into_iter().map(MetaPart::from).collect();
    if let Some(bytes) = entry.kept {
        parts.push((Icon::Saved, tr::media::here(&attach::words::size(bytes))).into());
    }
    if entry.finished {
        parts.push((Icon::Check, tr::library::finished()).into());
    }
    if entry.example {
        parts.push(tr::library::example().into());
    }
    let here = current == Some(entry.id);
    view! {
        <Row icon=words::icon(entry.format) current=here>
            <Link to=Route::Resource(entry.id.to_string()) class="name" current=here><Own text=entry.title/></Link>
            <p class="sr">{words::format(entry.format)}</p>
            {(!parts.is_empty()).then(|| view! { <Meta parts/> })}
        </Row>
    }
    .into_any()
}

fn examples() -> Vec<Example> {
    use tr::library as said;
    let language = || Edit::Language(crate::i18n::current().tag.to_owned());
    let tags = || Edit::Tags(Retag::new(vec![said::example_tag()]));
    let note = |text: String| Edit::Notes { opened: vec![], text };
    vec![
        Example {
            format: Format::Book,
            title: said::example_book(),
            more: vec![language(), tags(), Edit::Author(said::example_book_author()), note(said::example_book_note())],
            place: Some((14, 62)),
        },
        Example {
            format: Format::Audio,
            title: said::example_audio(),
            more: vec![language(), Edit::Minutes(Some(9))],
            place: None,
        },
        Example {
            format: Format::Person,
            title: said::example_person(),
            more: vec![tags(), note(said::example_person_note())],
            place: None,
        },
    ]
}
