//! Jobs in the background: starts the worker when one is needed, hears how far it is, ends it after.
//!
//! A [`Work`] belongs to a screen and does one job at a time; when the screen goes, the job is ended.
//! All or nothing holds for that too: the browser undoes what a worker had not finished storing.

mod handed;
pub mod reports;
mod unlocking;
pub mod words;

pub use handed::{Handed, hand_over, hand_over_shared, take_handed};
pub use unlocking::{Given, Unlocking};

use super::{dispatch, open, unkept};
use crate::{
    browser::{
        clock,
        download::Made,
        files::ChosenFile,
        share::{self, Shared},
        surroundings,
        worker::{Heard, Worker},
    },
    i18n::tr,
    ui::{Task, live},
};
use cairn_domain::{
    backup::LastBackup, change::ChangeSet, id::FrameworkId, kind::Kind, port::Store, surroundings::Surroundings,
};
use cairn_store::indexed_db::IndexedDb;
use cairn_worker::protocol::{
    Answer, BUILD, Call, Export, Failure, Fitting, Message, Progress, READY, Request, Why, Wire,
};
use leptos::prelude::*;
use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

/// Why a job has no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum JobError {
    /// It was not done; nothing was written.
    Failed(Failure),
    /// The worker could not be started.
    NotStarted,
    /// The worker broke off: no memory, or a fault of ours.
    Broken,
    /// She ended it; whether it had been stored by then.
    Cancelled {
        /// It was too late.
        stored: bool,
    },
}

/// One screen's background work.
#[derive(Clone, Copy)]
pub struct Work {
    progress: RwSignal<Option<Progress>>,
    error: RwSignal<Option<JobError>>,
    running: StoredValue<Option<Running>, LocalStorage>,
}

struct Running {
    worker: Rc<Worker>,
    /// The database's last change before the job.
    before: Option<u64>,
    writes: bool,
    /// The database that it works on.
    database: String,
    /// Whether a learner is made by this job: without its result she is not kept.
    fresh: bool,
}

impl Work {
    /// No work yet.
    pub fn new() -> Self {
        Self { progress: RwSignal::new(None), error: RwSignal::new(None), running: StoredValue::new_local(None) }
    }

    /// The job for the eyes: how far it is, why it has no answer, and a way to stop it.
    pub fn task(self) -> Task {
        let part = move |of: fn(&Progress) -> u64| {
            #[allow(clippy::cast_precision_loss)] // a bar of pixels
            Signal::derive(move || self.progress.with(|progress| progress.as_ref().map_or(0, of)) as f64)
        };
        Task {
            label: Signal::derive(move || {
                self.progress.with(|progress| progress.as_ref().map(|at| words::phase(&at.phase)))
            }),
            done: part(|at| at.done),
            total: part(|at| at.total),
            error: Signal::derive(move || {
                let error = self.error.get()?;
                Some((words::error(&error), matches!(error, JobError::Cancelled { .. })))
            }),
            cancel: Callback::new(move |()| self.cancel()),
        }
    }

    /// Whether a job runs.
    pub fn is_running(self) -> Signal<bool> {
        Signal::derive(move || self.progress.with(Option::is_some))
    }

    /// The same, once.
    pub fn is_at_work(self) -> bool {
        self.progress.try_with_untracked(Option::is_some).unwrap_or_default()
    }

    /// Why the last job has no answer.
    pub fn error(self) -> Signal<Option<JobError>> {
        self.error.into()
    }

    /// Does a job on the open database; `then` gets its answer and the file that it made.
    pub fn run(self, request: Request, file: Option<ChosenFile>, then: impl FnOnce(Answer, Option<Made>) + 'static) {
        self.run_with(request, file.into(), then);
    }

    /// The same with what may open or protect the file.
    pub fn run_with(self, request: Request, given: Given, then: impl FnOnce(Answer, Option<Made>) + 'static) {
        self.run_in(open::database(), request, given, then);
    }

    /// The same on a database of this name, which is made if there is none.
    pub fn run_in(
        self,
        database: String,
        request: Request,
        given: Given,
        then: impl FnOnce(Answer, Option<Made>) + 'static,
    ) {
        if self.progress.with_untracked(Option::is_some) {
            return;
        }
        self.error.set(None);
        let quiet = matches!(
            request,
            Request::Usage
                | Request::Open(_)
                | Request::Generation(Why::Daily)
                | Request::Fit(Fitting::Count)
                | Request::Tidy
        );
        // What changes with each choice is seen, not announced.
        if !quiet && !matches!(request, Request::Table(_) | Request::Look(_)) {
            live::say(tr::import::busy());
        }
        self.progress.set(Some(Progress { phase: cairn_worker::protocol::Phase::Reading, done: 0, total: 0 }));
        let writes = matches!(request, Request::Import(_)) && open::store().is_some();
        let start = move || self.prepare(database, request, given, Box::new(then));
        // A copied profile must be a device of its own before the worker writes, too.
        if writes {
            dispatch::decide(Box::new(Surroundings(surroundings::line())), move |_| start());
        } else {
            start();
        }
    }

