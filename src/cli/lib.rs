//! The commands of `cairn`, each a function from paths to a report. The binary prints what they return and
//! sets the exit status; the tests call them directly.

pub mod files;
pub mod fit;
pub mod replay;
pub mod vectors;
