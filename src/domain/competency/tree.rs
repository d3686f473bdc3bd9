//! The tree of a framework: writing, moving, and putting a branch into the trash and back.
//!
//! What is trashed together carries one moment, by which it is found again. Relations go and return
//! with the competencies at their ends. Loops of parents, which only a merge can make, are never followed
//! twice.

use super::{Competency, Relation, edits::name};
use crate::{
    change::{Op, Outcome},
    edit::{after, change, created, new, open},
    error::Rejection,
    id::{CompetencyId, FrameworkId, Id},
    kind::Kind,
    noun::Noun,
    order,
    port::{Lookup, Range, Snapshot},
    record::{Context, Draft, Record},
    registry,
};
use std::collections::BTreeSet;

pub(super) fn add(
    framework: FrameworkId,
    parent: Option<CompetencyId>,
    title: &str,
    snapshot: &Snapshot,
    context: &mut Context,
) -> Result<Outcome, Rejection> {
    snapshot.alive(Kind::FRAMEWORK, framework.0).ok_or(Rejection::Missing)?;
    if let Some(parent) = parent {
        let parent: Competency = snapshot.noun(parent).ok_or(Rejection::Missing)?;
        if parent.framework != Some(framework) {
            return Err(Rejection::Missing);
        }
    }
    let siblings = Competency::below(Some(framework), parent);
    let last = snapshot.nouns::<Competency>(&siblings).pop().map(|last| last.order);
    let mut draft = new(Kind::COMPETENCY, context);
    draft.set(&Competency::FRAMEWORK, &Some(framework));
    draft.set(&Competency::PARENT, &parent);
    draft.set(&Competency::ORDER, &after(last.as_deref()));
    draft.set(&Competency::TITLE, &name(title)?);
    Ok(created(Op::AddCompetency, draft))
}

/// The competency, its new siblings, and everything above its new place.
pub(super) fn move_needs(id: CompetencyId, parent: Option<CompetencyId>, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = vec![Lookup::Record(Kind::COMPETENCY, id.0)];
    if let Some(moved) = snapshot.noun::<Competency>(id) {
        lookups.push(Lookup::Range(Competency::below(moved.framework, parent)));
    }
    lookups.extend(upwards(parent, snapshot).into_iter().map(|id| Lookup::Record(Kind::COMPETENCY, id.0)));
    lookups
}

pub(super) fn move_to(
    id: CompetencyId,
    parent: Option<CompetencyId>,
    before: Option<CompetencyId>,
    snapshot: &Snapshot,
    context: &Context,
) -> Result<Outcome, Rejection> {
    let mut draft = open(Kind::COMPETENCY, id.0, snapshot, context)?;
    let moved = Competency::read(draft.record());
    if let Some(parent) = parent {
        let parent: Competency = snapshot.noun(parent).ok_or(Rejection::Missing)?;
        if parent.framework != moved.framework {
            return Err(Rejection::Missing);
        }
    }
    if upwards(parent, snapshot).contains(&id) {
        return Err(Rejection::BelowItself);
    }
    let siblings: Vec<&Record> =
        snapshot.records(&Competency::below(moved.framework, parent)).filter(|record| record.id != id.0).collect();
    let to = match before {
        Some(before) => siblings.iter().position(|record| record.id == before.0).ok_or(Rejection::Missing)?,
        None => siblings.len(),
    };
    let key = |at: Option<usize>| at.and_then(|at| siblings.get(at)).map(|record| record.value(&Competency::ORDER));
    let mut outcome = Outcome::new(Op::MoveCompetency);
    let order = match order::between(key(to.checked_sub(1)).as_deref(), key(Some(to)).as_deref()) {
        Some(order) => order,
        None => {
            // Equal keys, made by two devices, leave no room: every sibling gets a new one.
            let mut keys = order::spread(siblings.len() + 1);
            let own = keys.remove(to);
            for (sibling, key) in siblings.iter().zip(&keys) {
                change(sibling, context, &mut outcome, |draft| draft.set(&Competency::ORDER, key));
            }
            own
        }
    };
    draft.set(&Competency::PARENT, &parent);
    draft.set(&Competency::ORDER, &order);
    outcome.put(draft);
    Ok(outcome)
}