    fn prepare(self, database: String, request: Request, given: Given, then: Then) {
        leptos::task::spawn_local(async move {
            let before = last_change().await;
            // Only what brings something in may make a database, and only what was made here may be taken back.
            let fresh = matches!(request, Request::Import(_)) && is_fresh(&database).await;
            if fresh && open::store().is_some() && database == open::database() {
                // The browser threw it away while it was open: a job must not put an empty one in its place.
                return self.fail(JobError::Failed(Failure::ConnectionLost));
            }
            self.start(Place { before, database, fresh }, request, given, then);
        });
    }

    /// Ends the job. What it had not stored as a whole is undone by the browser.
    pub fn cancel(self) {
        let Some(Some(running)) = self.running.try_update_value(Option::take) else { return };
        self.progress.set(None);
        self.look_what_happened(running, |stored| JobError::Cancelled { stored });
    }

    fn start(self, place: Place, request: Request, given: Given, then: Then) {
        let Given { file, passphrase } = given;
        let writes = matches!(request, Request::Import(_));
        let Place { before, database, fresh } = place;
        let call = Call { build: BUILD.to_owned(), database: database.clone(), request, passphrase }.to_bytes();
        // Weak: the listener must not keep the worker alive that it listens to.
        let worker: Rc<RefCell<Weak<Worker>>> = Rc::default();
        let then = Rc::new(RefCell::new(Some(then)));
        let posting = worker.clone();
        let heard = move |heard: Heard| match heard {
            Heard::Word(word) if word == READY => {
                let worker = posting.borrow().upgrade();
                if worker.is_some_and(|worker| !worker.post(&call, file.as_ref())) {
                    self.broke_off();
                }
            }
            Heard::Word(_) | Heard::Broken => self.broke_off(),
            Heard::Message(bytes, made) => match Message::from_bytes(&bytes) {
                Some(Message::Progress(progress)) => drop(self.progress.try_set(Some(progress))),
                Some(Message::Done(answer)) => {
                    self.end();
                    tell(&answer);
                    if let Some(then) = then.take() {
                        then(answer, made);
                    }
                }
                Some(Message::Failed(failure)) => self.failed(failure),
                None => self.fail(JobError::Failed(Failure::OtherBuild)),
            },
        };
        match Worker::start(heard) {
            Some(started) => {
                let started = Rc::new(started);
                worker.replace(Rc::downgrade(&started));
                // If the screen has gone meanwhile, this is dropped, and the worker ended.
                let _ = self.running.try_set_value(Some(Running { worker: started, before, writes, database, fresh }));
            }
            None => self.fail(JobError::NotStarted),
        }
    }

    /// A worker that cannot say what happened: the database can.
    fn broke_off(self) {
        let running = self.running.try_update_value(Option::take).flatten();
        let _ = self.progress.try_set(None);
        if let Some(running) = running {
            self.look_what_happened(
                running,
                |stored| if stored { JobError::Cancelled { stored } } else { JobError::Broken },
            );
        }
    }

    fn look_what_happened(self, running: Running, error: impl FnOnce(bool) -> JobError + 'static) {
        let Running { before, writes, worker, database, fresh } = running;
        leptos::task::spawn_local(async move {
            // Not before: this may run inside the worker's own listener.
            drop(worker);
            if fresh {
                take_back(&database).await;
            }
            let after = if writes { last_change().await } else { before };
            if after != before {
                everything_changed();
            }
            let error = error(after != before);
            // A worker that was ended could not remove the files that it had brought.
            if writes && !fresh && !matches!(error, JobError::Failed(_)) {
                Work::new().run_in(database, Request::Tidy, None.into(), |_, _| ());
            }
            let _ = self.error.try_set(Some(error));
        });
    }

    /// A failure after the writing, while what follows from it was worked out, is not "nothing was saved".
    fn failed(self, failure: Failure) {
        let running = self.running.try_update_value(Option::take).flatten();
        let _ = self.progress.try_set(None);
        if let Some(running) = running {
            self.look_what_happened(running, |stored| {
                if stored { JobError::Cancelled { stored } } else { JobError::Failed(failure) }
            });
        }
    }

