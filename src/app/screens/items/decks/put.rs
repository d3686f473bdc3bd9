//! "Belongs to…": where a deck, with all that lies in it, can be put. First what is called the same, then her skills, her
//! goals, and what could be made of it.

use super::alike::Named;
use super::model::Decks;
use super::{goal, review};
use crate::choose;
use crate::i18n::tr;
use crate::session::{run, run_then};
use crate::ui::{Button, ButtonKind, Eyebrow, Icon, TextField, TextKind};
use cairn_domain::{
    command::Command,
    fold,
    id::{CompetencyId, DeckId, GoalId},
    item::{
        command::{self, DeckEdit},
        proposal::Alike,
    },
};
use leptos::prelude::*;

/// Goals that are shown at once; a search finds the others.
const SHOWN: usize = 20;

/// Where the sheet is.
#[derive(Clone, PartialEq)]
enum Step {
    Choosing,
    Skill,
    Goal,
    /// Into this goal, or into a new one.
    Into(Option<(GoalId, String)>),
    Skills,
}

/// The content of the sheet.
pub fn content(deck: DeckId, decks: Decks, open: RwSignal<bool>) -> AnyView {
    let step = RwSignal::new(Step::Choosing);
    let named = Named::read();
    (move || match step.get() {
        Step::Choosing => choosing(deck, decks, named, step, open),
        Step::Skill => skills(deck, decks),
        Step::Goal => goals(named, step),
        Step::Into(known) => goal::form(deck, decks, known, open),
        Step::Skills => review::view(Some(deck), decks, open),
    })
    .into_any()
}

fn choosing(
    deck: DeckId,
    decks: Decks,
    named: Memo<Option<Named>>,
    step: RwSignal<Step>,
    open: RwSignal<bool>,
) -> AnyView {
    let same = Memo::new(move |_| {
        let (named, decks) = (named.get()?, decks.get()?);
        let found = named.alike(&decks).into_iter().find(|(known, _)| *known == deck)?.1;
        Some(found.into_iter().map(|one| (one, named.said(one))).collect::<Vec<_>>())
    });
    let take = move |one: Alike| match one {
        Alike::Skill(skill) => {
            let edit = command::Command::EditDeck(deck, vec![DeckEdit::Competency(skill, true)]);
            run_then(Command::Item(edit), move |result| {
                if result.is_ok() {
                    let _ = open.try_set(false);
                }
            });
        }
        Alike::Goal(id) => {
            let name = named.with_untracked(|named| named.as_ref().and_then(|named| named.goals.get(&id).cloned()));
            step.set(Step::Into(Some((id, name.unwrap_or_default()))));
        }
    };
    let offer = move |(one, said): (Alike, String)| {
        let icon = if matches!(one, Alike::Skill(_)) { Icon::Skills } else { Icon::Goals };
        act(icon, said, move || take(one))
    };
    let offers = move || {
        let rows: Vec<AnyView> = same.get()?.into_iter().map(offer).collect();
        Some(view! { <Eyebrow title=tr::decks::called_same()><ul class="list">{rows}</ul></Eyebrow> })
    };
    let to = move |icon: Icon, label: String, next: Step| act(icon, label, move || step.set(next.clone()));
    view! {
        <div class="stack">
            {offers}
            <ul class="list">
                {to(Icon::Skills, tr::decks::to_skill(), Step::Skill)}
                {to(Icon::Goals, tr::decks::to_goal(), Step::Goal)}
                {to(Icon::Add, tr::decks::new_goal(), Step::Into(None))}
                {to(Icon::Tree, tr::decks::new_skills(), Step::Skills)}
            </ul>
        </div>
    }
    .into_any()
}

fn act(icon: Icon, label: String, run: impl Fn() + Send + Sync + 'static) -> AnyView {
    view! { <li><Button label icon kind=ButtonKind::Quiet on_press=move |()| run()/></li> }.into_any()
}

fn skills(deck: DeckId, decks: Decks) -> AnyView {
    let own = Memo::new(move |_| {
        decks.with(|decks| Some(decks.as_ref()?.shelves.get(deck)?.competencies.clone())).unwrap_or_default()
    });
    let toggle = Callback::new(move |(skill, on): (CompetencyId, bool)| {
        run(Command::Item(command::Command::EditDeck(deck, vec![DeckEdit::Competency(skill, on)])));
    });
    choose::skills(own.into(), toggle)
}

fn goals(named: Memo<Option<Named>>, step: RwSignal<Step>) -> AnyView {
    let query = RwSignal::new(String::new());
    let fitting = Memo::new(move |_| {
        let words = query.with(|query| fold::words(query));
        named.with(|named| {
            let goals = named.as_ref()?.goals.iter();
            let fits = goals.filter(|(_, name)| fold::matches(&fold::fold(name), &words));
            Some(fits.map(|(id, name)| (*id, name.clone())).collect::<Vec<_>>())
        })
    });
    let many = Memo::new(move |_| named.with(|named| named.as_ref().is_some_and(|named| named.goals.len() > SHOWN)));
    let none = Memo::new(move |_| named.with(|named| named.as_ref().is_some_and(|named| named.goals.is_empty())));
    let row = move |one: (GoalId, String)| {
        let name = one.1.clone();
        act(Icon::Goals, name, move || step.set(Step::Into(Some(one.clone()))))
    };
    view! {
        <div class="stack">
            {move || many.get().then(|| view! {
                <TextField label=tr::goals::pick_search() kind=TextKind::Search value=query on_input=move |text: String| query.set(text)/>
            })}
            {move || none.get().then(|| view! { <p class="muted">{tr::decks::no_goals()}</p> })}
            <ul class="list">{move || fitting.get().into_iter().flatten().take(SHOWN).map(row).collect::<Vec<_>>()}</ul>
        </div>
    }
    .into_any()
}
