//! Brings a file in: one transaction, then estimates are reckoned anew.
//!
//! A backup joins, so nothing that is newer here is lost; a foreign file writes what she has not edited.

use super::{
    World, amounts,
    collect::readable,
    coming,
    file::{self, Opened},
    given::Given,
    media,
    others::{Keeping, Others},
    preview, table,
};
use crate::protocol::{Apart, Failure, Files, Imported, Join, Phase, Progress, Taken, Whose};
use cairn_domain::{
    change::{Outcome, Write},
    command::Command,
    error::Rejection,
    event::is_ahead,
    evidence::{command::Rebuild, due},
    id::CompetencyId,
    kind::Kind,
    port::{Commit, Decision, Lookup, Snapshot, Store},
    practice::{self, settle},
    profile,
    record::{Context, Record},
    registry,
};
use cairn_formats::{
    apply::ApplySource,
    problem::{Location, Refusal},
    report::hex,
    source::Source,
};
use cairn_sync::{Apply, State, touched_competencies, twin};
use std::{cell::RefCell, collections::BTreeMap};

/// Reads the file and writes what it brings. What came of its files goes where that is not done, and so does what an
/// import left that was ended.
pub async fn import(given: &(impl Given + ?Sized), join: &Join, world: &impl World) -> Result<Imported, Failure> {
    world.begin(Phase::Reading);
    coming::tidy(world).await;
    let done = brought(given, join, world).await;
    if done.is_err() {
        coming::tidy(world).await;
    }
    done
}

async fn brought(given: &(impl Given + ?Sized), join: &Join, world: &impl World) -> Result<Imported, Failure> {
    if let Join::Table(mapping) = join {
        return table::import(given, mapping, world).await;
    }
    let taken = taken(join);
    match file::open(given, taken.trashed, world).await? {
        Opened::Cairn { manifest, state, others, media: held, limits, .. } => {
            let only = manifest.brings()?;
            let before = world.store().await?.summary().await?.change;
            let whose = preview::whose(manifest.learner(), &state, world).await?;
            match (&whose, join) {
                (Whose::Adopted(profile), _) => {
                    world.adopt(*profile).await?;
                }
                (Whose::Other(_), Join::Plain | Join::Parts(_) | Join::Table(_)) => return Err(Failure::OtherProfile),
                _ => {}
            }
            // An earlier restore may have ended before it was through; this one does not make up for that.
            let owed = due::is_due(&world.store().await?.read(&[due::lookup()]).await?);
            let apply = Apply { state: &state, only };
            let (wanted, files) = preview::files(&apply, &held, world).await?;
            // Files first: a row never names one that is still on its way.
            coming::expect(wanted.keys(), world).await?;
            media::bring(given, limits, &wanted, world).await?;
            if only.is_none() && is_twin_met(&apply, world).await? {
                world.renew().await?;
            }
            let noting = due::Noting(&apply);
            let join = practice::due::Noting(&noting);
            // What a group or a stranger adds to a file is not hers to keep.
            let others = if only.is_none() { others } else { Others::default() };
            let keeping = Keeping { decision: &join, others: &others };
            let mut imported = write(&keeping, before, !wanted.is_empty(), world).await?;
            imported.files = files;
            // After the join: the profile record that it brought is the one to write into.
            if let Whose::Other(profile) = whose {
                let adopt = Command::Profile(profile::command::Command::Adopt(profile));
                world.store().await?.commit(&adopt, world.now(), world.seed()).await?;
            }
            unless_torn(reckon_all(&state, owed, &imported, world).await)?;
            finish(imported, world, State::hash).await
        }
        Opened::Foreign { says, .. } => {
            let (wanted, files) = media::wanted(&says, world).await?;
            // Files first: a text never names one that is still on its way.
            coming::expect(wanted.keys(), world).await?;
            media::bring_foreign(given, &says, &wanted, world).await?;
            let apply = ApplySource { source: &says, space: None, restore: taken.trashed, others: !taken.answers };
            Ok(Imported { files, ..foreign(&apply, !wanted.is_empty(), world).await? })
        }
        // What its columns hold is for her to say.
        Opened::Table => Err(Refusal::new(Location::Whole, "unknown_format", "").into()),
    }
}

/// What of a file comes: where she was not asked, its answers too, and nothing out of the trash.
fn taken(join: &Join) -> Taken {
    match join {
        Join::Parts(taken) => taken.clone(),
        Join::Plain | Join::SamePerson | Join::Table(_) => Taken { trashed: false, answers: true },
    }
}

/// Writes what a file of another tool brings; `filed` if files came before it.
pub async fn foreign(apply: &ApplySource<'_>, filed: bool, world: &impl World) -> Result<Imported, Failure> {
    let before = world.store().await?.summary().await?.change;
    let imported = write(&practice::due::Noting(apply), before, filed, world).await?;
    unless_torn(practised(&imported, world).await)?;
    finish(imported, world, |state| Source::of(state.records.values()).content_hash()).await
}

/// Whether the file holds writes of this very database that it does not have: then a copy of it writes elsewhere.
async fn is_twin_met(apply: &Apply<'_>, world: &impl World) -> Result<bool, Failure> {
    let store = world.store().await?;
    let device = store.summary().await?.device;
    // On another device, where most copies come in, nothing here need be read for it.
    if !twin::may_be_met(apply.state, device) {
        return Ok(false);
    }
    let ours = store.read(&apply.needs(&Snapshot::default())).await?;
    Ok(twin::is_met(apply.state, &ours, device))
}

