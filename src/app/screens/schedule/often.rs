//! What is forgotten often: each with how often, and what can help.

use crate::browser::clock;
use crate::i18n::tr;
use crate::practice::{
    KINDS,
    often::{Help, named},
};
use crate::route::{Link, Route};
use crate::session::{fault, practice, shown, watch};
use crate::ui::{Button, ButtonLink, EmptyState, Heading, Icon, Page, Row, TopBar};
use cairn_domain::{
    id::ItemId,
    item::Item,
    kind::Kind,
    port::{Lookup, Snapshot},
    practice::{Queue, Reach, ahead},
};
use leptos::prelude::*;

/// Most that are listed.
const SHOWN: usize = 100;

/// An item of the list.
#[derive(Clone, Debug, PartialEq)]
struct One {
    id: ItemId,
    /// The item that holds its texts.
    card: ItemId,
    name: String,
    lapses: u32,
}

/// The screen.
#[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
pub fn view() -> AnyView {
    let now_ms = clock::now() as i64;
    let reading = watch(KINDS, move |snapshot| {
        let lookups = Queue::needs(now_ms, snapshot);
        let whole = lookups.iter().all(|lookup| snapshot.has(lookup));
        let found = if whole { found(now_ms, snapshot) } else { Vec::new() };
        let records = found.into_iter().map(|(_, card, _)| Lookup::Record(Kind::ITEM, card.0));
        lookups.into_iter().chain(records).collect()
    });
    let list = shown(reading, move |snapshot| {
        let one = |(id, card, lapses): (ItemId, ItemId, u32)| {
            let item = snapshot.noun::<Item>(card)?;
            Some(One { id, card, name: named(if id == card { &item.prompt } else { &item.answer }), lapses })
        };
        found(now_ms, snapshot).into_iter().filter_map(one).collect::<Vec<_>>()
    });
    let help = Help::new(Callback::new(|_| {}));
    view! {
        <Page>
            <TopBar back=Route::Schedule(String::new()) back_name=tr::schedule::ahead()/>
            <Heading text=tr::schedule::often()/>
            {fault(reading)}
            {move || list.get().map(|list| rows(list, help))}
        </Page>
        {help.sheet()}
    }
    .into_any()
}

fn found(now_ms: i64, snapshot: &Snapshot) -> Vec<(ItemId, ItemId, u32)> {
    let queue = Queue::make(now_ms, snapshot);
    let often = ahead::leeches(&Reach::Everything, &queue, practice::today()).into_iter().take(SHOWN);
    often.filter_map(|(id, lapses)| Some((id, queue.entry(id)?.card(), lapses))).collect()
}

fn rows(list: Vec<One>, help: Help) -> AnyView {
    if list.is_empty() {
        return view! { <EmptyState what=tr::schedule::often_none() why=tr::schedule::often_none_why()><ButtonLink label=tr::schedule::ahead() to=Route::Schedule(String::new())/></EmptyState> }.into_any();
    }
    let row = |One { id, card, name, lapses }: One| {
        let described = tr::schedule::can_help_with(&name);
        view! {
            <Row icon=Icon::Card>
                <Link to=Route::Item(card.to_string()) class="name"><bdi dir="auto">{name}</bdi></Link>
                <p class="cap">{tr::schedule::lapses(lapses)}</p>
                <div class="line">
                    <Button label=tr::schedule::can_help() described on_press=move |()| help.about(id)/>
                </div>
            </Row>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = list.into_iter().map(row).collect();
    view! {
        <p class="muted">{tr::schedule::often_text()}</p>
        <ul class="list">{rows}</ul>
    }
    .into_any()
}
