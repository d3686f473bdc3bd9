//! The core as a page of the benchmarks sees it: a merge in memory (`merge`), a log gone through (`replay`), storing rows (`persist`) and
//! practice (`practice`); the last two are in the browser alone.
//! It is compiled as the worker is. Nothing of it is in the app, and nothing here measures: pages do.

mod merge;
#[cfg(target_arch = "wasm32")]
mod persist;
#[cfg(target_arch = "wasm32")]
mod practice;
pub mod replay;

pub use merge::Merge;
#[cfg(target_arch = "wasm32")]
pub use persist::Persist;
#[cfg(target_arch = "wasm32")]
pub use practice::Practice;
pub use replay::Replay;
