//! What a file would do here. Nothing is written.

use super::{
    World, amounts,
    file::{self, Hers, Opened},
    given::Given,
    media::{self, Named},
    troubles,
};
use crate::protocol::{Amount, Failure, Files, Phase, Preview, Shown, Source, Whose};
use cairn_domain::{
    id::ProfileId,
    kind::Kind,
    media::MediaHash,
    port::{Decision, Store},
    profile::PROFILE_RECORD,
    record::Context,
};
use cairn_formats::{apply::ApplySource, report::hex};
use cairn_sync::{Apply, State, compare};
use std::collections::BTreeMap;

/// Reads the file, compares it with what is stored.
pub async fn preview(given: &(impl Given + ?Sized), world: &impl World) -> Result<Preview, Failure> {
    world.begin(Phase::Reading);
    let opened = file::open(given, world).await?;
    world.begin(Phase::Comparing);
    let title = file::title(&opened);
    match &opened {
        Opened::Cairn { manifest, state, media, problems, .. } => {
            let (problems, left_out) = troubles(problems);
            let mut preview = Preview {
                title,
                made_ms: manifest.made_ms().unwrap_or(0),
                whose: whose(manifest.learner(), state, world).await?,
                holds: amounts(&state.counts()),
                hash: hex(&state.hash()),
                problems,
                left_out,
                ..empty(Source::Cairn)
            };
            let apply = Apply { state, only: manifest.brings()? };
            preview.files = files(&apply, media, world).await?.1;
            join(&apply, world, &mut preview).await?;
            Ok(preview)
        }
        Opened::Foreign { source, says } => {
            let (problems, left_out) = troubles(&says.problems);
            let mut preview = Preview {
                title,
                holds: amounts(&says.counts()),
                hash: hex(&says.content_hash()),
                problems,
                left_out,
                ..empty(source.clone())
            };
            apply(says, world, &mut preview).await?;
            Ok(preview)
        }
    }
}

/// Whose a `.cairn` file is: her own, by its profile or by the ids that either side knows as the same learner's.
pub async fn whose(profile: Option<ProfileId>, state: &State, world: &impl World) -> Result<Whose, Failure> {
    let Some(profile) = profile else { return Ok(Whose::Nobody) };
    let hers = Hers::read(world).await?;
    let theirs = state.records.get(&(Kind::PROFILE, PROFILE_RECORD)).map(file::ids).unwrap_or_default();
    Ok(if hers.has(profile) || theirs.contains(&hers.here) {
        Whose::Hers
    } else if hers.unused {
        Whose::Adopted(profile)
    } else {
        Whose::Other(profile)
    })
}

/// Of the files `held`, those that rows bring and that are not here; with the names of those that are nowhere.
pub async fn files(
    apply: &Apply<'_>,
    held: &BTreeMap<MediaHash, u64>,
    world: &impl World,
) -> Result<(BTreeMap<MediaHash, u64>, Files), Failure> {
    let part = apply.only.map(|_| apply.brought());
    let named = Named::of(part.as_ref().unwrap_or(apply.state));
    let here = media::here(world.store().await?).await?;
    let new = |(hash, _): &(&MediaHash, &u64)| named.any.contains(hash) && !here.contains_key(hash);
    let wanted = held.iter().filter(new).map(|(hash, bytes)| (*hash, *bytes)).collect();
    let files = named.files(&wanted, &here);
    Ok((wanted, files))
}

async fn join(apply: &Apply<'_>, world: &impl World, preview: &mut Preview) -> Result<(), Failure> {
    let part = apply.only.map(|_| apply.brought());
    let state = part.as_ref().unwrap_or(apply.state);
    let lookups = apply.needs(&cairn_domain::port::Snapshot::default());
    let snapshot = world.store().await?.read(&lookups).await?;
    let comparison = compare(state, |kind, id| snapshot.record(kind, id), |kind, id| snapshot.event(kind, id));
    let pick = |of: fn(&cairn_sync::Tally) -> u64| -> Vec<Amount> {
        amounts(&comparison.kinds.iter().map(|(kind, tally)| (*kind, of(tally))).collect())
    };
    preview.new = pick(|tally| tally.new);
    preview.changed = pick(|tally| tally.changed + tally.deleted + tally.revived);
    preview.kept = pick(|tally| tally.kept);
    preview.same = pick(|tally| tally.same);
    let both = comparison.both.iter().take(super::TOLD);
    preview.both = both.map(|(kind, id)| Shown { kind: *kind, title: file::name_of(state, *kind, *id) }).collect();
    Ok(())
}

/// By kind: what applying a foreign file would make, change, leave as it is, leave in the trash.
async fn apply(says: &cairn_formats::source::Source, world: &impl World, preview: &mut Preview) -> Result<(), Failure> {
    let store = world.store().await?;
    let summary = store.summary().await?;
    let whole = ApplySource { source: says, space: None, restore: false };
    let snapshot = store.read(&whole.needs(&cairn_domain::port::Snapshot::default())).await?;
    let context = Context::new(world.now(), summary.device, world.seed());
    let mut by_kind: BTreeMap<Kind, Vec<_>> = BTreeMap::new();
    says.records.iter().for_each(|record| by_kind.entry(record.kind).or_default().push(record.clone()));
    for (kind, records) in by_kind {
        let part = cairn_formats::source::Source { records, problems: Vec::new() };
        let effect = ApplySource { source: &part, space: None, restore: false }.effect(&snapshot, &context);
        let mut put = |list: fn(&mut Preview) -> &mut Vec<Amount>, count: usize| {
            if count > 0 {
                list(preview).push(Amount { kind, count: count as u64 });
            }
        };
        put(|preview| &mut preview.new, effect.new);
        put(|preview| &mut preview.changed, effect.changed);
        put(|preview| &mut preview.same, effect.unchanged);
        put(|preview| &mut preview.kept, effect.trashed);
    }
    Ok(())
}

fn empty(source: Source) -> Preview {
    Preview {
        source,
        title: String::new(),
        made_ms: 0,
        whose: Whose::Nobody,
        holds: Vec::new(),
        hash: String::new(),
        new: Vec::new(),
        changed: Vec::new(),
        kept: Vec::new(),
        same: Vec::new(),
        both: Vec::new(),
        problems: Vec::new(),
        left_out: 0,
        files: Files::none(),
    }
}
