//! The store in a browser: one IndexedDB database per profile and device.
//!
//! Decisions are pure and synchronous, so nothing but IndexedDB is awaited within a transaction; a
//! rejected decision aborts it, and `Ok` waits for its end. What is stored where stands in
//! `migrations`, what a row looks like in `rows`.

#[cfg(feature = "conformance")]
mod conformance;
mod error;
mod keys;
mod media;
mod migrations;
mod open;
pub mod pages;
mod reading;
mod rows;
mod salvage;
mod writing;

use crate::plan::{Plan, add_totals, is_unused};
use cairn_domain::{
    id::{DeviceId, ProfileId},
    port::{Commit, CommitError, Decision, Lookup, Salvage, Snapshot, Store, StoreError, Summary},
    record::{Context, Now},
};
use indexed_db_futures::{
    internals::SystemRepr,
    prelude::*,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
};
use open::{Connection, Ending, Shape};
use reading::Reading;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};
use writing::Writing;

/// How often a lost connection is opened again for one operation.
const REOPENINGS: u32 = 2;

/// A database of the browser.
pub struct IndexedDb {
    name: String,
    shape: Shape,
    connection: RefCell<Rc<Connection>>,
    ending: Rc<Ending>,
    counters: Counters,
    failing_write: Cell<Option<usize>>,
    failing_chunk: Cell<Option<u32>>,
}

/// What a database starts with if it is new; ignored otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OpenSeed {
    /// A fresh profile id.
    pub profile: ProfileId,
    /// A fresh device id.
    pub device: DeviceId,
}

impl IndexedDb {
    /// The schema version that this build writes.
    pub const VERSION: u32 = migrations::VERSION;

    /// Opens the database `name` (by convention `cairn.` and something), or makes it. One of an older schema
    /// version is refused (`OlderSchema`) and left as it is: see [`Self::upgrade`].
    ///
    /// `on_version_change` is called when another tab needs this connection gone, for a newer version or
    /// a deletion; it is closed by then, and every later call answers `ConnectionLost`.
    pub async fn open(name: &str, on_version_change: impl Fn() + 'static, seed: OpenSeed) -> Result<Self, StoreError> {
        Self::open_shape(name, Shape::Exactly(Self::VERSION), on_version_change, Some(seed)).await
    }

    /// The same for one that must be there: `ConnectionLost` if it is not.
    pub async fn open_known(name: &str, on_version_change: impl Fn() + 'static) -> Result<Self, StoreError> {
        Self::open_shape(name, Shape::Exactly(Self::VERSION), on_version_change, None).await
    }

    /// Opens the database `name` as it is, of whatever schema version, to read from it: every write is refused.
    /// It must be there.
    pub async fn open_as_it_is(name: &str, on_version_change: impl Fn() + 'static) -> Result<Self, StoreError> {
        Self::open_shape(name, Shape::AsItIs, on_version_change, None).await
    }

    /// Brings the database `name` to this build's schema version, in one transaction of the browser: if it does
    /// not come to its end, nothing has changed. `Blocked` if another tab does not let go; it then goes on by
    /// itself once that tab does.
    pub async fn upgrade(name: &str) -> Result<(), StoreError> {
        Self::open_shape(name, Shape::Upgrade(Self::VERSION, migrations::upgrade), || {}, None)
            .await
            .map(|store| store.close())
    }

    async fn open_shape(
        name: &str,
        shape: Shape,
        on_version_change: impl Fn() + 'static,
        seed: Option<OpenSeed>,
    ) -> Result<Self, StoreError> {
        let ending = Rc::new(Ending { retired: Cell::new(false), on_version_change: Box::new(on_version_change) });
        let state =
            seed.map(|seed| Summary { profile: seed.profile, device: seed.device, change: 0, totals: BTreeMap::new() });
        let connection = Connection::open(name, shape, state, &ending).await?;
        Ok(Self {
            name: name.to_owned(),
            shape,
            connection: RefCell::new(Rc::new(connection)),
            ending,
            counters: Counters::default(),
            failing_write: Cell::new(None),
            failing_chunk: Cell::new(None),
        })
    }

    /// Deletes the database `name`. `Blocked` if another tab holds it open.
    pub async fn delete(name: &str) -> Result<(), StoreError> {
        open::delete(name).await
    }

    /// The same with their schema versions.
    pub async fn versions() -> Result<Vec<(String, u32)>, StoreError> {
        open::versions().await
    }

    /// Names of this origin's databases that start with `cairn.`, in order.
    pub async fn names() -> Result<Vec<String>, StoreError> {
        open::names().await
    }

    /// Closes the connection once running transactions have ended; later calls answer `ConnectionLost`.
    pub fn close(&self) {
        self.ending.retired.set(true);
        self.connection.borrow().database.as_sys().close();
    }

