//! Skills out of a tree of decks, looked at before they are made: every deck with a tick, where they will stand, and how
//! many there will be. It is one change, which Undo takes back whole.

use super::model::Decks;
use super::stand::Stand;
use crate::i18n::tr;
use crate::route::{self, Route};
use crate::session::{run_then, settle};
use crate::ui::{Button, ButtonKind, CheckField};
use cairn_domain::{
    change::Reply,
    command::Command,
    id::DeckId,
    item::{
        command,
        place::{Placing, Where},
        proposal::Proposed,
    },
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Rows of a page; "Show more" doubles what is shown.
const PAGE: usize = 32;

/// The review of one deck and all below it, or of all; `open` is the sheet in which it is.
pub fn view(of: Option<DeckId>, decks: Decks, open: RwSignal<bool>) -> AnyView {
    let Some(model) = decks.get_untracked() else { return ().into_any() };
    let list = StoredValue::new(model.proposed(of));
    let wanted = RwSignal::new(list.with_value(|list| model.wanted(list)));
    let all: BTreeSet<DeckId> =
        list.with_value(|list| list.iter().filter(|one| one.is_open()).map(|one| one.deck).collect());
    let name = of.map(|deck| model.title(deck)).filter(|title| !title.trim().is_empty());
    let stand = Stand::new(name.unwrap_or_else(tr::decks::own_framework));
    let error = RwSignal::new(None::<String>);
    let skills = move || {
        let model = decks.get_untracked();
        let made = |wanted: &BTreeSet<DeckId>| list.with_value(|list| Some(model?.as_skills(list, wanted)));
        wanted.with(made).unwrap_or_default()
    };
    let count = Memo::new(move |_| skills().len());
    let limit = RwSignal::new(PAGE);
    let rows = move || list.with_value(|list| list.iter().take(limit.get()).cloned().collect::<Vec<_>>());
    let more = Memo::new(move |_| list.with_value(Vec::len) > limit.get());
    let make = move |()| {
        let framework = stand.place();
        let known = match &framework {
            Where::Known(id) => Some(*id),
            Where::New(_) => None,
        };
        let placing = Placing { skills: untrack(skills), framework: Some(framework), ..Placing::default() };
        run_then(
            Command::Item(command::Command::Place(Box::new(placing))),
            settle(error, move |commit| {
                let _ = open.try_set(false);
                match (&commit.reply, known) {
                    (Reply::Created(id), _) => route::go(Route::Framework(id.to_string())),
                    (_, Some(id)) => route::go(Route::Framework(id.to_string())),
                    _ => {}
                }
            }),
        );
    };
    view! {
        <div class="stack loose">
            <p class="muted">{tr::decks::skills_hint()}</p>
            {stand.field(error)}
            <div class="line">
                <Button label=tr::decks::take_all() kind=ButtonKind::Quiet on_press=move |()| wanted.set(all.clone())/>
                <Button label=tr::decks::leave_all() kind=ButtonKind::Quiet on_press=move |()| wanted.set(BTreeSet::new())/>
            </div>
            <ul class="list" aria-label=tr::items::decks()>
                <For each=rows key=|one| one.deck let:one>{row(&one, decks, wanted)}</For>
            </ul>
            {move || more.get().then(|| view! { <Button label=tr::library::more() on_press=move |()| limit.update(|limit| *limit = limit.saturating_mul(2))/> })}
            <Button
                label=Signal::derive(move || tr::decks::make_skills(count.get()))
                kind=ButtonKind::Main
                wide=true
                held=Signal::derive(move || count.get() == 0)
                on_press=make
            />
        </div>
    }
    .into_any()
}

fn row(one: &Proposed, decks: Decks, wanted: RwSignal<BTreeSet<DeckId>>) -> AnyView {
    let (deck, is_open) = (one.deck, one.is_open());
    let Some(model) = decks.get_untracked() else { return ().into_any() };
    let (way, amount) = (model.way(deck), model.amount(deck));
    let about = if way.is_empty() { amount } else { [&way, " · ", &amount].concat() };
    let title = if one.title.is_empty() { tr::trash::untitled() } else { one.title.clone() };
    let toggle = move |on: bool| {
        wanted.update(|wanted| {
            if on {
                wanted.insert(deck);
            } else {
                wanted.remove(&deck);
            }
        });
    };
    let content = if is_open {
        let checked = Signal::derive(move || wanted.with(|wanted| wanted.contains(&deck)));
        view! { <CheckField label=title hint=about checked on_change=toggle/> }.into_any()
    } else {
        let why = (!one.title.is_empty()).then(|| view! { <p class="cap">{tr::decks::stays()}</p> });
        view! { <p dir="auto">{title}</p>{why} }.into_any()
    };
    view! { <li class="row bare"><div class="body">{content}</div></li> }.into_any()
}
