//! What Today reads and what it makes of it. Every range has a limit, so starting costs the same with
//! a hundred records and with twenty thousand.

use cairn_domain::{
    backup::LastBackup,
    competency::Competency,
    example::is_example,
    goal::{Criterion, Goal, GoalStatus, Step},
    id::GoalId,
    kind::Kind,
    port::{Lookup, Range, Snapshot},
    resource::Resource,
};

/// Kinds that Today shows.
pub const KINDS: &[Kind] = &[Kind::GOAL, Kind::STEP, Kind::CRITERION, Kind::RESOURCE, Kind::COMPETENCY];

/// Active goals whose next step is shown.
const GOALS: u32 = 12;
/// Drafts that are shown.
const DRAFTS: u32 = 3;
/// Resources in use that are shown.
const RESOURCES: u32 = 2;

/// Today at a glance.
#[derive(Clone, PartialEq, Debug)]
pub struct Today {
    pub next: Vec<Next>,
    pub drafts: Vec<Draft>,
    pub reading: Vec<Resource>,
}

/// The next step of a goal and what speaks for it.
#[derive(Clone, PartialEq, Debug)]
pub struct Next {
    pub goal: GoalId,
    pub title: String,
    pub step: Option<Step>,
    /// Whether the goal has another open step.
    pub more: bool,
    /// Whether she put the goal first.
    pub first: bool,
    /// Days until the step is due; negative once it is past.
    pub due_in: Option<i64>,
    /// Days until the goal is due.
    pub deadline_in: Option<i64>,
    /// The skill that the step serves and the goal needs.
    pub skill: Option<String>,
    /// The first sign of success that is not met.
    pub sign: Option<String>,
    /// Why she wants it, in her words.
    pub why: String,
    pub example: bool,
}

/// A goal that is not started.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    pub id: GoalId,
    pub title: String,
}

impl Today {
    pub fn is_empty(&self) -> bool {
        self.next.is_empty() && self.drafts.is_empty() && self.reading.is_empty()
    }
}

/// What Today asks of the store.
pub fn needs(snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = vec![
        Lookup::Range(active()),
        Lookup::Range(drafts()),
        Lookup::Range(Resource::reading(RESOURCES)),
        LastBackup::lookup(),
    ];
    for goal in snapshot.nouns::<Goal>(&active()) {
        lookups.push(Lookup::Range(open_steps(goal.id)));
        lookups.push(Lookup::Range(signs(goal.id)));
        let next = snapshot.nouns::<Step>(&open_steps(goal.id)).into_iter().next();
        let skill =
            next.and_then(|step| step.competency).filter(|id| goal.targets.iter().any(|(target, _)| target == id));
        lookups.extend(skill.map(|id| Lookup::Record(Kind::COMPETENCY, id.0)));
    }
    lookups
}

/// Today, as of the local day `today` (days since 1970-01-01). What is due soonest comes first, then what
/// she put first.
pub fn today(snapshot: &Snapshot, today: i64) -> Today {
    let mut next: Vec<Next> =
        snapshot.nouns::<Goal>(&active()).into_iter().map(|goal| next(goal, snapshot, today)).collect();
    // Stable: goals that are equal here keep the order of the list.
    next.sort_by_key(|next| {
        let due = next.due_in.into_iter().chain(next.deadline_in).min().filter(|days| *days <= SOON);
        (next.step.is_none(), due.unwrap_or(i64::MAX), !next.first)
    });
    let draft = |goal: Goal| Draft { id: goal.id, title: goal.title };
    Today {
        next,
        drafts: snapshot.nouns::<Goal>(&drafts()).into_iter().map(draft).collect(),
        reading: snapshot.nouns(&Resource::reading(RESOURCES)),
    }
}

/// Days within which being due puts a step before those of goals that she put first.
const SOON: i64 = 3;

