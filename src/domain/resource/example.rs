//! Example resources, for looking around: shown and taken away together.

use super::{Format, Resource, Shelf, Unit, command::Edit};
use crate::{
    cbor::value::Ms,
    change::{Op, Outcome},
    error::Rejection,
    example::{id, open},
    id::{Id, ResourceId},
    kind::Kind,
    port::Snapshot,
    record::Context,
};

/// One example resource in the learner's language.
#[derive(Clone, PartialEq, Debug)]
pub struct Example {
    /// Its form.
    pub format: Format,
    /// Its name.
    pub title: String,
    /// What else is known of it.
    pub more: Vec<Edit>,
    /// How far she is and how long it is, in pages.
    pub place: Option<(u32, u32)>,
}

/// Most resources of an example.
pub const COUNT: u8 = 4;

const PLACE: u8 = b'r';

fn resource(number: u8) -> Id {
    id(PLACE, number)
}

/// The ids of the example's resources.
pub fn all() -> impl Iterator<Item = ResourceId> {
    (0..COUNT).map(|number| ResourceId(resource(number)))
}

pub(super) fn members() -> impl Iterator<Item = (Kind, Id)> {
    all().map(|id| (Kind::RESOURCE, id.0))
}

/// Makes the examples, or brings them back from the trash with these words; the first stands on top.
pub(super) fn show(examples: &[Example], snapshot: &Snapshot, context: &Context) -> Result<Outcome, Rejection> {
    let mut outcome = Outcome::new(Op::AddResource);
    for (number, example) in (0..COUNT).zip(examples) {
        let mut draft = open(Kind::RESOURCE, resource(number), snapshot, context);
        let words = [Edit::Title(example.title.clone()), Edit::Format(example.format)];
        words.iter().chain(&example.more).try_for_each(|edit| edit.apply(&mut draft))?;
        let created = Ms(context.now.ms - i64::from(number));
        draft.set(&Resource::CREATED, &Some(created));
        if let Some((position, extent)) = example.place {
            draft.set(&Resource::POSITION, &Some(position));
            draft.set(&Resource::EXTENT, &Some(extent));
            draft.set(&Resource::UNIT, &Unit::Page);
            draft.set(&Resource::SHELF, &Shelf::Reading);
            draft.set(&Resource::USED_AT, &Some(created));
        }
        outcome.put(draft);
    }
    Ok(outcome)
}
