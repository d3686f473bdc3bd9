//! Why a log was refused: the place and the reason, each by itself.

use serde_json::Value;

/// Why bytes are no log.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault {
    /// They are no JSON, or not of this shape.
    #[error("line {line}, column {column}: {reason}")]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the reader says.
        reason: String,
    },
    /// There are no `responses`.
    #[error("responses: missing")]
    NoResponses,
    /// A value that is not what it has to be.
    #[error("{place}: {found} is not {needed}")]
    Value {
        /// Where, as `responses[3].rating`.
        place: String,
        /// What stands there.
        found: String,
        /// What has to.
        needed: String,
    },
}

impl Fault {
    /// Where it is.
    pub fn place(&self) -> String {
        match self {
            Self::Json { line, column, .. } => format!("line {line}, column {column}"),
            Self::NoResponses => "responses".to_owned(),
            Self::Value { place, .. } => place.clone(),
        }
    }

    /// What it is.
    pub fn reason(&self) -> String {
        match self {
            Self::Json { reason, .. } => reason.clone(),
            Self::NoResponses => "missing".to_owned(),
            Self::Value { found, needed, .. } => format!("{found} is not {needed}"),
        }
    }

    /// A value that is not what is `needed` at `place`.
    pub(super) fn value(place: impl Into<String>, found: Option<&Value>, needed: impl Into<String>) -> Self {
        // A value may be long; its beginning tells which it is.
        let found = found.map_or_else(|| "nothing".to_owned(), |value| value.to_string().chars().take(60).collect());
        Self::Value { place: place.into(), found, needed: needed.into() }
    }
}
