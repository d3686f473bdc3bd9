//! The writing itself, which comes as a piece of its own: the rules of every command and the transaction; and what
//! must hold before the first write of a page, and be said if a write cannot be done.

use super::{alarm, open, unkept};
use crate::{
    browser::{surroundings, timers},
    pieces::Writing,
};
use cairn_domain::{
    command::Command,
    port::{CommitError, Decision, Store, StoreError},
    record::Now,
    surroundings::Surroundings,
};
use cairn_store::indexed_db::IndexedDb;
use std::{cell::Cell, rc::Rc};

/// What is to be written.
pub enum Decided {
    /// A command of the learner.
    Command(Command),
    /// A decision of a job.
    Decision(Box<dyn Decision>),
}

/// No write takes so long unless something holds it up.
const SLOW_MS: i32 = 2_500;

thread_local! {
    static AT_HOME: Cell<bool> = const { Cell::new(false) };
}

/// Decides and writes in one transaction.
pub fn commit(store: Rc<IndexedDb>, decided: Decided, now: Now, seed: u128) -> Writing {
    Box::pin(async move {
        // Another window began again from a copy: what is written here would stay with what was put aside.
        if open::is_aside(&open::database()) {
            return Err(StoreError::ConnectionLost.into());
        }
        let slow = timers::after(SLOW_MS, || alarm::wait(true));
        // If it cannot be told now, the next write tries again; this one says what is wrong.
        if !AT_HOME.get() && settle_in(&store, now, seed).await.is_ok() {
            AT_HOME.set(true);
        }
        let result = match &decided {
            Decided::Command(command) => store.commit(command, now, seed).await,
            Decided::Decision(decision) => store.commit(&**decision, now, seed).await,
        };
        drop(slow);
        alarm::wait(false);
        if let Ok(commit) = &result {
            unkept::note(commit.changes.change);
        }
        let hers = matches!(&decided, Decided::Command(command) if !matches!(command, Command::Purge(_)));
        if hers && matches!(result, Err(CommitError::Store(StoreError::QuotaExceeded))) {
            // After the sentence that the caller says.
            timers::next_frame(alarm::full);
        }
        result
    })
}

/// A database that is in another browser or on another device than before is a copy: it goes on as a device of its
/// own, before it writes, so that the two never write under one name.
async fn settle_in(store: &IndexedDb, now: Now, seed: u128) -> Result<(), CommitError> {
    let here = Surroundings(surroundings::line());
    let known = Surroundings::read(&store.read(&[Surroundings::lookup()]).await?);
    if known.as_ref() == Some(&here) {
        return Ok(());
    }
    if known.is_some() {
        store.set_device(open::new_device()).await?;
    }
    store.commit(&here, now, seed).await.map(drop)
}
