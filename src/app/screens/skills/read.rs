//! What the place Skills reads and what it makes of it: plain models, made from snapshots alone.

use super::opens::opens_most;
use super::pieces;
use super::tied::{self, Tie};
use super::view_model::{Badge, badge};
use cairn_domain::{
    competency::{
        Competency, Framework, Relation, RelationKind, Rubric, Scale, present,
        relate::Graph,
        standing::{Group, Standings},
    },
    evidence::{
        Contest, Evidence, SelfAssessment,
        command::{contests_of, row_key},
        estimate::{self, Account, Effect, Estimate, is_current},
        kept::Gauge,
        sources,
    },
    goal::{Goal, GoalStatus},
    id::{CompetencyId, EventId, FrameworkId, GoalId, ResourceId},
    kind::Kind,
    port::{Lookup, Snapshot, Table},
    practice::Gauges,
    resource::Resource,
};
use std::collections::{BTreeMap, BTreeSet};

/// Kinds that a tree shows.
pub const TREE_KINDS: &[Kind] = &[
    Kind::FRAMEWORK,
    Kind::COMPETENCY,
    Kind::RELATION,
    Kind::GOAL,
    Kind::EVIDENCE,
    Kind::SELF_ASSESSMENT,
    Kind::VOID,
    Kind::PROFILE,
];

/// Kinds that one skill shows.
pub const DETAIL_KINDS: &[Kind] = &[
    Kind::FRAMEWORK,
    Kind::COMPETENCY,
    Kind::RELATION,
    Kind::SCALE,
    Kind::RUBRIC,
    Kind::GOAL,
    Kind::RESOURCE,
    Kind::EVIDENCE,
    Kind::SELF_ASSESSMENT,
    Kind::CONTEST,
    Kind::VOID,
    Kind::ITEM,
    Kind::DECK,
    Kind::RESPONSE,
    Kind::PROFILE,
];

/// The level that counts as reached where no goal says otherwise: proficient.
const USUAL_TARGET: u8 = 3;

/// One framework with its tree.
#[derive(Clone, PartialEq, Debug)]
pub struct Frame {
    pub noun: Framework,
    pub nodes: Vec<Node>,
    pub count: usize,
    /// Required leaves at their target, and all of them.
    pub reached: (usize, usize),
    /// What would open the most other skills.
    pub next: Option<String>,
    /// What comes before what.
    pub edges: Vec<Edge>,
    /// What would close a circle with those.
    pub aside: Vec<Edge>,
    /// Rows of another version of the model.
    pub stale: Vec<CompetencyId>,
}

/// That one skill comes before another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edge {
    pub from: CompetencyId,
    pub to: CompetencyId,
    /// Helps with the other; else the other needs it.
    pub helps: bool,
}

impl Edge {
    fn of(relation: &Relation) -> Option<Self> {
        let (from, to) = relation.edge()?;
        Some(Self { from, to, helps: relation.kind == RelationKind::Helps })
    }
}

/// A skill in a tree or a list.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    pub id: CompetencyId,
    pub title: String,
    pub code: String,
    pub badge: Badge,
    /// For a group: required leaves at their target, and all of them.
    pub group: Option<(usize, usize)>,
    pub children: Vec<Node>,
}

impl Node {
    /// Its code, if it has one, and its title.
    pub fn name(&self) -> String {
        if self.code.is_empty() { self.title.clone() } else { [&self.code, " ", &self.title].concat() }
    }
}

/// One skill with all that belongs to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Detail {
    pub noun: Competency,
    pub framework: Option<Framework>,
    /// What it lies below, from the top.
    pub path: Vec<(CompetencyId, String)>,
    /// What lies directly below it.
    pub inside: Vec<Node>,
    pub group: Option<Group>,
    pub account: Account,
    /// Every piece of evidence with its effect, the latest first.
    pub pieces: Vec<Piece>,
    pub contests: Vec<(EventId, i64, Contest)>,
    pub scale: Option<Scale>,
    pub rubric: Option<Rubric>,
    pub ties: Vec<Tie>,
    pub goals: Vec<Planned>,
    pub resources: Vec<(ResourceId, String)>,
    /// The study day of all this.
    pub today: i64,
    /// By what it is called fresh.
    pub gauge: Gauge,
}

/// A piece of evidence and what it did.
#[derive(Clone, PartialEq, Debug)]
pub struct Piece {
    pub kind: Kind,
    pub what: What,
    pub effect: Effect,
}

/// What was said or shown.
#[derive(Clone, PartialEq, Debug)]
pub enum What {
    Evidence(Evidence),
    Own(SelfAssessment),
}

/// A goal that needs the skill.
#[derive(Clone, PartialEq, Debug)]
pub struct Planned {
    pub goal: GoalId,
    pub title: String,
    pub level: u8,
}

