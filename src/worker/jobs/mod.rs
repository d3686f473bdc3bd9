//! The jobs: plain functions over a store and bytes, the same natively and in the worker.
//!
//! Each reads, works, and writes in at most one deciding transaction; estimates are reckoned anew
//! behind it. A job that fails has written nothing. [`run`] is the whole list.

mod backup;
mod check;
mod collect;
mod coming;
mod differing;
mod export;
mod file;
mod fitting;
mod generation;
mod given;
mod import;
mod links;
mod media;
mod others;
mod preview;
mod room;
mod salvage;
mod sealed;
mod table;
mod usage;
mod would;

pub use cairn_formats::cairn::Input;
pub use given::{Given, Spool};

use crate::protocol::{Amount, Answer, Failure, Passphrase, Phase, Progress, Request, Trouble};
use cairn_domain::{
    generation::Generation,
    id::ProfileId,
    kind::Kind,
    port::{CommitError, Lookup, MediaStore, Row, Salvage, Store, StoreError},
    record::Now,
};
use cairn_formats::problem::{Location, Problem, Refusal};
use std::collections::BTreeMap;

/// What a job may use of the world.
#[allow(async_fn_in_trait)] // single-threaded by design, like the port
pub trait World {
    /// The database.
    type Store: Store + MediaStore;

    /// A file that is made.
    type Made: Spool;

    /// The profile that the database's name says it is of, for when nothing else says it.
    fn named(&self) -> ProfileId;

    /// The database to work on, opened on first use.
    async fn store(&self) -> Result<&Self::Store, StoreError>;

    /// Everything that was committed so far is on the disk when this returns.
    async fn secure(&self) -> Result<(), StoreError>;

    /// What can be read of the database, row by row, whatever its state.
    async fn salvage(&self) -> Result<Salvage, StoreError>;

    /// Brings the database to this build's schema version; nothing of it is open meanwhile.
    async fn upgrade(&self) -> Result<(), StoreError>;

    /// Lets the database pack answers up to the change number `until`, if at least so many lie single; how many it packed.
    async fn fold(&self, _until: u64, _least: usize) -> Result<u64, StoreError> {
        Ok(0)
    }

    /// How many pages of packed answers the database has.
    async fn pages(&self) -> Result<usize, StoreError> {
        Ok(0)
    }

    /// Shows every answer once, in no order; what cannot be read is an error.
    async fn answers(&self, each: &mut dyn FnMut(&Row)) -> Result<(), StoreError> {
        let all = Lookup::ChangedSince { kind: Kind::RESPONSE, change: 0, after: None, limit: u32::MAX };
        let snapshot = self.store().await?.read(std::slice::from_ref(&all)).await?;
        snapshot.hits(&all).iter().for_each(|hit| each(&hit.row));
        Ok(())
    }

    /// The copies that are kept on the device; what was begun and never written is removed.
    async fn generations(&self) -> Result<Vec<Generation>, StoreError>;

    /// Keeps a file as one.
    async fn keep_generation(&self, one: &Generation, made: &Self::Made) -> Result<(), StoreError>;

    /// Reads one as it lies there.
    async fn generation(&self, one: &Generation) -> Result<impl Given, StoreError>;

    /// Removes one.
    async fn remove_generation(&self, one: &Generation) -> Result<(), StoreError>;

    /// Bytes that the device has left for the app, where that is known.
    async fn free(&self) -> Option<u64>;

    /// Makes this database, which holds nothing yet, that profile's; `false` if it holds something.
    async fn adopt(&self, profile: ProfileId) -> Result<bool, StoreError>;

    /// Goes on as another device: another database writes under this one's name.
    async fn renew(&self) -> Result<(), StoreError>;

    /// The moment.
    fn now(&self) -> Now;

    /// 128 random bits, new at every call.
    fn seed(&self) -> u128;

    /// Whether this is a small phone: then a passphrase is worked with in little memory.
    fn is_small(&self) -> bool;

    /// Tells how far the job is.
    fn progress(&self, progress: Progress);

    /// Tells that a phase begins whose length is not known.
    fn begin(&self, phase: Phase) {
        self.progress(Progress { phase, done: 0, total: 0 });
    }
}

