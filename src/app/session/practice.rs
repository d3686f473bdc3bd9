//! Practice as the page does it: reads the queue, begins and resumes a sitting, writes answers, and settles what they
//! leave behind. An answer is given at once and written behind it; who gave it hears only if that failed.
//!
//! What is due and how an answer is scheduled is [`cairn_domain::practice`]'s.

use super::{AppError, dispatch, open, query};
use crate::browser::{random, task};
use cairn_domain::{
    change::{ChangeSet, Reply},
    id::{CompetencyId, EventId, Id},
    kind::Kind,
    port::{Commit, Decision},
    practice::{
        Answer, Begin, End, Entry, Given, Limits, Pace, Pacing, Plan, Queue, Resumed, Scope, Started, TakeBack, plan,
        settle::{self, Fold, Reckon, Standing},
        sitting_lookup,
    },
    time::Moment,
};
use std::cell::Cell;

thread_local! {
    /// The sitting of this tab; another tab may have its own.
    static SITTING: Cell<Option<Id>> = const { Cell::new(None) };
}

/// How a skill stood before a sitting and stands after it.
#[derive(Clone, PartialEq, Debug)]
pub struct Moved {
    /// Before.
    pub before: Standing,
    /// After.
    pub after: Standing,
}

/// The study day of now.
pub fn today() -> i64 {
    open::now().study_day()
}

/// Whether a sitting was begun on the study day of now: one of another day has asked what was due then.
pub fn is_of_today(started: &Started) -> bool {
    Moment { ms: started.at_ms, ..open::now() }.study_day() == today()
}

/// Everything that can be practised. The same number of rows whatever its length.
pub async fn queue() -> Result<Queue, AppError> {
    let now = open::now().ms;
    let snapshot = query::once(move |snapshot| Queue::needs(now, snapshot)).await?;
    Ok(Queue::make(now, &snapshot))
}

/// How she wants to practise, and how much each skill matters to her.
pub async fn pace() -> Result<Pace, AppError> {
    Ok(Pace::make(&*query::once(Pace::needs).await?))
}

/// The sitting of `scope` that was under way when the app ended, if there is one and it still asks something: this tab
/// goes on with it.
pub async fn under_way(scope: &Scope, queue: &Queue) -> Result<Option<Resumed>, AppError> {
    SITTING.take();
    let noted = query::once(|_| vec![sitting_lookup()]).await?;
    let of_scope = |started: &Started| started.scope == *scope && is_of_today(started);
    let Some(started) = Started::read(&noted).filter(of_scope) else { return Ok(None) };
    let (id, lookups) = (started.id, started.needs());
    let snapshot = query::once(move |_| lookups.clone()).await?;
    let now = open::now();
    let resumed = started.resume(queue, now.study_day(), now.ms, &snapshot);
    if resumed.left() == 0 {
        return Ok(None);
    }
    SITTING.set(Some(id));
    Ok(Some(resumed))
}

/// What a sitting of `scope` would ask now.
pub async fn planned(scope: &Scope, queue: &Queue, limits: Limits) -> Result<Plan, AppError> {
    let snapshot = query::once(|snapshot| scope.needs(snapshot)).await?;
    let plan = plan(&scope.reach(&snapshot), queue, today(), limits);
    let lookups = plan.parents_needs();
    let snapshot = query::once(move |_| lookups.clone()).await?;
    Ok(plan.with_parents(&snapshot))
}

/// Notes that a sitting begins, so that it can be resumed.
pub fn begin(scope: Scope, plan: Plan, then: impl FnOnce(Result<(), AppError>) + 'static) {
    dispatch::decide(Box::new(Begin { scope, plan }), |result| {
        if let Ok(Commit { reply: Reply::Created(id), .. }) = &result {
            SITTING.set(Some(*id));
        }
        then(result.map(drop));
    });
}

/// Notes that the sitting of this tab is over, through or given up.
pub fn end(then: impl FnOnce(Result<(), AppError>) + 'static) {
    match SITTING.take() {
        Some(id) => dispatch::decide(Box::new(End(id)), |result| then(result.map(drop))),
        None => then(Ok(())),
    }
}

