//! Stores behind the port of the domain: [`Memory`] everywhere, `IndexedDb` in a browser.
//!
//! Both write what [`plan`] says and list rows under what [`keys`] says, and both pass the same
//! `conformance` suite. Nothing here knows what a row means.

#[cfg(feature = "conformance")]
pub mod conformance;
#[cfg(target_arch = "wasm32")]
pub mod generations;
#[cfg(target_arch = "wasm32")]
pub mod indexed_db;
mod keys;
pub mod memory;
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "a browser's store alone has pages"))]
mod pages;
mod plan;

#[cfg(target_arch = "wasm32")]
pub use generations::Generations;
#[cfg(target_arch = "wasm32")]
pub use indexed_db::{IndexedDb, OpenSeed};
pub use memory::Memory;
