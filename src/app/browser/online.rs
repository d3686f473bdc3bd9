//! Whether the device says it has a network. Only ever a hint: nothing depends on it.

use super::events::{self, Listener};

/// What the device says now.
pub fn now() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Calls with each change, for as long as the listeners are kept.
pub fn on_change(changed: impl Fn(bool) + Clone + 'static) -> [Option<Listener>; 2] {
    let also = changed.clone();
    [events::on_window("online", move |_| changed(true)), events::on_window("offline", move |_| also(false))]
}
