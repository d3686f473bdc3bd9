//! What a sitting asks: what is due, best first and so much a day, then what is new. The order in which it comes is
//! [`cairn_learning::schedule::Sitting`]'s; what is left for later is a number and no debt.

use super::{
    columns::{Entry, Learned},
    queue::Queue,
    scope::Reach,
};
use crate::{
    competency::Competency,
    id::{CompetencyId, ItemId},
    kind::Kind,
    port::{Lookup, Snapshot},
    time::DAY_MS,
};
use cairn_learning::schedule::{ScheduleConfig, Sitting, Stage, Task, TaskKind, Waiting, catch_up};
use std::collections::BTreeSet;

/// How much a day: the whole day's, whatever sittings it has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Reviews a day.
    pub reviews: usize,
    /// Items a day that are met for the first time.
    pub new: usize,
}

impl Default for Limits {
    /// A judgement: with these a day is through in about an hour at most, and in a few minutes as a rule.
    fn default() -> Self {
        Self { reviews: 100, new: 10 }
    }
}

/// One item of a sitting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Planned {
    /// The item.
    pub item: ItemId,
    /// What the order of a sitting asks of it.
    pub task: Task<CompetencyId>,
}

/// What a sitting would ask.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Plan {
    /// What is asked, best first.
    pub tasks: Vec<Planned>,
    /// How many of them are due.
    pub due: usize,
    /// How many of them are new.
    pub new: usize,
    /// How many more are due and left for the days after.
    pub later: usize,
    /// How many more are new and left for the days after.
    pub new_later: usize,
}

/// What a sitting on study day `today` asks of what `reach` holds.
pub fn plan(reach: &Reach, queue: &Queue, today: i64, limits: Limits) -> Plan {
    let (fsrs, config) = (&queue.weights().fsrs, ScheduleConfig::default());
    let done = Done::of(queue, today);
    let mut due: Vec<(&Entry, Learned)> = Vec::new();
    let mut new: Vec<&Entry> = Vec::new();
    for entry in queue.asked(today).filter(|entry| reach.holds(entry, queue)) {
        match entry.learned {
            Some(learned) if learned.due_day <= today => due.push((entry, learned)),
            Some(_) => {}
            None => new.push(entry),
        }
    }
    let waiting: Vec<Waiting<'_>> = due
        .iter()
        .map(|(entry, Learned { card, .. })| Waiting {
            id: entry.id.0.bytes(),
            memory: card.memory,
            last_day: card.last_day,
            importance: 1.0,
        })
        .collect();
    let chosen = catch_up(&waiting, today, limits.reviews.saturating_sub(done.reviews), fsrs, &config);
    new.sort_by_key(|entry| (entry.created_ms, entry.id));
    let met = new.len();
    new.truncate(limits.new.saturating_sub(done.new));

    let recalled = recalled(queue);
    let of_due = chosen.today.iter().map(|at| due[*at].0);
    let tasks: Vec<&Entry> = of_due.chain(new.iter().copied()).collect();
    Plan {
        tasks: tasks.into_iter().map(|entry| planned(entry, queue, &recalled)).collect(),
        due: chosen.today.len(),
        new: new.len(),
        later: chosen.later,
        new_later: met - new.len(),
    }
}

impl Plan {
    /// What [`Plan::with_parents`] reads: the skills that are practised.
    pub fn parents_needs(&self) -> Vec<Lookup> {
        let competencies: BTreeSet<CompetencyId> =
            self.tasks.iter().filter_map(|planned| planned.task.competency).collect();
        competencies.into_iter().map(|id| Lookup::Record(Kind::COMPETENCY, id.0)).collect()
    }

    /// With what each skill lies below: its other parts are easily confused with it, so they come after one another.
    pub fn with_parents(mut self, snapshot: &Snapshot) -> Self {
        for Planned { task, .. } in &mut self.tasks {
            task.parent = task.competency.and_then(|id| snapshot.noun::<Competency>(id)?.parent);
        }
        self
    }

    /// The sitting, at its beginning.
    pub fn sitting(&self) -> Sitting<CompetencyId> {
        sitting(&self.tasks)
    }
}

pub(super) fn sitting(tasks: &[Planned]) -> Sitting<CompetencyId> {
    let tasks = tasks.iter().map(|planned| planned.task.clone()).collect();
    Sitting::new(tasks, ScheduleConfig::default().sitting)
}

/// Reviews that are left of a day on study day `today`, at most so many a day.
pub(super) fn left(queue: &Queue, today: i64, reviews: usize) -> usize {
    reviews.saturating_sub(Done::of(queue, today).reviews)
}

/// What was done today already.
struct Done {
    reviews: usize,
    new: usize,
}

impl Done {
    fn of(queue: &Queue, today: i64) -> Self {
        // What a wrong clock dated counts as today on every day; it takes nothing of what a day takes.
        let is_dated = |one: &Learned| one.last_ms.div_euclid(DAY_MS) <= today.saturating_add(2);
        let learned = || queue.entries().iter().filter_map(|entry| entry.learned).filter(is_dated);
        Self {
            reviews: learned().filter(|one| one.card.last_day == today && one.first_day < today).count(),
            new: learned().filter(|one| one.first_day == today).count(),
        }
    }
}

/// The skills of which something was recalled at least once.
fn recalled(queue: &Queue) -> BTreeSet<CompetencyId> {
    let known = |entry: &&Entry| entry.learned.is_some_and(|learned| learned.card.stage != Stage::Learning);
    let known = queue.entries().iter().filter(known);
    known.flat_map(|entry| queue.competencies(entry)).map(|(competency, _)| competency).collect()
}

fn planned(entry: &Entry, queue: &Queue, recalled: &BTreeSet<CompetencyId>) -> Planned {
    let competency = queue.competencies(entry).first().map(|(competency, _)| *competency);
    let known = entry.learned.is_some_and(|learned| learned.card.stage != Stage::Learning);
    let kind = match competency {
        _ if known => TaskKind::Review,
        Some(competency) if !recalled.contains(&competency) => TaskKind::NewConcept,
        _ => TaskKind::New,
    };
    Planned { item: entry.id, task: Task { competency, parent: None, kind } }
}
