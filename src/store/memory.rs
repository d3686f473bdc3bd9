//! A store in memory: for tests, the command line, and anything that reads whole files.
//!
//! It keeps rows decoded and does what the IndexedDB store does, change numbers and keys included.
//! Clones share their contents, as two connections to one database do.

use crate::{
    keys::{Bounds, Ordered},
    plan::{Plan, Put, add_totals},
};
use cairn_domain::{
    cbor::Cbor,
    event::Event,
    id::{DeviceId, Id, ProfileId},
    kind::Kind,
    media::{Kept, MediaHash},
    port::{
        Commit, CommitError, Decision, Hit, Lookup, MediaStore, Range, Row, Snapshot, Store, StoreError, Summary, Table,
    },
    record::{Context, Now, Record},
    undo::{UNDO_KEPT, UndoEntry},
};
use std::{cell::RefCell, collections::BTreeMap, ops::Bound, pin::pin, rc::Rc, task};

/// A database in memory.
#[derive(Clone, Debug)]
pub struct Memory(Rc<RefCell<State>>);

#[derive(Debug)]
struct State {
    summary: Summary,
    drawers: BTreeMap<Kind, Drawer>,
    derived: BTreeMap<(Table, String), Cbor>,
    device: BTreeMap<String, Cbor>,
    undo: BTreeMap<u64, UndoEntry>,
    media: BTreeMap<MediaHash, Held>,
    #[cfg(feature = "conformance")]
    failing_chunk: Option<u32>,
    #[cfg(feature = "conformance")]
    failing_write: Option<usize>,
    #[cfg(feature = "conformance")]
    room: Option<usize>,
    #[cfg(feature = "conformance")]
    torn: Option<Kind>,
}

/// A file: whether all of it is there, when it came, its chunks.
#[derive(Default, Debug)]
struct Held {
    whole: bool,
    at_ms: i64,
    chunks: BTreeMap<u32, Vec<u8>>,
}

/// The rows of one kind, by id and by index key.
#[derive(Default, Debug)]
struct Drawer {
    rows: BTreeMap<Id, Put>,
    index: BTreeMap<Ordered, Id>,
}

impl Memory {
    /// An empty database of `profile` on `device`.
    pub fn new(profile: ProfileId, device: DeviceId) -> Self {
        let summary = Summary { profile, device, change: 0, totals: BTreeMap::new() };
        Self(Rc::new(RefCell::new(State {
            summary,
            drawers: BTreeMap::new(),
            derived: BTreeMap::new(),
            device: BTreeMap::new(),
            undo: BTreeMap::new(),
            media: BTreeMap::new(),
            #[cfg(feature = "conformance")]
            failing_chunk: None,
            #[cfg(feature = "conformance")]
            failing_write: None,
            #[cfg(feature = "conformance")]
            room: None,
            #[cfg(feature = "conformance")]
            torn: None,
        })))
    }

    /// Everything that is synced: records, then events, each by kind and id.
    pub fn all(&self) -> (Vec<Record>, Vec<Event>) {
        let state = self.0.borrow();
        let (mut records, mut events) = (Vec::new(), Vec::new());
        for put in state.drawers.values().flat_map(|drawer| drawer.rows.values()) {
            match &put.row {
                Row::Record(record) => records.push(record.clone()),
                Row::Event(event) => events.push(event.clone()),
            }
        }
        (records, events)
    }

    /// Takes on the profile of a backup. `false`, and nothing changes, if there is more than a profile
    /// record here already.
    pub fn set_profile(&self, profile: ProfileId) -> bool {
        let summary = &mut self.0.borrow_mut().summary;
        let free = crate::plan::is_unused(&summary.totals);
        if free {
            summary.profile = profile;
        }
        free
    }

    /// Goes on as another device.
    pub fn set_device(&self, device: DeviceId) {
        self.0.borrow_mut().summary.device = device;
    }

    /// Decides and writes at once; [`Store::commit`] without waiting.
    pub fn apply(&self, decision: &dyn Decision, now: Now, seed: u128) -> Result<Commit, CommitError> {
        let mut state = self.0.borrow_mut();
        let mut snapshot = Snapshot::default();
        loop {
            let mut asked = decision.needs(&snapshot);
            asked.retain(|lookup| !snapshot.has(lookup));
            if asked.is_empty() {
                break;
            }
            #[cfg(feature = "conformance")]
            state.refuse(&asked)?;
            asked.iter().for_each(|lookup| state.answer(lookup, &mut snapshot));
        }
        let mut context = Context::new(now, state.summary.device, seed).behind(state.summary.change);
        let outcome = decision.decide(&snapshot, &mut context)?;
        let plan = Plan::of(outcome, state.summary.change, now.ms);
        #[cfg(feature = "conformance")]
        if !plan.rows.is_empty() && state.failing_write.take().is_some_and(|at| at < plan.rows.len()) {
            return Err(StoreError::QuotaExceeded.into());
        }
        Ok(state.write(plan))
    }

