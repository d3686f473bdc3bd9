//! Circles in a tree that a foreign file describes: competencies that lie below themselves.

use cairn_domain::id::CompetencyId;
use std::collections::{BTreeMap, BTreeSet};

/// Every circle, as indexes into `ids` in ascending order. A competency has one parent, so circles share
/// no member, and taking one member of each to the top leaves none.
pub(crate) fn circles(ids: &[CompetencyId], parent: impl Fn(CompetencyId) -> Option<CompetencyId>) -> Vec<Vec<usize>> {
    let places: BTreeMap<CompetencyId, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let mut seen: BTreeSet<CompetencyId> = BTreeSet::new();
    let mut found = Vec::new();
    for start in ids {
        let mut path = Vec::new();
        let mut on_path = BTreeSet::new();
        let mut at = Some(*start);
        while let Some(id) = at.filter(|id| !seen.contains(id)) {
            if !on_path.insert(id) {
                let circle = path.iter().skip_while(|member| **member != id);
                let mut members: Vec<usize> = circle.filter_map(|member| places.get(member).copied()).collect();
                members.sort_unstable();
                found.push(members);
                break;
            }
            path.push(id);
            at = parent(id);
        }
        seen.extend(path);
    }
    found
}
