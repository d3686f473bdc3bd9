//! What a learner does with mistakes. Deleting one, and taking it back, is that of every record.

use super::{Cause, Mistake, Repair};
use crate::{
    cbor::value::{Day, Ms},
    change::{Op, Outcome},
    edit::{created, done, open},
    error::{Place, Rejection},
    id::{EventId, ItemId, MistakeId, ResourceId},
    kind::Kind,
    port::{Lookup, Snapshot},
    record::{Context, Draft, Record},
    text,
};

/// Something done to mistakes.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Notes an answer that went wrong; what was noted of it before is changed.
    Note(Wrong, Vec<Edit>),
    /// Changes fields of one.
    Edit(MistakeId, Vec<Edit>),
    /// Is through with one, or takes it up again.
    Done(MistakeId, bool),
}

/// An answer that went wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wrong {
    /// The answer.
    pub answer: EventId,
    /// What was asked.
    pub item: ItemId,
    /// When it was given, UTC ms.
    pub ms: i64,
}

/// A change of one field.
#[derive(Clone, PartialEq, Debug)]
pub enum Edit {
    /// Why it went wrong.
    Cause(Cause),
    /// Why, in her words; may be empty.
    Text(String),
    /// What to do about it.
    Repair(Repair),
    /// What to read or watch again.
    Resource(Option<ResourceId>),
    /// The study day before which it need not be looked at.
    Day(Option<i64>),
}

impl Command {
    pub(crate) fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        let id = match self {
            Command::Note(wrong, _) => MistakeId::of(wrong.answer),
            Command::Edit(id, _) | Command::Done(id, _) => *id,
        };
        vec![Lookup::Record(Kind::MISTAKE, id.0)]
    }

    pub(crate) fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        match self {
            Command::Note(wrong, edits) => note(wrong, edits, snapshot, context),
            Command::Edit(id, edits) => {
                let mut draft = open(Kind::MISTAKE, id.0, snapshot, context)?;
                edits.iter().try_for_each(|edit| edit.apply(&mut draft))?;
                hold(&mut draft, edits);
                Ok(done(Op::EditMistake, draft))
            }
            Command::Done(id, through) => {
                let mut draft = open(Kind::MISTAKE, id.0, snapshot, context)?;
                // The moment at which she was first through stays.
                if draft.record().value(&Mistake::DONE_AT).is_some() != *through {
                    draft.set(&Mistake::DONE_AT, &through.then_some(Ms(context.now.ms)));
                }
                Ok(done(if *through { Op::RepairMistake } else { Op::EditMistake }, draft))
            }
        }
    }
}

fn note(wrong: &Wrong, edits: &[Edit], snapshot: &Snapshot, context: &Context) -> Result<Outcome, Rejection> {
    let id = MistakeId::of(wrong.answer);
    let known = snapshot.record(Kind::MISTAKE, id.0);
    let mut draft = match known {
        Some(record) => Draft::edit(record.clone(), context),
        None => Draft::create(Record::new(Kind::MISTAKE, id.0), context),
    };
    if known.is_some_and(|record| !record.is_alive()) {
        draft.restore();
    }
    // It may have left the trash for good: nothing is then known of it but its id.
    if draft.record().value(&Mistake::ANSWER).is_none() {
        draft.set(&Mistake::ITEM, &Some(wrong.item));
        draft.set(&Mistake::ANSWER, &Some(wrong.answer));
        draft.set(&Mistake::ANSWERED, &Some(Ms(wrong.ms)));
        draft.set(&Mistake::CREATED, &Some(Ms(context.now.ms)));
    }
    edits.iter().try_for_each(|edit| edit.apply(&mut draft))?;
    hold(&mut draft, edits);
    Ok(created(Op::NoteMistake, draft))
}

/// What a repair does not speak of is not kept with it. An edit of anything else leaves it alone: the repair may be one
/// that only a later version knows.
fn hold(draft: &mut Draft, edits: &[Edit]) {
    if !edits.iter().any(|edit| matches!(edit, Edit::Repair(_) | Edit::Resource(_) | Edit::Day(_))) {
        return;
    }
    let repair = draft.record().value(&Mistake::REPAIR);
    if repair != Repair::Reread {
        draft.set(&Mistake::RESOURCE, &None);
    }
    if repair != Repair::Practise {
        draft.set(&Mistake::DAY, &None);
    }
}

impl Edit {
    fn apply(&self, draft: &mut Draft) -> Result<(), Rejection> {
        match self {
            Edit::Cause(cause) => draft.set(&Mistake::CAUSE, cause),
            Edit::Text(words) => draft.set(&Mistake::TEXT, &text::note(words).map_err(Rejection::text(Place::Text))?),
            Edit::Repair(repair) => draft.set(&Mistake::REPAIR, repair),
            Edit::Resource(resource) => draft.set(&Mistake::RESOURCE, resource),
            Edit::Day(day) => draft.set(&Mistake::DAY, &day.map(Day)),
        }
        Ok(())
    }
}
