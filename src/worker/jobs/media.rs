//! Files beside the rows: taking one in, giving one out, and which of them rows name.
//!
//! Chunks stream: at most one is in memory. What was begun and cannot be finished is removed at once; what a
//! killed worker leaves counts as absent and is collected after a day.

use super::{
    World, coming, cut,
    given::{Given, Spool, spooled, unreadable},
};
use crate::protocol::{Failure, Files, KeptFile, Phase, Progress};
use cairn_domain::{
    error::Rejection,
    media::{CHUNK, FILE_MAX, Kept, MediaHash, content::Content as Shown, named_in, orphans},
    port::{Lookup, MediaStore, Store},
    registry,
};
use cairn_formats::{
    anki,
    cairn::{Limits, Media, Medium, Sum},
    passing::{self, Known, Passing},
    problem::{Location, Refusal},
    source::{Content, Source},
};
use cairn_sync::State;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

/// Which files rows name.
#[derive(Default)]
pub struct Named {
    /// Those of kinds that this version knows, with their names.
    pub known: BTreeMap<MediaHash, String>,
    /// Every one, also of kinds and fields of a newer version.
    pub any: BTreeSet<MediaHash>,
}

impl Named {
    /// Of a whole state.
    pub fn of(state: &State) -> Self {
        let mut named = Self::default();
        for record in state.records.values() {
            named.known.extend(registry::files(record));
            named_in(&record.to_bytes(), &mut named.any);
        }
        for event in state.events.values() {
            named.known.extend(registry::event_file(event).map(|file| (file.hash, file.name)));
            named_in(&event.to_bytes(), &mut named.any);
        }
        named
    }

    /// Files that go along, and the names of known ones that are neither among them nor among `here`.
    pub fn files(&self, going: &BTreeMap<MediaHash, u64>, here: &BTreeMap<MediaHash, u64>) -> Files {
        let absent = self.known.iter().filter(|(hash, _)| !going.contains_key(hash) && !here.contains_key(hash));
        let names: Vec<String> = absent.map(|(_, name)| cut(name)).collect();
        Files {
            count: going.len() as u64,
            bytes: going.values().sum(),
            absent: names.len() as u64,
            names: names.into_iter().take(super::TOLD).collect(),
        }
    }
}

/// Every file that is here as a whole, with its length.
pub async fn here(store: &impl Store) -> Result<BTreeMap<MediaHash, u64>, Failure> {
    let snapshot = store.read(&[Lookup::MediaAll]).await?;
    Ok(snapshot.media().iter().filter(|kept| kept.whole).map(|kept| (kept.hash, kept.bytes)).collect())
}

/// Takes in the file that was given; what is here already is kept once.
pub async fn keep(file: &(impl Given + ?Sized), world: &impl World) -> Result<KeptFile, Failure> {
    let length = file.length();
    if length > FILE_MAX {
        return Err(Refusal::new(Location::Whole, "too_large", FILE_MAX.to_string()).into());
    }
    let mut sum = Sum::default();
    let mut reader = file.reader();
    let mut done = 0;
    while let Some(chunk) = next(&mut reader)? {
        world.progress(Progress { phase: Phase::Reading, done, total: length.saturating_mul(2) });
        done += chunk.len() as u64;
        sum.add(&chunk);
    }
    let hash = sum.end().hash;
    let store = world.store().await?;
    if here(store).await?.contains_key(&hash) {
        // As if it came now: what names it may be saved only tomorrow.
        store.finish_media(hash, done, world.now().ms).await?;
    } else {
        take_in(&mut file.reader(), hash, world, (length, length.saturating_mul(2))).await?;
    }
    coming::claim(hash, world).await?;
    Ok(KeptFile { hash, bytes: done })
}

