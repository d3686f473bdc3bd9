//! What a learner does to her goals, their criteria and their steps.

use super::{Check, Criterion, Goal, GoalKind, GoalStatus, Step, Transition, example};
use crate::{
    cbor::value::{Day, Ms},
    change::{Op, Outcome},
    edit::{after, created, done, line, new, open, place, within},
    error::{Place, Rejection},
    id::{CompetencyId, CriterionId, EventId, GoalId, ResourceId, StepId},
    kind::Kind,
    port::{Lookup, Range, Snapshot},
    record::{Context, Dot, Draft, Record},
    registry::{part, sortable_ms},
    tags::Retag,
    text,
};

/// Something done to a goal.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Sets a new goal as a draft.
    Create {
        /// What she wants.
        title: String,
        /// Learn, make or do.
        kind: GoalKind,
    },
    /// Changes fields of a goal.
    Edit(GoalId, Vec<Edit>),
    /// Moves a goal to another status.
    Move {
        /// The goal.
        goal: GoalId,
        /// The wanted status.
        to: GoalStatus,
        /// Why; needed for letting go.
        reason: String,
    },
    /// Adds a success criterion at the end.
    AddCriterion {
        /// Its goal.
        goal: GoalId,
        /// The sign.
        text: String,
        /// Who says whether it is met.
        check: Check,
    },
    /// Changes a criterion.
    EditCriterion {
        /// The criterion.
        id: CriterionId,
        /// The sign.
        text: String,
        /// Who says whether it is met.
        check: Check,
    },
    /// Says whether a criterion is met.
    MeetCriterion(CriterionId, bool),
    /// Adds a step at the end.
    AddStep {
        /// Its goal.
        goal: GoalId,
        /// What to do.
        title: String,
    },
    /// Changes fields of a step.
    EditStep(StepId, Vec<StepEdit>),
    /// Ticks a step, or opens it again.
    TickStep(StepId, bool),
    /// Moves a step to stand before another, or to the end.
    MoveStep {
        /// Its goal.
        goal: GoalId,
        /// The step.
        step: StepId,
        /// The step that shall follow it; none for the end.
        before: Option<StepId>,
    },
    /// Shows the example goal.
    ShowExample(example::Example),
    /// Takes the example goal away.
    RemoveExample,
}

/// A change of one field of a goal.
#[derive(Clone, PartialEq, Debug)]
pub enum Edit {
    /// What she wants.
    Title(String),
    /// Learn, make or do.
    Kind(GoalKind),
    /// Why; replaces the versions that the edit was opened from.
    Why {
        /// What was shown when the edit began.
        opened: Vec<Dot>,
        /// The new text.
        text: String,
    },
    /// The question behind it.
    Question(String),
    /// For whom it is.
    Audience(String),
    /// 1 to 3; none for no priority.
    Priority(Option<u8>),
    /// By when.
    Deadline(Option<Day>),
    /// Minutes a week, 1 to 10,080.
    WeeklyMinutes(Option<u32>),
    /// A competency that it needs, and the level to reach (1 to 4); no level takes the target away.
    Target(CompetencyId, Option<u8>),
    /// Her tags.
    Tags(Retag),
}

/// A change of one field of a step.
#[derive(Clone, PartialEq, Debug)]
pub enum StepEdit {
    /// What to do.
    Title(String),
    /// Estimated minutes, 1 to 10,080.
    Estimate(Option<u32>),
    /// Minutes that it took.
    Actual(Option<u32>),
    /// By when.
    Due(Option<Day>),
    /// The resource that it uses.
    Resource(Option<ResourceId>),
    /// The competency that it serves.
    Competency(Option<CompetencyId>),
    /// Notes.
    Notes {
        /// What was shown when the edit began.
        opened: Vec<Dot>,
        /// The new text.
        text: String,
    },
}

const WEEK_MIN: u32 = 10_080;

