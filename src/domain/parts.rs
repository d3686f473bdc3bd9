//! What belongs to a whole and to nothing else: the signs and steps of a goal, all that a framework lists.
//!
//! In the trash only the whole is marked, so that it comes back as it was; views leave out what belongs to
//! something in the trash. When the whole is emptied out of the trash, its parts go with it.

use crate::{
    change::Outcome,
    competency::{Competency, Relation, Rubric},
    edit::change,
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
    let mut lookups = vec![Lookup::Record(kind, id)];
    if let Some(record) = snapshot.record(kind, id).filter(|record| !record.is_alive()) {
        lookups.extend(parts_needs(kind, id, snapshot));
        if let Some((kind, id)) = gone_with(record) {
            lookups.push(Lookup::Record(kind, id));
            if snapshot.record(kind, id).is_some_and(|whole| !whole.is_alive()) {
                lookups.extend(parts_needs(kind, id, snapshot));
            }
        }
    }
    lookups
}

fn parts_needs(kind: Kind, id: Id, snapshot: &Snapshot) -> Vec<Lookup> {
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
    ranges.into_iter().map(Lookup::Range).collect()
}

/// What becomes of a whole or of a lone record that was deleted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is in use, or its thirty days are not over.
    Stays,
    /// Another device emptied it and did not know of parts that are in use here: it lies in the trash once more.
    Returns,
    /// Its time is over.
    Goes,
}

fn fate(record: &Record, before: i64, snapshot: &Snapshot) -> Fate {
    if record.is_alive() || record.trashed_at().is_some_and(|ms| ms > before) {
        return Fate::Stays;
    }
    let unknown = record.trashed_at().is_none() && !record.is_purged() && !parts(record, snapshot).is_empty();
    if unknown { Fate::Returns } else { Fate::Goes }
}

/// Empties out of the trash what has lain there since `before`, UTC ms, with its parts. A record without
/// that moment was emptied on another device. What went there along with its whole stays if the whole does.
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
    let whole = gone_with(record).and_then(|(kind, id)| snapshot.record(kind, id));
    let stays = |whole: &Record| fate(whole, before, snapshot) != Fate::Goes;
    match fate(record, before, snapshot) {
        Fate::Stays => {}
        Fate::Goes if whole.is_some_and(stays) => {
            if gone.insert((kind, id)) {
                change(record, context, outcome, Draft::restore);
            }
        }
        Fate::Returns => {
            if gone.insert((kind, id)) {
                change(record, context, outcome, Draft::trash_again);
            }
        }
        Fate::Goes => {
            let parts = parts(record, snapshot);
            for (at, one) in [record].into_iter().chain(parts).enumerate() {
                if gone.insert((one.kind, one.id)) {
                    empty(one, (at > 0).then_some(id), context, outcome);
                }
            }
        }
    }
}

/// The parts of a whole that are in use.
fn parts<'a>(whole: &Record, snapshot: &'a Snapshot) -> Vec<&'a Record> {
    match whole.kind {
        Kind::GOAL => {
            let goal = GoalId(whole.id);
            snapshot.records(&Criterion::of(goal)).chain(snapshot.records(&Step::of(goal))).collect()
        }
        Kind::FRAMEWORK => of_framework(FrameworkId(whole.id), snapshot),
        _ => vec![],
    }
}

/// The kind of the whole that a part of this kind belongs to.
fn kind_of_whole(part: Kind) -> Option<Kind> {
    match part {
        Kind::CRITERION | Kind::STEP => Some(Kind::GOAL),
        Kind::COMPETENCY | Kind::RELATION | Kind::RUBRIC => Some(Kind::FRAMEWORK),
        _ => None,
    }
}

fn gone_with(part: &Record) -> Option<(Kind, Id)> {
    Some((kind_of_whole(part.kind)?, part.gone_with()?))
}

/// The whole of a part as its fields name it.
fn whole_of(part: &Record) -> Option<(Kind, Id)> {
    let id = match part.kind {
        Kind::CRITERION => part.value(&Criterion::GOAL)?.0,
        Kind::STEP => part.value(&Step::GOAL)?.0,
        Kind::COMPETENCY => part.value(&Competency::FRAMEWORK)?.0,
        Kind::RELATION => part.value(&Relation::FRAMEWORK)?.0,
        Kind::RUBRIC => part.value(&Rubric::FRAMEWORK)?.0,
        _ => return None,
    };
    Some((kind_of_whole(part.kind)?, id))
}

/// What restoring a record reads beside it.
pub(crate) fn restore_needs(kind: Kind, id: Id, snapshot: &Snapshot) -> Option<Lookup> {
    let (kind, id) = whole_of(snapshot.record(kind, id)?)?;
    Some(Lookup::Record(kind, id))
}

/// A part comes back where it was, so its whole comes back as well if that lies in the trash.
pub(crate) fn restore_whole(kind: Kind, id: Id, snapshot: &Snapshot, context: &Context, outcome: &mut Outcome) {
    let whole = snapshot.record(kind, id).and_then(whole_of).and_then(|(kind, id)| snapshot.record(kind, id));
    if let Some(whole) = whole.filter(|whole| !whole.is_alive() && !whole.is_purged()) {
        change(whole, context, outcome, Draft::restore);
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

/// There is no way back after thirty days. A part in use is deleted first, along with `whole`: its marker then
/// covers what was written to it, and only a write that nobody here has seen, or the whole, brings it back.
fn empty(record: &Record, whole: Option<Id>, context: &Context, outcome: &mut Outcome) {
    if record.kind == Kind::COMPETENCY {
        outcome.derive(Table::Estimate, row_key(&Competency::read(record)), None);
    }
    let was = record.life();
    let mut draft = Draft::edit(record.clone(), context);
    match whole {
        Some(whole) => draft.trash_with(whole),
        None if was == Life::Alive => draft.trash(),
        None => {}
    }
    let mut emptied = draft.into_record();
    emptied.purge();
    outcome.put_joined(emptied, Some(was));
}
