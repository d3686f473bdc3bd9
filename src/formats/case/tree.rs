//! `isChildOf`: where each item lies in the tree and among its siblings.

use super::{document::Document, json::Node, read::Item};
use crate::circles::circles;
use crate::problem::{Location, Problem};
use cairn_domain::{id::CompetencyId, order};
use std::collections::BTreeMap;

/// The place of an item.
#[derive(Default)]
pub(super) struct Place {
    pub parent: Option<CompetencyId>,
    pub order: String,
}

/// Sorts siblings by sequence number, then by list enumeration, then as the file has them.
type Rank = (bool, i64, bool, i64, usize);

/// A parent and the rank below it.
struct Link {
    parent: Option<CompetencyId>,
    rank: Rank,
}

pub(super) fn places(
    document: &Document,
    items: &[Item],
    associations: &[Node],
    problems: &mut Vec<Problem>,
) -> BTreeMap<CompetencyId, Place> {
    let known: BTreeMap<&str, (usize, CompetencyId)> =
        items.iter().enumerate().map(|(index, item)| (item.identity.as_str(), (index, item.id))).collect();
    let mut links: BTreeMap<CompetencyId, Link> = BTreeMap::new();
    for node in associations.iter().filter(|node| node.text("associationType").eq_ignore_ascii_case("isChildOf")) {
        let end = |name: &str| node.node(name).map(|end| end.identity()).unwrap_or_default();
        let (child, above) = (end("originNodeURI"), end("destinationNodeURI"));
        let Some(&(index, child)) = known.get(child.as_str()) else {
            problems.push(Problem::new(node.at("originNodeURI"), "dangling", child));
            continue;
        };
        let parent = if above == document.identity {
            None
        } else if let Some(&(_, parent)) = known.get(above.as_str()) {
            Some(parent)
        } else {
            problems.push(Problem::new(node.at("destinationNodeURI"), "orphan", &above));
            None
        };
        if links.get(&child).is_some_and(|link| link.parent != parent) {
            problems.push(Problem::new(Location::Path(node.path.clone()), "second_parent", above));
        } else {
            links.entry(child).or_insert(Link { parent, rank: rank(node, items, index) });
        }
    }
    for (index, item) in items.iter().enumerate() {
        links.entry(item.id).or_insert_with(|| Link { parent: None, rank: (true, 0, true, 0, index) });
    }
    break_cycles(&mut links, items, problems);
    ordered(&links)
}

#[allow(clippy::cast_possible_truncation)] // only the order matters
fn rank(node: &Node, items: &[Item], index: usize) -> Rank {
    let sequence = node.number("sequenceNumber").map(|number| number as i64);
    let enumeration = items[index].node.number("listEnumeration").map(|number| number as i64);
    (sequence.is_none(), sequence.unwrap_or(0), enumeration.is_none(), enumeration.unwrap_or(0), index)
}

/// Lifts one member of every circle to the top: the one that comes first in the file.
fn break_cycles(links: &mut BTreeMap<CompetencyId, Link>, items: &[Item], problems: &mut Vec<Problem>) {
    let ids: Vec<CompetencyId> = items.iter().map(|item| item.id).collect();
    for circle in circles(&ids, |id| links.get(&id).and_then(|link| link.parent)) {
        let names: Vec<&str> = circle.iter().map(|member| items[*member].identity.as_str()).collect();
        let first = &items[circle[0]];
        problems.push(Problem::new(Location::Path(first.node.path.clone()), "tree_cycle", names.join(", ")));
        if let Some(link) = links.get_mut(&first.id) {
            link.parent = None;
        }
    }
}

fn ordered(links: &BTreeMap<CompetencyId, Link>) -> BTreeMap<CompetencyId, Place> {
    let mut siblings: BTreeMap<Option<CompetencyId>, Vec<(Rank, CompetencyId)>> = BTreeMap::new();
    for (id, link) in links {
        siblings.entry(link.parent).or_default().push((link.rank, *id));
    }
    let mut places = BTreeMap::new();
    for (parent, mut children) in siblings {
        children.sort_unstable();
        for ((_, id), order) in children.iter().zip(order::spread(children.len())) {
            places.insert(*id, Place { parent, order });
        }
    }
    places
}