impl Goal {
    /// `status/<status>/<priority>/<created>`: the order of the list of goals.
    pub(crate) fn keys(&self) -> Vec<String> {
        let created = sortable_ms(self.created.map_or(0, |ms| ms.0));
        vec![format!("status/{}/{}/{created}", self.status.name(), self.priority.unwrap_or(2))]
    }

    /// Goals of one status, in the order of the list.
    pub fn with_status(status: GoalStatus, limit: u32) -> Range {
        Range::first(Kind::GOAL, format!("status/{}/", status.name()), limit)
    }

    /// Every goal in use.
    pub fn all() -> Range {
        Range::all(Kind::GOAL, "status/")
    }
}

impl Criterion {
    /// `goal/<goal>/<order>`.
    pub(crate) fn keys(&self) -> Vec<String> {
        vec![format!("goal/{}/{}", part(self.goal), self.order)]
    }

    /// The criteria of a goal, in order.
    pub fn of(goal: GoalId) -> Range {
        Range::all(Kind::CRITERION, format!("goal/{goal}/"))
    }
}

impl Step {
    /// `all/<goal>/<order>`, and `open/<goal>/<order>` while it is open.
    pub(crate) fn keys(&self) -> Vec<String> {
        let place = format!("{}/{}", part(self.goal), self.order);
        let mut keys = vec![format!("all/{place}")];
        if self.done_at.is_none() {
            keys.push(format!("open/{place}"));
        }
        keys
    }

    /// The steps of a goal, in order.
    pub fn of(goal: GoalId) -> Range {
        Range::all(Kind::STEP, format!("all/{goal}/"))
    }

    /// The next open step of a goal.
    pub fn next_of(goal: GoalId) -> Range {
        Range::first(Kind::STEP, format!("open/{goal}/"), 1)
    }
}

impl Transition {
    /// The history of a goal's status.
    pub fn of(goal: GoalId) -> Range {
        Range::all(Kind::TRANSITION, format!("{goal}/"))
    }
}

/// Whether a goal may go from one status to another (LEARNING.md 1.2); going back to where one was is
/// always possible by undo.
pub fn may_move(from: GoalStatus, to: GoalStatus) -> bool {
    use GoalStatus::{Active, Done, Draft, Paused, Released};
    matches!(
        (from, to),
        (Draft | Paused | Done | Released, Active)
            | (Active, Paused | Done)
            | (Paused, Done)
            | (Draft | Active | Paused | Done, Released)
    )
}

