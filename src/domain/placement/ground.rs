//! What can be asked about: the single skills of a framework, of a goal or behind one skill, each with what it requires
//! and what could be asked of it. A group stands for all that lies in it: what it requires, each of them requires.

use crate::{
    cbor::Cbor,
    competency::{Competency, Framework, Relation, RelationKind, present, relate::Graph},
    evidence::{command::row_key, estimate::Estimate},
    goal::Goal,
    id::{CompetencyId, FrameworkId, GoalId, ItemId},
    kind::Kind,
    port::{Lookup, Snapshot, Table},
    practice::{Entry, Queue},
};
use cairn_learning::structure::Acyclic;
use std::collections::{BTreeMap, BTreeSet};

/// Connections between single skills that are taken in.
const EDGES_MAX: usize = 200_000;

/// What a placement is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// All of a framework.
    Framework(FrameworkId),
    /// What a goal needs, and what comes before that.
    Goal(GoalId),
    /// A skill, what lies in it, and what comes before it.
    Skill(CompetencyId),
}

/// A skill that can be asked about.
#[derive(Clone, PartialEq, Debug)]
pub struct Ask {
    /// The skill.
    pub id: CompetencyId,
    /// Its name.
    pub title: String,
    /// What someone who has it can do; may be empty.
    pub statement: String,
    /// The language of both; may be empty.
    pub language: String,
    /// Places of what it requires directly.
    pub requires: Vec<usize>,
    /// What is asked; without one she is asked whether she can do it.
    pub item: Option<ItemId>,
    /// What is known beforehand: that it was shown or said to be proficient, or said not to be there.
    pub claimed: Option<bool>,
    /// Whether a placement before concluded something of it.
    pub concluded: bool,
}

/// Everything that can be asked about.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ground {
    /// The skills; in a framework's order as far as there is one.
    pub skills: Vec<Ask>,
    /// Places of those that it is about; the others come before them.
    pub targets: Vec<usize>,
}

/// From this level on a skill counts as claimed: proficient.
const CLAIMED_FROM: u8 = 3;
/// Up to this self-assessment it counts as not there: no more than begun.
const DENIED_TO: f64 = 0.25;

impl About {
    /// What [`Ground::of`] reads besides the [`Queue`], in rounds.
    pub fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        match self {
            About::Framework(id) => vec![
                Lookup::Record(Kind::FRAMEWORK, id.0),
                Lookup::Range(Competency::of(*id)),
                Lookup::Range(Relation::of(*id)),
                Lookup::DerivedRange(Table::Estimate, format!("{id}/")),
            ],
            About::Goal(_) | About::Skill(_) => {
                let goal = match self {
                    About::Goal(goal) => Some(Lookup::Record(Kind::GOAL, goal.0)),
                    _ => None,
                };
                let members = self.members(snapshot);
                let of_member = |id: &CompetencyId| {
                    let noun = snapshot.noun::<Competency>(*id);
                    let below = noun.as_ref().map(|noun| Lookup::Range(Competency::below(noun.framework, Some(*id))));
                    let row = noun.map(|noun| Lookup::Derived(Table::Estimate, row_key(&noun)));
                    let mut lookups = present::needs(*id, snapshot);
                    lookups.push(Lookup::Range(Relation::at(*id)));
                    lookups.extend(below.into_iter().chain(row));
                    lookups
                };
                members.iter().flat_map(of_member).chain(goal).collect()
            }
        }
    }

    /// What it is about, before what comes before it.
    fn targets(&self, snapshot: &Snapshot) -> Vec<CompetencyId> {
        match self {
            About::Framework(id) => {
                let alive = snapshot.noun::<Framework>(*id).is_some();
                let all = snapshot.nouns::<Competency>(&Competency::of(*id)).into_iter().map(|noun| noun.id);
                if alive { all.collect() } else { Vec::new() }
            }
            About::Goal(goal) => {
                let goal = snapshot.noun::<Goal>(*goal);
                goal.into_iter().flat_map(|goal| goal.targets).map(|(target, _)| target).collect()
            }
            About::Skill(id) => vec![*id],
        }
    }

    /// Everything that was read so far, what lies in it and comes before it with it.
    fn members(&self, snapshot: &Snapshot) -> Vec<CompetencyId> {
        let mut members = self.targets(snapshot);
        if matches!(self, About::Framework(_)) {
            return members;
        }
        let mut seen: BTreeSet<CompetencyId> = members.iter().copied().collect();
        let mut at = 0;
        while let Some(id) = members.get(at).copied() {
            at += 1;
            let Some(noun) = present::present(id, snapshot) else { continue };
            let below = snapshot.nouns::<Competency>(&Competency::below(noun.framework, Some(id)));
            let before = snapshot.nouns::<Relation>(&Relation::at(id)).into_iter().filter_map(|relation| {
                (relation.kind == RelationKind::Requires && relation.to == Some(id)).then_some(relation.from)?
            });
            // Neither a circle nor a loop is gone through twice.
            let new = below.into_iter().map(|below| below.id).chain(before).filter(|id| seen.insert(*id));
            members.extend(new.collect::<Vec<_>>());
        }
        members
    }

    fn relations(&self, members: &[CompetencyId]) -> Vec<crate::port::Range> {
        match self {
            About::Framework(id) => vec![Relation::of(*id)],
            _ => members.iter().map(|id| Relation::at(*id)).collect(),
        }
    }
}

