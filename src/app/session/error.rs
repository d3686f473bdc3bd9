//! What can go wrong for a learner: a rule that a command would break, or the machine beneath.

use crate::pieces::Missing;
use cairn_domain::{
    error::Rejection,
    port::{CommitError, StoreError},
};

/// One kind of failure, with the data that its words need ([`super::words::error`]).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AppError {
    /// A rule.
    Rule(Rejection),
    /// The machine.
    Machine(StoreError),
    /// A learner was here and her database is not: the browser lost or emptied it. Nothing new is made for her before
    /// she says so.
    Gone,
    /// The part of the app that writes has not arrived.
    NotHere,
}

impl From<CommitError> for AppError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Rejected(rejection) => Self::Rule(rejection),
            CommitError::Store(error) => Self::Machine(error),
        }
    }
}

impl From<Missing> for AppError {
    fn from(_: Missing) -> Self {
        Self::NotHere
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        Self::Machine(error)
    }
}
