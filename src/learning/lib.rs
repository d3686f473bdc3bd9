//! Learning models of Cairn: numbers in, numbers out.
//!
//! Every estimate the app shows is a pure function from this crate. It knows no record, no clock, no
//! storage and no words; whoever calls it turns records into numbers and the results into sentences.
//! `exp`, `ln`, `pow`, `lgamma` and `sqrt` come from `libm`, so a native and a wasm build give equal bits.

pub mod calendar;
pub mod drawing;
pub mod mastery;
pub mod random;
pub mod smart;
pub mod structure;
pub mod threshold;