/// `from` and everything above it, as far as it was read, nearest first.
fn upwards(from: Option<CompetencyId>, snapshot: &Snapshot) -> Vec<CompetencyId> {
    let mut path = Vec::new();
    let mut at = from;
    while let Some(id) = at {
        if path.contains(&id) {
            break;
        }
        path.push(id);
        at = snapshot.record(Kind::COMPETENCY, id.0).and_then(|record| record.value(&Competency::PARENT));
    }
    path
}

/// The branch that lies below `root`, as far as it was read, `root` first.
fn branch(root: &Record, snapshot: &Snapshot) -> Vec<Record> {
    let framework = root.value(&Competency::FRAMEWORK);
    let mut seen = BTreeSet::from([root.id]);
    let mut list = vec![root.clone()];
    let mut at = 0;
    while let Some(parent) = list.get(at).map(|record| CompetencyId(record.id)) {
        for child in snapshot.records(&Competency::below(framework, Some(parent))) {
            if seen.insert(child.id) {
                list.push(child.clone());
            }
        }
        at += 1;
    }
    list
}

pub(crate) fn subtree_needs(id: Id, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = vec![Lookup::Record(Kind::COMPETENCY, id)];
    if let Some(root) = snapshot.record(Kind::COMPETENCY, id) {
        let framework = root.value(&Competency::FRAMEWORK);
        for member in branch(root, snapshot) {
            let member = CompetencyId(member.id);
            lookups.push(Lookup::Range(Competency::below(framework, Some(member))));
            lookups.push(Lookup::Range(Relation::at(member)));
        }
    }
    lookups
}

pub(crate) fn trash_subtree(id: Id, snapshot: &Snapshot, context: &Context) -> Result<Outcome, Rejection> {
    let root = snapshot.record(Kind::COMPETENCY, id).ok_or(Rejection::Missing)?;
    let mut outcome = Outcome::new(Op::Trash);
    let mut gone = BTreeSet::new();
    for member in branch(root, snapshot) {
        for relation in snapshot.records(&Relation::at(CompetencyId(member.id))) {
            if gone.insert(relation.id) {
                change(relation, context, &mut outcome, Draft::trash);
            }
        }
        change(&member, context, &mut outcome, Draft::trash);
    }
    Ok(outcome)
}

/// What went into the trash at the same moment as `id`.
pub(crate) fn restore_needs(id: Id, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = vec![Lookup::Record(Kind::COMPETENCY, id)];
    if let Some(ms) = snapshot.record(Kind::COMPETENCY, id).and_then(Record::trashed_at) {
        lookups.extend([Kind::COMPETENCY, Kind::RELATION].map(|kind| Lookup::Range(together(kind, ms))));
    }
    lookups
}

/// Restores a competency and what was trashed with it. What lies above it stays where it is; a view
/// shows an entry without its parent at the top.
pub(crate) fn restore_subtree(id: Id, snapshot: &Snapshot, context: &Context) -> Result<Outcome, Rejection> {
    let root = snapshot.record(Kind::COMPETENCY, id).ok_or(Rejection::Missing)?;
    let mut outcome = Outcome::new(if root.is_revenant() { Op::Keep } else { Op::Restore });
    change(root, context, &mut outcome, Draft::restore);
    let (false, Some(ms)) = (root.is_alive(), root.trashed_at()) else { return Ok(outcome) };
    let mut back = BTreeSet::from([Some(CompetencyId(id))]);
    let mut waiting: Vec<&Record> =
        snapshot.records(&together(Kind::COMPETENCY, ms)).filter(|record| record.id != id).collect();
    loop {
        let (found, rest): (Vec<&Record>, Vec<&Record>) =
            waiting.into_iter().partition(|record| back.contains(&record.value(&Competency::PARENT)));
        waiting = rest;
        if found.is_empty() {
            break;
        }
        for record in found {
            back.insert(Some(CompetencyId(record.id)));
            change(record, context, &mut outcome, Draft::restore);
        }
    }
    for relation in snapshot.records(&together(Kind::RELATION, ms)) {
        if back.contains(&relation.value(&Relation::FROM)) || back.contains(&relation.value(&Relation::TO)) {
            change(relation, context, &mut outcome, Draft::restore);
        }
    }
    Ok(outcome)
}

fn together(kind: Kind, ms: i64) -> Range {
    Range::all(kind, format!("trash/{}", registry::sortable_ms(ms)))
}
