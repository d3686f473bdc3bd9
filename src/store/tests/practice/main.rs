//! Practice through a store: the columns whatever was folded when, a sitting from its begin to its end, what it leaves
//! behind in the estimates.
#![cfg(not(target_arch = "wasm32"))]

mod columns;
mod estimates;
mod home;
mod plans;
mod sittings;