    /// Whether nothing can be written through this connection.
    pub fn is_read_only(&self) -> bool {
        matches!(self.shape, Shape::AsItIs)
    }

    /// The rows one by one, without those that cannot be read.
    pub async fn salvage(&self) -> Result<Salvage, StoreError> {
        salvage::salvage(self).await
    }

    fn may_write(&self) -> Result<(), StoreError> {
        if !self.is_read_only() {
            return Ok(());
        }
        // What is older is upgraded before it is written to; so whoever comes here has a newer one.
        let found = self.connection.borrow().version;
        Err(StoreError::NewerSchema { found, supported: Self::VERSION })
    }

    /// Goes on as another device: someone else writes as this one, in a copy of this database.
    pub async fn set_device(&self, device: DeviceId) -> Result<(), StoreError> {
        self.change_state(|state| Some(Summary { device, ..state }), TransactionDurability::Relaxed).await.map(drop)
    }

    /// Everything that was committed so far, on the disk before it answers: for bytes that leave the device.
    pub async fn secure(&self) -> Result<(), StoreError> {
        self.change_state(Some, TransactionDurability::Strict).await.map(drop)
    }

    /// Takes on the profile of a backup. `false`, and nothing changes, if there is more than a profile
    /// record here already.
    pub async fn set_profile(&self, profile: ProfileId) -> Result<bool, StoreError> {
        let unused = |state: Summary| is_unused(&state.totals).then_some(Summary { profile, ..state });
        self.change_state(unused, TransactionDurability::Relaxed).await
    }

    /// Writes what `change` makes of the state, if anything; whether it did.
    async fn change_state(
        &self,
        change: impl Fn(Summary) -> Option<Summary>,
        durability: TransactionDurability,
    ) -> Result<bool, StoreError> {
        self.may_write()?;
        let write = Mode::Write(durability);
        for attempt in 0..=REOPENINGS {
            let connection = self.connection(attempt).await?;
            let transaction = match begin(&connection, &[keys::META], write) {
                Err(StoreError::ConnectionLost) => continue,
                begun => begun?,
            };
            let reading = Reading {
                transaction: &transaction,
                counters: &self.counters,
                version: connection.version,
                leaves_out: false,
            };
            let changed = change(reading.take_state(reading.ask_state()?).await?);
            if let Some(state) = &changed {
                Writing::new(&transaction, &self.counters, connection.version).put_state(state)?;
            }
            return finish(transaction).await.map(|()| changed.is_some());
        }
        Err(StoreError::ConnectionLost)
    }

    /// Requests issued through this connection so far.
    pub fn requests(&self) -> u64 {
        self.counters.requests.get()
    }

    /// Rows read through this connection so far.
    pub fn rows_read(&self) -> u64 {
        self.counters.rows.get()
    }

    /// Keys alone, of rows that were not read for them, read through this connection so far.
    pub fn keys_read(&self) -> u64 {
        self.counters.keys.get()
    }

    async fn commit_with(
        &self,
        decision: &dyn Decision,
        now: Now,
        seed: u128,
        durability: TransactionDurability,
    ) -> Result<Commit, CommitError> {
        self.may_write()?;
        pages::install();
        for attempt in 0..=REOPENINGS {
            let connection = self.connection(attempt).await?;
            // Every store, as what will be written is not known yet; so writers also come one by one.
            let transaction = match begin(&connection, &keys::all_stores(connection.version), Mode::Write(durability)) {
                Err(StoreError::ConnectionLost) => continue,
                begun => begun?,
            };
            let system = transaction.as_sys().clone();
            let done = match self.decide_and_write(&transaction, connection.version, decision, now, seed).await {
                Ok(commit) => finish(transaction).await.map(|()| commit).map_err(CommitError::from),
                Err(error) => {
                    // Ends with nothing written; it may have ended so already.
                    let _ = transaction.abort().await;
                    Err(error)
                }
            };
            match done {
                // Nothing of it was written, and a decision is pure: it may be made once more.
                Err(CommitError::Store(error)) if error::is_taken_away(&error, &system) => {}
                done => return done,
            }
        }
        Err(StoreError::ConnectionLost.into())
    }