/// What a framework's tree reads.
pub fn frame_needs(id: FrameworkId, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = vec![
        Lookup::Record(Kind::FRAMEWORK, id.0),
        Lookup::Range(Competency::of(id)),
        Lookup::Range(Relation::of(id)),
        Lookup::Range(Goal::all()),
        Lookup::DerivedRange(Table::Estimate, format!("{id}/")),
    ];
    lookups.extend(Gauges::needs(snapshot));
    lookups
}

/// The framework as it stands on study day `today`; nothing if it is not here or in the trash.
pub fn frame(id: FrameworkId, snapshot: &Snapshot, today: i64) -> Option<Frame> {
    let noun = snapshot.noun::<Framework>(id)?;
    let gauges = Gauges::make(snapshot);
    let (mut estimates, mut stale) = (BTreeMap::new(), Vec::new());
    for (key, row) in snapshot.derived_range(Table::Estimate, &format!("{id}/")) {
        let Some(competency) = key.rsplit('/').next().and_then(CompetencyId::parse) else { continue };
        stale.extend((!is_current(row, gauges.weights())).then_some(competency));
        estimates.extend(row.get::<Estimate>().map(|estimate| (competency, estimate)));
    }
    let nouns = snapshot.nouns::<Competency>(&Competency::of(id));
    let count = nouns.len();
    let standings = Standings::new(nouns, estimates);
    let targets = targets(snapshot);
    let target = |id: CompetencyId| targets.get(&id).copied().unwrap_or(USUAL_TARGET);
    let shown = |id: CompetencyId| badge(standings.estimate(id), today, &gauges.of(id));
    let whole = standings.whole(&target);
    let graph = Graph::of(snapshot.records(&Relation::of(id)), |end| standings.noun(end).is_some());
    Some(Frame {
        noun,
        nodes: standings.roots().iter().filter_map(|root| node(*root, &standings, &target, &shown, true)).collect(),
        count,
        reached: whole.map_or((0, 0), |whole| (whole.reached, whole.required)),
        next: opens_most(&standings, &graph, &target),
        edges: graph.relations.iter().filter_map(Edge::of).collect(),
        aside: graph.aside.iter().filter_map(Edge::of).collect(),
        stale,
    })
}

fn node(
    id: CompetencyId,
    standings: &Standings,
    target: &dyn Fn(CompetencyId) -> u8,
    badge: &dyn Fn(CompetencyId) -> Badge,
    deep: bool,
) -> Option<Node> {
    let noun = standings.noun(id)?;
    let group = standings.group(id, target).map(|group| (group.reached, group.required));
    let below = if deep { standings.children(id) } else { &[] };
    Some(Node {
        id,
        title: noun.title.clone(),
        code: noun.code.clone(),
        badge: badge(id),
        group,
        children: below.iter().filter_map(|child| node(*child, standings, target, badge, deep)).collect(),
    })
}

/// The highest level that a goal still asks of each skill.
fn targets(snapshot: &Snapshot) -> BTreeMap<CompetencyId, u8> {
    let mut targets = BTreeMap::new();
    for goal in snapshot.nouns::<Goal>(&Goal::all()) {
        if !matches!(goal.status, GoalStatus::Done | GoalStatus::Released) {
            for (id, level) in goal.targets {
                let entry = targets.entry(id).or_insert(level);
                *entry = level.max(*entry);
            }
        }
    }
    targets
}

/// What one skill reads.
pub fn detail_needs(id: CompetencyId, snapshot: &Snapshot) -> Vec<Lookup> {
    let competency = |id: CompetencyId| Lookup::Record(Kind::COMPETENCY, id.0);
    let mut lookups = vec![
        competency(id),
        Lookup::Range(Relation::at(id)),
        Lookup::Range(contests_of(id)),
        Lookup::Range(Goal::all()),
        Lookup::Range(Resource::helping(id)),
    ];
    lookups.extend(sources::needs(id, snapshot));
    lookups.extend(Gauges::needs(snapshot));
    let Some(noun) = snapshot.noun::<Competency>(id) else { return lookups };
    lookups.extend(noun.framework.map(|framework| Lookup::Record(Kind::FRAMEWORK, framework.0)));
    // A circle of several members is seen only by all relations together.
    lookups.extend(noun.framework.map(|framework| Lookup::Range(Relation::of(framework))));
    lookups.extend(above(&noun, snapshot).last().unwrap_or(&noun).parent.map(competency));
    lookups.extend(scale_of(&noun, snapshot).map(|scale| Lookup::Record(Kind::SCALE, scale.0)));
    lookups.extend(noun.rubric.map(|rubric| Lookup::Record(Kind::RUBRIC, rubric.0)));
    for member in branch(&noun, snapshot) {
        lookups.push(Lookup::Range(Competency::below(member.framework, Some(member.id))));
        lookups.push(Lookup::Derived(Table::Estimate, row_key(&member)));
    }
    for relation in snapshot.nouns::<Relation>(&Relation::at(id)) {
        for end in [relation.from, relation.to].into_iter().flatten() {
            lookups.extend(present::needs(end, snapshot));
            lookups
                .extend(snapshot.noun::<Competency>(end).map(|noun| Lookup::Derived(Table::Estimate, row_key(&noun))));
        }
    }
    lookups
}

