//! How much it matters to her that a skill is retained: what the goals under way say that need it. The first of goals
//! asks most, the last least; a skill without a goal is as others.

use super::scope::{Reach, Scope};
use crate::{
    goal::{Goal, GoalStatus},
    id::CompetencyId,
    port::{Lookup, Range, Snapshot},
};
use cairn_learning::schedule::Priority;
use std::collections::BTreeMap;

/// Goals under way that are read: more are not worked on at once.
const GOALS: u32 = 50;

/// How much skills matter.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Priorities(BTreeMap<CompetencyId, Priority>);

impl Priorities {
    /// What [`Priorities::make`] reads, in rounds.
    pub fn needs(snapshot: &Snapshot) -> Vec<Lookup> {
        let telling = telling(snapshot).into_iter().flat_map(|(goal, _)| Scope::Goal(goal.id).needs(snapshot));
        [Lookup::Range(under_way())].into_iter().chain(telling).collect()
    }

    /// As a snapshot has it.
    pub fn make(snapshot: &Snapshot) -> Self {
        let mut all = BTreeMap::new();
        for (goal, priority) in telling(snapshot) {
            if let Reach::Competencies(members) = Scope::Goal(goal.id).reach(snapshot) {
                for member in members {
                    let known = all.entry(member).or_insert(priority);
                    *known = priority.max(*known);
                }
            }
        }
        Self(all)
    }

    /// How much what practises these matters: as the skill that matters most.
    pub fn of(&self, competencies: &[(CompetencyId, u8)]) -> Priority {
        let of = |(competency, _): &(CompetencyId, u8)| self.0.get(competency).copied().unwrap_or_default();
        competencies.iter().map(of).max().unwrap_or_default()
    }
}

fn under_way() -> Range {
    Goal::with_status(GoalStatus::Active, GOALS)
}

/// The goals whose skills are to be looked at. One as others changes nothing, unless another one asks for less.
fn telling(snapshot: &Snapshot) -> Vec<(Goal, Priority)> {
    let goals = snapshot.nouns::<Goal>(&under_way());
    let least = goals.iter().map(priority).min().unwrap_or_default();
    let tells = |priority: Priority| priority != Priority::Normal || least == Priority::Low;
    goals.into_iter().map(|goal| (priority(&goal), goal)).filter(|(one, _)| tells(*one)).map(|(p, g)| (g, p)).collect()
}

fn priority(goal: &Goal) -> Priority {
    match goal.priority {
        Some(1) => Priority::High,
        Some(3) => Priority::Low,
        _ => Priority::Normal,
    }
}
