//! What a sitting is about: everything, a goal, a skill, a deck, or items that were chosen one by one.

use super::{columns::Entry, queue::Queue};
use crate::{
    competency::{Competency, Relation, RelationKind},
    goal::Goal,
    id::{CompetencyId, DeckId, GoalId, ItemId},
    kind::Kind,
    port::{Lookup, Snapshot},
};
use std::collections::BTreeSet;

/// What she wants to practise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Whatever there is.
    Everything,
    /// What a goal needs: its skills, what lies below them, and what they require.
    Goal(GoalId),
    /// A skill and what lies below it.
    Competency(CompetencyId),
    /// A deck and those in it; what lies in none.
    Deck(Option<DeckId>),
    /// These items, such as those of a list that she filtered.
    Items(Vec<ItemId>),
}

/// A scope as it is now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Whatever there is.
    Everything,
    /// Items that practise one of these.
    Competencies(BTreeSet<CompetencyId>),
    /// Items of a deck and those in it; of none.
    Deck(Option<DeckId>),
    /// These items.
    Items(BTreeSet<ItemId>),
}

impl Scope {
    /// What [`Scope::reach`] reads, in rounds.
    pub fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        let goal = match self {
            Scope::Goal(goal) => Some(Lookup::Record(Kind::GOAL, goal.0)),
            _ => None,
        };
        let members = self.members(snapshot).into_iter().flat_map(|id| {
            let noun = snapshot.noun::<Competency>(id);
            let below = noun.map(|noun| Lookup::Range(Competency::below(noun.framework, Some(id))));
            let needed = matches!(self, Scope::Goal(_)).then(|| Lookup::Range(Relation::at(id)));
            [Lookup::Record(Kind::COMPETENCY, id.0)].into_iter().chain(below).chain(needed)
        });
        goal.into_iter().chain(members).collect()
    }

    /// What belongs to it, as far as it was read.
    pub fn reach(&self, snapshot: &Snapshot) -> Reach {
        match self {
            Scope::Everything => Reach::Everything,
            Scope::Goal(_) | Scope::Competency(_) => Reach::Competencies(self.members(snapshot)),
            Scope::Deck(deck) => Reach::Deck(*deck),
            Scope::Items(items) => Reach::Items(items.iter().copied().collect()),
        }
    }

    fn members(&self, snapshot: &Snapshot) -> BTreeSet<CompetencyId> {
        let first: Vec<CompetencyId> = match self {
            Scope::Goal(goal) => {
                let goal = snapshot.noun::<Goal>(*goal);
                goal.into_iter().flat_map(|goal| goal.targets).map(|(target, _)| target).collect()
            }
            Scope::Competency(competency) => vec![*competency],
            _ => vec![],
        };
        let mut members: BTreeSet<CompetencyId> = first.iter().copied().collect();
        let mut waiting = first;
        while let Some(id) = waiting.pop() {
            let Some(noun) = snapshot.noun::<Competency>(id) else { continue };
            let below = snapshot.nouns::<Competency>(&Competency::below(noun.framework, Some(id)));
            let required = snapshot.nouns::<Relation>(&Relation::at(id)).into_iter().filter_map(|relation| {
                (relation.kind == RelationKind::Requires && relation.to == Some(id)).then_some(relation.from)?
            });
            // Neither a circle nor a loop is gone through twice.
            let new = below.into_iter().map(|below| below.id).chain(required).filter(|id| members.insert(*id));
            waiting.extend(new.collect::<Vec<_>>());
        }
        members
    }
}

impl Reach {
    /// Whether an item belongs to it.
    pub fn holds(&self, entry: &Entry, queue: &Queue) -> bool {
        match self {
            Reach::Everything => true,
            Reach::Competencies(members) => {
                queue.competencies(entry).iter().any(|(competency, _)| members.contains(competency))
            }
            Reach::Deck(None) => queue.deck(entry).is_none(),
            Reach::Deck(Some(deck)) => queue.is_below(entry, *deck),
            // Chosen cards come both ways: a list shows a card with its twin.
            Reach::Items(items) => items.contains(&entry.id) || items.contains(&entry.card()),
        }
    }

    /// Study days until something that is asked on study day `today` is due, beyond today; a new item is tomorrow's. `None`
    /// if nothing will be.
    pub fn next_due(&self, queue: &Queue, today: i64) -> Option<i64> {
        let within = queue.asked(today).filter(|entry| self.holds(entry, queue));
        let due = within.map(|entry| entry.learned.map_or(today + 1, |learned| learned.due_day));
        due.filter(|day| *day > today).min().map(|day| day - today)
    }
}
