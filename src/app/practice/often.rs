//! What can be done with an item that is forgotten again and again: rewrite it, split it, add a cue, say what it builds on,
//! pause it. Shown in a sheet after the answer and from the list; nothing is done by itself.

use crate::choose;
use crate::i18n::tr;
use crate::practice::{
    beside::{self, Beside},
    told,
};
use crate::route::Route;
use crate::session::{self, shown, watch};
use crate::ui::{Button, ButtonKind, Icon, Row, Sheet, TextField, letters_of_markdown};
use cairn_domain::{
    change::Reply,
    command::Command,
    competency::{Competency, Relation, RelationKind, command::Command as SkillCommand},
    id::{CompetencyId, ItemId, RelationId},
    item::{
        Item,
        command::{Command as ItemCommand, Edit},
        shelves,
    },
    kind::Kind,
    port::{Lookup, Snapshot},
};
use leptos::prelude::*;

/// Letters of a question by which it is named.
const NAMED: usize = 80;

/// The sheet, and the item that it is about.
#[derive(Clone, Copy)]
pub struct Help {
    /// Whether it is open.
    open: RwSignal<bool>,
    item: RwSignal<Option<ItemId>>,
    /// Told when she paused the item.
    paused: Callback<ItemId>,
}

/// What the sheet shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Acts,
    Cue,
    Base,
}

/// What is known of the item.
#[derive(Clone, PartialEq)]
struct About {
    /// The item that holds the texts: the card, for one that asks it the other way round.
    card: ItemId,
    hints: Vec<String>,
    /// The first skill that it practises, and what that requires.
    skill: Option<(CompetencyId, String)>,
    requires: Vec<(CompetencyId, RelationId)>,
}

impl Help {
    /// A closed sheet; `paused` is told of an item that she pauses.
    pub fn new(paused: Callback<ItemId>) -> Self {
        Self { open: RwSignal::new(false), item: RwSignal::new(None), paused }
    }

    /// Opens it for an item.
    pub fn about(self, item: ItemId) {
        self.item.set(Some(item));
        self.open.set(true);
    }

    /// The sheet.
    pub fn sheet(self) -> AnyView {
        view! {
            <Sheet open=self.open title=tr::schedule::can_help()>
                {move || self.item.get().map(|item| self.content(item))}
            </Sheet>
        }
        .into_any()
    }

    fn content(self, id: ItemId) -> AnyView {
        const KINDS: &[Kind] = &[Kind::ITEM, Kind::DECK, Kind::COMPETENCY, Kind::RELATION];
        let reading = watch(KINDS, move |snapshot| needs(id, snapshot));
        let read = shown(reading, move |snapshot| about(id, snapshot));
        let about = Memo::new(move |_| read.get().flatten());
        let part = RwSignal::new(Part::Acts);
        // What changes in it leaves the fields and the focus where they are.
        let there = Memo::new(move |_| about.with(Option::is_some));
        (move || {
            let first = there.get().then(|| about.get_untracked()).flatten()?;
            Some(match part.get() {
                Part::Acts => self.acts(id, &first, part),
                Part::Cue => self.cue(first),
                Part::Base => self.base(&first, about),
            })
        })
        .into_any()
    }

    fn acts(self, id: ItemId, about: &About, part: RwSignal<Part>) -> AnyView {
        let card = about.card;
        let row = |icon: Icon, name: String, hint: String, press: Callback<()>| {
            view! { <Row icon><Button label=name kind=ButtonKind::Quiet on_press=press/><p class="cap">{hint}</p></Row> }.into_any()
        };
        let split = Callback::new(move |()| {
            session::run_then(Command::Item(ItemCommand::Split(card)), move |result| {
                if let Ok(Reply::Created(new)) = result.map(|commit| commit.reply) {
                    let _ = self.open.try_set(false);
                    beside::go(Route::Item(new.to_string()));
                }
            });
        });
        let pause = Callback::new(move |()| {
            self.open.set(false);
            told::run(Command::Item(ItemCommand::Edit(card, vec![Edit::Suspended(true)])), tr::items::suspended());
            self.paused.run(id);
        });
        let turn = move |to: Part| Callback::new(move |()| part.set(to));
        view! {
            <ul class="list">
                <Row icon=Icon::Edit>
                    <Beside to=Route::Item(card.to_string()) class="name" before=move || self.open.set(false)>{tr::schedule::rewrite()}</Beside>
                    <p class="cap">{tr::schedule::rewrite_hint()}</p>
                </Row>
                {row(Icon::Compare, tr::schedule::split(), tr::schedule::split_hint(), split)}
                {row(Icon::Hint, tr::schedule::cue(), tr::schedule::cue_hint(), turn(Part::Cue))}
                {row(Icon::Skills, tr::schedule::base(), tr::schedule::base_hint(), turn(Part::Base))}
                {row(Icon::Lock, tr::schedule::pause(), tr::schedule::pause_hint(), pause)}
            </ul>
        }
        .into_any()
    }

