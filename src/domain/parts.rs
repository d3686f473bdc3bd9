//! What belongs to a whole and to nothing else: the signs and steps of a goal, all that a framework lists.
//!
//! In the trash only the whole is marked, so that it comes back as it was; views leave out what belongs to
//! something in the trash. When the whole is emptied out of the trash, its parts go with it.

use crate::{
    change::Outcome,
    competency::{Competency, Relation, Rubric},
    evidence::command::row_key,
    goal::{Criterion, Step},
    id::{FrameworkId, GoalId, Id, RubricId},
    kind::Kind,
    noun::Noun,
    port::{Lookup, Snapshot, Table},
    record::{Context, Draft, Life, Record},
};
use std::collections::BTreeSet;

/// What emptying `id` out of the trash reads.
pub(crate) fn purge_needs(kind: Kind, id: Id, snapshot: &Snapshot) -> Vec<Lookup> {
    let whole = Lookup::Record(kind, id);
    if snapshot.record(kind, id).is_none_or(Record::is_alive) {
        return vec![whole];
    }
    let ranges = match kind {
        Kind::GOAL => vec![Criterion::of(GoalId(id)), Step::of(GoalId(id))],
        Kind::FRAMEWORK => {
            let framework = FrameworkId(id);
            let mut ranges = vec![Competency::of(framework), Relation::of(framework), Rubric::all()];
            // A rubric of this framework stays while another one's skills are assessed by it.
            if rubrics(framework, snapshot).next().is_some() {
                ranges.push(Competency::all());
            }
            ranges
        }
        _ => vec![],
    };
    [whole].into_iter().chain(ranges.into_iter().map(Lookup::Range)).collect()
}

/// Empties out of the trash what has lain there since `before`, UTC ms, with its parts. A record without
/// that moment was emptied on another device, and its parts with it.
pub(crate) fn purge(
    kind: Kind,
    id: Id,
    before: i64,
    snapshot: &Snapshot,
    context: &Context,
    gone: &mut BTreeSet<(Kind, Id)>,
    outcome: &mut Outcome,
) {
    let Some(record) = snapshot.record(kind, id) else { return };
    if record.is_alive() || record.trashed_at().is_some_and(|ms| ms > before) {
        return;
    }
    let parts: Vec<&Record> = match kind {
        Kind::GOAL => {
            let goal = GoalId(id);
            snapshot.records(&Criterion::of(goal)).chain(snapshot.records(&Step::of(goal))).collect()
        }
        Kind::FRAMEWORK => of_framework(FrameworkId(id), snapshot),
        _ => vec![],
    };
    for record in [record].into_iter().chain(parts) {
        if gone.insert((record.kind, record.id)) {
            empty(record, context, outcome);
        }
    }
}

fn of_framework(id: FrameworkId, snapshot: &Snapshot) -> Vec<&Record> {
    let elsewhere: BTreeSet<RubricId> = snapshot
        .records(&Competency::all())
        .filter(|record| record.value(&Competency::FRAMEWORK) != Some(id))
        .filter_map(|record| record.value(&Competency::RUBRIC))
        .collect();
    snapshot
        .records(&Competency::of(id))
        .chain(snapshot.records(&Relation::of(id)))
        .chain(rubrics(id, snapshot).filter(|record| !elsewhere.contains(&RubricId(record.id))))
        .collect()
}

fn rubrics(framework: FrameworkId, snapshot: &Snapshot) -> impl Iterator<Item = &Record> {
    let all = Rubric::all();
    let rows: Vec<&Record> = snapshot.records(&all).collect();
    rows.into_iter().filter(move |record| record.value(&Rubric::FRAMEWORK) == Some(framework))
}

/// There is no way back after thirty days. A part in use is deleted first: its marker then covers what was
/// written to it, and only a write that nobody here has seen brings it back.
fn empty(record: &Record, context: &Context, outcome: &mut Outcome) {
    if record.kind == Kind::COMPETENCY {
        outcome.derive(Table::Estimate, row_key(&Competency::read(record)), None);
    }
    let was = record.life();
    let mut draft = Draft::edit(record.clone(), context);
    if was == Life::Alive {
        draft.trash();
    }
    let mut emptied = draft.into_record();
    emptied.purge();
    outcome.put_joined(emptied, Some(was));
}