/// One skill; nothing if it or its framework is not here or in the trash. `now_ms`: the present, UTC ms; `today`: its
/// study day.
pub fn detail(id: CompetencyId, snapshot: &Snapshot, now_ms: i64, today: i64) -> Option<Detail> {
    let noun = present::present(id, snapshot)?;
    let targets = targets(snapshot);
    let target = |id: CompetencyId| targets.get(&id).copied().unwrap_or(USUAL_TARGET);
    let members = branch(&noun, snapshot);
    let estimates = members.iter().filter_map(|member| Some((member.id, stored(member, snapshot)?))).collect();
    let standings = Standings::new(members, estimates);
    let gauges = Gauges::make(snapshot);
    let shown = |id: CompetencyId| badge(standings.estimate(id), today, &gauges.of(id));
    let sources = sources::read(id, snapshot);
    let account = estimate::account(noun.demand, &sources, now_ms);
    let standing = pieces::standing(&sources, &sources::titles(id, snapshot), now_ms);
    let mut path: Vec<_> = above(&noun, snapshot).into_iter().map(|above| (above.id, above.title)).collect();
    path.reverse();
    let goals = snapshot.nouns::<Goal>(&Goal::all()).into_iter();
    let mut contests: Vec<_> = snapshot
        .events(&contests_of(id))
        .filter(|event| !event.erased && !snapshot.is_voided(id, event.id))
        .map(|event| (event.id, event.at.ms, Contest::read(event)))
        .collect();
    contests.reverse();
    Some(Detail {
        path,
        inside: standings
            .children(id)
            .iter()
            .filter_map(|child| node(*child, &standings, &target, &shown, false))
            .collect(),
        group: standings.group(id, &target),
        pieces: account.effects.iter().rev().filter_map(|effect| piece(effect, &standing)).collect(),
        contests,
        scale: scale_of(&noun, snapshot).and_then(|scale| snapshot.noun(scale)),
        rubric: noun.rubric.and_then(|rubric| snapshot.noun(rubric)),
        ties: tied::ties(id, snapshot, |end, estimate| badge(estimate, today, &gauges.of(end))),
        today,
        gauge: gauges.of(id),
        goals: goals
            .filter(|goal| !matches!(goal.status, GoalStatus::Done | GoalStatus::Released))
            .filter_map(|goal| {
                let level = goal.targets.iter().find(|(target, _)| *target == id)?.1;
                Some(Planned { goal: goal.id, title: goal.title, level })
            })
            .collect(),
        resources: snapshot.nouns::<Resource>(&Resource::helping(id)).into_iter().map(|r| (r.id, r.title)).collect(),
        framework: noun.framework.and_then(|framework| snapshot.noun(framework)),
        account,
        noun,
    })
}

impl Detail {
    /// The level that her goals ask for, if any does.
    pub fn target(&self) -> Option<u8> {
        self.goals.iter().map(|planned| planned.level).max()
    }
}

fn piece(effect: &Effect, standing: &BTreeMap<EventId, (Kind, What)>) -> Option<Piece> {
    let (kind, what) = standing.get(&effect.event)?.clone();
    Some(Piece { kind, what, effect: effect.clone() })
}

pub fn stored(noun: &Competency, snapshot: &Snapshot) -> Option<Estimate> {
    snapshot.derived(Table::Estimate, &row_key(noun)).and_then(cairn_domain::cbor::Cbor::get)
}

fn scale_of(noun: &Competency, snapshot: &Snapshot) -> Option<cairn_domain::id::ScaleId> {
    let framework = || snapshot.noun::<Framework>(noun.framework?)?.scale;
    noun.scale.or_else(framework)
}

/// What `noun` lies below, nearest first, as far as it was read.
fn above(noun: &Competency, snapshot: &Snapshot) -> Vec<Competency> {
    let mut path: Vec<Competency> = Vec::new();
    let mut at = noun.parent;
    while let Some(parent) = at.filter(|id| *id != noun.id && path.iter().all(|known| known.id != *id)) {
        let Some(parent) = snapshot.noun::<Competency>(parent) else { break };
        at = parent.parent;
        path.push(parent);
    }
    path
}

/// `noun` and everything below it, as far as it was read.
fn branch(noun: &Competency, snapshot: &Snapshot) -> Vec<Competency> {
    let mut seen = BTreeSet::from([noun.id]);
    let mut list = vec![noun.clone()];
    let mut at = 0;
    while let Some((framework, parent)) = list.get(at).map(|noun| (noun.framework, noun.id)) {
        let below = snapshot.nouns::<Competency>(&Competency::below(framework, Some(parent)));
        list.extend(below.into_iter().filter(|child| seen.insert(child.id)));
        at += 1;
    }
    list
}