/// Brings in files of a `.cairn` file. Where it fails, what came of them is [`coming`] still.
pub async fn bring(
    file: &(impl Given + ?Sized),
    limits: Limits,
    wanted: &BTreeMap<MediaHash, u64>,
    world: &impl World,
) -> Result<(), Failure> {
    if wanted.is_empty() {
        return Ok(());
    }
    let mut media = Media::of(file.reader(), limits)?;
    let total = wanted.values().sum();
    let mut done = 0;
    for (hash, bytes) in wanted {
        let mut reader = media.open(*hash)?.ok_or_else(unreadable)?;
        take_in(&mut reader, *hash, world, (done, total)).await?;
        done += bytes;
    }
    Ok(())
}

/// Of the files that a foreign file's texts show those that are not here, with their lengths.
pub async fn wanted(says: &Source, world: &impl World) -> Result<(BTreeMap<MediaHash, u64>, Files), Failure> {
    if says.files.is_empty() {
        return Ok((BTreeMap::new(), Files::none()));
    }
    let here = here(world.store().await?).await?;
    let new = says.files.iter().filter(|(hash, _)| !here.contains_key(hash));
    let wanted: BTreeMap<MediaHash, u64> = new.map(|(hash, file)| (*hash, file.length)).collect();
    let files = Files { count: wanted.len() as u64, bytes: wanted.values().sum(), ..Files::none() };
    Ok((wanted, files))
}

/// Brings in files of a foreign file. Where it fails, what came of them is [`coming`] still.
pub async fn bring_foreign(
    file: &(impl Given + ?Sized),
    says: &Source,
    wanted: &BTreeMap<MediaHash, u64>,
    world: &impl World,
) -> Result<(), Failure> {
    let mut archive = None;
    let total = wanted.values().sum();
    let mut done = 0;
    for (hash, bytes) in wanted {
        let content = match says.files.get(hash).map(|file| &file.content) {
            Some(Content::Here(bytes)) => Some(Cow::Borrowed(bytes.as_slice())),
            Some(Content::Entry(entry)) => {
                let archive = match &mut archive {
                    Some(archive) => archive,
                    None => archive.insert(anki::Media::of(file.reader())?),
                };
                archive.file(entry)?.map(Cow::Owned)
            }
            None => None,
        };
        take_in(&mut &*content.ok_or_else(unreadable)?, *hash, world, (done, total)).await?;
        done += bytes;
    }
    Ok(())
}

/// Removes what was brought in vain.
pub async fn remove_all(hashes: impl Iterator<Item = &MediaHash>, world: &impl World) {
    if let Ok(store) = world.store().await {
        for hash in hashes {
            // Else it is collected after a day.
            let _ = store.remove_media(*hash).await;
        }
    }
}

/// Stores what a reader gives; it must be `hash`, else nothing of it stays.
async fn take_in(
    reader: &mut impl Read,
    hash: MediaHash,
    world: &impl World,
    (before, total): (u64, u64),
) -> Result<(), Failure> {
    let store = world.store().await?;
    let result = async {
        let (mut sum, mut at, mut done) = (Sum::default(), 0, before);
        while let Some(chunk) = next(reader)? {
            world.progress(Progress { phase: Phase::Storing, done, total });
            store.put_chunk(hash, at, &chunk, world.now().ms).await?;
            sum.add(&chunk);
            done += chunk.len() as u64;
            at += 1;
        }
        let found = sum.end();
        if found.hash != hash {
            return Err(Refusal::new(Location::Whole, "altered", "").into());
        }
        Ok(store.finish_media(hash, found.bytes, world.now().ms).await?)
    };
    let result: Result<(), Failure> = result.await;
    if result.is_err() {
        remove_all([hash].iter(), world).await;
    }
    result
}

/// The next chunk of a reader; the last one may be shorter.
fn next(reader: &mut impl Read) -> Result<Option<Vec<u8>>, Failure> {
    let mut chunk = Vec::with_capacity(CHUNK);
    reader.take(CHUNK as u64).read_to_end(&mut chunk).map_err(|_| unreadable())?;
    Ok(Some(chunk).filter(|chunk| !chunk.is_empty()))
}