    /// Answers lookups at once; [`Store::read`] without waiting.
    pub fn look(&self, lookups: &[Lookup]) -> Snapshot {
        let state = self.0.borrow();
        let mut snapshot = Snapshot::default();
        lookups.iter().for_each(|lookup| state.answer(lookup, &mut snapshot));
        snapshot
    }

    /// Makes it as if a row of a kind were torn: whoever asks for all of them is refused.
    #[cfg(feature = "conformance")]
    pub fn tear(&self, kind: Option<Kind>) {
        self.0.borrow_mut().torn = kind;
    }

    /// Makes the next commit of rows fail if it writes row number `at` (from 0).
    #[cfg(feature = "conformance")]
    pub fn fail_at_write(&self, at: usize) {
        self.0.borrow_mut().failing_write = Some(at);
    }

    /// Makes the next put of chunk number `at` fail.
    #[cfg(feature = "conformance")]
    pub fn fail_at_chunk(&self, at: u32) {
        self.0.borrow_mut().failing_chunk = Some(at);
    }

    /// Makes it as if so many bytes of files had room still; `None` for all of them.
    #[cfg(feature = "conformance")]
    pub fn leave_room(&self, bytes: Option<usize>) {
        self.0.borrow_mut().room = bytes;
    }
}

impl MediaStore for Memory {
    async fn put_chunk(&self, hash: MediaHash, at: u32, bytes: &[u8], now_ms: i64) -> Result<(), StoreError> {
        let mut state = self.0.borrow_mut();
        #[cfg(feature = "conformance")]
        if state.failing_chunk.take_if(|failing| *failing == at).is_some() {
            return Err(StoreError::QuotaExceeded);
        }
        #[cfg(feature = "conformance")]
        if let Some(room) = state.room {
            state.room = Some(room.checked_sub(bytes.len()).ok_or(StoreError::QuotaExceeded)?);
        }
        let held = state.media.entry(hash).or_default();
        held.at_ms = now_ms;
        held.chunks.insert(at, bytes.to_vec());
        Ok(())
    }

    async fn finish_media(&self, hash: MediaHash, bytes: u64, now_ms: i64) -> Result<(), StoreError> {
        let mut state = self.0.borrow_mut();
        let held = state.media.entry(hash).or_default();
        if held.kept(hash).bytes != bytes {
            return Err(StoreError::Damaged { store: "media_chunk".to_owned() });
        }
        (held.whole, held.at_ms) = (true, now_ms);
        Ok(())
    }

    async fn chunk(&self, hash: MediaHash, at: u32) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.borrow().media.get(&hash).and_then(|held| held.chunks.get(&at).cloned()))
    }

    async fn remove_media(&self, hash: MediaHash) -> Result<(), StoreError> {
        self.0.borrow_mut().media.remove(&hash);
        Ok(())
    }
}

impl Held {
    fn kept(&self, hash: MediaHash) -> Kept {
        let bytes = self.chunks.values().map(|chunk| chunk.len() as u64).sum();
        Kept { hash, bytes, at_ms: self.at_ms, whole: self.whole }
    }
}

impl Store for Memory {
    async fn read(&self, lookups: &[Lookup]) -> Result<Snapshot, StoreError> {
        #[cfg(feature = "conformance")]
        self.0.borrow().refuse(lookups)?;
        Ok(self.look(lookups))
    }

    async fn commit(&self, decision: &dyn Decision, now: Now, seed: u128) -> Result<Commit, CommitError> {
        self.apply(decision, now, seed)
    }

    async fn summary(&self) -> Result<Summary, StoreError> {
        Ok(self.0.borrow().summary.clone())
    }
}

impl State {
    #[cfg(feature = "conformance")]
    fn refuse(&self, lookups: &[Lookup]) -> Result<(), StoreError> {
        let is_torn = |lookup: &Lookup| matches!(lookup, Lookup::ChangedSince { kind, .. } if Some(*kind) == self.torn);
        let refused = lookups.iter().any(is_torn);
        if refused { Err(StoreError::Damaged { store: "torn".to_owned() }) } else { Ok(()) }
    }

