//! Associations other than `isChildOf`: how one competency bears on another.

use super::{FORMAT, document::Document, json::Node, read::Item};
use crate::problem::{Location, Problem};
use crate::source::{SourceRecord, imported_id};
use cairn_domain::{
    competency::{Relation, RelationKind},
    id::CompetencyId,
    kind::Kind,
};
use cairn_learning::structure::Acyclic;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const NAMES: &[(&str, RelationKind)] = &[
    ("precedes", RelationKind::Requires),
    ("isRelatedTo", RelationKind::Helps),
    ("exactMatchOf", RelationKind::ExactMatch),
    ("exemplar", RelationKind::Exemplar),
    ("isPartOf", RelationKind::PartOf),
    ("isPeerOf", RelationKind::Peer),
    ("replacedBy", RelationKind::ReplacedBy),
    ("hasSkillLevel", RelationKind::SkillLevel),
    ("isTranslationOf", RelationKind::Translation),
];

pub(super) fn read(
    document: &Document,
    items: &[Item],
    associations: &[Node],
    problems: &mut Vec<Problem>,
) -> Vec<SourceRecord> {
    let known: BTreeMap<&str, CompetencyId> = items.iter().map(|item| (item.identity.as_str(), item.id)).collect();
    let titles: BTreeMap<CompetencyId, &str> = items.iter().map(|item| (item.id, item.identity.as_str())).collect();
    let mut requires = requirements(&known, associations);
    let mut first = BTreeSet::new();
    let mut related = BTreeSet::new();
    let order: BTreeMap<CompetencyId, usize> = items.iter().map(|item| item.id).zip(0..).collect();
    let mut relations = Vec::new();
    for node in associations {
        let name = node.line("associationType", problems);
        if name.eq_ignore_ascii_case("isChildOf") {
            continue;
        }
        let kind = NAMES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(&name))
            .map_or(RelationKind::Other, |(_, kind)| *kind);
        let end = |name: &str| {
            let end = node.node(name);
            let identity = end.as_ref().map(Node::identity).unwrap_or_default();
            let uri = end.map(|end| crate::tidy_text::line(&end.text("uri")).text).unwrap_or_default();
            (known.get(identity.as_str()).copied(), if uri.is_empty() { identity } else { uri })
        };
        let mut ends = [end("originNodeURI"), end("destinationNodeURI")];
        // "Is related to" has no direction: what the file lists first is taken to help, so these close no circle.
        if kind == RelationKind::Helps
            && let [(Some(from), _), (Some(to), _)] = &ends
            && order.get(from) > order.get(to)
        {
            ends.reverse();
        }
        let [(from, from_uri), (to, to_uri)] = ends;
        if from.is_none() && to.is_none() || from_uri.is_empty() || to_uri.is_empty() {
            problems.push(Problem::new(Location::Path(node.path.clone()), "dangling", name));
            continue;
        }
        if let (RelationKind::Requires, Some(from), Some(to)) = (kind, from, to)
            && let Some(circle) = requires.would_circle(&from, &to)
        {
            let mut members: Vec<&str> = circle.iter().filter_map(|id| titles.get(id).copied()).collect();
            let smallest = (0..members.len()).min_by_key(|at| members[*at]).unwrap_or(0);
            members.rotate_left(smallest);
            problems.push(Problem::new(Location::Path(node.path.clone()), "requires_cycle", members.join(", ")));
            continue;
        }
        // Written from both ends it is one statement.
        if let (RelationKind::Helps, Some(from), Some(to)) = (kind, from, to)
            && !related.insert((from, to))
        {
            continue;
        }
        let identity = node.identity();
        let named = if identity.is_empty() { [name.as_str(), &from_uri, &to_uri].join(" ") } else { identity };
        if !first.insert(named.clone()) {
            problems.push(Problem::new(Location::Path(node.path.clone()), "duplicate", named));
            continue;
        }
        let mut record = SourceRecord::new(Kind::RELATION, imported_id(None, FORMAT, Kind::RELATION, &named));
        record.set(&Relation::FRAMEWORK, &Some(document.id));
        record.set(&Relation::KIND_OF, &kind);
        match from {
            Some(_) => record.set(&Relation::FROM, &from),
            None => record.say(&Relation::FROM_URI, &from_uri),
        }
        match to {
            Some(_) => record.set(&Relation::TO, &to),
            None => record.say(&Relation::TO_URI, &to_uri),
        }
        if kind == RelationKind::Other {
            record.say(&Relation::NAME, &name);
        }
        record.say(&Relation::SOURCE_ID, &crate::tidy_text::line(&node.text("identifier")).text);
        relations.push(record);
    }
    relations
}

/// The requirements that the file states, among which circles are looked for.
fn requirements(known: &BTreeMap<&str, CompetencyId>, associations: &[Node]) -> Acyclic<CompetencyId> {
    let end = |node: &Node, name: &str| known.get(node.node(name)?.identity().as_str()).copied();
    let edges: Vec<(CompetencyId, CompetencyId)> = associations
        .iter()
        .filter(|node| node.text("associationType").eq_ignore_ascii_case("precedes"))
        .filter_map(|node| Some((end(node, "originNodeURI")?, end(node, "destinationNodeURI")?)))
        .collect();
    Acyclic::of(&edges)
}