/// A file that is kept, as it goes out; refused (`altered`) if it is not what it was.
pub async fn open<W: World>(hash: MediaHash, world: &W) -> Result<W::Made, Failure> {
    let store = world.store().await?;
    let snapshot = store.read(&[Lookup::Media(hash)]).await?;
    let kept = *snapshot.kept(hash).ok_or_else(|| Failure::Rejected(Rejection::Missing.to_string()))?;
    let mut made = W::Made::default();
    let mut sum = Sum::default();
    for at in 0..Kept::chunks(kept.bytes) {
        world.progress(Progress { phase: Phase::Collecting, done: u64::from(at) * CHUNK as u64, total: kept.bytes });
        let Some(chunk) = store.chunk(hash, at).await? else { break };
        sum.add(&chunk);
        made.add(&chunk);
    }
    if sum.end().hash == hash { Ok(made) } else { Err(Refusal::new(Location::Whole, "altered", "").into()) }
}

/// What is known of files that are to pass into an archive; of those that are not here, or not as they were, nothing.
pub async fn known(hashes: BTreeSet<MediaHash>, world: &impl World) -> Result<passing::Files, Failure> {
    let store = world.store().await?;
    let here = here(store).await?;
    let going = || hashes.iter().filter_map(|hash| Some((*hash, *here.get(hash)?)));
    let total = going().map(|(_, bytes)| bytes).sum();
    let (mut files, mut done) = (passing::Files::new(), 0);
    for (hash, bytes) in going() {
        world.progress(Progress { phase: Phase::Collecting, done, total });
        done += bytes;
        let Some(medium) = sum(hash, bytes, store).await? else { continue };
        let head = if bytes == 0 { None } else { store.chunk(hash, 0).await? };
        files.insert(hash, Known { medium, content: head.and_then(|head| Shown::of(&head)) });
    }
    Ok(files)
}

/// An archive from its beginning on, with its files: at most one chunk is in memory. A file that has gone since it was [`known`]
/// refuses all of it (`altered`).
pub async fn pass<W: World>(first: &[u8], mut passing: Passing, world: &W) -> Result<W::Made, Failure> {
    let store = world.store().await?;
    let mut made: W::Made = spooled(first);
    let (mut done, total) = (0, passing.bytes());
    while let Some((before, medium)) = passing.next()? {
        made.add(&before);
        let mut sum = Sum::default();
        for at in 0..Kept::chunks(medium.bytes) {
            world.progress(Progress { phase: Phase::Writing, done, total });
            let Some(chunk) = store.chunk(medium.hash, at).await? else { break };
            sum.add(&chunk);
            passing.pass(&chunk);
            made.add(&chunk);
            done += chunk.len() as u64;
        }
        if sum.end() != medium {
            return Err(Refusal::new(Location::Whole, "altered", "").into());
        }
    }
    made.add(&passing.end()?);
    Ok(made)
}

/// What a kept file is, if it still is what it was.
pub async fn sum(hash: MediaHash, bytes: u64, store: &impl MediaStore) -> Result<Option<Medium>, Failure> {
    let mut sum = Sum::default();
    for at in 0..Kept::chunks(bytes) {
        let Some(chunk) = store.chunk(hash, at).await? else { return Ok(None) };
        sum.add(&chunk);
    }
    Ok(Some(sum.end()).filter(|medium| medium.hash == hash))
}

/// Removes what no row and no step back names, once it is a day old.
pub async fn collect_orphans(mut named: BTreeSet<MediaHash>, world: &impl World) -> Result<(), Failure> {
    let store = world.store().await?;
    let undo = Lookup::UndoLatest(u32::MAX);
    let snapshot = store.read(&[Lookup::MediaAll, undo.clone()]).await?;
    snapshot.undo(&undo).iter().for_each(|(_, entry)| named_in(&entry.to_bytes(), &mut named));
    for hash in orphans(snapshot.media(), &named, world.now().ms) {
        // What cannot be removed now goes another time.
        let _ = store.remove_media(hash).await;
    }
    Ok(())
}
