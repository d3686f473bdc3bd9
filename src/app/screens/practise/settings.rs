//! How she wants to practise, on this device: two buttons or four, whether she is asked how sure she is, whether the
//! screen stays on, whether sounds begin by themselves. All begin as what asks least.

use crate::browser::preferences::{self, Preference};
use crate::browser::wake_lock::{self, Awake};
use leptos::prelude::*;

/// The settings, as long as a sitting is on the screen.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Four buttons instead of two.
    pub four: RwSignal<bool>,
    /// Asks how sure she is.
    pub sure: RwSignal<bool>,
    /// Keeps the screen on.
    pub awake: RwSignal<bool>,
    /// Sounds begin by themselves.
    pub sounds: RwSignal<bool>,
    held: StoredValue<Option<Awake>, LocalStorage>,
}

impl Settings {
    /// As they were left.
    pub fn read() -> Self {
        let is = |preference| RwSignal::new(preferences::read(preference).is_some());
        let settings = Self {
            four: is(Preference::Buttons),
            sure: is(Preference::Sure),
            awake: is(Preference::Awake),
            sounds: is(Preference::Sounds),
            held: StoredValue::new_local(None),
        };
        Effect::new(move |_| {
            let kept = settings.awake.get().then(wake_lock::keep);
            settings.held.set_value(kept);
        });
        settings
    }

    /// Asks for four buttons, or for two.
    pub fn set_four(self, on: bool) {
        set(self.four, Preference::Buttons, on.then_some("4"));
    }

    /// Asks to be asked, or not.
    pub fn set_sure(self, on: bool) {
        set(self.sure, Preference::Sure, on.then_some("ask"));
    }

    /// Keeps the screen on, or not.
    pub fn set_awake(self, on: bool) {
        set(self.awake, Preference::Awake, on.then_some("on"));
    }

    /// Has sounds begin by themselves, or not.
    pub fn set_sounds(self, on: bool) {
        set(self.sounds, Preference::Sounds, on.then_some("on"));
    }
}

fn set(signal: RwSignal<bool>, preference: Preference, value: Option<&str>) {
    preferences::write(preference, value);
    signal.set(value.is_some());
}
