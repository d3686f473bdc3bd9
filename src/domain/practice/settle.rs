//! What answers leave behind, taken in afterwards: [`Fold`] brings the columns up to date and notes which estimates may
//! have moved, [`Reckon`] computes those again, some at a time. At the end of a sitting, and at rest; broken off
//! anywhere, it is gone on with later and nothing is counted twice. By which model they were computed is noted too: by
//! another one, all of them are to be computed again.

use super::{
    columns::{self, Entry},
    due,
    gauges::Gauges,
    tail, tempo,
    weights::Weights,
};
use crate::{
    cbor::Cbor,
    change::{Op, Outcome, Write},
    competency::Competency,
    error::Rejection,
    evidence::{
        command::{Rebuild, row_key},
        due::{reckoned, reckoned_lookup},
        estimate::{self, Estimate},
        kept::Gauge,
    },
    id::{CompetencyId, Id, ItemId},
    kind::Kind,
    port::{Decision, Lookup, Range, Snapshot, Table},
    record::Context,
};
use std::collections::{BTreeMap, BTreeSet};

const OWED: &str = "estimates.owed";
const ABSENT: &str = "estimates.absent";
const MODEL: &str = "estimates.model";

/// Competencies whose estimates are reckoned in one transaction.
pub const TOGETHER: usize = 20;

/// Takes the tail into the columns, and notes the competencies whose estimates may have moved by it.
///
/// `now_ms`, UTC, is the present by which it is told whether an answer is of a wrong clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fold {
    /// The present, UTC ms.
    pub now_ms: i64,
}

/// Computes estimates again and takes them off the note. At most [`TOGETHER`] are asked for at a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reckon(pub Vec<CompetencyId>);

/// What to ask a store for, to learn which estimates are to be reckoned.
pub fn owed_lookup() -> Lookup {
    Lookup::Device(OWED.to_owned())
}

/// The competencies whose estimates are to be reckoned.
pub fn owed(snapshot: &Snapshot) -> Vec<CompetencyId> {
    let ids = snapshot.device(OWED).and_then(Cbor::get::<Vec<Id>>).unwrap_or_default();
    ids.into_iter().map(CompetencyId).collect()
}

/// What to ask a store for, to learn which of those that were to be reckoned are not here.
pub(super) fn absent_lookup() -> Lookup {
    Lookup::Device(ABSENT.to_owned())
}

/// The competencies that were to be reckoned and were not here.
fn absent(snapshot: &Snapshot) -> BTreeSet<CompetencyId> {
    let ids = snapshot.device(ABSENT).and_then(Cbor::get::<Vec<Id>>).unwrap_or_default();
    ids.into_iter().map(CompetencyId).collect()
}

fn model_lookup() -> Lookup {
    Lookup::Device(MODEL.to_owned())
}

/// Whether all estimates are noted to be of this version's model, or to be reckoned.
fn is_of_model(snapshot: &Snapshot) -> bool {
    snapshot.device(MODEL).and_then(Cbor::get) == Some(estimate::MODEL)
}

/// The competencies whose estimates another version of the model may have made.
fn of_other_model(snapshot: &Snapshot) -> BTreeSet<CompetencyId> {
    if is_of_model(snapshot) { BTreeSet::new() } else { reckoned(snapshot) }
}

fn note(key: &str, competencies: &BTreeSet<CompetencyId>) -> Write {
    let ids: Vec<Id> = competencies.iter().map(|id| id.0).collect();
    Write::Device { key: key.to_owned(), body: (!ids.is_empty()).then(|| Cbor::of(&ids)) }
}

/// What a join brings of competencies that were to be reckoned before they were here is to be reckoned now.
pub(super) fn arrived(outcome: &Outcome, snapshot: &Snapshot) -> Vec<Write> {
    let absent = absent(snapshot);
    let written = outcome.writes.iter().filter_map(|write| match write {
        Write::Record(record) if record.kind == Kind::COMPETENCY => Some(CompetencyId(record.id)),
        _ => None,
    });
    let here: BTreeSet<CompetencyId> = written.filter(|id| absent.contains(id)).collect();
    if here.is_empty() {
        return Vec::new();
    }
    let left = absent.difference(&here).copied().collect();
    let owed = owed(snapshot).into_iter().chain(here).collect();
    vec![note(OWED, &owed), note(ABSENT, &left)]
}

/// What [`is_due`] reads, in rounds; `now_ms` is the present, UTC ms.
pub fn needs(now_ms: i64, snapshot: &Snapshot) -> Vec<Lookup> {
    let model = model_lookup();
    let rows = (snapshot.has(&model) && !is_of_model(snapshot)).then(reckoned_lookup);
    tail::needs(now_ms, snapshot).into_iter().chain([owed_lookup(), model]).chain(rows).collect()
}

/// Whether there is anything to fold or to reckon.
pub fn is_due(now_ms: i64, snapshot: &Snapshot) -> bool {
    due::is_due(snapshot)
        || !owed(snapshot).is_empty()
        || !of_other_model(snapshot).is_empty()
        || !tail::join(now_ms, snapshot).is_empty()
}