    fn fail(self, error: JobError) {
        self.end();
        let _ = self.error.try_set(Some(error));
    }

    fn end(self) {
        let running = self.running.try_update_value(Option::take).flatten();
        let _ = self.progress.try_set(None);
        // Not now: this may run inside the worker's own listener.
        leptos::task::spawn_local(async move { drop(running) });
    }
}

/// Where a job works.
struct Place {
    /// The open database's last change before it.
    before: Option<u64>,
    database: String,
    /// Whether the job makes this database.
    fresh: bool,
}

/// Whether there is no such database yet. What cannot be told is taken to be there: a database that is not
/// known to be new is never deleted.
async fn is_fresh(database: &str) -> bool {
    IndexedDb::names().await.is_ok_and(|names| names.iter().all(|name| name != database))
}

/// Deletes a database that a job made in vain, unless something is in it: another window may have brought that in
/// meanwhile. If the browser holds it a little longer, an empty learner stays; nothing of hers is lost.
async fn take_back(database: &str) {
    let Ok(store) = IndexedDb::open_as_it_is(database, || {}).await else { return };
    let unused = store.summary().await.is_ok_and(|summary| summary.change == 0);
    store.close();
    if unused {
        let _ = IndexedDb::delete(database).await;
    }
}

type Then = Box<dyn FnOnce(Answer, Option<Made>)>;

/// Writes down that a copy with everything up to `change` has left this device.
pub fn note_backup(change: u64) {
    #[allow(clippy::cast_possible_truncation)] // milliseconds since 1970 fit for 285,000 years
    let ms = clock::now() as i64;
    dispatch::decide(Box::new(LastBackup { ms, change }), |_| dispatch::changed(&touched(vec![Kind::PROFILE])));
}

/// How a file left the app.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Left {
    /// By the share sheet, to where she said.
    Shared,
    /// As a download.
    Saved,
    /// She closed the share sheet, or the browser refused.
    Not,
}

/// Hands a file out: the share sheet first, a download second. Where a browser does not share files of
/// this name, `.txt` is added: readers go by content.
pub async fn hand_out(name: &str, media_type: &str, made: &Made) -> Left {
    let plain = [name, ".txt"].concat();
    for (name, media_type) in [(name, media_type), (&plain, "text/plain")] {
        match share::made(name, media_type, made).await {
            Shared::Done => return Left::Shared,
            Shared::Cancelled => return Left::Not,
            Shared::Unavailable => {}
        }
    }
    save(name, made)
}

/// Hands out a file that is not ours: the share sheet if it takes the file as it is, else a download.
pub async fn hand_out_as_it_is(name: &str, media_type: &str, made: &Made) -> Left {
    match share::made(name, media_type, made).await {
        Shared::Done => Left::Shared,
        Shared::Cancelled => Left::Not,
        Shared::Unavailable => save(name, made),
    }
}

/// Saves a file as a download.
pub fn save(name: &str, made: &Made) -> Left {
    if made.save(name) { Left::Saved } else { Left::Not }
}

/// Writes one framework as CASE JSON and hands it out, named after its title.
pub fn export_case(work: Work, framework: FrameworkId, title: String) {
    work.run(Request::Export(Export::Case(framework)), None, move |_, made| {
        let Some(made) = made else { return };
        leptos::task::spawn_local(async move {
            let name = [words::file_stem(&title).as_str(), ".json"].concat();
            hand_out(&name, "application/json", &made).await;
        });
    });
}

/// Views read again what the worker wrote.
fn tell(answer: &Answer) {
    match answer {
        Answer::Imported(imported) => {
            let files = if imported.files.count > 0 { FILED.as_slice() } else { &[] };
            dispatch::changed(&touched(imported.touched.iter().chain(files).copied().collect()));
            leptos::task::spawn_local(async { last_change().await.into_iter().for_each(unkept::note) });
        }
        // Whether a file is here is shown beside what names it.
        Answer::Kept(_) | Answer::Removed => dispatch::changed(&touched(FILED.to_vec())),
        _ => {}
    }
}

/// The kinds that say that files came or went: what shows one is told by them, an item's text too.
const FILED: [Kind; 2] = [Kind::RESOURCE, Kind::EVIDENCE];

fn everything_changed() {
    dispatch::changed(&touched(Kind::ALL.to_vec()));
}

fn touched(kinds: Vec<Kind>) -> ChangeSet {
    ChangeSet { kinds: kinds.into_iter().collect(), change: 0 }
}

async fn last_change() -> Option<u64> {
    open::store()?.summary().await.ok().map(|summary| summary.change)
}