impl Command {
    pub(crate) fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        let goal = |id: GoalId| Lookup::Record(Kind::GOAL, id.0);
        match self {
            Command::Create { .. } => vec![],
            Command::Edit(id, _) => vec![goal(*id)],
            Command::Move { goal: id, .. } | Command::AddCriterion { goal: id, .. } => {
                vec![goal(*id), Lookup::Range(Criterion::of(*id))]
            }
            Command::EditCriterion { id, .. } | Command::MeetCriterion(id, _) => {
                vec![Lookup::Record(Kind::CRITERION, id.0)]
            }
            Command::AddStep { goal: id, .. } => vec![goal(*id), Lookup::Range(Step::of(*id))],
            Command::EditStep(id, _) | Command::TickStep(id, _) => vec![Lookup::Record(Kind::STEP, id.0)],
            Command::MoveStep { goal: id, .. } => vec![Lookup::Range(Step::of(*id))],
            Command::ShowExample(_) | Command::RemoveExample => crate::example::needs(example::members()),
        }
    }

    pub(crate) fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        match self {
            Command::Create { title, kind } => create(title, *kind, context),
            Command::Edit(id, edits) => {
                let mut draft = open(Kind::GOAL, id.0, snapshot, context)?;
                for edit in edits {
                    edit.apply(&mut draft)?;
                }
                Ok(done(Op::EditGoal, draft))
            }
            Command::Move { goal, to, reason } => move_goal(*goal, *to, reason, snapshot, context),
            Command::AddCriterion { goal, text, check } => {
                snapshot.alive(Kind::GOAL, goal.0).ok_or(Rejection::Missing)?;
                let last = snapshot.nouns::<Criterion>(&Criterion::of(*goal)).pop().map(|last| last.order);
                let mut draft = new(Kind::CRITERION, context);
                draft.set(&Criterion::GOAL, &Some(*goal));
                draft.set(&Criterion::ORDER, &after(last.as_deref()));
                sign(&mut draft, text, *check)?;
                Ok(created(Op::AddCriterion, draft))
            }
            Command::EditCriterion { id, text, check } => {
                let mut draft = open(Kind::CRITERION, id.0, snapshot, context)?;
                sign(&mut draft, text, *check)?;
                Ok(done(Op::EditCriterion, draft))
            }
            Command::MeetCriterion(id, met) => {
                let mut draft = open(Kind::CRITERION, id.0, snapshot, context)?;
                draft.set(&Criterion::MET_AT, &met.then_some(Ms(context.now.ms)));
                Ok(done(Op::EditCriterion, draft))
            }
            Command::AddStep { goal, title } => {
                snapshot.alive(Kind::GOAL, goal.0).ok_or(Rejection::Missing)?;
                let last = snapshot.nouns::<Step>(&Step::of(*goal)).pop().map(|last| last.order);
                let mut draft = new(Kind::STEP, context);
                draft.set(&Step::GOAL, &Some(*goal));
                draft.set(&Step::ORDER, &after(last.as_deref()));
                StepEdit::Title(title.clone()).apply(&mut draft)?;
                Ok(created(Op::AddStep, draft))
            }
            Command::EditStep(id, edits) => {
                let mut draft = open(Kind::STEP, id.0, snapshot, context)?;
                for edit in edits {
                    edit.apply(&mut draft)?;
                }
                Ok(done(Op::EditStep, draft))
            }
            Command::TickStep(id, tick) => {
                let mut draft = open(Kind::STEP, id.0, snapshot, context)?;
                draft.set(&Step::DONE_AT, &tick.then_some(Ms(context.now.ms)));
                Ok(done(if *tick { Op::TickStep } else { Op::UntickStep }, draft))
            }
            Command::MoveStep { goal, step, before } => move_step(*goal, *step, *before, snapshot, context),
            Command::ShowExample(words) => example::show(words, snapshot, context),
            Command::RemoveExample => Ok(crate::example::remove(example::members(), snapshot, context)),
        }
    }
}

impl Edit {
    fn apply(&self, draft: &mut Draft) -> Result<(), Rejection> {
        match self {
            Edit::Title(title) => draft.set(&Goal::TITLE, &text::title(title).map_err(Rejection::text(Place::Title))?),
            Edit::Kind(kind) => draft.set(&Goal::KIND_OF, kind),
            Edit::Why { opened, text } => {
                draft.write(Goal::WHY, opened, &text::note(text).map_err(Rejection::text(Place::Why))?);
            }
            Edit::Question(text) => draft.set(&Goal::QUESTION, &line(text, Place::Text)?),
            Edit::Audience(text) => draft.set(&Goal::AUDIENCE, &line(text, Place::Text)?),
            Edit::Priority(priority) => draft.set(&Goal::PRIORITY, &within(*priority, 1, 3)?),
            Edit::Deadline(day) => draft.set(&Goal::DEADLINE, day),
            Edit::WeeklyMinutes(minutes) => draft.set(&Goal::WEEKLY_MINUTES, &within(*minutes, 1, WEEK_MIN)?),
            Edit::Target(competency, Some(level)) => {
                within(Some(*level), 1, 4)?;
                draft.insert(&Goal::TARGETS, competency, level);
            }
            Edit::Target(competency, None) => draft.remove(&Goal::TARGETS, competency),
            Edit::Tags(tags) => tags.write(draft, &Goal::TAGS)?,
        }
        Ok(())
    }
}

