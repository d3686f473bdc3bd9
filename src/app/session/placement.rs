//! Placement as the page does it: reads what can be asked about and what was heard, and writes what is heard behind the
//! view. Who tells it hears only if that failed.

use super::{AppError, dispatch, practice, query, run_then};
use cairn_domain::{
    change::Reply,
    command::Command,
    evidence::{command::Command as Say, infer::Conclusion},
    id::{Id, ItemId},
    item::Item,
    kind::Kind,
    placement::{About, Begin, Begun, End, Ground, Said, TakeBack, Tell, lookup},
    port::{Commit, Lookup},
    practice::{Answer, Pace, Queue},
};

/// A placement as it is found.
#[derive(Clone, PartialEq, Debug)]
pub struct Opened {
    /// Its name, and what was heard before; nothing where there is nothing to ask about.
    pub begun: Option<(Id, Vec<Said>)>,
    /// What can be asked about.
    pub ground: Ground,
    /// Where the items stand.
    pub queue: Queue,
    /// How much she wants to practise, and how surely to know things.
    pub pace: Pace,
}

/// What there is to ask, and the placement under way if it is about the same; whether one is to be begun.
pub async fn find(about: About) -> Result<(Opened, bool), AppError> {
    let queue = practice::queue().await?;
    let snapshot = query::once(move |snapshot| about.needs(snapshot)).await?;
    let ground = Ground::of(&about, &queue, practice::today(), &snapshot);
    let noted = Begun::read(&*query::once(|_| vec![lookup()]).await?);
    let begun = noted.filter(|begun| begun.about == about).map(|begun| (begun.id, begun.said));
    let is_new = begun.is_none() && !ground.skills.is_empty();
    Ok((Opened { begun, ground, queue, pace: practice::pace().await? }, is_new))
}

/// Notes that a placement begins; `then` hears its name.
pub fn begin(about: About, then: impl FnOnce(Result<Id, AppError>) + 'static) {
    dispatch::decide(Box::new(Begin(about)), |result| match result {
        Ok(Commit { reply: Reply::Created(id), .. }) => then(Ok(id)),
        Ok(_) => {}
        Err(error) => then(Err(error)),
    });
}

/// An item as it is asked; `None` if it is gone.
pub async fn item(id: ItemId) -> Result<Option<Item>, AppError> {
    let snapshot = query::once(move |_| vec![Lookup::Record(Kind::ITEM, id.0)]).await?;
    Ok(snapshot.noun(id))
}

/// Takes down what was heard, with the answer to an item; `failed` hears if it could not be written.
pub fn tell(id: Id, said: Said, answer: Option<Answer>, failed: impl FnOnce(AppError) + 'static) {
    practice::behind(Tell { id, said, answer }, failed);
}

/// Takes the last that was heard back, with its answer; `failed` hears if that could not be written.
pub fn take_back(id: Id, failed: impl FnOnce(AppError) + 'static) {
    practice::behind(TakeBack(id), failed);
}

/// Keeps what was concluded, with a toast and Undo, and ends the placement; `then` hears that it was kept.
pub fn keep(id: Id, conclusion: Conclusion, then: impl FnOnce() + 'static) {
    run_then(Command::Evidence(Say::Infer(conclusion)), move |result| {
        if result.is_ok() {
            end(id, then);
        }
    });
}

/// Ends the placement; a note that stays is gone on with another time.
pub fn end(id: Id, then: impl FnOnce() + 'static) {
    dispatch::decide(Box::new(End(id)), |_| then());
}
