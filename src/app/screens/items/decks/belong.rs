//! On a deck's page: the skills that what lies in it practises, by its own link or by one of a deck above, the goals that
//! need them, and the way to put it elsewhere.

use super::model::Decks;
use super::put;
use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::session::{run, shown, watch};
use crate::ui::{Button, Icon, IconButton, Own, Row, Section, Sheet};
use cairn_domain::{
    command::Command,
    competency::{Competency, present},
    goal::Goal,
    id::{CompetencyId, DeckId, GoalId},
    item::{
        command::{self, DeckEdit},
        shelves::{gives, gives_needs},
    },
    kind::Kind,
    port::{Lookup, Range, Snapshot},
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What a deck belongs to.
#[derive(Clone, PartialEq)]
struct Belongs {
    skills: Vec<Skill>,
    goals: Vec<(GoalId, String)>,
}

#[derive(Clone, PartialEq)]
struct Skill {
    id: CompetencyId,
    /// Nothing where it is not here, or in the trash.
    title: Option<String>,
    /// Whether others lie in it: then it stands where these do.
    group: bool,
}

/// The section.
pub fn section(deck: DeckId, decks: Decks) -> AnyView {
    const KINDS: &[Kind] = &[Kind::DECK, Kind::COMPETENCY, Kind::FRAMEWORK, Kind::GOAL];
    let reading = watch(KINDS, move |snapshot| needs(deck, snapshot));
    let belongs = shown(reading, move |snapshot| read(deck, snapshot));
    let above = Memo::new(move |_| {
        let decks = decks.get()?;
        let giver = decks.shelves.giver(deck).filter(|giver| *giver != deck)?;
        Some((giver, decks.title(giver)))
    });
    let putting = RwSignal::new(false);
    let content = move || {
        let Belongs { skills, goals } = belongs.get()?;
        let above = above.get();
        let none = skills.is_empty().then(|| view! { <p class="muted">{tr::decks::belongs_none()}</p> });
        let from = above.clone().filter(|_| !skills.is_empty()).map(|(giver, name)| {
            view! { <p class="cap"><Link to=Route::Deck(giver.to_string())>{tr::decks::belongs_from(&name)}</Link></p> }
        });
        let skills: Vec<AnyView> = skills.into_iter().map(|skill| row(deck, skill, above.is_none())).collect();
        let goals: Vec<AnyView> = goals.into_iter().map(goal).collect();
        Some(view! { {none}{from}<ul class="list">{skills}{goals}</ul> })
    };
    view! {
        <Section title=tr::decks::belongs() tight=true>
            {content}
            <div class="line"><Button label=tr::decks::belongs_to() icon=Icon::Skills on_press=move |()| putting.set(true)/></div>
        </Section>
        <Sheet open=putting title=tr::decks::belongs_to()>{move || put::content(deck, decks, putting)}</Sheet>
    }
    .into_any()
}

fn row(deck: DeckId, skill: Skill, own: bool) -> AnyView {
    let Skill { id, title, group } = skill;
    let name = title.clone().unwrap_or_else(tr::library::untitled_skill);
    let trail = own.then(|| {
        let take = move || {
            run(Command::Item(command::Command::EditDeck(deck, vec![DeckEdit::Competency(id, false)])));
        };
        view! { <IconButton icon=Icon::Close label=tr::decks::take_away(&name) on_press=take/> }.into_any()
    });
    let hint = group.then(|| view! { <p class="cap">{tr::decks::group_hint(&name)}</p> });
    let link = match title {
        Some(title) => view! { <Link to=Route::Skill(id.to_string()) class="name"><Own text=title/></Link> }.into_any(),
        None => view! { <span class="muted">{name}</span> }.into_any(),
    };
    view! { <Row icon=Icon::Skills trail=trail.unwrap_or_else(|| ().into_any())>{link}{hint}</Row> }.into_any()
}

fn goal((id, title): (GoalId, String)) -> AnyView {
    view! {
        <Row icon=Icon::Goals>
            <Link to=Route::Goal(id.to_string()) class="name"><Own text=title/></Link>
            <p class="cap">{tr::decks::goal_row()}</p>
        </Row>
    }
    .into_any()
}

fn needs(deck: DeckId, snapshot: &Snapshot) -> Vec<Lookup> {
    let skills = gives(deck, snapshot);
    let inside =
        skills.iter().filter_map(|id| snapshot.noun::<Competency>(*id)).map(|skill| Lookup::Range(below(&skill)));
    let lookups = gives_needs(deck, snapshot).into_iter().chain([Lookup::Range(Goal::all())]).chain(inside);
    let above = upwards(&skills, snapshot);
    lookups.chain(above.into_iter().flat_map(|id| present::needs(id, snapshot))).collect()
}

fn read(deck: DeckId, snapshot: &Snapshot) -> Belongs {
    let skills = gives(deck, snapshot);
    // A goal that needs what lies above needs these.
    let needed = upwards(&skills, snapshot);
    let needs = |goal: &Goal| goal.targets.iter().any(|(skill, _)| needed.contains(skill));
    let goals = snapshot.nouns::<Goal>(&Goal::all()).into_iter().filter(needs).map(|goal| (goal.id, goal.title));
    let skill = |id: CompetencyId| {
        let skill = present::present(id, snapshot);
        let group = skill.as_ref().is_some_and(|skill| snapshot.records(&below(skill)).next().is_some());
        Skill { id, title: skill.map(|skill| skill.title), group }
    };
    Belongs { goals: goals.collect(), skills: skills.into_iter().map(skill).collect() }
}

/// Skills and those in which they lie, as far as they were read; a circle is gone round once.
fn upwards(skills: &[CompetencyId], snapshot: &Snapshot) -> BTreeSet<CompetencyId> {
    let (mut all, mut waiting) = (BTreeSet::new(), skills.to_vec());
    while let Some(id) = waiting.pop() {
        if all.insert(id) {
            waiting.extend(snapshot.noun::<Competency>(id).and_then(|skill| skill.parent));
        }
    }
    all
}

fn below(skill: &Competency) -> Range {
    Range { limit: 1, ..Competency::below(skill.framework, Some(skill.id)) }
}