    fn answer(&self, lookup: &Lookup, snapshot: &mut Snapshot) {
        let by_id = |kind: Kind, id: Id| {
            let row = self.drawers.get(&kind).and_then(|drawer| drawer.rows.get(&id));
            row.map(|put| Hit { key: String::new(), row: put.row.clone() }).into_iter().collect()
        };
        let question = lookup.clone();
        match lookup {
            Lookup::Record(kind, id) => snapshot.put_rows(question, by_id(*kind, *id)),
            Lookup::Event(kind, id) => snapshot.put_rows(question, by_id(*kind, id.0)),
            Lookup::Range(range) => snapshot.put_rows(question, self.range(range)),
            Lookup::ChangedSince { kind, change, after, limit } => {
                snapshot.put_rows(question, self.changed_since(*kind, *change, *after, *limit));
            }
            Lookup::Derived(table, key) => {
                let body = self.derived.get(&(*table, key.clone()));
                snapshot.put_derived(question, body.map(|body| (key.clone(), body.clone())).into_iter().collect());
            }
            Lookup::DerivedRange(table, prefix) => {
                let rows = self.derived.range((*table, prefix.clone())..);
                let rows = rows.take_while(|((of, key), _)| of == table && key.starts_with(prefix));
                snapshot.put_derived(question, rows.map(|((_, key), body)| (key.clone(), body.clone())).collect());
            }
            Lookup::Device(key) => {
                let body = self.device.get(key);
                snapshot.put_derived(question, body.map(|body| (key.clone(), body.clone())).into_iter().collect());
            }
            Lookup::Undo(change) => {
                let entry = self.undo.get(change);
                snapshot.put_undo(question, entry.map(|entry| (*change, entry.clone())).into_iter().collect());
            }
            Lookup::Media(hash) => {
                let whole = self.media.get(hash).filter(|held| held.whole);
                snapshot.put_media(question, whole.map(|held| held.kept(*hash)).into_iter().collect());
            }
            Lookup::MediaAll => {
                snapshot.put_media(question, self.media.iter().map(|(hash, held)| held.kept(*hash)).collect());
            }
            Lookup::UndoLatest(count) => {
                let latest = self.undo.iter().rev().take(*count as usize);
                snapshot.put_undo(question, latest.map(|(change, entry)| (*change, entry.clone())).collect());
            }
        }
    }

    fn range(&self, range: &Range) -> Vec<Hit> {
        let (Some(drawer), Some(bounds)) = (self.drawers.get(&range.kind), Bounds::of(range)) else { return vec![] };
        let lower = if bounds.lower_open { Bound::Excluded } else { Bound::Included }(Ordered(bounds.lower));
        let found = drawer.index.range((lower, Bound::Excluded(Ordered(bounds.upper))));
        let hit = |(Ordered(key), id): (&Ordered, &Id)| {
            let put = drawer.rows.get(id)?;
            Some(Hit { key: key.clone(), row: put.row.clone() })
        };
        let limit = range.limit as usize;
        if range.reverse {
            found.rev().take(limit).filter_map(hit).collect()
        } else {
            found.take(limit).filter_map(hit).collect()
        }
    }

    fn changed_since(&self, kind: Kind, change: u64, after: Option<Id>, limit: u32) -> Vec<Hit> {
        let Some(drawer) = self.drawers.get(&kind) else { return vec![] };
        let lower = after.map_or(Bound::Unbounded, Bound::Excluded);
        let rows = drawer.rows.range((lower, Bound::Unbounded)).filter(|(_, put)| put.change > change);
        rows.take(limit as usize).map(|(_, put)| Hit { key: String::new(), row: put.row.clone() }).collect()
    }

    fn write(&mut self, plan: Plan) -> Commit {
        if plan.is_empty() {
            return plan.commit;
        }
        for put in plan.rows {
            let drawer = self.drawers.entry(put.kind).or_default();
            put.keys.iter().for_each(|key| {
                drawer.index.insert(Ordered(key.clone()), put.id);
            });
            if let Some(old) = drawer.rows.get(&put.id) {
                old.keys.iter().filter(|key| !put.keys.contains(key)).for_each(|key| {
                    drawer.index.remove(&Ordered(key.clone()));
                });
            }
            drawer.rows.insert(put.id, put);
        }
        for (table, key, body) in plan.derived {
            match body {
                Some(body) => self.derived.insert((table, key), body),
                None => self.derived.remove(&(table, key)),
            };
        }
        for (key, body) in plan.device {
            match body {
                Some(body) => self.device.insert(key, body),
                None => self.device.remove(&key),
            };
        }
        plan.drop_undo.iter().for_each(|number| {
            self.undo.remove(number);
        });
        self.undo.extend(plan.undo);
        while self.undo.len() as u64 > u64::from(UNDO_KEPT) {
            self.undo.pop_first();
        }
        add_totals(&mut self.summary.totals, &plan.totals);
        self.summary.change = plan.commit.changes.change;
        plan.commit
    }
}

/// Runs a future that never waits, as all of [`Memory`]'s, to its end; a busy loop for any other.
pub fn ready<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = task::Context::from_waker(task::Waker::noop());
    loop {
        if let task::Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}
