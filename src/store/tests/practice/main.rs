//! Practice through a store: the columns whatever was folded when, a sitting from its begin to its end, what it leaves
//! behind in the estimates, and what comes in by a join or a wrong clock.
#![cfg(not(target_arch = "wasm32"))]

mod columns;
mod decks;
mod estimates;
mod home;
mod joins;
mod kept;
mod pace;
mod placement;
mod plans;
mod sittings;
mod weights;
