//! "Wrong clock": entries that are dated after tomorrow. They count as of today; she leaves them, or gives them
//! today's date, which is a taking back and a telling again.

use crate::browser::{clock, focus};
use crate::i18n::{self, DateStyle, tr};
use crate::route::{Link, Route};
use crate::session::{self, fault, named, shown, watch};
use crate::ui::{Button, ButtonLink, EmptyState, Heading, Meta, MetaPart, Note, Own, Page, Row, TopBar};
use cairn_domain::{
    command::Command,
    event::{Event, clock as wrong_clock},
    id::{EventId, Id},
    kind::Kind,
    port::{Lookup, Snapshot},
    registry,
};
use leptos::prelude::*;

/// One entry.
#[derive(Clone, PartialEq, Eq)]
struct Ahead {
    kind: Kind,
    id: EventId,
    /// What it is about: the title of a skill or a goal; may be empty.
    about: String,
    place: Option<Route>,
    /// The moment that it claims, UTC ms.
    claims: i64,
}

/// The screen.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // milliseconds since 1970
pub fn view() -> AnyView {
    let now = clock::now() as i64;
    let reading = watch(Kind::ALL, move |snapshot| needs(now, snapshot));
    let list = shown(reading, move |snapshot| read(now, snapshot));
    let count = Memo::new(move |_| list.with(|list| list.as_ref().map(|(rows, _)| rows.len())));
    let cut = Memo::new(move |_| list.with(|list| list.as_ref().is_some_and(|(_, cut)| *cut)));
    let rows = move || list.get().map(|(rows, _)| rows).unwrap_or_default();
    let correct_all = move || {
        let all = list.with_untracked(|list| {
            list.iter().flat_map(|(rows, _)| rows).map(|one| (one.kind, one.id)).collect::<Vec<_>>()
        });
        correct(all);
    };
    view! {
        <Page busy=true>
            <TopBar back=Route::Storage back_name=tr::places::storage()/>
            <Heading text=tr::lists::clock()/>
            {fault(reading)}
            {move || match count.get() {
                None => ().into_any(),
                Some(0) => view! {
                    <EmptyState what=tr::lists::clock_empty() why=tr::lists::clock_empty_why()>
                        <ButtonLink label=tr::common::to_today() to=Route::Today/>
                    </EmptyState>
                }
                .into_any(),
                Some(count) => view! {
                    <section class="stack" aria-label=tr::lists::clock()>
                        <p class="muted">{tr::lists::clock_what()}</p>
                        <Note><p>{tr::lists::clock_now(&i18n::date(now as f64, DateStyle::Full))}</p></Note>
                        <ul class="list">
                            <For each=rows key=|one| (one.id, one.claims, one.about.clone()) let:one>{row(one)}</For>
                        </ul>
                        {move || cut.get().then(|| view! { <p class="cap">{tr::lists::cut()}</p> })}
                        <p class="cap">{tr::lists::correct_text()}</p>
                        {(count > 1).then(|| view! { <Button label=tr::lists::correct_all() on_press=move |()| correct_all()/> })}
                    </section>
                }
                .into_any(),
            }}
        </Page>
    }
    .into_any()
}

fn needs(now: i64, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = wrong_clock::needs(now, snapshot);
    lookups.extend(
        wrong_clock::wrong(now, snapshot).0.iter().filter_map(owner).map(|(kind, id)| Lookup::Record(kind, id)),
    );
    lookups
}

fn read(now: i64, snapshot: &Snapshot) -> (Vec<Ahead>, bool) {
    let (found, cut) = wrong_clock::wrong(now, snapshot);
    let one = |event: &Event| {
        let about = owner(event).and_then(|(kind, id)| snapshot.record(kind, id));
        Ahead {
            kind: event.kind,
            id: event.id,
            about: about.map(|record| named::title(record, snapshot)).unwrap_or_default(),
            place: about.filter(|record| record.is_alive()).and_then(named::place),
            claims: event.at.ms,
        }
    };
    (found.iter().map(one).collect(), cut)
}

/// The record that an entry is about.
fn owner(event: &Event) -> Option<(Kind, Id)> {
    let kind = if event.kind == Kind::TRANSITION { Kind::GOAL } else { Kind::COMPETENCY };
    Id::parse(&registry::owner(event)).map(|id| (kind, id))
}

#[allow(clippy::cast_precision_loss)] // moments are far below 2^53
fn row(one: Ahead) -> AnyView {
    let what = named::kind(one.kind);
    let full = if one.about.is_empty() { what.clone() } else { tr::changes::named(&what, &one.about) };
    let described = tr::lists::correct_named(&full);
    let name = match one.place {
        Some(to) => view! { <Link to class="name">{what}</Link> }.into_any(),
        None => view! { <span class="name">{what}</span> }.into_any(),
    };
    let about = (!one.about.is_empty()).then(|| view! { <p><Own text=one.about/></p> });
    let parts: Vec<MetaPart> = vec![tr::lists::claims(&i18n::date(one.claims as f64, DateStyle::Full)).into()];
    let (kind, id) = (one.kind, one.id);
    let use_today = move |()| correct(vec![(kind, id)]);
    view! {
        <Row icon=named::icon(kind)>
            {name}
            {about}
            <Meta parts/>
            <div class="line"><Button label=tr::lists::correct() described on_press=use_today/></div>
        </Row>
    }
    .into_any()
}

/// Gives them today's date; the rows go, and the focus is not to go with them.
fn correct(entries: Vec<(Kind, EventId)>) {
    session::run(Command::CorrectDates(entries));
    focus::main_heading();
}
