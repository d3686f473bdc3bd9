//! Decks are put to skills, and these to a goal: to skills that are here, or to new ones that lie in each other as the
//! decks do. One change, however many decks it is about: a link on each deck that is named, and none on its items, which
//! have it from there ([`super::shelves`]). What is proposed is [`super::proposal`]'s; here it is done.

use super::Deck;
use crate::{
    cbor::value::Ms,
    change::{Op, Outcome, Reply},
    competency::{Competency, Framework},
    edit::{after, change, new, open, within},
    error::{Place, Rejection},
    goal::{Goal, GoalKind, GoalStatus},
    id::{CompetencyId, DeckId, FrameworkId, GoalId, Id},
    kind::Kind,
    order,
    port::{Lookup, Range, Snapshot},
    record::{Context, Draft, Record},
    text,
};
use std::collections::BTreeMap;

/// Decks and new skills of one change: as many as a collection may have.
pub const PLACES_MAX: usize = 2_000;

/// What is put where.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Placing {
    /// Skills to make, each behind the one in which it lies.
    pub skills: Vec<NewSkill>,
    /// Where these stand; needed if there are any.
    pub framework: Option<Where<FrameworkId>>,
    /// Decks, and the skills that are here which they practise from now on.
    pub links: Vec<(DeckId, CompetencyId)>,
    /// The goal that needs the uppermost of the new skills, and `needed`.
    pub goal: Option<Where<GoalId>>,
    /// Skills that are here and that the goal needs.
    pub needed: Vec<CompetencyId>,
    /// The level to reach, 1 to 4.
    pub level: u8,
}

/// Something that is here, or that is to be made under this name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Where<I> {
    /// Here.
    Known(I),
    /// To be made.
    New(String),
}

/// A skill to make.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewSkill {
    /// Its name.
    pub title: String,
    /// The place in the list of the skill in which it lies; none at the top.
    pub inside: Option<usize>,
    /// The deck that practises it; none for a skill that only holds others.
    pub deck: Option<DeckId>,
}

impl Placing {
    pub(super) fn needs(&self) -> Vec<Lookup> {
        let decks = self.skills.iter().filter_map(|skill| skill.deck).chain(self.links.iter().map(|(deck, _)| *deck));
        let known = self.links.iter().map(|(_, skill)| skill).chain(&self.needed);
        let mut lookups: Vec<Lookup> = decks.map(|deck| Lookup::Record(Kind::DECK, deck.0)).collect();
        lookups.extend(known.map(|skill| Lookup::Record(Kind::COMPETENCY, skill.0)));
        match &self.framework {
            Some(Where::Known(id)) => {
                lookups.extend([Lookup::Record(Kind::FRAMEWORK, id.0), Lookup::Range(tops(*id))]);
            }
            Some(Where::New(_)) => lookups.push(Lookup::Range(Framework::all())),
            None => {}
        }
        if let Some(Where::Known(goal)) = &self.goal {
            lookups.push(Lookup::Record(Kind::GOAL, goal.0));
        }
        lookups
    }

