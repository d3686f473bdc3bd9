//! The imperative shell around the domain: the open database, the only writer ([`dispatch`]), the
//! only reader ([`query`]), and the worker's jobs ([`jobs`]). Views know commands and snapshots, never the store.
//!
//! One database is open at a time: that of the learner whose turn it is on this device. Its handle
//! and the versions of what it holds live in this thread; a page has one.

pub mod alarm;
pub mod dispatch;
pub mod error;
pub mod estimates;
pub mod example;
pub mod generations;
pub mod jobs;
pub mod named;
mod open;
pub mod placement;
pub mod practice;
pub mod profiles;
pub mod query;
mod shown;
mod sync;
pub mod texts;
pub mod trash;
pub mod unkept;
mod versions;
pub mod words;
pub mod writing;

pub use dispatch::{run, run_then, run_told, undo};
pub use error::AppError;
pub use open::{Opened, is_outdated, is_read_only, open, set_outdated};
pub use query::{Reading, watch};
pub use shown::{changed, fault, rows, save_on_leaving, settle, shown};
pub use writing::Decided;
