//! What a sitting reads and writes: everything that can be practised, an answer, taking one back, and the counting of
//! answers afterwards. Screens hold the sitting itself.

use super::{AppError, dispatch, open, query};
use crate::browser::{random, task};
use cairn_domain::{
    change::ChangeSet,
    id::{CompetencyId, EventId, Id},
    kind::Kind,
    port::{Decision, Lookup, Snapshot},
    practice::{
        Answer, Entry, Given, Pacing, Queue,
        settle::{self, Fold, Reckon, Standing},
    },
    time::Moment,
};
use std::sync::Arc;

/// The present moment; answers count on its study day.
pub fn now() -> Moment {
    open::now()
}

/// Everything that can be practised, with what `more` reads besides, in one reading.
pub async fn queue(
    more: impl Fn(&Snapshot) -> Vec<Lookup>,
) -> Result<(Queue, Arc<Snapshot>), AppError> {
    let now_ms = now().ms;
    let needs = |snapshot: &Snapshot| Queue::needs(now_ms, snapshot).into_iter().chain(more(snapshot)).collect();
    let snapshot = query::once(needs).await?;
    Ok((Queue::make(now_ms, &snapshot), snapshot))
}

/// An answer to an item, given now; it is not written yet.
pub fn answer(before: &Entry, given: &Given) -> Answer {
    let at = now();
    Answer::new(EventId(Id::new(at.ms, random::seed())), at, before, given, &Pacing::default())
}

/// Writes an answer, or that one is taken back, in its turn; `then` is told how it went.
pub fn write(decision: impl Decision + 'static, then: impl FnOnce(Result<(), AppError>) + 'static) {
    dispatch::decide(Box::new(decision), |written| then(written.map(drop)));
}

/// How these competencies stand.
pub async fn standings(competencies: Vec<CompetencyId>) -> Result<Vec<Standing>, AppError> {
    let snapshot = query::once(|snapshot| settle::standings_needs(&competencies, snapshot)).await?;
    Ok(settle::standings(&competencies, &snapshot))
}

/// Counts all answers that were not counted yet, some at a time, behind whatever is still to be written; then calls.
/// Broken off anywhere it is gone on with another time.
pub fn count(then: impl FnOnce(Result<(), AppError>) + 'static) {
    write(Fold, |folded| match folded {
        Ok(()) => reckon(Box::new(then)),
        Err(error) => then(Err(error)),
    });
}

type Then = Box<dyn FnOnce(Result<(), AppError>)>;

fn reckon(then: Then) {
    task::start(async move {
        let owed = match query::once(|_| vec![settle::owed_lookup()]).await {
            Ok(snapshot) => settle::owed(&snapshot),
            Err(error) => return then(Err(error)),
        };
        if owed.is_empty() {
            return then(Ok(()));
        }
        let some: Vec<CompetencyId> = owed.into_iter().take(settle::TOGETHER).collect();
        dispatch::decide(Box::new(Reckon(some)), |reckoned| match reckoned {
            Ok(commit) => {
                dispatch::changed(&ChangeSet { kinds: [Kind::EVIDENCE].into(), change: commit.changes.change });
                reckon(then);
            }
            Err(error) => then(Err(error)),
        });
    });
}
