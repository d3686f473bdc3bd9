//! What can go wrong for a learner: a rule that a command would break, or the machine beneath.

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
}

impl AppError {
    /// Whether the same command may succeed if it is simply tried again.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Machine(StoreError::Blocked | StoreError::ConnectionLost))
    }
}

impl From<CommitError> for AppError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Rejected(rejection) => Self::Rule(rejection),
            CommitError::Store(error) => Self::Machine(error),
        }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        Self::Machine(error)
    }
}
