//! The one native integration binary.

mod files;
mod formats;
mod hostile;
mod learning;
mod merge;
mod storm;
mod tidy;
mod worker;
