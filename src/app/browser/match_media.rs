//! Media queries as a yes or no that can change.

use super::events::{self, Listener};
use super::js;

/// Whether the query matches now.
pub fn matches(query: &str) -> bool {
    web_sys::window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}

/// Calls with each change, for as long as the listener is kept.
pub fn on_change(query: &str, mut changed: impl FnMut(bool) + 'static) -> Option<Listener> {
    let list = web_sys::window()?.match_media(query).ok().flatten()?;
    events::on(&list, "change", move |event| {
        changed(js::get(&event, "matches").and_then(|value| value.as_bool()).unwrap_or(false));
    })
}
