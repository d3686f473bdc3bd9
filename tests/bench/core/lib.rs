//! The core as a page of the benchmarks sees it: a merge in memory (`merge`) and storing rows (`persist`, which is in the browser alone).
//! It is compiled as the worker is. Nothing of it is in the app, and nothing here measures: pages do.

mod merge;
#[cfg(target_arch = "wasm32")]
mod persist;

pub use merge::Merge;
#[cfg(target_arch = "wasm32")]
pub use persist::Persist;
