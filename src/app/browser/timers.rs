//! Waiting: the next frame, and a while.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Calls once the next frame is about to be painted.
pub fn next_frame(call: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let call = Closure::once_into_js(call);
        let _ = window.request_animation_frame(call.unchecked_ref());
    }
}

/// A call that is still to come. Dropping it takes it back.
pub struct Later {
    id: Option<i32>,
    _call: Closure<dyn FnMut()>,
}

impl Drop for Later {
    fn drop(&mut self) {
        if let (Some(window), Some(id)) = (web_sys::window(), self.id) {
            window.clear_timeout_with_handle(id);
        }
    }
}

/// Calls after so many milliseconds, unless dropped before.
pub fn after(milliseconds: i32, call: impl FnOnce() + 'static) -> Later {
    let call = Closure::once(call);
    let id = web_sys::window().and_then(|window| {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(call.as_ref().unchecked_ref(), milliseconds).ok()
    });
    Later { id, _call: call }
}
