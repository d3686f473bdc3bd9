//! Everything in one `.cairn` file, under a passphrase if she wants it, read back before it is handed over. Rows are in
//! memory, files only pass.

use super::{
    World, amounts,
    collect::{Collected, collect},
    given::Spool,
    media::{self, Named},
    others,
    sealed::Out,
};
use crate::protocol::{Failure, Made, Passphrase, Phase, Progress};
use cairn_domain::{
    event::Event,
    media::{Kept, MediaHash},
    port::{MediaStore, StoreError, Summary},
    record::Record,
};
use cairn_formats::{
    cairn::{self, MEDIA_MAX, Medium},
    report::hex,
    sealed as formats,
};
use cairn_sync::{State, state_hash};
use std::collections::BTreeMap;

/// Collects, writes and seals, opens again, verifies.
pub async fn backup<W: World>(passphrase: Option<&Passphrase>, world: &W) -> Result<(Made, W::Made), Failure> {
    world.begin(Phase::Collecting);
    // What leaves the device may not be lost on it afterwards: its numbers would be given a second time.
    match world.secure().await {
        // On a full device she needs the copy all the more.
        Ok(()) | Err(StoreError::QuotaExceeded) => {}
        Err(error) => return Err(error.into()),
    }
    let Collected { state, summary } = collect(world.store().await?).await?;
    let others = others::read(world.store().await?).await?;
    let named = Named::of(&state);
    let media = going(&named, world).await?;
    let made = file_of(state, others, (&named, media), &summary, passphrase, world).await?;
    // A backup without a word about it: what is left behind is gone for good only after a day.
    media::collect_orphans(named.any, world).await?;
    Ok(made)
}

/// Everything but files kept offline, as a copy that stays on the device.
pub async fn rows_alone<W: World>(world: &W) -> Result<(Made, W::Made), Failure> {
    world.begin(Phase::Collecting);
    let Collected { state, summary } = collect(world.store().await?).await?;
    let others = others::read(world.store().await?).await?;
    let named = Named::of(&state);
    file_of(state, others, (&named, Vec::new()), &summary, None, world).await
}

/// A state in a `.cairn` file that was read back.
pub async fn file_of<W: World>(
    state: State,
    others: others::Others,
    (named, media): (&Named, Vec<Medium>),
    summary: &Summary,
    passphrase: Option<&Passphrase>,
    world: &W,
) -> Result<(Made, W::Made), Failure> {
    let (counts, hash) = (state.counts(), state.hash());
    let going: BTreeMap<MediaHash, u64> = media.iter().map(|medium| (medium.hash, medium.bytes)).collect();
    world.begin(Phase::Writing);
    let missing: Vec<MediaHash> = named.known.keys().filter(|hash| !going.contains_key(hash)).copied().collect();
    let contents = cairn::Contents { others, ..contents(state) };
    let made = write(&contents, &media, &missing, summary, passphrase, world).await?;
    world.begin(Phase::Verifying);
    // Of a sealed file too what is read back are the bytes that go out, from the passphrase on.
    let back = formats::unseal_from(made.reader(), passphrase.map(Passphrase::words));
    let back = back.map_err(|refusal| match refusal.into() {
        Failure::NoMemory => Failure::NoMemory,
        _ => Failure::NotVerified,
    })?;
    // By the limits under which it will be restored.
    let limits = cairn::Limits::of(cairn::Use::Backup, back.length(), true);
    let back = cairn::verify_from(back, limits, hash_of)?;
    let same = hash_of(&back.contents.records, &back.contents.events) == hash;
    if !back.problems.is_empty() || !same || going.keys().any(|hash| !back.media.contains_key(hash)) {
        return Err(Failure::NotVerified);
    }
    let files = named.files(&going, &BTreeMap::new());
    let told = Made {
        holds: amounts(&counts),
        hash: hex(&hash),
        change: summary.change,
        sealed: passphrase.is_some(),
        problems: Vec::new(),
        left_out: 0,
        files,
    };
    Ok((told, made))
}

/// More would not be taken back in: the limits of a backup count its entries, and there are others.
const FILES_MOST: usize = 49_000;

/// The files that go along: named, whole, and as they were; the smallest first, as far as one zip can hold them.
pub async fn going(named: &Named, world: &impl World) -> Result<Vec<Medium>, Failure> {
    let store = world.store().await?;
    let here = media::here(store).await?;
    let mut wanted: Vec<(u64, MediaHash)> =
        here.into_iter().filter(|(hash, _)| named.any.contains(hash)).map(|(hash, bytes)| (bytes, hash)).collect();
    wanted.sort_unstable();
    let total: u64 = wanted.iter().map(|(bytes, _)| bytes).sum();
    let (mut going, mut done) = (Vec::new(), 0);
    for (bytes, hash) in wanted {
        if done + bytes > MEDIA_MAX || going.len() == FILES_MOST {
            break;
        }
        world.progress(Progress { phase: Phase::Collecting, done, total });
        done += bytes;
        going.extend(media::sum(hash, bytes, store).await?);
    }
    Ok(going)
}

/// A state as a file holds it.
pub fn contents(state: State) -> cairn::Contents {
    cairn::Contents {
        records: state.records.into_values().collect(),
        events: state.events.into_values().collect(),
        ..cairn::Contents::default()
    }
}

/// The state hash of rows.
pub fn hash_of(records: &[Record], events: &[Event]) -> [u8; 32] {
    state_hash(records, events)
}

async fn write<W: World>(
    contents: &cairn::Contents,
    media: &[Medium],
    missing: &[MediaHash],
    summary: &Summary,
    passphrase: Option<&Passphrase>,
    world: &W,
) -> Result<W::Made, Failure> {
    let about = cairn::About {
        purpose: cairn::Use::Backup,
        profile: Some(summary.profile),
        space: None,
        made_ms: world.now().ms,
        device: summary.device,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        change: summary.change,
    };
    let store = world.store().await?;
    let (mut writing, first) = cairn::begin(contents, &about, hash_of, media, missing)?;
    let mut out: Out<W::Made> = Out::begin(passphrase, world)?;
    out.add(&first)?;
    let phase = if passphrase.is_some() { Phase::Sealing } else { Phase::Writing };
    let total = media.iter().map(|medium| medium.bytes).sum();
    let mut done = 0;
    for medium in media {
        out.add(&writing.medium(medium)?)?;
        for at in 0..Kept::chunks(medium.bytes) {
            world.progress(Progress { phase: phase.clone(), done, total });
            // Removed in the meantime, it would not read back.
            let chunk = store.chunk(medium.hash, at).await?.ok_or(Failure::NotVerified)?;
            writing.pass(&chunk);
            out.add(&chunk)?;
            done += chunk.len() as u64;
        }
    }
    out.add(&writing.end())?;
    out.end()
}
