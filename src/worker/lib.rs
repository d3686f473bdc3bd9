//! Background jobs and their protocol.
//!
//! [`protocol`] is what the app links: it knows no job. The jobs are plain functions over a store and
//! bytes, behind the feature `run`; the second wasm module (`main.rs`) and the native tests call them.

#[cfg(feature = "run")]
pub mod jobs;
pub mod protocol;
