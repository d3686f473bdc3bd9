//! Deciding within a transaction, and the trait that every store implements.

use super::{Lookup, Snapshot};
use crate::{
    change::{ChangeSet, Count, Op, Outcome, Reply},
    error::Rejection,
    id::{DeviceId, ProfileId},
    kind::Kind,
    media::MediaHash,
    record::{Context, Now},
    sorting,
};
use std::collections::BTreeMap;
use thiserror::Error;

/// Something to decide within one transaction: a command, an undo, the application of an import.
pub trait Decision {
    /// What to read next, given what was read; nothing once `decide` can answer. Purely a function of
    /// its arguments; called until it asks for nothing new.
    fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup>;

    /// Decides. Synchronous and pure: time, device and seed are in `context`.
    fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection>;
}

/// Reads in rounds: `needs` is asked again with what was read until it asks for nothing new.
pub async fn gather(store: &impl Store, needs: impl Fn(&Snapshot) -> Vec<Lookup>) -> Result<Snapshot, StoreError> {
    let mut snapshot = Snapshot::default();
    loop {
        let mut missing = needs(&snapshot);
        missing.retain(|lookup| !snapshot.has(lookup));
        if missing.is_empty() {
            return Ok(snapshot);
        }
        sorting::sort_by(&mut missing, Ord::cmp);
        missing.dedup();
        snapshot.absorb(store.read(&missing).await?);
    }
}

/// What a commit did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Commit {
    /// What was done.
    pub op: Op,
    /// The answer.
    pub reply: Reply,
    /// What changed; the change number is also that of the undo entry.
    pub changes: ChangeSet,
    /// Whether there is something to undo.
    pub undoable: bool,
}

/// Why a commit did not happen; nothing was written.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum CommitError {
    /// A rule of the domain.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The machine.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a store can run into: the browser's real cases.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum StoreError {
    /// Another tab holds an older version open.
    #[error("blocked by another tab")]
    Blocked,
    /// No space is left.
    #[error("quota exceeded")]
    QuotaExceeded,
    /// The database was written by a newer version of Cairn.
    #[error("schema {found} is newer than {supported}")]
    NewerSchema {
        /// Version of the database.
        found: u32,
        /// Newest version that this build knows.
        supported: u32,
    },
    /// The database is of an older version of Cairn; it is brought to this one only by an act of its own.
    #[error("schema {found} is older than {supported}")]
    OlderSchema {
        /// Version of the database.
        found: u32,
        /// The version that this build writes.
        supported: u32,
    },
    /// The browser closed the database under us.
    #[error("connection lost")]
    ConnectionLost,
    /// A row is not what was written.
    #[error("damaged row in {store}")]
    Damaged {
        /// The object store.
        store: String,
    },
    /// Any other failure, by the name that the browser gives it.
    #[error("{name}")]
    Dom {
        /// The `DOMException` name.
        name: String,
    },
}

/// A database at a glance; read without touching a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Summary {
    /// Whose records these are.
    pub profile: ProfileId,
    /// This database.
    pub device: DeviceId,
    /// The number of the last write.
    pub change: u64,
    /// Kept totals by kind.
    pub totals: BTreeMap<Kind, Count>,
}

/// A database of one profile on one device.
#[allow(async_fn_in_trait)] // single-threaded by design: a browser tab, a worker, a command line
pub trait Store {
    /// Answers lookups from one read transaction.
    async fn read(&self, lookups: &[Lookup]) -> Result<Snapshot, StoreError>;

    /// Reads what `decision` names, decides and writes, in ONE readwrite transaction: all or nothing.
    async fn commit(&self, decision: &dyn Decision, now: Now, seed: u128) -> Result<Commit, CommitError>;

    /// Profile, device, last change number and totals.
    async fn summary(&self) -> Result<Summary, StoreError>;
}

/// The files of a database, under their content hashes: beside the rows, and outside their transactions. Writers
/// hold one lock among them (the worker's), and a file that is on its way counts as absent.
#[allow(async_fn_in_trait)] // as the store
pub trait MediaStore {
    /// Puts chunk number `at` of a file, from 0; all but the last have [`CHUNK`](crate::media::CHUNK) bytes. A
    /// file that is whole stays so.
    async fn put_chunk(&self, hash: MediaHash, at: u32, bytes: &[u8], now_ms: i64) -> Result<(), StoreError>;

    /// Says that every chunk of a file of `bytes` bytes was put. `Damaged` if one is missing.
    async fn finish_media(&self, hash: MediaHash, bytes: u64, now_ms: i64) -> Result<(), StoreError>;

    /// Chunk number `at` of a file, whole or not.
    async fn chunk(&self, hash: MediaHash, at: u32) -> Result<Option<Vec<u8>>, StoreError>;

    /// Removes what is kept of a file, all at once; it need not be there.
    async fn remove_media(&self, hash: MediaHash) -> Result<(), StoreError>;
}

/// Bytes `range` of a file; fewer if it ends before.
pub async fn read_media(
    store: &impl MediaStore,
    hash: MediaHash,
    range: core::ops::Range<u64>,
) -> Result<Vec<u8>, StoreError> {
    let chunk = crate::media::CHUNK as u64;
    let mut bytes = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let number = u32::try_from(at / chunk).unwrap_or(u32::MAX);
        let Some(content) = store.chunk(hash, number).await? else { break };
        let first = usize::try_from(at % chunk).unwrap_or(usize::MAX);
        let last = usize::try_from(range.end - u64::from(number) * chunk).unwrap_or(usize::MAX).min(content.len());
        let Some(part) = content.get(first..last).filter(|part| !part.is_empty()) else { break };
        bytes.extend_from_slice(part);
        at += part.len() as u64;
    }
    Ok(bytes)
}
