//! Relations between competencies: adding one without closing a cycle, and the graph that views show.
//!
//! `Requires` and `Helps` say together what comes first, so together they stay free of cycles. Merging
//! refuses nothing: [`Graph`] sets aside what would close a cycle, so that a view can offer the repair.

use super::{Competency, Relation, RelationKind};
use crate::{
    change::{Op, Outcome},
    edit::{created, new},
    error::Rejection,
    id::CompetencyId,
    kind::Kind,
    noun::Noun,
    port::{Lookup, Snapshot},
    record::{Cell, Context, Record},
    stamp::Stamp,
};
use cairn_learning::structure::{Acyclic, would_close_cycle};
use std::collections::{BTreeMap, BTreeSet};

/// The relations of competencies, free of cycles.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Graph {
    /// What stands: requirements first, then what helps, each in order of (stamp, id).
    pub relations: Vec<Relation>,
    /// What would close a cycle with those, and is set aside.
    pub aside: Vec<Relation>,
}

impl Graph {
    /// The graph of `records` between the competencies that `known` accepts. Relations of other kinds
    /// stand as they are.
    pub fn of<'a>(records: impl IntoIterator<Item = &'a Record>, known: impl Fn(CompetencyId) -> bool) -> Self {
        let mut seen = BTreeSet::new();
        let mut list: Vec<(bool, Option<Stamp>, Relation)> = records
            .into_iter()
            .filter(|record| record.is_alive() && seen.insert(record.id))
            .map(|record| (Relation::read(record), stamp(record)))
            .filter(|(relation, _)| [relation.from, relation.to].into_iter().all(|end| end.is_some_and(&known)))
            .map(|(relation, stamp)| (relation.kind != RelationKind::Requires, stamp, relation))
            .collect();
        list.sort_by_key(|(helps, stamp, relation)| (*helps, *stamp, relation.id));
        let relations: Vec<Relation> = list.into_iter().map(|(_, _, relation)| relation).collect();

        let edges: Vec<_> = relations.iter().filter_map(Relation::edge).collect();
        let mut requirements = Acyclic::of(&edges);
        let mut graph = Self::default();
        for relation in relations {
            match relation.edge() {
                Some((from, to)) if requirements.would_circle(&from, &to).is_some() => graph.aside.push(relation),
                _ => graph.relations.push(relation),
            }
        }
        graph
    }
}

impl RelationKind {
    /// Whether it says what comes first.
    fn orders(self) -> bool {
        matches!(self, RelationKind::Requires | RelationKind::Helps)
    }
}

impl Relation {
    /// (what comes first, what follows), for the kinds that order.
    pub fn edge(&self) -> Option<(CompetencyId, CompetencyId)> {
        self.from.zip(self.to).filter(|_| self.kind.orders())
    }
}

fn stamp(record: &Record) -> Option<Stamp> {
    match record.fields.get(&Relation::TO.0) {
        Some(Cell::Register(register)) => Some(register.stamp),
        _ => None,
    }
}

/// Everything that follows from `from`, as far as it was read: competencies in use and their relations.
fn reach(from: CompetencyId, snapshot: &Snapshot) -> BTreeSet<CompetencyId> {
    let mut found = BTreeSet::from([from]);
    let mut waiting = vec![from];
    while let Some(id) = waiting.pop() {
        if snapshot.alive(Kind::COMPETENCY, id.0).is_none() {
            continue;
        }
        for relation in snapshot.nouns::<Relation>(&Relation::at(id)) {
            if let Some((first, next)) = relation.edge()
                && first == id
                && found.insert(next)
            {
                waiting.push(next);
            }
        }
    }
    found
}

pub(super) fn needs(from: CompetencyId, to: CompetencyId, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut members = reach(to, snapshot);
    members.insert(from);
    members
        .into_iter()
        .flat_map(|id| [Lookup::Record(Kind::COMPETENCY, id.0), Lookup::Range(Relation::at(id))])
        .collect()
}

pub(super) fn relate(
    from: CompetencyId,
    to: CompetencyId,
    kind: RelationKind,
    snapshot: &Snapshot,
    context: &mut Context,
) -> Result<Outcome, Rejection> {
    let first: Competency = snapshot.noun(from).ok_or(Rejection::Missing)?;
    let second: Competency = snapshot.noun(to).ok_or(Rejection::Missing)?;
    let same = |known: &Relation| (known.from, known.to, known.kind) == (Some(from), Some(to), kind);
    if snapshot.nouns::<Relation>(&Relation::at(to)).iter().any(same) {
        return Err(Rejection::Already);
    }
    if kind.orders() {
        refuse_cycle(from, to, snapshot)?;
    }
    let mut draft = new(Kind::RELATION, context);
    draft.set(&Relation::FRAMEWORK, &second.framework.or(first.framework));
    draft.set(&Relation::FROM, &Some(from));
    draft.set(&Relation::TO, &Some(to));
    draft.set(&Relation::KIND_OF, &kind);
    Ok(created(Op::AddRelation, draft))
}

/// Refuses "`from` comes before `to`" where `from` already follows from `to`, naming the members.
fn refuse_cycle(from: CompetencyId, to: CompetencyId, snapshot: &Snapshot) -> Result<(), Rejection> {
    let titles: BTreeMap<CompetencyId, String> = reach(to, snapshot)
        .into_iter()
        .chain([from])
        .filter_map(|id| snapshot.noun::<Competency>(id).map(|noun| (id, noun.title)))
        .collect();
    let records = titles.keys().flat_map(|id| snapshot.records(&Relation::at(*id)).collect::<Vec<_>>());
    let graph = Graph::of(records, |id| titles.contains_key(&id));
    let edges: Vec<_> = graph.relations.iter().filter_map(Relation::edge).collect();
    match would_close_cycle(&edges, &to, &from) {
        Some(members) => Err(Rejection::Cycle {
            members: members.iter().map(|id| titles.get(id).cloned().unwrap_or_default()).collect(),
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::DeviceId, id::Id, time::Moment};

    fn relation(n: i64, from: i64, to: i64) -> Record {
        let mut context = Context::new(Moment { ms: 100 + n, tz_offset_min: 0 }, DeviceId(7), 1);
        let mut draft = new(Kind::RELATION, &mut context);
        let end = |n| Some(CompetencyId(Id::new(n, 1)));
        draft.set(&Relation::FROM, &end(from));
        draft.set(&Relation::TO, &end(to));
        draft.set(&Relation::KIND_OF, &RelationKind::Requires);
        draft.finish().unwrap().0
    }

    #[test]
    fn ten_thousand_relations_with_one_circle_set_one_aside() {
        let mut records: Vec<Record> = (1..10_000).map(|n| relation(n, n, n + 1)).collect();
        records.push(relation(10_000, 2, 1));
        let graph = Graph::of(&records, |_| true);
        assert_eq!((graph.relations.len(), graph.aside.len()), (9_999, 1));
        assert_eq!(graph.aside[0].from, Some(CompetencyId(Id::new(2, 1))));
    }
}