impl Decision for Fold {
    fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        needs(self.now_ms, snapshot)
    }

    fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Other);
        let (joined, other) = (tail::join(self.now_ms, snapshot), of_other_model(snapshot));
        if joined.is_empty() && !due::is_due(snapshot) && other.is_empty() {
            return Ok(outcome);
        }
        let mut shards: BTreeMap<String, BTreeMap<ItemId, Entry>> = BTreeMap::new();
        for item in joined.changed.keys() {
            shards.entry(columns::shard(*item)).or_default();
        }
        if joined.folded {
            for entry in columns::of_shards(snapshot, shards.keys()).into_values() {
                shards.entry(columns::shard(entry.id)).or_default().insert(entry.id, entry);
            }
        } else {
            // What is left of columns that no longer hold goes.
            for (key, _) in snapshot.derived_range(Table::Schedule, "") {
                shards.entry(key.clone()).or_default();
            }
        }
        for (item, entry) in joined.changed {
            let shard = shards.entry(columns::shard(item)).or_default();
            match entry {
                Some(entry) => shard.insert(item, entry),
                None => shard.remove(&item),
            };
        }
        let told = columns::Told { timed: tempo::last(snapshot), ..joined.told };
        for (key, entries) in shards.into_iter().filter(|(key, _)| key != columns::FOLDED) {
            let entries: Vec<&Entry> = entries.values().collect();
            outcome.derive(Table::Schedule, key, (!entries.is_empty()).then(|| columns::pack(&entries)));
        }
        outcome.derive(
            Table::Schedule,
            columns::FOLDED.to_owned(),
            Some(columns::folded(context.change, &told, &Weights::in_use(snapshot).name)),
        );
        let owed: BTreeSet<CompetencyId> = owed(snapshot).into_iter().chain(joined.moved).chain(other).collect();
        let model = Write::Device { key: MODEL.to_owned(), body: Some(Cbor::of(&estimate::MODEL)) };
        outcome.writes.extend([note(OWED, &owed), due::settled(), model]);
        Ok(outcome)
    }
}

impl Decision for Reckon {
    fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        Rebuild(self.0.clone()).needs(snapshot).into_iter().chain([owed_lookup(), absent_lookup()]).collect()
    }

    fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Rebuild(self.0.clone()).decide(snapshot, context)?;
        let left = owed(snapshot).into_iter().filter(|id| !self.0.contains(id)).collect();
        outcome.writes.push(note(OWED, &left));
        // An item may come before what it practises.
        let mut absent = absent(snapshot);
        let before = absent.len();
        absent.extend(self.0.iter().filter(|id| snapshot.record(Kind::COMPETENCY, id.0).is_none()));
        if absent.len() > before {
            outcome.writes.push(note(ABSENT, &absent));
        }
        Ok(outcome)
    }
}

/// How a competency stood before a sitting and stands after it.
#[derive(Clone, PartialEq, Debug)]
pub struct Standing {
    /// The competency.
    pub competency: CompetencyId,
    /// Its name.
    pub title: String,
    /// Its estimate; `None` without evidence.
    pub estimate: Option<Estimate>,
    /// Whether skills lie below it: then it stands where these do, whatever is said or shown of itself (LEARNING.md 2.5).
    pub group: bool,
    /// By what it is called fresh.
    pub gauge: Gauge,
}

/// What [`standings`] reads, in rounds.
pub fn standings_needs(competencies: &[CompetencyId], snapshot: &Snapshot) -> Vec<Lookup> {
    let one = |id: &CompetencyId| {
        let of = |noun: Competency| [Lookup::Derived(Table::Estimate, row_key(&noun)), Lookup::Range(below(&noun))];
        let noun = snapshot.noun::<Competency>(*id);
        [Lookup::Record(Kind::COMPETENCY, id.0)].into_iter().chain(noun.into_iter().flat_map(of))
    };
    competencies.iter().flat_map(one).chain(Gauges::needs(snapshot)).collect()
}

/// What lies directly below a competency.
fn below(noun: &Competency) -> Range {
    Competency::below(noun.framework, Some(noun.id))
}

/// How these competencies stand; what is not here or in the trash is left out.
pub fn standings(competencies: &[CompetencyId], snapshot: &Snapshot) -> Vec<Standing> {
    let gauges = Gauges::make(snapshot);
    let one = |id: &CompetencyId| {
        let noun = snapshot.noun::<Competency>(*id)?;
        let estimate = snapshot.derived(Table::Estimate, &row_key(&noun)).and_then(Cbor::get);
        let group = !snapshot.nouns::<Competency>(&below(&noun)).is_empty();
        Some(Standing { competency: *id, title: noun.title, estimate, group, gauge: gauges.of(*id) })
    };
    competencies.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Desk;

    #[test]
    fn what_holds_skills_is_told_to_be_a_group() {
        let mut desk = Desk::default();
        let lamps = desk.framework("Lamps");
        let measuring = desk.skill(lamps, None, "Measuring");
        let volts = desk.skill(lamps, Some(measuring), "Volts");
        let both = [measuring, volts];
        let snapshot = desk.gather(|snapshot| standings_needs(&both, snapshot));
        let told: Vec<_> = standings(&both, &snapshot).into_iter().map(|one| (one.title, one.group)).collect();
        assert_eq!(told, [("Measuring".to_owned(), true), ("Volts".to_owned(), false)]);
    }
}
