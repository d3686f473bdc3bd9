//! One item: what it asks and what is right, what it practises, and what can be done with it.

use super::{form, links, look, missing, practised, words};
use crate::i18n::{self, DateStyle, tr};
use crate::practice::{beside, told};
use crate::route::{self, Link, Route};
use crate::session::{self, fault, shown, watch};
use crate::ui::{Button, ButtonKind, ButtonLink, Heading, Icon, IconButton, Meta, MetaPart, Own, Row, Section, TopBar};
use cairn_domain::{
    command::Command,
    competency::Rubric,
    example::is_example,
    id::{CompetencyId, ItemId},
    item::{
        Deck, Item,
        command::{self, Edit},
        shelves,
    },
    kind::Kind,
    port::{Lookup, Snapshot},
    resource::Resource,
};
use leptos::prelude::*;

/// An item with the names of what it belongs to.
#[derive(Clone, PartialEq)]
struct Detail {
    item: Item,
    both_ways: bool,
    deck: Option<Deck>,
    /// What its deck gives to it, or the nearest above, where it says nothing itself.
    given: Vec<CompetencyId>,
    resource: Option<Resource>,
    rubric: Option<String>,
}

type Shown = Memo<Option<Option<Detail>>>;

/// The screen of one item.
pub fn view(id: ItemId) -> AnyView {
    let reading = watch(&[Kind::ITEM, Kind::DECK, Kind::RESOURCE, Kind::RUBRIC], move |snapshot| needs(id, snapshot));
    let detail: Shown = shown(reading, move |snapshot| read(id, snapshot));
    let there = Memo::new(move |_| detail.with(|detail| detail.as_ref().map(Option::is_some)));
    // What asks a card the other way round is shown as its card.
    let card = Memo::new(move |_| detail.with(|detail| detail.as_ref()?.as_ref()?.item.twin));
    Effect::new(move |_| {
        if let Some(card) = card.get() {
            route::replace(Route::Item(card.to_string()));
        }
    });
    let editing = RwSignal::new(beside::edits());
    // From a sitting it leads back there, also once it was changed; a sitting goes on at the same item.
    let back = beside::back();
    if let (true, Some(to)) = (editing.get_untracked(), back.clone()) {
        // She came to change it: saved or left, the form leads back.
        Effect::new(move |was: Option<bool>| {
            let now = editing.get();
            if was == Some(true) && !now {
                // Back to the very place, with what its address says, and no step more in the history.
                route::back(to.clone());
            }
            now
        });
    }
    let door = back.clone().map(|to| {
        let label = tr::common::back_to(&beside::back_name(&to));
        move || {
            (!editing.get()).then(
                || view! { <div class="line"><ButtonLink label=label.clone() to=to.clone() icon=Icon::Card/></div> },
            )
        }
    });
    let (back, back_name) = match back {
        Some(back) => (back.clone(), beside::back_name(&back)),
        None => (Route::Items, tr::items::title()),
    };
    let can_edit = move || there.get() == Some(true) && !editing.get();
    view! {
        <TopBar back back_name>
            {move || can_edit().then(|| view! { <IconButton icon=Icon::Edit label=tr::common::edit() on_press=move || editing.set(true)/> })}
        </TopBar>
        {fault(reading)}
        {door}
        {move || match there.get() {
            None => ().into_any(),
            Some(false) => missing(tr::items::missing()),
            Some(true) => view! {
                {move || if editing.get() { editor(detail, editing) } else { body(id, detail) }}
            }
            .into_any(),
        }}
    }
    .into_any()
}

fn needs(id: ItemId, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = vec![Lookup::Record(Kind::ITEM, id.0), Lookup::Record(Kind::ITEM, id.twin().0)];
    if let Some(item) = snapshot.noun::<Item>(id) {
        lookups.extend(item.deck.into_iter().flat_map(|deck| shelves::gives_needs(deck, snapshot)));
        lookups.extend(item.resource.map(|resource| Lookup::Record(Kind::RESOURCE, resource.0)));
        lookups.extend(item.rubric.map(|rubric| Lookup::Record(Kind::RUBRIC, rubric.0)));
    }
    lookups
}

fn read(id: ItemId, snapshot: &Snapshot) -> Option<Detail> {
    let item = snapshot.noun::<Item>(id)?;
    Some(Detail {
        both_ways: snapshot.alive(Kind::ITEM, id.twin().0).is_some(),
        deck: item.deck.and_then(|deck| snapshot.noun(deck)),
        given: match item.deck {
            Some(deck) if item.competencies.is_empty() => shelves::gives(deck, snapshot),
            _ => Vec::new(),
        },
        resource: item.resource.and_then(|resource| snapshot.noun(resource)),
        rubric: item.rubric.and_then(|rubric| snapshot.noun::<Rubric>(rubric)).map(|rubric| rubric.title),
        item,
    })
}

fn editor(detail: Shown, editing: RwSignal<bool>) -> AnyView {
    let Some(Detail { item, both_ways, .. }) = detail.get_untracked().flatten() else { return ().into_any() };
    view! {
        <Heading text=tr::items::edit_title()/>
        {form::edit(&item, both_ways, editing)}
    }
    .into_any()
}

