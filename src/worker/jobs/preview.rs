//! What a file would do here. Nothing is written.

use super::{
    World, amounts,
    collect::readable,
    file::{self, Hers, Opened},
    given::Given,
    media, room, troubles,
    would::{self, NAMED},
};
use crate::protocol::{
    Answer, Difference, Doubt, Failure, Files, Named, Phase, Preview, Shown, Sizes, Source, Trouble, Whose,
};
use cairn_domain::{
    event::Event,
    id::{Id, ProfileId},
    kind::Kind,
    media::MediaHash,
    profile::PROFILE_RECORD,
    time::DAY_MS,
};
use cairn_formats::report::hex;
use cairn_sync::{Apply, Difference as Compared, State, compare, much_smaller};
use std::collections::BTreeMap;

/// Reads the file, compares it with what is stored.
pub async fn preview(given: &(impl Given + ?Sized), world: &impl World) -> Result<Answer, Failure> {
    world.begin(Phase::Reading);
    let opened = file::open(given, false, world).await?;
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
            Ok(Answer::Preview(Box::new(preview)))
        }
        Opened::Foreign { source, says } => {
            let (mut problems, left_out) = troubles(&says.problems);
            let left_out = left_out + says.more_problems;
            if *source == Source::Anki {
                problems.iter_mut().for_each(by_words);
            }
            let mut preview = Preview {
                title,
                holds: amounts(&says.counts()),
                hash: hex(&says.content_hash()),
                problems,
                left_out,
                files: media::wanted(says, world).await?.1,
                ..empty(source.clone())
            };
            let effects = would::would(says, world).await?;
            preview.new = effects.new;
            preview.changed = effects.changed;
            preview.kept = effects.kept;
            preview.trashed = effects.trashed;
            preview.same = effects.same;
            preview.named = effects.named;
            preview.answers = effects.answers;
            preview.met = effects.met;
            preview.doubts = effects.other.map(Doubt::Other).into_iter().collect();
            preview.room = room::room(effects.rows, preview.files.bytes, world).await;
            Ok(Answer::Preview(Box::new(preview)))
        }
        Opened::Table => Ok(Answer::IsTable),
    }
}

/// A note of Anki's is called by signs that she never sees: where its words are told, they alone are its place.
fn by_words(trouble: &mut Trouble) {
    if !trouble.text.is_empty() {
        trouble.place.clear();
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
    let named = media::Named::of(part.as_ref().unwrap_or(apply.state));
    let here = media::here(world.store().await?).await?;
    let new = |(hash, _): &(&MediaHash, &u64)| named.any.contains(hash) && !here.contains_key(hash);
    let wanted = held.iter().filter(new).map(|(hash, bytes)| (*hash, *bytes)).collect();
    let files = named.files(&wanted, &here);
    Ok((wanted, files))
}

async fn join(apply: &Apply<'_>, world: &impl World, preview: &mut Preview) -> Result<(), Failure> {
    let part = apply.only.map(|_| apply.brought());
    let theirs = part.as_ref().unwrap_or(apply.state);
    // What is torn here may be what the file brings back.
    let ours = readable(world).await?;
    let record = |kind, id| ours.records.get(&(kind, id));
    let comparison =
        compare(theirs, record, |kind, id| ours.events.get(&id).filter(|event: &&Event| event.kind == kind));
    let of = |difference| amounts(&comparison.of(difference));
    preview.new = of(Compared::New);
    preview.changed = of(Compared::Changed);
    preview.kept = of(Compared::Kept);
    preview.both = of(Compared::Both);
    preview.deleted = of(Compared::Deleted);
    preview.revived = of(Compared::Revived);
    preview.same = of(Compared::Same);
    let shown = |list: &[(Kind, Id)], most| named(list, most, &ours, theirs);
    preview.texts = shown(&comparison.texts, super::TOLD);
    for (compared, difference) in [
        (Compared::New, Difference::New),
        (Compared::Changed, Difference::Changed),
        (Compared::Kept, Difference::Kept),
        (Compared::Both, Difference::Both),
        (Compared::Deleted, Difference::Deleted),
        (Compared::Revived, Difference::Revived),
    ] {
        let first = shown(comparison.records.get(&compared).map_or(&[], Vec::as_slice), NAMED);
        if !first.is_empty() {
            preview.named.push(Named { difference, first });
        }
    }
    preview.room = room::room(rows(&ours, theirs), preview.files.bytes, world).await;
    if preview.whose == Whose::Hers && apply.only.is_none() {
        preview.only_here = amounts(&missing(&ours, theirs));
        preview.doubts = doubts(&ours, theirs, preview.made_ms, world.now().ms);
    }
    Ok(())
}

/// Bytes of the rows that are not here as they are there.
fn rows(ours: &State, theirs: &State) -> u64 {
    let records = theirs.records.iter().filter(|(key, record)| ours.records.get(*key) != Some(*record));
    let events = theirs.events.iter().filter(|(id, event)| ours.events.get(*id) != Some(*event));
    let records = records.map(|(_, record)| room::of_record(record, 0));
    records.chain(events.map(|(_, event)| room::of_event(event))).sum()
}

/// The first `most` of each kind by name; what has none is only counted.
fn named(list: &[(Kind, Id)], most: usize, ours: &State, theirs: &State) -> Vec<Shown> {
    let mut told: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
    for (kind, id) in list {
        let of_kind = told.entry(*kind).or_default();
        if of_kind.len() >= most {
            continue;
        }
        // What is here is what she knows it by.
        let title = [ours, theirs].into_iter().map(|state| file::name_of(state, *kind, *id)).find(|it| !it.is_empty());
        of_kind.extend(title);
    }
    told.into_iter()
        .flat_map(|(kind, titles)| {
            titles.into_iter().map(move |title| Shown { kind, title, differs: Vec::new(), more: 0 })
        })
        .collect()
}

/// What is here and not there, by kind.
fn missing(ours: &State, theirs: &State) -> BTreeMap<Kind, u64> {
    let records = ours.records.keys().filter(|key| !theirs.records.contains_key(key)).map(|(kind, _)| *kind);
    let events = ours.events.values().filter(|event| !theirs.events.contains_key(&event.id)).map(|event| event.kind);
    let mut counts = BTreeMap::new();
    records.chain(events).for_each(|kind| *counts.entry(kind).or_default() += 1);
    counts
}

/// Fewer entries than this are few anyhow.
const FEW: u64 = 20;
/// A backup that was made so long before the last change here is an old one.
const OLD_MS: i64 = 7 * DAY_MS;

/// What speaks for this being an old copy that she did not mean.
fn doubts(ours: &State, theirs: &State, made_ms: i64, now_ms: i64) -> Vec<Doubt> {
    let [here, there] = [ours, theirs].map(|state| state.counts().values().sum::<u64>());
    let smaller = here >= FEW && much_smaller(here, there);
    let latest = ours.latest_ms(now_ms).filter(|latest| made_ms > 0 && latest - made_ms > OLD_MS);
    let smaller = smaller.then_some(Doubt::Smaller(Sizes { here, there }));
    smaller.into_iter().chain(latest.map(Doubt::Older)).collect()
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
        trashed: Vec::new(),
        both: Vec::new(),
        deleted: Vec::new(),
        revived: Vec::new(),
        only_here: Vec::new(),
        named: Vec::new(),
        texts: Vec::new(),
        doubts: Vec::new(),
        answers: 0,
        met: false,
        problems: Vec::new(),
        left_out: 0,
        files: Files::none(),
        room: None,
    }
}
