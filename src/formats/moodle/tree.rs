//! Parents by id number: where each competency lies in the tree, in the order of the file.

use super::{read::Item, rows::Column};
use crate::circles::circles;
use crate::problem::Problem;
use cairn_domain::{id::CompetencyId, order};
use std::collections::BTreeMap;

/// The place of a competency.
pub(super) struct Place {
    pub parent: Option<CompetencyId>,
    pub order: String,
    /// How many lie above it.
    pub depth: usize,
}

pub(super) fn places(items: &[Item], problems: &mut Vec<Problem>) -> BTreeMap<CompetencyId, Place> {
    let known: BTreeMap<&str, CompetencyId> = items.iter().map(|item| (item.name.as_str(), item.id)).collect();
    let mut parents: BTreeMap<CompetencyId, Option<CompetencyId>> = BTreeMap::new();
    for item in items {
        let name = item.row.cell(Column::Parent);
        let parent = known.get(name).copied();
        if parent.is_none() && !name.is_empty() {
            problems.push(item.row.problem("orphan", name));
        }
        parents.insert(item.id, parent);
    }
    break_cycles(&mut parents, items, problems);
    let mut siblings: BTreeMap<Option<CompetencyId>, Vec<CompetencyId>> = BTreeMap::new();
    for item in items {
        siblings.entry(parents.get(&item.id).copied().flatten()).or_default().push(item.id);
    }
    let mut orders = BTreeMap::new();
    for children in siblings.values() {
        orders.extend(children.iter().copied().zip(order::spread(children.len())));
    }
    let mut depths: BTreeMap<CompetencyId, usize> = BTreeMap::new();
    items
        .iter()
        .map(|item| {
            let parent = parents.get(&item.id).copied().flatten();
            let depth = depth(item.id, &parents, &mut depths);
            (item.id, Place { parent, order: orders.remove(&item.id).unwrap_or_default(), depth })
        })
        .collect()
}

/// Walks up to the top or to a depth that is known, then fills in what lies below; no recursion, since
/// a hostile file may be one chain.
fn depth(
    id: CompetencyId,
    parents: &BTreeMap<CompetencyId, Option<CompetencyId>>,
    depths: &mut BTreeMap<CompetencyId, usize>,
) -> usize {
    let mut path = Vec::new();
    let mut at = Some(id);
    let mut depth = 0;
    while let Some(id) = at {
        if let Some(known) = depths.get(&id) {
            depth = known + 1;
            break;
        }
        path.push(id);
        at = parents.get(&id).copied().flatten();
    }
    for id in path.into_iter().rev() {
        depths.insert(id, depth);
        depth += 1;
    }
    depths.get(&id).copied().unwrap_or(0)
}

/// Lifts one member of every circle to the top: the one that comes first in the file.
fn break_cycles(
    parents: &mut BTreeMap<CompetencyId, Option<CompetencyId>>,
    items: &[Item],
    problems: &mut Vec<Problem>,
) {
    let ids: Vec<CompetencyId> = items.iter().map(|item| item.id).collect();
    for circle in circles(&ids, |id| parents.get(&id).copied().flatten()) {
        let names: Vec<&str> = circle.iter().map(|member| items[*member].name.as_str()).collect();
        let first = &items[circle[0]];
        problems.push(first.row.problem("tree_cycle", names.join(", ")));
        parents.insert(first.id, None);
    }
}