/// The last one read stays while its record goes to the trash.
fn body(id: ItemId, detail: Shown) -> AnyView {
    let Some(first) = detail.get_untracked().flatten() else { return ().into_any() };
    let now = Memo::new(move |before: Option<&Detail>| {
        detail.get().flatten().or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let item = Memo::new(move |_| now.with(|now| now.item.clone()));
    let flagged = Memo::new(move |_| item.with(|item| item.flag > 0));
    let suspended = Memo::new(move |_| item.with(|item| item.suspended));
    let set = move |edit: Edit, done: String| told::run(Command::Item(command::Command::Edit(id, vec![edit])), done);
    let set_flag = move |()| {
        let is = flagged.get_untracked();
        set(Edit::Flag(u8::from(!is)), if is { tr::items::unflagged() } else { tr::items::flagged() });
    };
    let set_suspended = move |()| {
        let is = suspended.get_untracked();
        set(Edit::Suspended(!is), if is { tr::items::taken_up() } else { tr::items::suspended() });
    };
    let remove = move |()| {
        session::run_then(Command::Trash(Kind::ITEM, id.0), |result| {
            if result.is_ok() {
                route::replace(Route::Items);
            }
        });
    };
    let suspend = move || if suspended.get() { tr::items::take_up() } else { tr::items::suspend() };
    let flag = move || if flagged.get() { tr::items::unflag() } else { tr::items::flag() };
    view! {
        <div class="stack tight">
            <Heading text=Signal::derive(move || words::form(item.with(|item| item.form)))/>
            {move || now.with(facts)}
        </div>
        {move || item.with(look::shown)}
        {practised::section(id)}
        {practises(now)}
        {move || now.with(about)}
        <div class="line">
            <Button label=Signal::derive(flag) icon=Icon::Pin on_press=set_flag/>
            <Button label=Signal::derive(suspend) on_press=set_suspended/>
            <Button label=tr::common::delete() kind=ButtonKind::Danger icon=Icon::Trash on_press=remove/>
        </div>
    }
    .into_any()
}

/// How she marked it, and whether it is asked both ways.
fn facts(detail: &Detail) -> Option<AnyView> {
    let mut parts: Vec<MetaPart> = Vec::new();
    parts.extend((detail.item.flag > 0).then(|| (Icon::Pin, tr::items::flagged()).into()));
    parts.extend(detail.item.suspended.then(|| tr::items::suspended().into()));
    parts.extend(detail.both_ways.then(|| tr::items::both_ways().into()));
    parts.extend(is_example(detail.item.id).then(|| tr::library::example().into()));
    (!parts.is_empty()).then(|| view! { <Meta parts/> }.into_any())
}

/// The skills it is linked to, or its deck.
fn practises(now: Memo<Detail>) -> AnyView {
    let linked = Memo::new(move |_| {
        now.with(|now| {
            let given = now.given.iter().map(|id| (*id, 0));
            now.item.competencies.iter().copied().chain(given).collect::<Vec<_>>()
        })
    });
    let given = Memo::new(move |_| now.with(|now| !now.given.is_empty()));
    let names = links::names(linked.into());
    (move || {
        let row = |(id, demand): (_, u8)| {
            let name =
                names.with(|names| names.as_ref()?.iter().find(|(known, _)| *known == id).map(|(_, n)| n.clone()))?;
            let demand = (demand > 0).then(|| words::demands().into_iter().nth(usize::from(demand))).flatten();
            Some(
                view! {
                    <Row icon=Icon::Skills>
                        <Link to=Route::Skill(id.to_string()) class="name"><Own text=name/></Link>
                        {demand.map(|demand| view! { <p class="cap">{demand.label}</p> })}
                        {given.get().then(|| view! { <p class="cap">{tr::decks::of_deck()}</p> })}
                    </Row>
                }
                .into_any(),
            )
        };
        let rows: Vec<AnyView> = linked.get().into_iter().filter_map(row).collect();
        (!rows.is_empty())
            .then(|| view! { <Section title=tr::items::skills() tight=true><ul class="list">{rows}</ul></Section> })
    })
    .into_any()
}

/// Where it lies, what it came from, its tags, when it was added.
#[allow(clippy::cast_precision_loss)] // moments are far below 2^53
fn about(detail: &Detail) -> AnyView {
    let row = |label: String, value: AnyView| {
        view! { <li class="row bare"><div class="body"><span class="muted">{label}</span></div><div>{value}</div></li> }
            .into_any()
    };
    let link = |to: Route, name: String| view! { <Link to><Own text=name/></Link> }.into_any();
    let own = |text: String| view! { <Own text/> }.into_any();
    let item = &detail.item;
    let tags: Vec<String> = item.tags.iter().map(|(tag, _)| tag.clone()).collect();
    let rows = [
        detail
            .deck
            .as_ref()
            .map(|deck| row(tr::items::deck(), link(Route::Deck(deck.id.to_string()), deck.title.clone()))),
        detail.resource.as_ref().map(|from| {
            row(tr::items::from_resource(), link(Route::Resource(from.id.to_string()), from.title.clone()))
        }),
        detail.rubric.clone().map(|rubric| row(tr::skills::rubric(), own(rubric))),
        (!tags.is_empty()).then(|| row(tr::items::tags(), own(i18n::list(&tags)))),
        item.created.map(|created| row(tr::items::added(), own(i18n::date(created.0 as f64, DateStyle::Long)))),
    ];
    view! { <ul class="list">{rows.into_iter().flatten().collect::<Vec<_>>()}</ul> }.into_any()
}
