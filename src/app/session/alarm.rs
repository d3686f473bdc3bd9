//! What stands in the way of saving and must be seen to: no room, a text that could not be saved where she left it,
//! another window that keeps the storage busy. Raised by what writes, shown by `screens::alarm`; it has no words.

use leptos::prelude::*;
use std::cell::{Cell, RefCell};

/// What is to be said now.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Alarm {
    /// Something of hers was not saved because there is no room.
    pub full: bool,
    /// A write waits for another window.
    pub waiting: bool,
    /// Rows were met that cannot be read; what was shown is without them.
    pub torn: bool,
    /// Texts whose fields are gone and which could not be saved.
    pub unsaved: Vec<String>,
}

thread_local! {
    static HEARD: Cell<bool> = const { Cell::new(false) };
    // Not owned by a view: it outlives a change of the language.
    static ALARM: RefCell<Option<ArcRwSignal<Alarm>>> = const { RefCell::new(None) };
}

/// The state of things.
pub fn now() -> ArcRwSignal<Alarm> {
    ALARM.with_borrow_mut(|signal| signal.get_or_insert_with(|| ArcRwSignal::new(Alarm::default())).clone())
}

/// Notes whether there is a screen for it, which comes at rest.
pub fn set_heard(heard: bool) {
    HEARD.set(heard);
}

/// Whether it is heard: if not, whoever raises it says it, too.
pub(super) fn is_heard() -> bool {
    HEARD.get()
}

/// There is no room for what she wanted to save.
pub fn full() {
    now().update(|alarm| alarm.full = true);
}

/// A row that was to be shown cannot be read.
pub fn torn() {
    let alarm = now();
    if alarm.with_untracked(|alarm| !alarm.torn) {
        alarm.update(|alarm| alarm.torn = true);
    }
}

/// Whether a write waits longer than any write takes.
pub fn wait(waits: bool) {
    let alarm = now();
    if alarm.with_untracked(|alarm| alarm.waiting != waits) {
        alarm.update(|alarm| alarm.waiting = waits);
    }
}

/// Keeps a text that could not be saved and whose field is gone.
pub fn keep(text: String) {
    now().update(|alarm| alarm.unsaved.push(text));
}

/// She has seen it.
pub fn settled() {
    now().update(|alarm| {
        alarm.full = false;
        alarm.unsaved.clear();
    });
}
