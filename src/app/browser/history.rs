//! Address and history: where the learner is, and how far she had scrolled there.

use super::{events, js, timers};
use wasm_bindgen::JsValue;
use web_sys::{ScrollRestoration, Window};

/// The path of the address, with the base folder.
pub fn path() -> String {
    window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// The value of a name in the address's query.
pub fn query(name: &str) -> Option<String> {
    let search = window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// Takes scrolling over from the browser; the app puts it back when the view is there.
pub fn take_over_scrolling() {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
}

/// Goes to a new address, remembering how far this one was scrolled.
pub fn push(path: &str) {
    remember_scroll();
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.push_state_with_url(&JsValue::from_f64(0.0), "", Some(path));
    }
}

/// Puts another address in the place of this one.
pub fn replace(path: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::from_f64(0.0), "", Some(path));
    }
}

/// One step back, as the browser's own button does.
pub fn back() {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.back();
    }
}

/// Whether a step back stays in this app, as far as can be known.
pub fn came_from_here() -> bool {
    window()
        .and_then(|window| window.history().ok())
        .and_then(|history| history.state().ok())
        .is_some_and(|state| state.as_f64().is_some())
}

/// Calls when the learner goes back or forward; the number is how far the place was scrolled.
pub fn on_travel(mut moved: impl FnMut(f64) + 'static) {
    if let Some(listener) = events::on_window("popstate", move |event| {
        moved(js::get(&event, "state").and_then(|state| state.as_f64()).unwrap_or(0.0));
    }) {
        listener.forever();
    }
}

/// Writes how far the page is scrolled into this step of the history.
pub fn remember_scroll() {
    let Some(window) = window() else { return };
    let far = window.scroll_y().unwrap_or(0.0);
    if let Ok(history) = window.history() {
        let _ = history.replace_state(&JsValue::from_f64(far), "");
    }
}

/// Scrolls as far as this, trying again for some frames while the view is still growing.
pub fn scroll_to(far: f64) {
    scroll_when_tall(far, 40);
}

fn scroll_when_tall(far: f64, tries: u32) {
    let Some(window) = window() else { return };
    window.scroll_to_with_x_and_y(0.0, far);
    if tries > 0 && window.scroll_y().unwrap_or(far) + 1.0 < far {
        timers::next_frame(move || scroll_when_tall(far, tries - 1));
    }
}

fn window() -> Option<Window> {
    web_sys::window()
}
