//! Whether a skill is there for her. A framework in the trash keeps its skills as they are, so that they
//! come back with it; until then no view may name them.

use super::{Competency, Framework, Rubric};
use crate::{
    id::{CompetencyId, FrameworkId, RubricId},
    kind::Kind,
    port::{Lookup, Snapshot},
};
use std::collections::BTreeSet;

/// What [`present`] reads, in rounds.
pub fn needs(id: CompetencyId, snapshot: &Snapshot) -> Vec<Lookup> {
    let skill = Lookup::Record(Kind::COMPETENCY, id.0);
    let framework = snapshot.noun::<Competency>(id).and_then(|skill| skill.framework);
    [skill].into_iter().chain(framework.map(|id| Lookup::Record(Kind::FRAMEWORK, id.0))).collect()
}

/// The skill, unless it or its framework is not here or in the trash.
pub fn present(id: CompetencyId, snapshot: &Snapshot) -> Option<Competency> {
    let skill = snapshot.noun::<Competency>(id)?;
    let there = |id: FrameworkId| snapshot.alive(Kind::FRAMEWORK, id.0).is_some();
    skill.framework.is_none_or(there).then_some(skill)
}

/// What [`all`] reads.
pub fn all_needs() -> Vec<Lookup> {
    [Competency::all(), Framework::all()].map(Lookup::Range).to_vec()
}

/// Every skill of the frameworks in use.
pub fn all(snapshot: &Snapshot) -> Vec<Competency> {
    let frameworks = listed(snapshot);
    let may = |skill: &Competency| skill.framework.is_none_or(|id| frameworks.contains(&id));
    snapshot.nouns::<Competency>(&Competency::all()).into_iter().filter(may).collect()
}

/// The rubrics by which a skill may be assessed: `own`, and all but those of frameworks in the trash. Reads
/// [`Rubric::all`] and [`Framework::all`].
pub fn rubrics(own: Option<RubricId>, snapshot: &Snapshot) -> Vec<Rubric> {
    let frameworks = listed(snapshot);
    let may = |rubric: &Rubric| Some(rubric.id) == own || rubric.framework.is_none_or(|id| frameworks.contains(&id));
    snapshot.nouns::<Rubric>(&Rubric::all()).into_iter().filter(may).collect()
}

fn listed(snapshot: &Snapshot) -> BTreeSet<FrameworkId> {
    snapshot.records(&Framework::all()).map(|record| FrameworkId(record.id)).collect()
}