/// Does what was asked for with the file that was given: the answer, and the file that was made. The passphrase is that
/// of the file that is given, or for the one that is made.
pub async fn run<W: World>(
    request: &Request,
    file: &(impl Given + ?Sized),
    passphrase: Option<&Passphrase>,
    world: &W,
) -> Result<(Answer, Option<W::Made>), Failure> {
    let opened = || sealed::open(file, passphrase, world);
    Ok(match request {
        Request::Usage => (Answer::Usage(usage::usage(world).await?), None),
        Request::Preview => match opened()? {
            Ok(file) => (preview::preview(&file, world).await?, None),
            Err(asks) => (Answer::Sealed(asks), None),
        },
        Request::Import(join) => match opened()? {
            Ok(file) => (Answer::Imported(import::import(&file, join, world).await?), None),
            Err(asks) => (Answer::Sealed(asks), None),
        },
        Request::Check => match opened()? {
            Ok(file) => (Answer::Checked(check::check(&file, world).await?), None),
            Err(asks) => (Answer::Sealed(asks), None),
        },
        Request::Backup => {
            let (told, made) = backup::backup(passphrase, world).await?;
            (Answer::Made(told), Some(made))
        }
        Request::Generation(why) => (Answer::Generation(generation::keep(why, world).await?), None),
        Request::Salvage => {
            let (told, made) = salvage::salvage(world).await?;
            (Answer::Salvaged(told), Some(made))
        }
        Request::Upgrade(before) => {
            generation::upgrade(before, world).await?;
            (Answer::Upgraded, None)
        }
        Request::Export(what) => {
            let (told, made) = export::export(what, world).await?;
            (Answer::Made(told), Some(made))
        }
        Request::Table(mapping) => (Answer::Table(Box::new(table::table(file, mapping, world).await?)), None),
        Request::Look(asked) => (Answer::Table(Box::new(table::look(file, asked, world).await?)), None),
        Request::Fit(how) => (Answer::Fitted(fitting::fitting(how, world).await?), None),
        Request::Links => (Answer::Links(links::links(&file.whole()?, world).await?), None),
        // What is kept is the file as it was given, sealed or not.
        Request::Keep => (Answer::Kept(media::keep(file, world).await?), None),
        Request::Open(hash) => (Answer::Opened, Some(media::open(*hash, world).await?)),
        Request::Remove(hash) => {
            world.store().await?.remove_media(*hash).await?;
            (Answer::Removed, None)
        }
        Request::Tidy => {
            coming::tidy(world).await;
            (Answer::Removed, None)
        }
    })
}

/// At most so many problems are told one by one; the others are counted.
const TOLD: usize = 50;

/// Longer texts of a file are cut before they are told.
const TOLD_CHARS: usize = 120;

fn amounts(counts: &BTreeMap<Kind, u64>) -> Vec<Amount> {
    counts.iter().filter(|(_, count)| **count > 0).map(|(kind, count)| Amount { kind: *kind, count: *count }).collect()
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(TOLD_CHARS).collect()
}

fn trouble(location: &Location, code: &str, detail: &str) -> Trouble {
    let place = match location {
        Location::Whole => String::new(),
        other => other.to_string(),
    };
    Trouble { place: cut(&place), code: code.to_owned(), text: cut(detail) }
}

/// The first problems, and how many there are, with those that a reader or a writer only counted (`more_problems`).
fn troubles(problems: &[Problem]) -> (Vec<Trouble>, u64) {
    let (counted, told): (Vec<&Problem>, Vec<&Problem>) =
        problems.iter().partition(|problem| problem.code == "more_problems");
    let more: u64 = counted.iter().filter_map(|problem| problem.detail.parse::<u64>().ok()).sum();
    let count = told.len() as u64 + more;
    let told = told.into_iter().take(TOLD);
    (told.map(|problem| trouble(&problem.location, problem.code, &problem.detail)).collect(), count)
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal.code {
            "no_memory" => Failure::NoMemory,
            code => Failure::File(trouble(&refusal.location, code, &refusal.detail)),
        }
    }
}

impl From<CommitError> for Failure {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Store(error) => error.into(),
            CommitError::Rejected(rejection) => Failure::Rejected(rejection.to_string()),
        }
    }
}
