//! Which skill would open the most others, so that a tree can say where to go on.

use cairn_domain::{
    competency::{RelationKind, relate::Graph, standing::Standings},
    id::CompetencyId,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// The skill not yet reached, with everything before it reached, that the most others wait for.
pub fn opens_most(standings: &Standings, graph: &Graph, target: &dyn Fn(CompetencyId) -> u8) -> Option<String> {
    let reached = |id: CompetencyId| standings.estimate(id).is_some_and(|estimate| estimate.shown.level >= target(id));
    let required = graph.relations.iter().filter(|relation| relation.kind == RelationKind::Requires);
    let mut waiting: BTreeMap<CompetencyId, Vec<CompetencyId>> = BTreeMap::new();
    let mut held = BTreeSet::new();
    for (from, to) in required.filter_map(|relation| relation.from.zip(relation.to)).filter(|(from, _)| !reached(*from))
    {
        waiting.entry(from).or_default().push(to);
        held.insert(to);
    }
    let opened = |id: CompetencyId| {
        let (mut seen, mut stack) = (BTreeSet::new(), vec![id]);
        while let Some(id) = stack.pop() {
            let next = waiting.get(&id).into_iter().flatten().copied();
            stack.extend(next.filter(|next| !reached(*next) && seen.insert(*next)));
        }
        seen.len()
    };
    let free = waiting.keys().copied().filter(|id| !held.contains(id));
    let best = free.map(|id| (opened(id), id)).max_by_key(|(count, id)| (*count, Reverse(*id)))?;
    standings.noun(best.1).map(|noun| noun.title.clone()).filter(|_| best.0 > 0)
}