impl StepEdit {
    fn apply(&self, draft: &mut Draft) -> Result<(), Rejection> {
        match self {
            StepEdit::Title(title) => {
                draft.set(&Step::TITLE, &text::title(title).map_err(Rejection::text(Place::Title))?);
            }
            StepEdit::Estimate(minutes) => draft.set(&Step::ESTIMATE_MIN, &within(*minutes, 1, WEEK_MIN)?),
            StepEdit::Actual(minutes) => draft.set(&Step::ACTUAL_MIN, &within(*minutes, 1, WEEK_MIN)?),
            StepEdit::Due(day) => draft.set(&Step::DUE, day),
            StepEdit::Resource(resource) => draft.set(&Step::RESOURCE, resource),
            StepEdit::Competency(competency) => draft.set(&Step::COMPETENCY, competency),
            StepEdit::Notes { opened, text } => {
                draft.write(Step::NOTES, opened, &text::note(text).map_err(Rejection::text(Place::Note))?);
            }
        }
        Ok(())
    }
}

fn create(title: &str, kind: GoalKind, context: &mut Context) -> Result<Outcome, Rejection> {
    let mut draft = new(Kind::GOAL, context);
    Edit::Title(title.to_owned()).apply(&mut draft)?;
    draft.set(&Goal::KIND_OF, &kind);
    draft.set(&Goal::STATUS, &GoalStatus::Draft);
    draft.set(&Goal::CREATED, &Some(Ms(context.now.ms)));
    draft.set(&Goal::STATUS_SINCE, &Some(Ms(context.now.ms)));
    Ok(created(Op::CreateGoal, draft))
}

fn move_goal(
    id: GoalId,
    to: GoalStatus,
    reason: &str,
    snapshot: &Snapshot,
    context: &mut Context,
) -> Result<Outcome, Rejection> {
    let mut draft = open(Kind::GOAL, id.0, snapshot, context)?;
    let from = draft.record().value(&Goal::STATUS);
    if !may_move(from, to) {
        return Err(Rejection::Transition);
    }
    if to == GoalStatus::Active && snapshot.records(&Criterion::of(id)).next().is_none() {
        return Err(Rejection::NoCriterion);
    }
    let reason = text::note(reason.trim()).map_err(Rejection::text(Place::Reason))?;
    if to == GoalStatus::Released && reason.is_empty() {
        return Err(Rejection::NoReason);
    }
    draft.set(&Goal::STATUS, &to);
    draft.set(&Goal::STATUS_SINCE, &Some(Ms(context.now.ms)));
    draft.set(&Goal::STATUS_REASON, &reason);
    let mut outcome = done(Op::MoveGoal, draft);
    let history = Transition { goal: Some(id), from, to, reason };
    outcome.add_event(history.to_event(EventId(context.new_id()), context.now));
    Ok(outcome)
}

fn move_step(
    goal: GoalId,
    id: StepId,
    before: Option<StepId>,
    snapshot: &Snapshot,
    context: &Context,
) -> Result<Outcome, Rejection> {
    let mut steps: Vec<&Record> = snapshot.records(&Step::of(goal)).collect();
    let at = steps.iter().position(|step| step.id == id.0).ok_or(Rejection::Missing)?;
    let moved = steps.remove(at);
    let to = match before {
        Some(before) => steps.iter().position(|step| step.id == before.0).ok_or(Rejection::Missing)?,
        None => steps.len(),
    };
    let mut outcome = Outcome::new(Op::MoveStep);
    place(&steps, to, moved, &Step::ORDER, context, &mut outcome);
    Ok(outcome)
}

fn sign(draft: &mut Draft, sign: &str, check: Check) -> Result<(), Rejection> {
    draft.set(&Criterion::TEXT, &text::title(sign).map_err(Rejection::text(Place::Text))?);
    draft.set(&Criterion::CHECK, &check);
    Ok(())
}
