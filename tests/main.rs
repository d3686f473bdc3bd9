//! The one native integration binary.

mod app;
mod files;
mod formats;
mod learning;
mod merge;
mod tidy;
