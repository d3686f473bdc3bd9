//! The one native integration binary.

mod learning;
mod tidy;
