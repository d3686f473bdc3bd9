//! What was deleted in the last 30 days, of every kind; each can come back. Emptying is not done here:
//! see `session::trash`; what came back by itself has a list of its own.

use crate::browser::clock;
use crate::i18n::{self, tr};
use crate::route::{Link, Route};
use crate::session::{self, named};
use crate::ui::{
    Button, ButtonLink, EmptyState, Heading, Icon, Meta, MetaPart, Note, NoteKind, Own, Page, Row, TopBar,
};
use cairn_domain::{
    command::Command,
    id::Id,
    kind::Kind,
    port::{Lookup, Range, Snapshot},
    registry,
    time::{DAY_MS, TRASH_DAYS},
};
use leptos::prelude::*;

/// Rows of one kind that are listed.
const SHOWN: u32 = 200;

/// One deleted record.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Deleted {
    kind: Kind,
    id: Id,
    title: String,
    /// UTC ms.
    at: i64,
}

/// The screen.
pub fn view() -> AnyView {
    let reading = session::watch(named::RECORDS, |_| {
        let lists = |kind: &Kind| [range(*kind), registry::revenants(*kind, SHOWN)].map(Lookup::Range);
        named::RECORDS.iter().flat_map(lists).collect()
    });
    let returned = session::shown(reading, |read| {
        let of = |kind: &Kind| read.records(&registry::revenants(*kind, SHOWN)).count();
        named::RECORDS.iter().map(of).sum::<usize>()
    });
    let deleted = Memo::new(move |_| reading.with(|reading| reading.as_ref()?.as_ref().ok().map(|read| deleted(read))));
    let failed = Memo::new(move |_| reading.with(|reading| matches!(reading, Some(Err(_)))));
    let cut = Memo::new(move |_| {
        reading.with(|reading| match reading {
            Some(Ok(read)) => named::RECORDS.iter().any(|kind| read.records(&range(*kind)).count() >= SHOWN as usize),
            _ => false,
        })
    });
    let none = Memo::new(move |_| deleted.with(|deleted| deleted.as_ref().map(Vec::is_empty)));
    view! {
        <Page busy=true>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            <Heading text=tr::places::trash()/>
            {move || failed.get().then(|| view! { <Note kind=NoteKind::Danger spoken=true><p>{tr::trash::failed()}</p></Note> })}
            {move || match none.get() {
                None => ().into_any(),
                Some(true) => view! {
                    <EmptyState what=tr::trash::empty_what() why=tr::trash::empty_why()>
                        <ButtonLink label=tr::common::to_today() to=Route::Today/>
                    </EmptyState>
                }
                .into_any(),
                Some(false) => view! {
                    <section class="stack" aria-label=tr::places::trash()>
                        <p class="muted">{tr::trash::what()}</p>
                        <ul class="list">
                            <For each=move || deleted.get().unwrap_or_default() key=Clone::clone let:one>{row(one)}</For>
                        </ul>
                        {move || cut.get().then(|| view! { <p class="cap">{tr::trash::more(SHOWN)}</p> })}
                    </section>
                }
                .into_any(),
            }}
            {move || returned.get().map(door)}
        </Page>
    }
    .into_any()
}

/// The way to what came back by itself.
fn door(returned: usize) -> AnyView {
    let trail = (returned > 0).then(|| view! { {tr::lists::returned_count(returned)} }.into_any());
    let caption = view! {
        <Link to=Route::Returned class="name">{tr::lists::returned()}</Link>
        <p class="cap">{tr::lists::returned_hint()}</p>
    };
    let row = match trail {
        Some(trail) => view! { <Row icon=Icon::Undo trail>{caption}</Row> }.into_any(),
        None => view! { <Row icon=Icon::Undo>{caption}</Row> }.into_any(),
    };
    view! { <ul class="list">{row}</ul> }.into_any()
}

fn range(kind: Kind) -> Range {
    Range::last(kind, "trash/", SHOWN)
}

/// Everything in the trash, the last deleted first.
fn deleted(snapshot: &Snapshot) -> Vec<Deleted> {
    let of = |kind: &Kind| {
        let one = |record: &cairn_domain::record::Record| Deleted {
            kind: record.kind,
            id: record.id,
            title: named::title(record, snapshot),
            at: record.trashed_at().unwrap_or(0),
        };
        snapshot.records(&range(*kind)).filter(|record| !session::trash::is_old(record)).map(one).collect::<Vec<_>>()
    };
    let mut all: Vec<Deleted> = named::RECORDS.iter().flat_map(of).collect();
    all.sort_by(|one, other| (other.at, &other.title).cmp(&(one.at, &one.title)));
    all
}

#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // days of a month, moments below 2^53
fn row(one: Deleted) -> AnyView {
    let title = one.title;
    let days = clock::local_day(one.at as f64) - clock::local_day(clock::now());
    let left =
        (one.at + TRASH_DAYS * DAY_MS - clock::now() as i64 + DAY_MS - 1).div_euclid(DAY_MS).clamp(0, TRASH_DAYS);
    let parts: Vec<MetaPart> = vec![
        (named::icon(one.kind), named::kind(one.kind)).into(),
        tr::trash::deleted(&i18n::relative_days(days)).into(),
        tr::trash::days_left(left).into(),
    ];
    let (kind, id) = (one.kind, one.id);
    let restore = view! {
        <Button
            label=tr::trash::restore()
            described=tr::trash::restore_named(&title)
            on_press=move || session::run(Command::Restore(kind, id))
        />
    };
    view! { <Row><span class="name"><Own text=title/></span><Meta parts/><div class="line">{restore}</div></Row> }
        .into_any()
}
