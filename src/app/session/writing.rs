//! The writing itself, which comes as a piece of its own: the rules of every command and the transaction.

use super::unkept;
use crate::pieces::Writing;
use cairn_domain::{
    command::Command,
    port::{Decision, Store},
    record::Now,
};
use cairn_store::indexed_db::IndexedDb;
use std::rc::Rc;

/// What is to be written.
pub enum Decided {
    /// A command of the learner.
    Command(Command),
    /// A decision of a job.
    Decision(Box<dyn Decision>),
}

/// Decides and writes in one transaction.
pub fn commit(store: Rc<IndexedDb>, decided: Decided, now: Now, seed: u128) -> Writing {
    Box::pin(async move {
        let commit = match decided {
            Decided::Command(command) => store.commit(&command, now, seed).await?,
            Decided::Decision(decision) => store.commit(&*decision, now, seed).await?,
        };
        unkept::note(commit.changes.change);
        Ok(commit)
    })
}
