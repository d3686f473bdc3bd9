//! Files that are on their way, noted before the first of them comes: the note goes in the transaction that writes the
//! rows which name them. So where it is still there, the job was ended between, and what came of them came in vain.

use super::{World, media};
use crate::protocol::Failure;
use cairn_domain::{
    cbor::{Cbor, value::Bytes},
    change::{Op, Outcome, Write},
    error::Rejection,
    media::MediaHash,
    port::{Decision, Lookup, Snapshot, Store},
    record::Context,
};

const KEY: &str = "media.coming";

/// The note: hashes, one behind the other.
struct Note(Vec<MediaHash>);

impl Note {
    fn write(&self) -> Write {
        let bytes: Vec<u8> = self.0.iter().flat_map(|hash| hash.0).collect();
        Write::Device { key: KEY.to_owned(), body: (!bytes.is_empty()).then(|| Cbor::of(&Bytes(bytes))) }
    }
}

impl Decision for Note {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        Vec::new()
    }

    fn decide(&self, _snapshot: &Snapshot, _context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Other);
        outcome.writes.push(self.write());
        Ok(outcome)
    }
}

/// Notes that these files come.
pub async fn expect(hashes: impl Iterator<Item = &MediaHash>, world: &impl World) -> Result<(), Failure> {
    let note = Note(hashes.copied().collect());
    if !note.0.is_empty() {
        world.store().await?.commit(&note, world.now(), world.seed()).await?;
    }
    Ok(())
}

/// What takes the note away: the rows are written with it.
pub fn arrived() -> Write {
    Note(Vec::new()).write()
}

/// Removes what came in vain. What cannot be removed now is left to the next time.
pub async fn tidy(world: &impl World) {
    let _ = removed(world).await;
}

async fn removed(world: &impl World) -> Result<(), Failure> {
    let hashes = noted(world).await?;
    if hashes.is_empty() {
        return Ok(());
    }
    media::remove_all(hashes.iter(), world).await;
    world.store().await?.commit(&Note(Vec::new()), world.now(), world.seed()).await?;
    Ok(())
}

/// She has attached this file herself meanwhile: it is no longer one that came in vain.
pub async fn claim(hash: MediaHash, world: &impl World) -> Result<(), Failure> {
    let mut hashes = noted(world).await?;
    if hashes.contains(&hash) {
        hashes.retain(|one| *one != hash);
        world.store().await?.commit(&Note(hashes), world.now(), world.seed()).await?;
    }
    Ok(())
}

async fn noted(world: &impl World) -> Result<Vec<MediaHash>, Failure> {
    let snapshot = world.store().await?.read(&[Lookup::Device(KEY.to_owned())]).await?;
    let bytes = snapshot.device(KEY).and_then(Cbor::get::<Bytes>).unwrap_or_default().0;
    Ok(bytes.chunks_exact(32).filter_map(|hash| Some(MediaHash(hash.try_into().ok()?))).collect())
}
