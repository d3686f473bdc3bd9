//! Decks that are called as a skill or a goal that is here: offered with a tick each, and put there in one change. Nothing
//! is ticked beforehand, for a name alone says little.

use super::model::{Decks, Model};
use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::session::{run_then, settle, shown, watch};
use crate::ui::{Button, ButtonKind, CheckField, Icon, Own, Row, Section};
use cairn_domain::{
    command::Command,
    competency::{Framework, present},
    goal::{Goal, GoalStatus},
    id::{CompetencyId, DeckId, GoalId},
    item::{
        command,
        place::Placing,
        proposal::{Alike, alike},
    },
    kind::Kind,
    port::{Lookup, Snapshot},
};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of a page; "Show more" doubles what is shown.
const PAGE: usize = 32;

/// Skills and goals by their names.
#[derive(Clone, PartialEq, Default)]
pub struct Named {
    /// Each skill with its name and that of its framework.
    pub skills: BTreeMap<CompetencyId, (String, String)>,
    /// The goals that are not over.
    pub goals: BTreeMap<GoalId, String>,
}

impl Named {
    /// All that are here.
    pub fn read() -> Memo<Option<Self>> {
        let needs = |_: &Snapshot| present::all_needs().into_iter().chain([Lookup::Range(Goal::all())]).collect();
        shown(watch(&[Kind::COMPETENCY, Kind::FRAMEWORK, Kind::GOAL], needs), |snapshot| {
            let frameworks = snapshot.nouns::<Framework>(&Framework::all());
            let frameworks: BTreeMap<_, _> = frameworks.into_iter().map(|one| (one.id, one.title)).collect();
            let of = |id| frameworks.get(&id).cloned().unwrap_or_default();
            let skills = present::all(snapshot).into_iter();
            let is_over = |goal: &Goal| matches!(goal.status, GoalStatus::Done | GoalStatus::Released);
            let goals = snapshot.nouns::<Goal>(&Goal::all()).into_iter().filter(|goal| !is_over(goal));
            Self {
                skills: skills.map(|one| (one.id, (one.title, one.framework.map(of).unwrap_or_default()))).collect(),
                goals: goals.map(|goal| (goal.id, goal.title)).collect(),
            }
        })
    }

    /// What decks are called like.
    pub fn alike(&self, decks: &Model) -> Vec<(DeckId, Vec<Alike>)> {
        let skills = self.skills.iter().map(|(id, (title, _))| (*id, title.clone()));
        alike(&decks.shelves, skills, self.goals.iter().map(|(id, title)| (*id, title.clone())))
    }

    /// "The skill Cells (Biology)".
    pub fn said(&self, one: Alike) -> String {
        match one {
            Alike::Skill(id) => {
                let (title, framework) = self.skills.get(&id).cloned().unwrap_or_default();
                tr::decks::same_skill(&title, &framework)
            }
            Alike::Goal(id) => tr::decks::same_goal(self.goals.get(&id).map_or("", String::as_str)),
        }
    }
}

/// A deck with one thing that is called like it.
type Pair = (DeckId, Alike);

/// The section; nothing while no name stands twice.
pub fn section(decks: Decks) -> AnyView {
    let named = Named::read();
    let pairs = Memo::new(move |_| {
        let (named, decks) = (named.get()?, decks.get()?);
        let found = named.alike(&decks);
        Some(
            found
                .into_iter()
                .flat_map(|(deck, all)| all.into_iter().map(move |one| (deck, one)))
                .collect::<Vec<Pair>>(),
        )
    });
    let some = Memo::new(move |_| pairs.with(|pairs| pairs.as_ref().is_some_and(|pairs| !pairs.is_empty())));
    (move || some.get().then(|| offered(decks, named, pairs))).into_any()
}

fn offered(decks: Decks, named: Memo<Option<Named>>, pairs: Memo<Option<Vec<Pair>>>) -> AnyView {
    let chosen = RwSignal::new(BTreeSet::<(DeckId, CompetencyId)>::new());
    let error = RwSignal::new(None::<String>);
    let limit = RwSignal::new(PAGE);
    // What is no longer offered is not put either.
    let links = move || {
        let is_skill = |(deck, one): &Pair| match one {
            Alike::Skill(skill) => Some((*deck, *skill)),
            Alike::Goal(_) => None,
        };
        let offered: BTreeSet<_> = pairs.with(|pairs| pairs.iter().flatten().filter_map(is_skill).collect());
        chosen.with(|chosen| chosen.intersection(&offered).copied().collect::<Vec<_>>())
    };
    let count = Memo::new(move |_| links().len());
    let put = move |()| {
        let placing = Placing { links: untrack(links), ..Placing::default() };
        let place = Command::Item(command::Command::Place(Box::new(placing)));
        run_then(
            place,
            settle(error, move |_| {
                let _ = chosen.try_set(BTreeSet::new());
            }),
        );
    };
    let rows = move || pairs.get().into_iter().flatten().take(limit.get()).collect::<Vec<_>>();
    let more = Memo::new(move |_| pairs.with(|pairs| pairs.as_ref().map_or(0, Vec::len)) > limit.get());
    view! {
        <Section title=tr::decks::alike() tight=true>
            <p class="muted">{tr::decks::alike_hint()}</p>
            <ul class="list" aria-label=tr::decks::alike()>
                <For each=rows key=|pair| *pair let:pair>{row(pair, decks, named, chosen)}</For>
            </ul>
            {move || more.get().then(|| view! { <Button label=tr::library::more() on_press=move |()| limit.update(|limit| *limit = limit.saturating_mul(2))/> })}
            {move || error.get().map(|error| view! { <p class="error" role="alert">{error}</p> })}
            <div class="line">
                <Button
                    label=Signal::derive(move || tr::decks::put_several(count.get()))
                    kind=ButtonKind::Main
                    held=Signal::derive(move || count.get() == 0)
                    on_press=put
                />
            </div>
        </Section>
    }
    .into_any()
}

fn row(
    (deck, one): Pair,
    decks: Decks,
    named: Memo<Option<Named>>,
    chosen: RwSignal<BTreeSet<(DeckId, CompetencyId)>>,
) -> AnyView {
    let (Some(model), Some(named)) = (decks.get_untracked(), named.get_untracked()) else { return ().into_any() };
    let path = crate::choose::deck_path(&model.shelves, deck);
    let said = named.said(one);
    match one {
        Alike::Skill(skill) => {
            let checked = Signal::derive(move || chosen.with(|chosen| chosen.contains(&(deck, skill))));
            let toggle = move |on: bool| {
                chosen.update(|chosen| {
                    if on {
                        chosen.insert((deck, skill));
                    } else {
                        chosen.remove(&(deck, skill));
                    }
                });
            };
            view! { <li class="row bare"><div class="body"><CheckField label=path hint=said checked on_change=toggle/></div></li> }
                .into_any()
        }
        // A goal needs skills: which, is said on the page of the deck.
        Alike::Goal(_) => view! {
            <Row icon=Icon::Goals>
                <Link to=Route::Deck(deck.to_string()) class="name"><Own text=path/></Link>
                <p class="cap">{said}</p>
            </Row>
        }
        .into_any(),
    }
}
