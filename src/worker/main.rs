//! The worker's entry: the second wasm module, started on need and ended after the job.

use wasm_bindgen as _;

fn main() {}
