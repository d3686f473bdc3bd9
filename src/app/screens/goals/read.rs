//! What the place Goals reads and what it makes of it: plain models, made from snapshots alone.

use cairn_domain::{
    cbor::{
        Cbor,
        value::{Day, Ms},
    },
    competency::{Competency, Framework, present},
    evidence::{command::row_key, estimate::Estimate, kept::Gauge},
    example::is_example,
    goal::{
        Criterion, Goal, GoalStatus, Step,
        history::{self, Past},
    },
    id::{CompetencyId, GoalId, ResourceId},
    kind::Kind,
    port::{Lookup, Range, Snapshot, Table},
    practice::Weights,
    resource::Resource,
};

/// Kinds that the list shows.
pub const LIST_KINDS: &[Kind] = &[Kind::GOAL, Kind::STEP, Kind::CRITERION];

/// Kinds that one goal shows.
pub const DETAIL_KINDS: &[Kind] = &[
    Kind::GOAL,
    Kind::STEP,
    Kind::CRITERION,
    Kind::TRANSITION,
    Kind::VOID,
    Kind::RESOURCE,
    Kind::FRAMEWORK,
    Kind::COMPETENCY,
    Kind::EVIDENCE,
    Kind::SELF_ASSESSMENT,
    Kind::PROFILE,
];

/// A goal in the list.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    pub id: GoalId,
    pub title: String,
    pub status: GoalStatus,
    pub since: Option<Ms>,
    pub reason: String,
    pub deadline: Option<Day>,
    /// The first open step and its minutes.
    pub next: Option<(String, Option<u32>)>,
    pub done: usize,
    pub steps: usize,
    /// Whether it has a sign of success.
    pub signed: bool,
    pub example: bool,
}

/// One goal with all that belongs to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Detail {
    pub goal: Goal,
    pub signs: Vec<Criterion>,
    pub steps: Vec<Step>,
    pub targets: Vec<Target>,
    pub past: Vec<Past>,
    /// Names of the resources that steps use.
    pub resources: Vec<(ResourceId, String)>,
    /// Names of the skills that steps serve.
    pub skills: Vec<(CompetencyId, String)>,
    /// Whether there is any skill to choose from.
    pub any_skill: bool,
}

/// A skill that a goal needs.
#[derive(Clone, PartialEq, Debug)]
pub struct Target {
    pub id: CompetencyId,
    /// Nothing if the skill is not here.
    pub title: Option<String>,
    /// The level to reach, 1 to 4.
    pub reach: u8,
    /// The level that is estimated, 0 (not assessed) to 4.
    pub level: u8,
    /// Whether that is only what she said.
    pub said: bool,
    /// The study day from which on it fades; that takes no level.
    pub fading_from: Option<i64>,
    /// The estimated mean, 0 to 1; 0 without evidence.
    pub mean: f64,
}

/// What the list reads.
pub fn list_needs(snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = vec![Lookup::Range(Goal::all())];
    for goal in snapshot.nouns::<Goal>(&Goal::all()) {
        match goal.status {
            GoalStatus::Active | GoalStatus::Paused => lookups.push(Lookup::Range(Step::of(goal.id))),
            GoalStatus::Draft => lookups.push(Lookup::Range(first_sign(goal.id))),
            GoalStatus::Done | GoalStatus::Released => {}
        }
    }
    lookups
}

/// The list: first what is most urgent to her, within each status.
pub fn list(snapshot: &Snapshot) -> Vec<Line> {
    let line = |goal: Goal| {
        let steps = snapshot.nouns::<Step>(&Step::of(goal.id));
        let next = steps.iter().find(|step| step.done_at.is_none());
        Line {
            id: goal.id,
            next: next.map(|step| (step.title.clone(), step.estimate_min)),
            done: steps.iter().filter(|step| step.done_at.is_some()).count(),
            steps: steps.len(),
            signed: snapshot.records(&first_sign(goal.id)).next().is_some(),
            example: is_example(goal.id),
            title: goal.title,
            status: goal.status,
            since: goal.status_since,
            reason: goal.status_reason,
            deadline: goal.deadline,
        }
    };
    snapshot.nouns::<Goal>(&Goal::all()).into_iter().map(line).collect()
}

