//! "Edited elsewhere after deletion": what came back from the trash because another device had written to it
//! without knowing of the deletion. Each is kept, or deleted again.

use crate::browser::focus;
use crate::i18n::{self, DateStyle, tr};
use crate::route::{Link, Route};
use crate::session::{self, fault, named, shown, watch};
use crate::ui::{Button, ButtonKind, ButtonLink, EmptyState, Heading, Meta, MetaPart, Own, Page, Row, TopBar};
use cairn_domain::{
    command::Command,
    id::Id,
    kind::Kind,
    port::{Lookup, Range, Snapshot},
    record::Record,
    registry,
};
use leptos::prelude::*;

/// Records of one kind that are listed.
const LISTED: u32 = 100;

/// One that came back.
#[derive(Clone, PartialEq, Eq)]
struct Returned {
    kind: Kind,
    id: Id,
    title: String,
    /// When it was deleted, UTC ms.
    deleted: i64,
    place: Option<Route>,
}

/// The screen.
pub fn view() -> AnyView {
    let reading = watch(named::RECORDS, needs);
    let list = shown(reading, read);
    let none = Memo::new(move |_| list.with(|list| list.as_ref().map(|(rows, _)| rows.is_empty())));
    let cut = Memo::new(move |_| list.with(|list| list.as_ref().is_some_and(|(_, cut)| *cut)));
    let rows = move || list.get().map(|(rows, _)| rows).unwrap_or_default();
    view! {
        <Page busy=true>
            <TopBar back=Route::Trash back_name=tr::places::trash()/>
            <Heading text=tr::lists::returned()/>
            {fault(reading)}
            {move || match none.get() {
                None => ().into_any(),
                Some(true) => view! {
                    <EmptyState what=tr::lists::returned_empty() why=tr::lists::returned_empty_why()>
                        <ButtonLink label=tr::common::to_today() to=Route::Today/>
                    </EmptyState>
                }
                .into_any(),
                Some(false) => view! {
                    <section class="stack" aria-label=tr::lists::returned()>
                        <p class="muted">{tr::lists::returned_what()}</p>
                        <ul class="list"><For each=rows key=|one| (one.kind, one.id, one.title.clone(), one.deleted) let:one>{row(one)}</For></ul>
                        {move || cut.get().then(|| view! { <p class="cap">{tr::lists::cut()}</p> })}
                    </section>
                }
                .into_any(),
            }}
        </Page>
    }
    .into_any()
}

fn ranges() -> impl Iterator<Item = Range> {
    named::RECORDS.iter().map(|kind| registry::revenants(*kind, LISTED))
}

fn needs(snapshot: &Snapshot) -> Vec<Lookup> {
    let named = ranges().flat_map(|range| snapshot.records(&range).flat_map(named::needs).collect::<Vec<_>>());
    ranges().map(Lookup::Range).chain(named).collect()
}

/// The last deleted first, and whether there are more.
fn read(snapshot: &Snapshot) -> (Vec<Returned>, bool) {
    let one = |record: &Record| Returned {
        kind: record.kind,
        id: record.id,
        title: named::title(record, snapshot),
        deleted: record.trashed_at().unwrap_or(0),
        place: named::place(record),
    };
    let mut rows: Vec<Returned> =
        ranges().flat_map(|range| snapshot.records(&range).map(one).collect::<Vec<_>>()).collect();
    rows.sort_by(|one, other| (other.deleted, &other.title).cmp(&(one.deleted, &one.title)));
    let cut = ranges().any(|range| snapshot.records(&range).count() >= LISTED as usize);
    (rows, cut)
}

#[allow(clippy::cast_precision_loss)] // moments are far below 2^53
fn row(one: Returned) -> AnyView {
    let (kind, id, title) = (one.kind, one.id, one.title);
    let parts: Vec<MetaPart> = vec![
        (named::icon(kind), named::kind(kind)).into(),
        tr::lists::deleted_on(&i18n::date(one.deleted as f64, DateStyle::Long)).into(),
    ];
    let keep = tr::lists::keep_named(&title);
    let again = tr::lists::again_named(&title);
    let name = match one.place {
        Some(to) => view! { <Link to class="name"><Own text=title/></Link> }.into_any(),
        None => view! { <span class="name"><Own text=title/></span> }.into_any(),
    };
    view! {
        <Row>
            {name}
            <Meta parts/>
            <div class="line">
                <Button label=tr::lists::keep() described=keep on_press=move || act(Command::Restore(kind, id))/>
                <Button
                    label=tr::lists::again()
                    described=again
                    kind=ButtonKind::Danger
                    on_press=move || act(Command::Trash(kind, id))
                />
            </div>
        </Row>
    }
    .into_any()
}

/// Does it; the row goes, and the focus is not to go with it.
fn act(command: Command) {
    session::run(command);
    focus::main_heading();
}
