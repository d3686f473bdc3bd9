//! The beginning of a sitting: one that was under way goes on where it stood, else one is planned. What there is to say
//! if nothing is to be asked.

use super::run::Run;
use crate::session::{AppError, practice, query};
use cairn_domain::{
    id::{CompetencyId, DeckId, GoalId, ItemId},
    practice::{Entry, Limits, Pace, Plan, Planned, Queue, Reach, Scope},
    time::Moment,
};
use cairn_learning::schedule::{Task, TaskKind};

/// What was found.
#[derive(Clone, PartialEq, Debug)]
pub enum Found {
    /// A sitting.
    Sitting(Run),
    /// Nothing yet: by this clock it cannot be told what is due.
    Behind,
    /// Nothing to be asked now.
    Nothing {
        /// What is left for the days after.
        later: Later,
        /// Study days until something is due; `None` if nothing ever is.
        next: Option<i64>,
        /// Whether there is anything that can be practised at all.
        any: bool,
    },
}

/// How much is left for the days after, because a day takes no more.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Later {
    /// What is due.
    pub due: usize,
    /// What was never asked.
    pub new: usize,
}

/// What was found, and what to say besides.
#[derive(Clone, PartialEq, Debug)]
pub struct Start {
    /// A sitting, or nothing.
    pub found: Found,
    /// Items of the scope that cannot be asked, for what they are judged by is gone.
    pub lost: Vec<ItemId>,
    /// Days by which the clock is behind the last answers; 0 if it is not.
    pub behind: i64,
    /// How she wants to practise.
    pub pace: Pace,
}

/// The scope that a part of the address names: `goal/…`, `skill/…`, `deck/…`, `item/…`, or all.
pub fn scope(part: &str) -> Option<Scope> {
    match part.split_once('/') {
        None if part.is_empty() => Some(Scope::Everything),
        Some(("goal", id)) => GoalId::parse(id).map(Scope::Goal),
        Some(("skill", id)) => CompetencyId::parse(id).map(Scope::Competency),
        Some(("item", id)) => ItemId::parse(id).map(|id| Scope::Items(vec![id])),
        Some(("deck", id)) => DeckId::parse(id).map(|id| Scope::Deck(Some(id))),
        _ => None,
    }
}

/// Reads what there is, and notes that a sitting begins if a new one does. With a clock that is behind none does, unless
/// she wants it `anyway`.
pub async fn start(scope: Scope, anyway: bool) -> Result<Start, AppError> {
    let today = practice::today();
    let queue = practice::queue().await?;
    let reach = scope.reach(&*query::once(|snapshot| scope.needs(snapshot)).await?);
    let (lost, behind) = (lost(&reach, &queue, today), behind(&queue, today));
    let pace = practice::pace().await?;
    let found = if let Some(resumed) = practice::under_way(&scope, &queue).await? {
        Found::Sitting(Run::go_on(resumed, queue, today))
    } else if behind > 0 && !anyway {
        Found::Behind
    } else {
        anew(scope, &reach, queue, pace.preferences.limits).await?
    };
    Ok(Start { found, lost, behind, pace })
}

/// A sitting that is planned now.
async fn anew(scope: Scope, reach: &Reach, queue: Queue, limits: Limits) -> Result<Found, AppError> {
    let today = practice::today();
    let mut planned = practice::planned(&scope, &queue, limits).await?;
    if planned.tasks.is_empty() && matches!(scope, Scope::Items(_)) {
        planned.tasks = before_due(reach, &queue, today);
    }
    if planned.tasks.is_empty() {
        let (later, next) = (Later::of(&planned), reach.next_due(&queue, today));
        return Ok(Found::Nothing { later, next, any: has_any(reach, &queue, today) });
    }
    let run = Run::begin(queue, planned.tasks.clone());
    // One item alone has nothing to go on with, and its note would take the place of the sitting that is under way.
    if !matches!(&scope, Scope::Items(items) if items.len() < 2) {
        // If it cannot be noted, an answer cannot be written either, and that is said.
        practice::begin(scope, planned, drop);
    }
    Ok(Found::Sitting(run))
}

/// What is left for the days after once a sitting is through.
pub async fn later(scope: &Scope, limits: Limits) -> Result<Later, AppError> {
    Ok(Later::of(&practice::planned(scope, &practice::queue().await?, limits).await?))
}

impl Later {
    fn of(plan: &Plan) -> Self {
        Self { due: plan.later, new: plan.new_later }
    }
}

/// What she chose one by one is asked though none of it is due.
fn before_due(reach: &Reach, queue: &Queue, today: i64) -> Vec<Planned> {
    let task = |entry: &Entry| {
        let competency = queue.competencies(entry).first().map(|(competency, _)| *competency);
        Planned { item: entry.id, task: Task { competency, parent: None, kind: TaskKind::Review } }
    };
    queue.asked(today).filter(|entry| reach.holds(entry, queue)).map(task).collect()
}

fn lost(reach: &Reach, queue: &Queue, today: i64) -> Vec<ItemId> {
    let is_lost = |entry: &&Entry| {
        let put_off = entry.suspended || entry.buried_until.is_some_and(|day| day > today);
        let cardless = entry.twin && queue.entry(entry.card()).is_none();
        !put_off && (cardless || !entry.twin && !entry.has_key)
    };
    let within = queue.entries().iter().filter(|entry| reach.holds(entry, queue));
    within.filter(is_lost).map(|entry| entry.id).collect()
}

/// Days by which the last answer is ahead of the clock. A day is the difference of two time zones.
fn behind(queue: &Queue, today: i64) -> i64 {
    let told = |ms| Moment { ms, tz_offset_min: 0 }.study_day();
    let last = queue.entries().iter().filter_map(|entry| entry.learned).map(|learned| told(learned.last_ms)).max();
    last.map_or(0, |last| last - today).max(1) - 1
}

fn has_any(reach: &Reach, queue: &Queue, today: i64) -> bool {
    queue.asked(today).any(|entry| reach.holds(entry, queue))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::id::Id;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn an_address_names_a_scope() {
        let id = Id::new(1, 2);
        assert_eq!(scope(""), Some(Scope::Everything));
        assert_eq!(scope(&format!("goal/{id}")), Some(Scope::Goal(GoalId(id))));
        assert_eq!(scope(&format!("skill/{id}")), Some(Scope::Competency(CompetencyId(id))));
        assert_eq!(scope(&format!("item/{id}")), Some(Scope::Items(vec![ItemId(id)])));
        assert_eq!(scope(&format!("deck/{id}")), Some(Scope::Deck(Some(DeckId(id)))));
        for nothing in ["deck", "deck/", "deck/x", "shelf/x"] {
            assert_eq!(scope(nothing), None, "{nothing}");
        }
    }
}