impl Ground {
    /// What can be asked about on study day `today`; nothing where there is no skill.
    pub fn of(about: &About, queue: &Queue, today: i64, snapshot: &Snapshot) -> Self {
        let members = about.members(snapshot);
        let nouns: BTreeMap<CompetencyId, Competency> = match about {
            About::Framework(id) => snapshot.nouns::<Competency>(&Competency::of(*id)),
            _ => members.iter().filter_map(|id| present::present(*id, snapshot)).collect(),
        }
        .into_iter()
        .map(|noun| (noun.id, noun))
        .collect();
        let mut children: BTreeMap<CompetencyId, Vec<CompetencyId>> = BTreeMap::new();
        for id in &members {
            let parent = nouns.get(id).and_then(|noun| noun.parent).filter(|parent| nouns.contains_key(parent));
            parent.into_iter().for_each(|parent| children.entry(parent).or_default().push(*id));
        }
        let leaves: Vec<CompetencyId> =
            members.iter().copied().filter(|id| nouns.contains_key(id) && !children.contains_key(id)).collect();
        let places: BTreeMap<CompetencyId, usize> = leaves.iter().copied().zip(0..).collect();
        let inside = |id: CompetencyId| -> Vec<usize> {
            below(id, &children).into_iter().filter_map(|id| places.get(&id).copied()).collect()
        };
        let ranges = about.relations(&members);
        let records = ranges.iter().flat_map(|range| snapshot.records(range));
        let graph = Graph::of(records, |end| nouns.contains_key(&end));
        let edges = graph.relations.iter().filter(|relation| relation.kind == RelationKind::Requires);
        let edges: Vec<(usize, usize)> = edges
            .filter_map(|relation| relation.from.zip(relation.to))
            .flat_map(|(from, to)| {
                let after = inside(to);
                inside(from).into_iter().flat_map(move |from| after.clone().into_iter().map(move |to| (from, to)))
            })
            .filter(|(from, to)| from != to)
            // A group that requires a group is every part before every other: beyond this many it is no help to ask.
            .take(EDGES_MAX)
            .collect();
        // Groups that require parts of one another can close a circle that their relations do not.
        let mut circles = Acyclic::of(&edges);
        let mut requires: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); leaves.len()];
        for (from, to) in &edges {
            if circles.would_circle(from, to).is_none() {
                requires[*to].insert(*from);
            }
        }
        let items = items(queue, today, &places);
        let ask = |(place, id): (usize, &CompetencyId)| {
            let noun = nouns.get(id)?;
            let estimate = estimate(noun, snapshot);
            Some(Ask {
                id: *id,
                title: noun.title.clone(),
                statement: noun.statement.clone(),
                language: noun.language.clone(),
                requires: requires[place].iter().copied().collect(),
                item: items.get(&place).copied(),
                claimed: estimate.as_ref().and_then(claimed),
                concluded: estimate.is_some_and(|estimate| estimate.inferred.is_some()),
            })
        };
        let targets = about.targets(snapshot).into_iter().flat_map(inside).collect::<BTreeSet<_>>();
        Self { skills: leaves.iter().enumerate().filter_map(ask).collect(), targets: targets.into_iter().collect() }
    }
}

/// A skill and everything below it; a loop is gone through once.
fn below(id: CompetencyId, children: &BTreeMap<CompetencyId, Vec<CompetencyId>>) -> BTreeSet<CompetencyId> {
    let (mut all, mut waiting) = (BTreeSet::from([id]), vec![id]);
    while let Some(id) = waiting.pop() {
        let inside = children.get(&id).into_iter().flatten().copied();
        waiting.extend(inside.filter(|child| all.insert(*child)).collect::<Vec<_>>());
    }
    all
}

/// What to ask of each place: first what the app grades, then what she has not seen, then the oldest.
fn items(queue: &Queue, today: i64, places: &BTreeMap<CompetencyId, usize>) -> BTreeMap<usize, ItemId> {
    let mut best: BTreeMap<usize, &Entry> = BTreeMap::new();
    let rank =
        |entry: &Entry| (!entry.form.is_graded_by_the_app(), entry.learned.is_some(), entry.created_ms, entry.id);
    for entry in queue.asked(today).filter(|entry| !entry.twin) {
        for (competency, _) in queue.competencies(entry) {
            if let Some(place) = places.get(&competency) {
                let held = best.entry(*place).or_insert(entry);
                if rank(entry) < rank(held) {
                    *held = entry;
                }
            }
        }
    }
    best.into_iter().map(|(place, entry)| (place, entry.id)).collect()
}

fn estimate(noun: &Competency, snapshot: &Snapshot) -> Option<Estimate> {
    let key = row_key(noun);
    let lookup = noun.framework.map(|framework| format!("{framework}/"));
    let of_all = lookup.iter().flat_map(|prefix| snapshot.derived_range(Table::Estimate, prefix));
    let row = of_all.filter(|(known, _)| *known == key).map(|(_, row)| row).next();
    row.or_else(|| snapshot.derived(Table::Estimate, &key)).and_then(Cbor::get)
}

fn claimed(estimate: &Estimate) -> Option<bool> {
    if estimate.stated().level >= CLAIMED_FROM {
        Some(true)
    } else {
        estimate.self_score.filter(|score| *score <= DENIED_TO).map(|_| false)
    }
}
