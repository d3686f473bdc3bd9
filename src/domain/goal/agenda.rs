//! The next step of each goal that is worked on, in the order in which they call, and what speaks for
//! each. Every range has a limit, so reading costs the same with a hundred records and with twenty
//! thousand.

use super::{Criterion, Goal, GoalStatus, Step};
use crate::{
    competency::present,
    example::is_example,
    id::{CompetencyId, GoalId},
    port::{Lookup, Range, Snapshot},
    sorting,
};

/// Active goals whose next step is told.
const GOALS: u32 = 12;
/// Drafts that are told.
const DRAFTS: u32 = 3;
/// Signs of success of a goal that are read.
const SIGNS: u32 = 5;
/// Days within which being due puts a step before those of goals that she put first.
const SOON: i64 = 3;

/// What there is to do next.
#[derive(Clone, PartialEq, Debug)]
pub struct Agenda {
    /// The next step of each active goal; goals without an open step last.
    pub next: Vec<Next>,
    /// Goals that are not started: id and title.
    pub drafts: Vec<(GoalId, String)>,
}

/// The next step of a goal and what speaks for it.
#[derive(Clone, PartialEq, Debug)]
pub struct Next {
    /// The goal.
    pub goal: GoalId,
    /// What the goal is called.
    pub title: String,
    /// The first open step.
    pub step: Option<Step>,
    /// Whether the goal has another open step.
    pub more: bool,
    /// Whether she put the goal first.
    pub first: bool,
    /// Days until the step is due; negative once it is past.
    pub due_in: Option<i64>,
    /// Days until the goal is due; negative once it is past.
    pub deadline_in: Option<i64>,
    /// The skill that the step serves, if the goal needs it.
    pub skill: Option<String>,
    /// The first sign of success that is not met.
    pub sign: Option<String>,
    /// Why she wants it, in her words.
    pub why: String,
    /// Whether it is the example.
    pub example: bool,
}

/// What [`agenda`] reads, in rounds.
pub fn needs(snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = vec![Lookup::Range(active()), Lookup::Range(drafts())];
    for goal in snapshot.nouns::<Goal>(&active()) {
        lookups.push(Lookup::Range(open_steps(goal.id)));
        lookups.push(Lookup::Range(signs(goal.id)));
        let step = snapshot.nouns::<Step>(&open_steps(goal.id)).into_iter().next();
        let skill = step.and_then(|step| served(&goal, &step));
        lookups.extend(skill.into_iter().flat_map(|id| present::needs(id, snapshot)));
    }
    lookups
}

/// What there is to do on the local day `today` (days since 1970-01-01): first what is due soon, then
/// the goals that she put first, then the others as the list of goals has them.
pub fn agenda(snapshot: &Snapshot, today: i64) -> Agenda {
    let goals = snapshot.nouns::<Goal>(&active()).into_iter();
    let mut next: Vec<Next> = goals.map(|goal| next(goal, snapshot, today)).collect();
    // Stable: what is equal here keeps the order of the list.
    sorting::sort_by_key(&mut next, |next| {
        let due = next.due_in.into_iter().chain(next.deadline_in).min().filter(|days| *days <= SOON);
        (next.step.is_none(), due.unwrap_or(i64::MAX), !next.first)
    });
    let drafts = snapshot.nouns::<Goal>(&drafts()).into_iter();
    Agenda { next, drafts: drafts.map(|goal| (goal.id, goal.title)).collect() }
}

fn next(goal: Goal, snapshot: &Snapshot, today: i64) -> Next {
    let mut steps = snapshot.nouns::<Step>(&open_steps(goal.id)).into_iter();
    let step = steps.next();
    let skill = step.as_ref().and_then(|step| served(&goal, step));
    let unmet = snapshot.nouns::<Criterion>(&signs(goal.id)).into_iter().find(|sign| sign.met_at.is_none());
    Next {
        more: steps.next().is_some(),
        first: goal.priority == Some(1),
        due_in: step.as_ref().and_then(|step| step.due).map(|day| day.0 - today),
        deadline_in: goal.deadline.map(|day| day.0 - today),
        skill: skill.and_then(|id| present::present(id, snapshot)).map(|competency| competency.title),
        sign: unmet.map(|sign| sign.text),
        why: goal.why.shown().to_owned(),
        example: is_example(goal.id),
        goal: goal.id,
        title: goal.title,
        step,
    }
}

/// The competency that the step serves, if it is one that the goal needs.
fn served(goal: &Goal, step: &Step) -> Option<CompetencyId> {
    step.competency.filter(|id| goal.targets.iter().any(|(target, _)| target == id))
}

