//! Example items, for looking around: shown and taken away together.

use super::{Form, Item, command::Edit};
use crate::{
    cbor::value::Ms,
    change::{Op, Outcome},
    error::Rejection,
    example::{id, open},
    id::{Id, ItemId},
    kind::Kind,
    port::Snapshot,
    record::Context,
};

/// One example item in the learner's language.
#[derive(Clone, PartialEq, Debug)]
pub struct Example {
    /// What kind of task.
    pub form: Form,
    /// What is asked, or the front.
    pub prompt: String,
    /// What else is known of it.
    pub more: Vec<Edit>,
}

/// Most items of an example.
pub const COUNT: u8 = 4;

const PLACE: u8 = b'i';

/// Every other number: those between are the ids of the same cards the other way round ([`ItemId::twin`]).
fn item(number: u8) -> Id {
    id(PLACE, number * 2)
}

pub(super) fn members() -> impl Iterator<Item = (Kind, Id)> {
    let both = |id: Id| [id, ItemId(id).twin().0];
    (0..COUNT).map(item).flat_map(both).map(|id| (Kind::ITEM, id))
}

/// Makes the examples, or brings them back from the trash with these words; the first stands on top.
pub(super) fn show(examples: &[Example], snapshot: &Snapshot, context: &Context) -> Result<Outcome, Rejection> {
    let mut outcome = Outcome::new(Op::AddItem);
    for (number, example) in (0..COUNT).zip(examples) {
        let mut draft = open(Kind::ITEM, item(number), snapshot, context);
        let words = [Edit::Form(example.form), Edit::Prompt(example.prompt.clone())];
        words.iter().chain(&example.more).try_for_each(|edit| edit.apply(&mut draft))?;
        draft.set(&Item::CREATED, &Some(Ms(context.now.ms - i64::from(number))));
        outcome.put(draft);
    }
    Ok(outcome)
}
