//! The worker's jobs over a store in memory: what they write, what they refuse, that nothing is half done.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests, outside their functions; a skip is said"
)]

mod backups;
mod banks;
mod decks;
mod differences;
mod elsewhere;
mod ended;
mod files;
mod fitting;
mod frozen;
mod generations;
mod links;
pub mod media;
mod pictures;
mod practised;
mod sealed;
pub mod table;
mod taken_along;
mod two_devices;

use cairn::domain::{
    change::{Op, Outcome},
    command::Command,
    error::Rejection,
    event::Event,
    generation::Generation,
    goal::{self, GoalKind},
    id::{DeviceId, Id, ProfileId},
    port::{Decision, Lookup, Row, Salvage, Snapshot, Store, StoreError},
    record::{Context, Now},
};
use cairn::store::{Memory, memory::ready};
use cairn_worker::{
    jobs::{self, Given, Input, World},
    protocol::{
        Answer, Checked, Failure, Imported, Join, Made, Passphrase, Phase, Preview, Progress, Request, Trouble,
    },
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    io::Cursor,
};

/// Answers as they were given, before the test began.
pub struct Answers(pub Vec<Event>);

impl Decision for Answers {
    fn needs(&self, _: &Snapshot) -> Vec<Lookup> {
        Vec::new()
    }

    fn decide(&self, _: &Snapshot, _: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Import);
        self.0.iter().for_each(|event| outcome.put_event(event.clone(), true));
        Ok(outcome)
    }
}

/// A file with a name.
pub struct Called<'b>(pub &'static str, pub &'b [u8]);

impl Given for Called<'_> {
    fn length(&self) -> u64 {
        self.1.len() as u64
    }

    fn name(&self) -> String {
        self.0.to_owned()
    }

    fn reader(&self) -> impl Input {
        Cursor::new(self.1)
    }
}

/// A device with a database, as a job sees it.
pub struct Device {
    pub store: Memory,
    /// Passphrases are worked with in little memory, and time.
    pub small: bool,
    seed: Cell<u128>,
    waited_ms: Cell<i64>,
    /// Copies kept beside the database, by name.
    pub kept: RefCell<BTreeMap<String, Vec<u8>>>,
    /// What the device has left.
    pub free: Cell<Option<u64>>,
    /// Bytes are spoiled on their way to where copies lie.
    pub spoils: Cell<bool>,
    /// Whether the database was brought to this build's version.
    pub upgraded: Cell<bool>,
    /// Whether what was committed was put on the disk.
    pub secured: Cell<bool>,
    /// Rows that a torn database has.
    pub torn: Cell<u64>,
    /// Pages of answers that the database has, and how it was asked to pack more: up to which change, from how many on.
    pub pages: Cell<usize>,
    pub folded: RefCell<Vec<(u64, usize)>>,
    /// Steps of storing after which the worker is ended.
    pub ends: Cell<Option<usize>>,
    phases: RefCell<Vec<Phase>>,
}

impl Device {
    /// An empty database of profile `profile` on device `device`.
    pub fn of(profile: u8, device: u64) -> Self {
        Self {
            store: Memory::new(profile_id(profile), DeviceId(device)),
            small: true,
            seed: Cell::new(u128::from(device) << 64),
            waited_ms: Cell::new(0),
            kept: RefCell::default(),
            free: Cell::new(None),
            spoils: Cell::new(false),
            upgraded: Cell::new(false),
            secured: Cell::new(false),
            torn: Cell::new(0),
            pages: Cell::new(0),
            folded: RefCell::default(),
            ends: Cell::new(None),
            phases: RefCell::default(),
        }
    }

    pub fn with_goals(self, titles: &[&str]) -> Self {
        for title in titles {
            let create = goal::command::Command::Create { title: (*title).to_owned(), kind: GoalKind::Learn };
            self.store.apply(&Command::Goal(create), self.now(), self.seed()).unwrap();
        }
        self
    }

    pub fn run(&self, request: &Request, bytes: &[u8]) -> Result<(Answer, Option<Vec<u8>>), Failure> {
        ready(jobs::run(request, bytes, None, self))
    }

    /// The same with a passphrase.
    pub fn run_with(&self, words: &str, request: &Request, bytes: &[u8]) -> Result<(Answer, Option<Vec<u8>>), Failure> {
        ready(jobs::run(request, bytes, Some(&Passphrase::of(words)), self))
    }

    pub fn preview(&self, bytes: &[u8]) -> Result<Preview, Failure> {
        match self.run(&Request::Preview, bytes)?.0 {
            Answer::Preview(preview) => Ok(*preview),
            // What its columns hold must be said first.
            Answer::IsTable => {
                Err(Failure::File(Trouble { place: String::new(), code: "is_table".into(), text: String::new() }))
            }
            other => panic!("{other:?}"),
        }
    }

