//! Work that goes on beside the views, and what is told of a panic.

use std::future::Future;

/// Starts work before any view is mounted; Leptos' own executor is there only after that.
pub fn start(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}

/// In a debug build a panic is written to the console with its place; the release build carries no
/// panic messages.
pub fn report_panics() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| {
        let console = super::js::get(&js_sys::global(), "console").unwrap_or_default();
        super::js::call(&console, "error", &[&panic.to_string().into()]);
    }));
}