fn next(goal: Goal, snapshot: &Snapshot, today: i64) -> Next {
    let mut steps = snapshot.nouns::<Step>(&open_steps(goal.id)).into_iter();
    let step = steps.next();
    let skill = step.as_ref().and_then(|step| step.competency);
    let skill = skill.filter(|id| goal.targets.iter().any(|(target, _)| target == id));
    Next {
        more: steps.next().is_some(),
        first: goal.priority == Some(1),
        due_in: step.as_ref().and_then(|step| step.due).map(|day| day.0 - today),
        deadline_in: goal.deadline.map(|day| day.0 - today),
        skill: skill.and_then(|id| snapshot.noun::<Competency>(id)).map(|competency| competency.title),
        sign: snapshot
            .nouns::<Criterion>(&signs(goal.id))
            .into_iter()
            .find(|sign| sign.met_at.is_none())
            .map(|sign| sign.text),
        why: goal.why.shown().to_owned(),
        example: is_example(goal.id),
        goal: goal.id,
        title: goal.title,
        step,
    }
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
    Range { limit: 5, ..Criterion::of(goal) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::{
        cbor::value::Day,
        change::Reply,
        command::Command,
        goal::{
            Check, GoalKind,
            command::{Command as Act, Edit, StepEdit},
        },
        id::{DeviceId, Id, ProfileId, StepId},
        port,
        record::Now,
    };
    use cairn_store::{Memory, memory::ready};

    struct Desk {
        store: Memory,
        turn: u32,
    }

    impl Desk {
        fn new() -> Self {
            Self { store: Memory::new(ProfileId(Id::new(1, 1)), DeviceId(1)), turn: 0 }
        }

        fn run(&mut self, act: Act) -> Option<Id> {
            self.turn += 1;
            let now = Now { ms: 1_800_000_000_000 + i64::from(self.turn), tz_offset_min: 0 };
            match self.store.apply(&Command::Goal(act), now, u128::from(self.turn) << 64).unwrap().reply {
                Reply::Created(id) => Some(id),
                _ => None,
            }
        }

        fn active(&mut self, title: &str, edits: Vec<Edit>) -> GoalId {
            let goal = GoalId(self.run(Act::Create { title: title.to_owned(), kind: GoalKind::Do }).unwrap());
            self.run(Act::AddCriterion { goal, text: "A sign".to_owned(), check: Check::Own });
            self.run(Act::Move { goal, to: GoalStatus::Active, reason: String::new() });
            self.run(Act::Edit(goal, edits));
            goal
        }

        fn step(&mut self, goal: GoalId, title: &str) -> StepId {
            StepId(self.run(Act::AddStep { goal, title: title.to_owned() }).unwrap())
        }

        fn look(&self, day: i64) -> (Today, usize) {
            let snapshot = ready(port::gather(&self.store, needs)).unwrap();
            (today(&snapshot, day), snapshot_rows(&snapshot))
        }
    }

    fn snapshot_rows(snapshot: &Snapshot) -> usize {
        needs(snapshot).iter().map(|lookup| snapshot.hits(lookup).len()).sum()
    }

    fn titles(today: &Today) -> Vec<&str> {
        today.next.iter().map(|next| next.title.as_str()).collect()
    }

    #[test]
    fn what_is_due_soon_comes_first_then_what_she_put_first() {
        let mut desk = Desk::new();
        let plain = desk.active("Plain", vec![]);
        let first = desk.active("First", vec![Edit::Priority(Some(1))]);
        let due = desk.active("Due", vec![Edit::Deadline(Some(Day(102)))]);
        let idle = desk.active("Idle", vec![Edit::Priority(Some(1))]);
        for goal in [plain, first, due] {
            desk.step(goal, "a step");
        }
        assert_eq!(titles(&desk.look(100).0), ["Due", "First", "Plain", "Idle"]);
        assert_eq!(titles(&desk.look(90).0), ["First", "Plain", "Due", "Idle"]);
        assert!(desk.look(100).0.next[3].step.is_none() && desk.look(100).0.next[3].goal == idle);
    }

    #[test]
    fn the_reason_is_built_from_what_is_recorded() {
        let mut desk = Desk::new();
        let goal = desk.active("Repair lamps", vec![Edit::Deadline(Some(Day(130)))]);
        let step = desk.step(goal, "Test a battery");
        desk.step(goal, "Solder");
        desk.run(Act::EditStep(step, vec![StepEdit::Due(Some(Day(101)))]));
        let next = desk.look(100).0.next.remove(0);
        assert_eq!((next.due_in, next.deadline_in, next.more), (Some(1), Some(30), true));
        assert_eq!(next.sign.as_deref(), Some("A sign"));
    }

    #[test]
    fn starting_reads_no_more_rows_when_there_is_more() {
        let fill = |goals: usize, steps: usize| {
            let mut desk = Desk::new();
            for goal in 0..goals {
                let goal = desk.active(&format!("Goal {goal}"), vec![]);
                for step in 0..steps {
                    desk.step(goal, &format!("Step {step}"));
                }
            }
            desk.look(100).1
        };
        assert_eq!(fill(12, 2), fill(40, 30));
    }
}