/// Commits, counting what is new and what changed. Undoable is what can be taken back as one step.
async fn write(decision: &dyn Decision, before: u64, filed: bool, world: &impl World) -> Result<Imported, Failure> {
    world.begin(Phase::Storing);
    let counted = Counted { decision, filed, tally: RefCell::default() };
    let Commit { changes, undoable, .. } = world.store().await?.commit(&counted, world.now(), world.seed()).await?;
    let tally = counted.tally.into_inner();
    Ok(Imported {
        new: amounts(&tally.new),
        changed: amounts(&tally.changed),
        touched: changes.kinds.into_iter().collect(),
        change: changes.change,
        undoable: undoable && changes.change > before,
        returned: tally.returned,
        ahead: tally.ahead,
        apart: tally.apart.len() as u64,
        first_apart: tally.apart.into_iter().take(super::TOLD).collect(),
        hash: String::new(),
        files: Files::none(),
    })
}

/// Of a backup the state hash, of other files that of what is said here: the same on every device.
async fn finish(mut imported: Imported, world: &impl World, hash: fn(&State) -> [u8; 32]) -> Result<Imported, Failure> {
    world.begin(Phase::Verifying);
    imported.hash = hex(&hash(&readable(world).await?));
    Ok(imported)
}

/// What hangs on what was joined, reckoned anew; `owed` if there was something to reckon before.
async fn reckon_all(state: &State, owed: bool, imported: &Imported, world: &impl World) -> Result<(), Failure> {
    reckon(state, world).await?;
    practised(imported, world).await?;
    let store = world.store().await?;
    if !owed && due::is_due(&store.read(&[due::lookup()]).await?) {
        store.commit(&due::Settled, world.now(), world.seed()).await?;
    }
    Ok(())
}

/// Reckoning wants all to be readable. Where something is torn still, what was brought in is here all the same, and what
/// hangs on it stays noted.
fn unless_torn(reckoned: Result<(), Failure>) -> Result<(), Failure> {
    match reckoned {
        Err(Failure::Damaged(_)) => Ok(()),
        other => other,
    }
}

/// Estimates of the competencies that the joined events are about, and of those that had one.
async fn reckon(state: &State, world: &impl World) -> Result<(), Failure> {
    let store = world.store().await?;
    let had = due::reckoned(&store.read(&[due::reckoned_lookup()]).await?);
    let named: std::collections::BTreeSet<CompetencyId> =
        state.events.values().filter_map(registry::competency).collect();
    let erased = state.events.values().any(|event| event.erased);
    let touched = touched_competencies(state);
    let waiting: Vec<CompetencyId> = touched
        .into_iter()
        .filter(|id| named.contains(id) || had.contains(id))
        .chain(had.iter().copied().filter(|id| erased && !named.contains(id)))
        .collect();
    for (at, some) in waiting.chunks(due::TOGETHER).enumerate() {
        let done = (at * due::TOGETHER) as u64;
        world.progress(Progress { phase: Phase::Reckoning, done, total: waiting.len() as u64 });
        store.commit(&Rebuild(some.to_vec()), world.now(), world.seed()).await?;
    }
    Ok(())
}

/// Takes what came in of items and answers into the columns, and reckons the estimates that moved by it. With a profile
/// the choice of weights may have come.
async fn practised(imported: &Imported, world: &impl World) -> Result<(), Failure> {
    let kinds = [Kind::ITEM, Kind::DECK, Kind::RESPONSE, Kind::VOID, Kind::COMPETENCY, Kind::PROFILE];
    if !imported.touched.iter().any(|kind| kinds.contains(kind)) {
        return Ok(());
    }
    let store = world.store().await?;
    store.commit(&settle::Fold { now_ms: world.now().ms }, world.now(), world.seed()).await?;
    let owed = settle::owed(&store.read(&[settle::owed_lookup()]).await?);
    for (at, some) in owed.chunks(settle::TOGETHER).enumerate() {
        let done = (at * settle::TOGETHER) as u64;
        world.progress(Progress { phase: Phase::Reckoning, done, total: owed.len() as u64 });
        store.commit(&settle::Reckon(some.to_vec()), world.now(), world.seed()).await?;
    }
    Ok(())
}

#[derive(Default)]
struct Tally {
    new: BTreeMap<Kind, u64>,
    changed: BTreeMap<Kind, u64>,
    returned: u64,
    ahead: u64,
    apart: Vec<Apart>,
}

/// A decision that is watched: what it made and what it changed, by kind.
struct Counted<'a> {
    decision: &'a dyn Decision,
    /// Whether files came for it.
    filed: bool,
    tally: RefCell<Tally>,
}

impl Decision for Counted<'_> {
    fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        self.decision.needs(snapshot)
    }

    fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = self.decision.decide(snapshot, context)?;
        if self.filed {
            outcome.writes.push(coming::arrived());
        }
        let mut tally = Tally::default();
        for write in &outcome.writes {
            let (kind, known) = match write {
                Write::Record(record) => {
                    let known = snapshot.record(record.kind, record.id);
                    let before = known.is_some_and(Record::is_revenant);
                    tally.returned += u64::from(record.is_revenant() && !before);
                    if record.is_alive() && record.is_apart() && !known.is_some_and(Record::is_apart) {
                        tally.apart.push(Apart { kind: record.kind, id: record.id });
                    }
                    (record.kind, known.is_some())
                }
                Write::Event(event) => {
                    let counts = !event.erased && event.kind != Kind::VOID;
                    tally.ahead += u64::from(counts && is_ahead(event, context.now.ms));
                    (event.kind, snapshot.event(event.kind, event.id).is_some())
                }
                _ => continue,
            };
            *if known { &mut tally.changed } else { &mut tally.new }.entry(kind).or_default() += 1;
        }
        // A store may decide again when it had to begin anew: the last decision is the one that was written.
        self.tally.replace(tally);
        Ok(outcome)
    }
}
