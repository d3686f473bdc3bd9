//! A second item out of one: the same texts, deck, skills and tags, so that each of the two can be shortened to one thing.
//! Its answers stay with the first.

use super::{Item, command::Edit};
use crate::{
    cbor::value::Ms,
    change::{Op, Outcome},
    edit::{created, new},
    error::Rejection,
    id::ItemId,
    kind::Kind,
    port::Snapshot,
    record::Context,
    tags::Retag,
};

/// Makes the second item. What asks a card the other way round has no texts of its own: the card is split.
pub(super) fn split(id: ItemId, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
    let item = snapshot.noun::<Item>(id).filter(|item| item.twin.is_none()).ok_or(Rejection::Missing)?;
    let mut draft = new(Kind::ITEM, context);
    draft.set(&Item::CREATED, &Some(Ms(context.now.ms)));
    edits(item).iter().try_for_each(|edit| edit.apply(&mut draft))?;
    Ok(created(Op::AddItem, draft))
}

/// Everything of it that is asked, graded, shown or sorted by.
fn edits(item: Item) -> Vec<Edit> {
    let tags = Retag::new(item.tags.into_iter().map(|(tag, _)| tag).collect());
    let mut edits = vec![
        Edit::Form(item.form),
        Edit::Deck(item.deck),
        Edit::Answer(item.answer),
        Edit::Options(item.options),
        Edit::Right(item.right),
        Edit::Matches(item.matches),
        Edit::Feedback(item.feedback),
        Edit::Accepted(item.accepted),
        Edit::Rejected(item.rejected),
        Edit::Marks(item.marks),
        Edit::ExactSpelling(item.exact_spelling),
        Edit::Number(item.number),
        Edit::Unit(item.unit),
        Edit::Tolerance(item.tolerance),
        Edit::Relative(item.relative),
        Edit::UnitRequired(item.unit_required),
        Edit::Scoring(item.scoring),
        Edit::Explanation(item.explanation),
        Edit::Hints(item.hints),
        Edit::Language(item.language),
        Edit::Rubric(item.rubric),
        Edit::Resource(item.resource),
        Edit::Tags(tags),
    ];
    edits.extend((!item.prompt.trim().is_empty()).then_some(Edit::Prompt(item.prompt)));
    edits.extend(item.competencies.into_iter().map(|(competency, demand)| Edit::Competency(competency, Some(demand))));
    edits
}
