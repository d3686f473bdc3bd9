//! A new version of the app: found by the service worker, used when the learner says so and not before.

use crate::browser::{document, service_worker, task};
use crate::session;
use leptos::prelude::*;
use std::cell::RefCell;

thread_local! {
    // Not owned by a view: it outlives a change of the language.
    static READY: RefCell<Option<ArcRwSignal<bool>>> = const { RefCell::new(None) };
}

/// Whether a new version waits.
pub fn ready() -> ArcRwSignal<bool> {
    READY.with_borrow_mut(|signal| signal.get_or_insert_with(|| ArcRwSignal::new(false)).clone())
}

/// Watches for new versions, for as long as the page lives. Call once.
pub fn watch() {
    task::start(service_worker::watch(|| ready().set(true), session::set_outdated));
}

/// Uses the new version: the page is loaded anew.
pub fn use_now() {
    task::start(service_worker::take_over());
}

/// Not now: it is offered again on the next visit.
pub fn later() {
    ready().set(false);
}

/// Looks for a new version: whether there is one, or nothing if that cannot be known now.
pub async fn look() -> Option<bool> {
    service_worker::look().await
}

/// Whether she is writing something that loading anew would lose.
pub fn is_editing() -> bool {
    document::holds_text("main") || document::holds_text("dialog[open]")
}