fn active() -> Range {
    Goal::with_status(GoalStatus::Active, GOALS)
}

fn drafts() -> Range {
    Goal::with_status(GoalStatus::Draft, DRAFTS)
}

/// Two, to know whether the next is the only one.
fn open_steps(goal: GoalId) -> Range {
    Range { limit: 2, ..Step::next_of(goal) }
}

fn signs(goal: GoalId) -> Range {
    Range { limit: SIGNS, ..Criterion::of(goal) }
}

#[cfg(test)]
mod tests {
    use super::super::{
        Check, GoalKind,
        command::{Command as Act, Edit, StepEdit},
    };
    use super::*;
    use crate::{cbor::value::Day, command::Command, desk::Desk, id::StepId, kind::Kind};

    impl Desk {
        fn active(&mut self, title: &str, edits: Vec<Edit>) -> GoalId {
            let create = Act::Create { title: title.to_owned(), kind: GoalKind::Do };
            let goal = GoalId(self.made(&Command::Goal(create)));
            for act in [
                Act::AddCriterion { goal, text: "A sign".to_owned(), check: Check::Own },
                Act::Move { goal, to: GoalStatus::Active, reason: String::new() },
                Act::Edit(goal, edits),
            ] {
                self.did(&Command::Goal(act));
            }
            goal
        }

        fn next_step(&mut self, goal: GoalId, title: &str) -> StepId {
            StepId(self.made(&Command::Goal(Act::AddStep { goal, title: title.to_owned() })))
        }

        fn agenda(&self, today: i64) -> Agenda {
            agenda(&self.gather(needs), today)
        }
    }

    fn titles(agenda: &Agenda) -> Vec<&str> {
        agenda.next.iter().map(|next| next.title.as_str()).collect()
    }

    #[test]
    fn what_is_due_soon_comes_first_then_what_she_put_first() {
        let mut desk = Desk::default();
        let plain = desk.active("Plain", vec![]);
        let first = desk.active("First", vec![Edit::Priority(Some(1))]);
        let due = desk.active("Due", vec![Edit::Deadline(Some(Day(102)))]);
        desk.active("Idle", vec![Edit::Priority(Some(1))]);
        for goal in [plain, first, due] {
            desk.next_step(goal, "a step");
        }
        assert_eq!(titles(&desk.agenda(100)), ["Due", "First", "Plain", "Idle"]);
        assert_eq!(titles(&desk.agenda(90)), ["First", "Plain", "Due", "Idle"]);
        assert!(desk.agenda(90).next[3].step.is_none());
    }

    #[test]
    fn the_reason_is_what_was_written() {
        let mut desk = Desk::default();
        let goal = desk.active("Repair lamps", vec![Edit::Deadline(Some(Day(130)))]);
        let step = desk.next_step(goal, "Test a battery");
        desk.next_step(goal, "Solder");
        desk.did(&Command::Goal(Act::EditStep(step, vec![StepEdit::Due(Some(Day(99)))])));
        let next = desk.agenda(100).next.remove(0);
        assert_eq!((next.due_in, next.deadline_in, next.more), (Some(-1), Some(30), true));
        assert_eq!(next.sign.as_deref(), Some("A sign"));
        desk.did(&Command::Goal(Act::TickStep(step, true)));
        assert!(!desk.agenda(100).next.remove(0).more);
    }

    #[test]
    fn a_skill_of_a_framework_in_the_trash_is_not_a_reason() {
        let mut desk = Desk::default();
        let framework = desk.framework("Lamps");
        let skill = desk.skill(framework, None, "Solder");
        let goal = desk.active("Repair lamps", vec![Edit::Target(skill, Some(3))]);
        let step = desk.next_step(goal, "Test a battery");
        desk.did(&Command::Goal(Act::EditStep(step, vec![StepEdit::Competency(Some(skill))])));
        assert_eq!(desk.agenda(1).next[0].skill.as_deref(), Some("Solder"));
        desk.did(&Command::Trash(Kind::FRAMEWORK, framework.0));
        assert_eq!(desk.agenda(1).next[0].skill, None);
    }

    #[test]
    fn no_more_rows_are_read_when_there_is_more() {
        let rows = |goals: usize, steps: usize| {
            let mut desk = Desk::default();
            for goal in 0..goals {
                let goal = desk.active(&format!("Goal {goal}"), vec![]);
                for step in 0..steps {
                    desk.next_step(goal, &format!("Step {step}"));
                }
            }
            let snapshot = desk.gather(needs);
            needs(&snapshot).iter().map(|lookup| snapshot.hits(lookup).len()).sum::<usize>()
        };
        assert_eq!(rows(12, 2), rows(30, 5));
    }
}
