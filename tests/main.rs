//! The one native integration binary.

mod learning;
