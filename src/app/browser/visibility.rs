//! Whether the page is in front. The last moment at which work can surely be saved is when it goes.

use super::events::{self, Listener};
use web_sys::VisibilityState;

/// Whether the page is in front now.
pub fn visible() -> bool {
    super::document::document().is_none_or(|document| document.visibility_state() == VisibilityState::Visible)
}

/// Calls with each change, for as long as the listener is kept.
pub fn on_change(mut changed: impl FnMut(bool) + 'static) -> Option<Listener> {
    events::on_document("visibilitychange", move |_| changed(visible()))
}