    /// One more hint, the least telling first: it stands before those that are there.
    fn cue(self, about: About) -> AnyView {
        let text = RwSignal::new(String::new());
        let error = RwSignal::new(None::<String>);
        let save = move |()| {
            let cue = text.get_untracked().trim().to_owned();
            if cue.is_empty() {
                return error.set(Some(tr::schedule::cue_need()));
            }
            let hints = [cue].into_iter().chain(about.hints.clone()).collect();
            let edit = ItemCommand::Edit(about.card, vec![Edit::Hints(hints)]);
            session::run_then(
                Command::Item(edit),
                session::settle(error, move |_| {
                    let _ = self.open.try_set(false);
                }),
            );
        };
        view! {
            <div class="stack">
                <TextField
                    label=tr::schedule::cue_field()
                    hint=tr::schedule::cue_hint()
                    value=text
                    error=Signal::derive(move || error.get())
                    on_input=move |typed: String| text.set(typed)
                />
                <div class="line"><Button label=tr::common::save() kind=ButtonKind::Main on_press=save/></div>
            </div>
        }
        .into_any()
    }

    /// What the skill requires that it practises.
    fn base(self, first: &About, about: Memo<Option<About>>) -> AnyView {
        let Some((skill, name)) = first.skill.clone() else {
            return view! {
                <div class="stack">
                    <p>{tr::schedule::base_none()}</p>
                    <div class="line">
                        <Beside to=Route::Item(first.card.to_string()) class="btn" before=move || self.open.set(false)>{tr::common::edit()}</Beside>
                    </div>
                </div>
            }
            .into_any();
        };
        let requires = move || about.get().map(|about| about.requires).unwrap_or_default();
        let chosen = Signal::derive(move || requires().into_iter().map(|(id, _)| id).collect::<Vec<_>>());
        let toggle = Callback::new(move |(from, on): (CompetencyId, bool)| {
            let known = about
                .get_untracked()
                .and_then(|about| about.requires.iter().find(|(id, _)| *id == from).map(|(_, relation)| *relation));
            let command = match known {
                Some(relation) if !on => SkillCommand::Unrelate(relation),
                None if on => SkillCommand::Relate { from, to: skill, kind: RelationKind::Requires },
                _ => return,
            };
            session::run(Command::Competency(command));
        });
        view! {
            <div class="stack">
                <p class="muted">{tr::schedule::base_for(&name)}</p>
                {choose::skills(chosen, toggle)}
            </div>
        }
        .into_any()
    }
}

/// A question as it is named in a sentence: its letters, cut where it is long.
pub fn named(prompt: &str) -> String {
    let letters = letters_of_markdown(prompt);
    let mut short: String = letters.chars().take(NAMED).collect();
    if short.len() < letters.len() {
        short.push('…');
    }
    short
}

fn needs(id: ItemId, snapshot: &Snapshot) -> Vec<Lookup> {
    let record = |id: ItemId| Lookup::Record(Kind::ITEM, id.0);
    let mut lookups = vec![record(id)];
    let Some(card) = card(id, snapshot) else { return lookups };
    lookups.push(record(card));
    if let Some(item) = snapshot.noun::<Item>(card) {
        lookups.extend(item.deck.into_iter().flat_map(|deck| shelves::gives_needs(deck, snapshot)));
    }
    if let Some(skill) = skill(card, snapshot) {
        lookups.extend([Lookup::Record(Kind::COMPETENCY, skill.0), Lookup::Range(Relation::at(skill))]);
    }
    lookups
}

fn about(id: ItemId, snapshot: &Snapshot) -> Option<About> {
    let card = card(id, snapshot)?;
    let item = snapshot.noun::<Item>(card)?;
    let skill = skill(card, snapshot).and_then(|id| Some((id, snapshot.noun::<Competency>(id)?.title)));
    let of = |(skill, _): &(CompetencyId, String)| {
        let relations = snapshot.nouns::<Relation>(&Relation::at(*skill)).into_iter();
        let needed = relations.filter(|one| one.kind == RelationKind::Requires && one.to == Some(*skill));
        needed.filter_map(|one| Some((one.from?, one.id))).collect()
    };
    let requires = skill.as_ref().map(of).unwrap_or_default();
    Some(About { card, hints: item.hints, requires, skill })
}

fn card(id: ItemId, snapshot: &Snapshot) -> Option<ItemId> {
    snapshot.noun::<Item>(id).map(|item| item.twin.unwrap_or(id))
}

/// The first skill that a card practises: what it says, or else its deck or the nearest above that does.
fn skill(card: ItemId, snapshot: &Snapshot) -> Option<CompetencyId> {
    let item = snapshot.noun::<Item>(card)?;
    let own = item.competencies.first().map(|(id, _)| *id);
    own.or_else(|| shelves::gives(item.deck?, snapshot).first().copied())
}