    pub fn import(&self, bytes: &[u8], join: Join) -> Result<Imported, Failure> {
        match self.run(&Request::Import(join), bytes)?.0 {
            Answer::Imported(imported) => Ok(imported),
            other => panic!("{other:?}"),
        }
    }

    pub fn backup(&self) -> (Made, Vec<u8>) {
        match self.run(&Request::Backup, &[]).unwrap() {
            (Answer::Made(made), Some(bytes)) => (made, bytes),
            other => panic!("{other:?}"),
        }
    }

    pub fn check(&self, bytes: &[u8]) -> Result<Checked, Failure> {
        match self.run(&Request::Check, bytes)?.0 {
            Answer::Checked(checked) => Ok(checked),
            other => panic!("{other:?}"),
        }
    }

    /// Lets time pass.
    pub fn wait_days(&self, days: i64) {
        self.wait_ms(days * cairn::domain::time::DAY_MS);
    }

    /// The same in milliseconds.
    pub fn wait_ms(&self, ms: i64) {
        self.waited_ms.set(self.waited_ms.get() + ms);
    }

    pub fn change(&self) -> u64 {
        ready(self.store.summary()).unwrap().change
    }

    pub fn profile(&self) -> ProfileId {
        ready(self.store.summary()).unwrap().profile
    }

    pub fn hash(&self) -> [u8; 32] {
        let (records, events) = self.store.all();
        cairn::sync::state_hash(&records, &events)
    }

    pub fn phases(&self) -> Vec<Phase> {
        self.phases.take()
    }
}

impl World for Device {
    type Store = Memory;
    type Made = Vec<u8>;

    async fn store(&self) -> Result<&Memory, StoreError> {
        Ok(&self.store)
    }

    fn named(&self) -> ProfileId {
        self.profile()
    }

    async fn secure(&self) -> Result<(), StoreError> {
        // As on a device without room.
        if self.secured.replace(true) { Err(StoreError::QuotaExceeded) } else { Ok(()) }
    }

    async fn salvage(&self) -> Result<Salvage, StoreError> {
        let (records, events) = self.store.all();
        let rows = records.into_iter().map(Row::Record).chain(events.into_iter().map(Row::Event)).collect();
        let torn = self.torn.get();
        let summary = if torn == 0 { Some(self.store.summary().await?) } else { None };
        Ok(Salvage { rows, torn, lost: Vec::new(), summary })
    }

    async fn upgrade(&self) -> Result<(), StoreError> {
        self.upgraded.set(true);
        Ok(())
    }

    async fn fold(&self, until: u64, least: usize) -> Result<u64, StoreError> {
        self.folded.borrow_mut().push((until, least));
        Ok(0)
    }

    async fn pages(&self) -> Result<usize, StoreError> {
        Ok(self.pages.get())
    }

    async fn generations(&self) -> Result<Vec<Generation>, StoreError> {
        Ok(self.kept.borrow().keys().filter_map(|name| Generation::parse(name)).collect())
    }

    async fn keep_generation(&self, one: &Generation, made: &Vec<u8>) -> Result<(), StoreError> {
        let mut bytes = made.clone();
        if self.spoils.get() {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }
        self.kept.borrow_mut().insert(one.name(), bytes);
        Ok(())
    }

    async fn generation(&self, one: &Generation) -> Result<impl Given, StoreError> {
        let missing = StoreError::Dom { name: "NotFoundError".to_owned() };
        self.kept.borrow().get(&one.name()).cloned().ok_or(missing)
    }

    async fn remove_generation(&self, one: &Generation) -> Result<(), StoreError> {
        self.kept.borrow_mut().remove(&one.name());
        Ok(())
    }

    async fn free(&self) -> Option<u64> {
        self.free.get()
    }

    async fn adopt(&self, profile: ProfileId) -> Result<bool, StoreError> {
        Ok(self.store.set_profile(profile))
    }

    async fn renew(&self) -> Result<(), StoreError> {
        self.store.set_device(DeviceId(u64::try_from(self.seed() & 0xFFFF_FFFF).unwrap() + 1_000));
        Ok(())
    }

    fn now(&self) -> Now {
        Now { ms: 1_763_700_000_000 + self.waited_ms.get(), tz_offset_min: 180 }
    }

    fn seed(&self) -> u128 {
        self.seed.set(self.seed.get() + 1);
        self.seed.get()
    }

    fn is_small(&self) -> bool {
        self.small
    }

    fn progress(&self, progress: Progress) {
        if let (Phase::Storing, Some(left)) = (&progress.phase, self.ends.get()) {
            self.ends.set(left.checked_sub(1));
            assert!(left > 0, "the worker is ended");
        }
        self.phases.borrow_mut().push(progress.phase);
    }
}

pub fn profile_id(profile: u8) -> ProfileId {
    ProfileId(Id::from_bytes([profile; 16]))
}
