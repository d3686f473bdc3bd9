//! An example framework, for looking around: shown and taken away as a whole.

use super::{Competency, Framework, Relation, RelationKind};
use crate::{
    change::{Op, Outcome, Reply},
    error::{Place, Rejection},
    example::{id, open},
    id::{CompetencyId, FrameworkId, Id, RelationId},
    kind::Kind,
    order,
    port::Snapshot,
    record::Context,
    text,
};

/// The example's words, in the learner's language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// Its name.
    pub title: String,
    /// Its groups, each with what lies in it. The first skill of all comes before the second.
    pub groups: Vec<(String, Vec<String>)>,
}

/// Most groups and skills of an example.
pub const ENTRIES: u8 = 20;

const PLACE: u8 = b's';

/// The id of the example framework.
pub const FRAMEWORK: FrameworkId = FrameworkId(id(PLACE, 0));

const RELATION: RelationId = RelationId(id(PLACE, 1));

fn entry(number: u8) -> CompetencyId {
    CompetencyId(id(PLACE, 2 + number))
}

/// Every record that the example may have.
pub(super) fn members() -> impl Iterator<Item = (Kind, Id)> {
    let entries = (0..ENTRIES).map(|number| (Kind::COMPETENCY, entry(number).0));
    [(Kind::FRAMEWORK, FRAMEWORK.0), (Kind::RELATION, RELATION.0)].into_iter().chain(entries)
}

/// Makes the example, or brings it back from the trash with these words.
pub(super) fn show(example: &Example, snapshot: &Snapshot, context: &Context) -> Result<Outcome, Rejection> {
    let title = |text: &str| text::title(text).map_err(Rejection::text(Place::Title));
    let mut outcome = Outcome::new(Op::CreateFramework);
    let mut framework = open(Kind::FRAMEWORK, FRAMEWORK.0, snapshot, context);
    framework.set(&Framework::TITLE, &title(&example.title)?);
    // Behind her own: the last digit of a key.
    framework.set(&Framework::ORDER, &"zz".to_owned());
    outcome.put(framework);

    let mut numbers = (0..ENTRIES).zip(order::spread(usize::from(ENTRIES)));
    let mut leaves = Vec::new();
    let mut add = |words: &str, parent: Option<CompetencyId>, outcome: &mut Outcome| {
        let Some((number, order)) = numbers.next() else { return Ok(None) };
        let mut draft = open(Kind::COMPETENCY, entry(number).0, snapshot, context);
        draft.set(&Competency::FRAMEWORK, &Some(FRAMEWORK));
        draft.set(&Competency::PARENT, &parent);
        draft.set(&Competency::ORDER, &order);
        draft.set(&Competency::TITLE, &title(words)?);
        outcome.put(draft);
        Ok(Some(entry(number)))
    };
    for (group, skills) in &example.groups {
        let parent = add(group, None, &mut outcome)?;
        for skill in skills {
            leaves.extend(add(skill, parent, &mut outcome)?);
        }
    }
    if let [first, second, ..] = leaves[..] {
        let mut relation = open(Kind::RELATION, RELATION.0, snapshot, context);
        relation.set(&Relation::FRAMEWORK, &Some(FRAMEWORK));
        relation.set(&Relation::FROM, &Some(first));
        relation.set(&Relation::TO, &Some(second));
        relation.set(&Relation::KIND_OF, &RelationKind::Requires);
        outcome.put(relation);
    }
    outcome.reply = Reply::Created(FRAMEWORK.0);
    Ok(outcome)
}