    pub(super) fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        if self.skills.len() + self.links.len() > PLACES_MAX {
            let max = i64::try_from(PLACES_MAX).unwrap_or(i64::MAX);
            return Err(Rejection::Number { place: Place::Number, min: 0, max });
        }
        let mut outcome = Outcome::new(self.op());
        let mut linked: BTreeMap<DeckId, Vec<CompetencyId>> = BTreeMap::new();
        for (deck, skill) in &self.links {
            snapshot.alive(Kind::COMPETENCY, skill.0).ok_or(Rejection::Missing)?;
            linked.entry(*deck).or_default().push(*skill);
        }
        let made = self.make(snapshot, context, &mut outcome)?;
        for (skill, id) in self.skills.iter().zip(&made) {
            skill.deck.into_iter().for_each(|deck| linked.entry(deck).or_default().push(*id));
        }
        for (deck, skills) in linked {
            let record = snapshot.alive(Kind::DECK, deck.0).ok_or(Rejection::Missing)?;
            change(record, context, &mut outcome, |draft| {
                skills.iter().for_each(|skill| draft.insert(&Deck::COMPETENCIES, skill, &true));
            });
        }
        let uppermost = self.skills.iter().zip(&made).filter(|(skill, _)| skill.inside.is_none()).map(|(_, id)| *id);
        self.aim(uppermost.chain(self.needed.iter().copied()), snapshot, context, &mut outcome)?;
        Ok(outcome)
    }

    /// What it is called when it is taken back: by the greatest thing that it makes.
    fn op(&self) -> Op {
        match (&self.goal, &self.framework) {
            (Some(Where::New(_)), _) => Op::CreateGoal,
            (_, Some(Where::New(_))) => Op::CreateFramework,
            (Some(Where::Known(_)), _) => Op::EditGoal,
            (None, Some(Where::Known(_))) => Op::AddCompetency,
            (None, None) => Op::EditDeck,
        }
    }

    /// Makes the skills; their ids, in their order.
    fn make(
        &self,
        snapshot: &Snapshot,
        context: &mut Context,
        outcome: &mut Outcome,
    ) -> Result<Vec<CompetencyId>, Rejection> {
        if self.skills.is_empty() {
            return Ok(Vec::new());
        }
        let mut last = None;
        let framework = match self.framework.as_ref().ok_or(Rejection::Missing)? {
            Where::Known(id) => {
                snapshot.alive(Kind::FRAMEWORK, id.0).ok_or(Rejection::Missing)?;
                last = snapshot.nouns::<Competency>(&tops(*id)).pop().map(|last| last.order);
                *id
            }
            Where::New(title) => {
                let behind = snapshot.nouns::<Framework>(&Framework::all()).pop().map(|last| last.order);
                let mut draft = new(Kind::FRAMEWORK, context);
                draft.set(&Framework::TITLE, &name(title)?);
                draft.set(&Framework::ORDER, &after(behind.as_deref()));
                draft.set(&Framework::CHANGED, &Some(Ms(context.now.ms)));
                let id = put(draft, outcome);
                outcome.reply = Reply::Created(id);
                FrameworkId(id)
            }
        };
        let mut orders = self.orders(last.as_deref());
        let mut made: Vec<CompetencyId> = Vec::with_capacity(self.skills.len());
        for skill in &self.skills {
            let inside = match skill.inside {
                // One that lies in a later one, or in itself, is none of a tree.
                Some(at) => Some(*made.get(at).ok_or(Rejection::BelowItself)?),
                None => None,
            };
            let mut draft = new(Kind::COMPETENCY, context);
            draft.set(&Competency::FRAMEWORK, &Some(framework));
            draft.set(&Competency::PARENT, &inside);
            draft.set(&Competency::ORDER, &orders.get_mut(&skill.inside).and_then(Iterator::next).unwrap_or_default());
            draft.set(&Competency::TITLE, &name(&skill.title)?);
            made.push(CompetencyId(put(draft, outcome)));
        }
        Ok(made)
    }

    /// Keys for the places of the new skills among their neighbours; those at the top stand behind `last`.
    fn orders(&self, last: Option<&str>) -> BTreeMap<Option<usize>, std::vec::IntoIter<String>> {
        let mut counts: BTreeMap<Option<usize>, usize> = BTreeMap::new();
        self.skills.iter().for_each(|skill| *counts.entry(skill.inside).or_default() += 1);
        let keys = |(inside, count): (Option<usize>, usize)| {
            let keys = match (inside, last) {
                (None, Some(last)) => {
                    std::iter::successors(Some(after(Some(last))), |key| Some(after(Some(key.as_str()))))
                        .take(count)
                        .collect()
                }
                _ => order::spread(count),
            };
            (inside, keys.into_iter())
        };
        counts.into_iter().map(keys).collect()
    }

    /// Gives the skills to the goal.
    fn aim(
        &self,
        skills: impl Iterator<Item = CompetencyId>,
        snapshot: &Snapshot,
        context: &mut Context,
        outcome: &mut Outcome,
    ) -> Result<(), Rejection> {
        for needed in &self.needed {
            snapshot.alive(Kind::COMPETENCY, needed.0).ok_or(Rejection::Missing)?;
        }
        let mut draft = match &self.goal {
            None => return Ok(()),
            Some(Where::Known(goal)) => open(Kind::GOAL, goal.0, snapshot, context)?,
            Some(Where::New(title)) => {
                let mut draft = new(Kind::GOAL, context);
                draft.set(&Goal::TITLE, &name(title)?);
                draft.set(&Goal::KIND_OF, &GoalKind::Learn);
                draft.set(&Goal::STATUS, &GoalStatus::Draft);
                draft.set(&Goal::CREATED, &Some(Ms(context.now.ms)));
                draft.set(&Goal::STATUS_SINCE, &Some(Ms(context.now.ms)));
                outcome.reply = Reply::Created(draft.record().id);
                draft
            }
        };
        within(Some(self.level), 1, 4)?;
        for skill in skills {
            // A level that she gave it before stays.
            if !has_target(draft.record(), skill) {
                draft.insert(&Goal::TARGETS, &skill, &self.level);
            }
        }
        outcome.put(draft);
        Ok(())
    }
}

fn has_target(goal: &Record, skill: CompetencyId) -> bool {
    goal.elements(&Goal::TARGETS).iter().any(|(known, _)| *known == skill)
}

fn put(draft: Draft, outcome: &mut Outcome) -> Id {
    let id = draft.record().id;
    outcome.put(draft);
    id
}

fn name(title: &str) -> Result<String, Rejection> {
    text::title(title).map_err(Rejection::text(Place::Title))
}

fn tops(framework: FrameworkId) -> Range {
    Competency::below(Some(framework), None)
}
