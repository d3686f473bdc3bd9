//! An example goal, for looking around: shown and taken away as a whole.

use super::{Check, Criterion, Goal, GoalKind, GoalStatus, Step};
use crate::{
    cbor::value::Ms,
    change::{Op, Outcome, Reply},
    edit::after,
    error::{Place, Rejection},
    example::{id, open},
    id::{CriterionId, GoalId, Id, StepId},
    kind::Kind,
    port::Snapshot,
    record::Context,
    text,
};

/// The example's words, in the learner's language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// What it wants.
    pub title: String,
    /// Why.
    pub why: String,
    /// Its sign of success.
    pub sign: String,
    /// Its steps; the first counts as done. At most [`STEPS`].
    pub steps: Vec<String>,
}

/// Most steps of an example.
pub const STEPS: u8 = 8;

const PLACE: u8 = b'g';

/// The id of the example goal.
pub const GOAL: GoalId = GoalId(id(PLACE, 0));

const SIGN: CriterionId = CriterionId(id(PLACE, 1));

fn step(number: u8) -> StepId {
    StepId(id(PLACE, 2 + number))
}

/// Every record that the example may have.
pub(super) fn members() -> impl Iterator<Item = (Kind, Id)> {
    let steps = (0..STEPS).map(|number| (Kind::STEP, step(number).0));
    [(Kind::GOAL, GOAL.0), (Kind::CRITERION, SIGN.0)].into_iter().chain(steps)
}

/// Makes the example, or brings it back from the trash with these words.
pub(super) fn show(example: &Example, snapshot: &Snapshot, context: &Context) -> Result<Outcome, Rejection> {
    let title = |text: &str| text::title(text).map_err(Rejection::text(Place::Title));
    let now = Some(Ms(context.now.ms));
    let mut outcome = Outcome::new(Op::CreateGoal);

    let mut goal = open(Kind::GOAL, GOAL.0, snapshot, context);
    goal.set(&Goal::TITLE, &title(&example.title)?);
    goal.set(&Goal::KIND_OF, &GoalKind::Make);
    goal.set(&Goal::STATUS, &GoalStatus::Active);
    goal.set(&Goal::CREATED, &now);
    goal.set(&Goal::STATUS_SINCE, &now);
    let shown = goal.record().text(Goal::WHY).dots();
    goal.write(Goal::WHY, &shown, &text::note(&example.why).map_err(Rejection::text(Place::Why))?);
    outcome.put(goal);

    let mut sign = open(Kind::CRITERION, SIGN.0, snapshot, context);
    sign.set(&Criterion::GOAL, &Some(GOAL));
    sign.set(&Criterion::TEXT, &title(&example.sign)?);
    sign.set(&Criterion::CHECK, &Check::Own);
    sign.set(&Criterion::ORDER, &after(None));
    outcome.put(sign);

    let mut order = None;
    for (number, words) in (0..STEPS).zip(&example.steps) {
        let mut draft = open(Kind::STEP, step(number).0, snapshot, context);
        let key = after(order.as_deref());
        draft.set(&Step::GOAL, &Some(GOAL));
        draft.set(&Step::TITLE, &title(words)?);
        draft.set(&Step::ESTIMATE_MIN, &Some(15));
        draft.set(&Step::DONE_AT, &now.filter(|_| number == 0));
        draft.set(&Step::ORDER, &key);
        outcome.put(draft);
        order = Some(key);
    }
    outcome.reply = Reply::Created(GOAL.0);
    Ok(outcome)
}