/// What one goal reads.
pub fn detail_needs(id: GoalId, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups =
        vec![Lookup::Record(Kind::GOAL, id.0), Lookup::Range(Criterion::of(id)), Lookup::Range(Step::of(id))];
    lookups.extend(history::needs(id));
    lookups.extend([Lookup::Range(frameworks()), Weights::lookup()]);
    if let Some(goal) = snapshot.noun::<Goal>(id) {
        for (id, _) in &goal.targets {
            lookups.extend(present::needs(*id, snapshot));
            lookups.extend(snapshot.noun::<Competency>(*id).map(|competency| estimate_of(&competency)));
        }
    }
    for step in snapshot.nouns::<Step>(&Step::of(id)) {
        lookups.extend(step.resource.map(|resource| Lookup::Record(Kind::RESOURCE, resource.0)));
        lookups.extend(step.competency.into_iter().flat_map(|competency| present::needs(competency, snapshot)));
    }
    lookups
}

/// One goal; nothing if it is not here or in the trash.
pub fn detail(id: GoalId, snapshot: &Snapshot, now_ms: i64) -> Option<Detail> {
    let goal = snapshot.noun::<Goal>(id)?;
    let steps = snapshot.nouns::<Step>(&Step::of(id));
    let skill = |id: CompetencyId| present::present(id, snapshot).map(|competency| competency.title);
    let mut targets: Vec<Target> = goal.targets.iter().map(|(id, reach)| target(*id, *reach, snapshot)).collect();
    targets.sort_by(|a, b| (&a.title, a.id).cmp(&(&b.title, b.id)));
    let resources = steps.iter().filter_map(|step| {
        let id = step.resource?;
        Some((id, snapshot.noun::<Resource>(id)?.title))
    });
    let skills = steps.iter().filter_map(|step| {
        let id = step.competency?;
        Some((id, skill(id)?))
    });
    Some(Detail {
        signs: snapshot.nouns(&Criterion::of(id)),
        targets,
        past: history::history(id, snapshot, now_ms),
        resources: resources.collect(),
        skills: skills.collect(),
        any_skill: snapshot.records(&frameworks()).next().is_some(),
        steps,
        goal,
    })
}

impl Detail {
    pub fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.done_at.is_some()).count()
    }

    /// The names of what a step uses and serves.
    pub fn names(&self, step: &Step) -> (Option<String>, Option<String>) {
        let resource = step.resource.and_then(|id| self.resources.iter().find(|(known, _)| *known == id));
        let skill = step.competency.and_then(|id| self.skills.iter().find(|(known, _)| *known == id));
        (resource.map(|(_, name)| name.clone()), skill.map(|(_, name)| name.clone()))
    }
}

fn target(id: CompetencyId, reach: u8, snapshot: &Snapshot) -> Target {
    let competency = present::present(id, snapshot);
    let row = competency.as_ref().and_then(|competency| snapshot.derived(Table::Estimate, &row_key(competency)));
    let estimate = row.and_then(Cbor::get::<Estimate>);
    let stated = estimate.as_ref().map(Estimate::stated);
    // Fading does not hang on what she desires.
    let gauge = Gauge { weights: Weights::in_use(snapshot).mark(), ..Gauge::default() };
    Target {
        id,
        title: competency.map(|competency| competency.title),
        reach,
        level: stated.map_or(0, |figure| figure.level),
        said: estimate.as_ref().is_some_and(|estimate| estimate.shown.mass <= 0.0),
        fading_from: estimate.as_ref().and_then(|estimate| estimate.fades.fading_from(&gauge)),
        mean: stated.map_or(0.0, |figure| figure.mean),
    }
}

fn estimate_of(competency: &Competency) -> Lookup {
    Lookup::Derived(Table::Estimate, row_key(competency))
}

/// One framework is enough to know that there is something to choose from.
fn frameworks() -> Range {
    Range { limit: 1, ..Framework::all() }
}

fn first_sign(goal: GoalId) -> Range {
    Range { limit: 1, ..Criterion::of(goal) }
}
