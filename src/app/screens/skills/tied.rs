//! What a skill is tied to: its relations, seen from its end. Pure.

use super::read::stored;
use super::view_model::Badge;
use cairn_domain::{
    competency::{Competency, Relation, RelationKind, present, relate::Graph},
    evidence::estimate::Estimate,
    id::{CompetencyId, RelationId},
    kind::Kind,
    port::{Lookup, Snapshot},
};

/// A relation seen from one of its ends.
#[derive(Clone, PartialEq, Debug)]
pub struct Tie {
    pub relation: RelationId,
    pub kind: RelationKind,
    /// Whether the other one comes first.
    pub before: bool,
    /// Whether it would close a cycle and is set aside.
    pub aside: bool,
    pub other: CompetencyId,
    pub title: String,
    pub badge: Badge,
}

/// The relations of a skill; `badge` says how the skill at the other end stands.
pub fn ties(
    id: CompetencyId,
    snapshot: &Snapshot,
    badge: impl Fn(CompetencyId, Option<&Estimate>) -> Badge,
) -> Vec<Tie> {
    let framework = snapshot.noun::<Competency>(id).and_then(|noun| noun.framework);
    let others = framework.map(Relation::of);
    let own = Relation::at(id);
    let all = snapshot.records(&own).chain(others.iter().flat_map(|range| snapshot.records(range)));
    let mine = |relation: &Relation| relation.from == Some(id) || relation.to == Some(id);
    // The other ends of what is not hers to show were not read.
    let known = |end: CompetencyId| {
        present::present(end, snapshot).is_some() || !snapshot.has(&Lookup::Record(Kind::COMPETENCY, end.0))
    };
    let graph = Graph::of(all, known);
    let standing = graph.relations.into_iter().map(|relation| (relation, false));
    let aside = graph.aside.into_iter().map(|relation| (relation, true));
    standing
        .chain(aside)
        .filter(|(relation, _)| mine(relation))
        .filter_map(|(relation, aside)| {
            let before = relation.to == Some(id);
            let other = snapshot.noun::<Competency>(if before { relation.from? } else { relation.to? })?;
            Some(Tie {
                relation: relation.id,
                kind: relation.kind,
                before,
                aside,
                badge: badge(other.id, stored(&other, snapshot).as_ref()),
                other: other.id,
                title: other.title,
            })
        })
        .collect()
}
