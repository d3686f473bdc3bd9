//! The only writer of the page: commands, one at a time, in the order in which they were given.
//!
//! Commands come by call, never by signal, which would merge two. Each gets the moment and a seed; the
//! store decides and writes in one transaction; only then are versions raised, here and in other tabs.

use super::{AppError, alarm, open, sync, versions, words, writing::Decided};
use crate::{
    browser::{random, task},
    i18n::tr,
    pieces,
    ui::live,
};
use cairn_domain::{
    change::{ChangeSet, Reply},
    command::Command,
    error::Rejection,
    port::{Commit, Decision, StoreError},
};
use leptos::prelude::*;
use std::{cell::RefCell, collections::VecDeque};

type Then = Box<dyn FnOnce(Result<Commit, AppError>)>;

struct Job {
    decided: Decided,
    then: Then,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Job>,
    running: bool,
}

thread_local! {
    static QUEUE: RefCell<Queue> = RefCell::default();
}

/// Runs a command; a toast says what was done and offers Undo, or says why not.
pub fn run(command: Command) {
    run_told(command, |_| {});
}

/// The same; `then` hears whether anything was changed.
pub fn run_told(command: Command, then: impl FnOnce(bool) + 'static) {
    run_then(command, |result| {
        if let Err(error @ AppError::Rule(_)) = &result {
            live::toast(words::error(error), None);
        }
        then(result.is_ok_and(|commit| !commit.changes.kinds.is_empty()));
    });
}

/// Runs a command like [`run`], then calls `then`: with the new id, to close a form, to mark a field.
/// A rejection is the form's to show; the machine's failures are said here as well.
pub fn run_then(command: Command, then: impl FnOnce(Result<Commit, AppError>) + 'static) {
    let quiet = matches!(command, Command::Purge(_));
    give(Decided::Command(command), move |result| {
        match &result {
            // Everything that it would take back was changed since.
            Ok(commit) if commit.changes.kinds.is_empty() && matches!(commit.reply, Reply::Undone { .. }) => {
                live::toast(words::error(&AppError::Rule(Rejection::NothingToUndo)), None);
            }
            Ok(commit) if !quiet && commit.changes.kinds.is_empty() => {}
            Ok(commit) if !quiet => announce(commit),
            Ok(_) | Err(AppError::Rule(_)) => {}
            // The sheet says so, with what to do.
            Err(AppError::Machine(StoreError::QuotaExceeded)) if !quiet && alarm::is_heard() => {}
            Err(error) => live::toast(words::error(error), None),
        }
        then(result);
    });
}

/// Runs a command without a word, success or not: for what she did not ask for by itself.
pub fn run_quietly(command: Command) {
    give(Decided::Command(command), |_| {});
}

/// Takes back the change with this number.
pub fn undo(change: u64) {
    run(Command::Undo(change));
}

/// Runs any decision without a word; for jobs that say themselves what they did.
pub fn decide(decision: Box<dyn Decision>, then: impl FnOnce(Result<Commit, AppError>) + 'static) {
    give(Decided::Decision(decision), then);
}

fn give(decided: Decided, then: impl FnOnce(Result<Commit, AppError>) + 'static) {
    let start = QUEUE.with_borrow_mut(|queue| {
        queue.waiting.push_back(Job { decided, then: Box::new(then) });
        !std::mem::replace(&mut queue.running, true)
    });
    if start {
        task::start(work());
    }
}

/// Says that rows changed through another writer, the worker: views read again.
pub fn changed(changes: &ChangeSet) {
    sync::tell(&changes.kinds);
    versions::raise(changes.kinds.iter().copied());
}

async fn work() {
    while let Some(job) = QUEUE.with_borrow_mut(next) {
        let result = write(job.decided).await;
        if let Ok(commit) = &result {
            changed(&commit.changes);
        }
        (job.then)(result);
    }
}

async fn write(decided: Decided) -> Result<Commit, AppError> {
    if !pieces::can_write() {
        live::toast(tr::errors::coming(), None);
    }
    let writer = pieces::writer().await?;
    let store = open::store().ok_or(StoreError::ConnectionLost)?;
    Ok(writer(store, decided, open::now(), random::seed()).await?)
}

fn next(queue: &mut Queue) -> Option<Job> {
    let job = queue.waiting.pop_front();
    queue.running = job.is_some();
    job
}

fn announce(commit: &Commit) {
    let text = match commit.reply {
        Reply::Undone { op, skipped } => words::undone(op, skipped),
        _ => words::done(commit.op),
    };
    let change = commit.changes.change;
    let undo = commit.undoable.then(|| Callback::new(move |()| undo(change)));
    live::toast(text, undo);
}
