//! What is said aloud: one polite live region for the whole app. A message is either announced or
//! shown as a toast, which is announced by itself; never both. An open dialog has a region of its own, which
//! takes its place: what lies outside a modal dialog is inert.

use crate::browser::timers::{self, Later};
use leptos::prelude::*;
use std::cell::RefCell;

/// What the live region holds.
#[derive(Clone, Default)]
pub(super) struct Message {
    pub text: String,
    /// Seen as well as heard.
    pub shown: bool,
    pub undo: Option<Callback<()>>,
    /// Counts the messages of the page.
    turn: u32,
}

thread_local! {
    static MESSAGE: RefCell<Option<RwSignal<Message>>> = const { RefCell::new(None) };
    static ENDING: RefCell<Option<Later>> = const { RefCell::new(None) };
}

/// Long enough to read and to reach; while it is held by hand or key it stays.
const SHOWN_MS: i32 = 12_000;

/// Makes the region's state. Call once, under an owner that lives as long as the page.
pub fn provide() {
    MESSAGE.set(Some(RwSignal::new(Message::default())));
}

/// Says a text to those who listen; nothing is seen.
pub fn say(text: String) {
    put(text, false, None);
}

/// Shows and says what was done, with Undo if it can be taken back.
pub fn toast(text: String, undo: Option<Callback<()>>) {
    put(text, true, undo);
    end_later();
}

/// Takes the toast away.
pub fn clear() {
    put(String::new(), false, None);
}

pub(super) fn message() -> Option<RwSignal<Message>> {
    MESSAGE.with_borrow(|message| *message)
}

/// What is said from now on, for a region in a dialog: while one is open, nothing outside it is heard, and on
/// a phone little is seen.
pub(super) fn from_now_on() -> Signal<Message> {
    let Some(message) = message() else { return Signal::stored(Message::default()) };
    let before = message.with_untracked(|message| message.turn);
    Signal::derive(move || message.with(|now| if now.turn == before { Message::default() } else { now.clone() }))
}

fn put(text: String, shown: bool, undo: Option<Callback<()>>) {
    if let Some(signal) = message() {
        signal.update(|message| *message = Message { text, shown, undo, turn: message.turn.wrapping_add(1) });
    }
}

fn end_later() {
    ENDING.set(Some(timers::after(SHOWN_MS, || {
        // In a new turn: the timer that runs now must not be dropped from inside itself.
        timers::next_frame(|| if super::toast::held() { end_later() } else { clear() });
    })));
}
