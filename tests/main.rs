//! The one native integration binary.

mod files;
mod formats;
mod learning;
mod merge;
mod tidy;
mod worker;
