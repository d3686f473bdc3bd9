//! Learning models of Cairn: numbers in, numbers out.
//!
//! Every estimate the app shows is a pure function from this crate. It knows no record, no clock, no
//! storage and no words; whoever calls it turns records into numbers and the results into sentences.
//! `exp`, `ln`, `pow`, `lgamma` and `sqrt` come from `libm`, so a native and a wasm build give equal bits.

pub mod calendar;
pub mod calibration;
pub mod drawing;
pub mod events;
pub mod grading;
pub mod mastery;
mod numbers;
pub mod placement;
pub mod random;
pub mod schedule;
pub mod smart;
pub mod structure;
pub mod threshold;