    async fn decide_and_write(
        &self,
        transaction: &Transaction<'_>,
        version: u32,
        decision: &dyn Decision,
        now: Now,
        seed: u128,
    ) -> Result<Commit, CommitError> {
        let reading = Reading { transaction, counters: &self.counters, version, leaves_out: false };
        let asked_state = reading.ask_state()?;
        let mut snapshot = Snapshot::default();
        loop {
            let mut asked = decision.needs(&snapshot);
            asked.retain(|lookup| !snapshot.has(lookup));
            if asked.is_empty() {
                break;
            }
            reading.answer(&asked, &mut snapshot).await?;
        }
        let mut state = reading.take_state(asked_state).await?;
        let mut context = Context::new(now, state.device, seed).behind(state.change);
        let outcome = decision.decide(&snapshot, &mut context)?;
        let plan = Plan::of(outcome, state.change, now.ms);
        if !plan.is_empty() {
            add_totals(&mut state.totals, &plan.totals);
            state.change = plan.commit.changes.change;
            let mut writing = Writing::new(transaction, &self.counters, version);
            writing.write(&plan, &state, now.ms, self.failing_write.take()).await?;
            // Here only a look for ids goes on behind a torn page, so that a copy of it may come.
            if snapshot.torn() > 0 {
                writing.drop_torn(&plan, &state).await?;
            }
        }
        Ok(plan.commit)
    }

    /// The open connection; for attempts after the first a new one. Whether the browser closed it shows when a
    /// transaction is to begin on it.
    async fn connection(&self, attempt: u32) -> Result<Rc<Connection>, StoreError> {
        if self.ending.retired.get() {
            return Err(StoreError::ConnectionLost);
        }
        if attempt > 0 {
            let connection = Connection::open(&self.name, self.shape, None, &self.ending).await?;
            self.connection.replace(Rc::new(connection));
        }
        Ok(self.connection.borrow().clone())
    }
}

impl Store for IndexedDb {
    async fn read(&self, lookups: &[Lookup]) -> Result<Snapshot, StoreError> {
        let mut snapshot = Snapshot::default();
        if lookups.is_empty() {
            return Ok(snapshot);
        }
        for attempt in 0..=REOPENINGS {
            let connection = self.connection(attempt).await?;
            let transaction = match begin(&connection, &keys::stores_of(lookups, connection.version), Mode::Read) {
                Err(StoreError::ConnectionLost) => continue,
                begun => begun?,
            };
            let reading = Reading {
                transaction: &transaction,
                counters: &self.counters,
                version: connection.version,
                leaves_out: true,
            };
            return reading.answer(lookups, &mut snapshot).await.map(|()| snapshot);
        }
        Err(StoreError::ConnectionLost)
    }

    async fn commit(&self, decision: &dyn Decision, now: Now, seed: u128) -> Result<Commit, CommitError> {
        self.commit_with(decision, now, seed, TransactionDurability::Relaxed).await
    }

    async fn summary(&self) -> Result<Summary, StoreError> {
        for attempt in 0..=REOPENINGS {
            let connection = self.connection(attempt).await?;
            let transaction = match begin(&connection, &[keys::META], Mode::Read) {
                Err(StoreError::ConnectionLost) => continue,
                begun => begun?,
            };
            let reading = Reading {
                transaction: &transaction,
                counters: &self.counters,
                version: connection.version,
                leaves_out: false,
            };
            return reading.take_state(reading.ask_state()?).await;
        }
        Err(StoreError::ConnectionLost)
    }
}

/// What a transaction is for.
#[derive(Clone, Copy)]
enum Mode {
    Read,
    Write(TransactionDurability),
}

/// Requests issued and rows read, counted always: a test holds start-up to a number of rows.
#[derive(Default)]
struct Counters {
    requests: Cell<u64>,
    rows: Cell<u64>,
    keys: Cell<u64>,
}

impl Counters {
    fn count_request(&self) {
        self.requests.set(self.requests.get() + 1);
    }

    fn count_keys(&self, keys: usize) {
        self.keys.set(self.keys.get() + keys as u64);
    }

    fn count_rows(&self, rows: usize) {
        self.rows.set(self.rows.get() + rows as u64);
    }
}

/// Begins a transaction; `ConnectionLost` if the browser has closed the database.
fn begin<'c>(connection: &'c Connection, stores: &[&str], mode: Mode) -> Result<Transaction<'c>, StoreError> {
    let builder = connection.database.transaction(stores);
    let begun = match mode {
        Mode::Read => builder.build(),
        Mode::Write(durability) => builder
            .with_mode(TransactionMode::Readwrite)
            .with_options(TransactionOptions::new().with_durability(durability))
            .build(),
    };
    begun.map_err(|error| error::begin_error(&error))
}

/// Waits for the end. The transaction's own error is the reason of an abort that no request explains,
/// such as a disk that ran full while the browser committed.
async fn finish(transaction: Transaction<'_>) -> Result<(), StoreError> {
    let system = transaction.as_sys().clone();
    transaction.commit().await.map_err(|error| match system.error() {
        Some(reason) => error::of_name(reason.name()),
        None => error::store_error(&error),
    })
}