/// Gives an answer to an item that stood there before; it is written behind this. `failed` is called if it could not
/// be: then it does not count, and the item is to be put back ([`Queue::put`]) and asked again. `words` are what she
/// answered, kept where it went wrong.
pub fn answer(
    before: &Entry,
    given: &Given,
    words: &str,
    pacing: &Pacing,
    failed: impl FnOnce(AppError) + 'static,
) -> Answer {
    let answer = given_now(before, given, words, pacing);
    behind(answer.clone(), failed);
    answer
}

/// An answer of this moment, not written yet; see [`answer`].
pub fn given_now(before: &Entry, given: &Given, words: &str, pacing: &Pacing) -> Answer {
    let now = open::now();
    Answer::new(EventId(Id::new(now.ms, random::seed())), now, before, given, pacing).saying(words)
}

/// Writes behind the view; `failed` hears if that could not be.
pub(super) fn behind(decision: impl Decision + 'static, failed: impl FnOnce(AppError) + 'static) {
    dispatch::decide(Box::new(decision), |result| {
        if let Err(error) = result {
            failed(error);
        }
    });
}

/// Takes an answer back; written behind this, after the answer itself. `then` hears whether it was.
pub fn take_back(answer: TakeBack, then: impl FnOnce(Result<(), AppError>) + 'static) {
    dispatch::decide(Box::new(answer), |result| then(result.map(drop)));
}

/// Takes in what was answered: the columns first, then the estimates of every skill that may have moved, some at a time.
/// `then` hears how each of them stood and stands.
pub fn settle(then: impl FnOnce(Result<Vec<Moved>, AppError>) + 'static) {
    dispatch::decide(Box::new(Fold { now_ms: open::now().ms }), move |folded| match folded {
        Ok(_) => task::start(async move {
            match owed().await {
                Ok((owed, before)) => {
                    let mut left: Vec<_> = owed.chunks(settle::TOGETHER).map(<[_]>::to_vec).collect();
                    left.reverse();
                    reckon(left, before, Box::new(then));
                }
                Err(error) => then(Err(error)),
            }
        }),
        Err(error) => then(Err(error)),
    });
}

/// Settles, at rest, what an earlier sitting left, or a file that came in.
pub fn settle_due() {
    task::start(async {
        let now = open::now().ms;
        let Ok(snapshot) = query::once(move |snapshot| settle::needs(now, snapshot)).await else { return };
        if settle::is_due(now, &snapshot) {
            // What fails is settled on another visit.
            settle(drop);
        }
    });
}

type Then = Box<dyn FnOnce(Result<Vec<Moved>, AppError>)>;

async fn owed() -> Result<(Vec<CompetencyId>, Vec<Standing>), AppError> {
    let owed = settle::owed(&*query::once(|_| vec![settle::owed_lookup()]).await?);
    let standings = standings(&owed).await?;
    Ok((owed, standings))
}

async fn standings(competencies: &[CompetencyId]) -> Result<Vec<Standing>, AppError> {
    let snapshot = query::once(|snapshot| settle::standings_needs(competencies, snapshot)).await?;
    Ok(settle::standings(competencies, &snapshot))
}

/// One transaction after another. If one fails, what is left stays owed.
fn reckon(mut left: Vec<Vec<CompetencyId>>, before: Vec<Standing>, then: Then) {
    match left.pop() {
        Some(some) => dispatch::decide(Box::new(Reckon(some)), move |reckoned| match reckoned {
            Ok(commit) => {
                // Views of skills read estimates again.
                dispatch::changed(&ChangeSet { kinds: [Kind::EVIDENCE].into(), change: commit.changes.change });
                reckon(left, before, then);
            }
            Err(error) => then(Err(error)),
        }),
        None => task::start(async move {
            let competencies: Vec<CompetencyId> = before.iter().map(|one| one.competency).collect();
            let after = standings(&competencies).await;
            then(after.map(|after| {
                let find = |id| after.iter().find(|after| after.competency == id).cloned();
                let pair = |before: Standing| Some(Moved { after: find(before.competency)?, before });
                before.into_iter().filter_map(pair).collect()
            }));
        }),
    }
}
