//! Stores behind the port of the domain: [`Memory`] everywhere, `IndexedDb` in a browser.
//!
//! Both write what [`plan`] says and list rows under what [`keys`] says, and both pass the same
//! `conformance` suite. Nothing here knows what a row means.

mod keys;
pub mod memory;
mod plan;

pub use memory::Memory;
