//! The one native integration binary.

mod formats;
mod learning;
mod tidy;
