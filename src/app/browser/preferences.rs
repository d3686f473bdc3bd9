//! The few settings that count before any database is open: they belong to the device, not to a
//! profile. Where the browser keeps nothing they last as long as the page, which is said nowhere.

use gloo_storage::{LocalStorage, Storage};

/// A setting of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Tag of the language.
    Language,
    /// `light`, `dark`, `contrast`, `contrast-dark`; absent: as the system has it.
    Theme,
    /// `l` or `xl`; absent: as the browser has it.
    TextSize,
    /// `less`; absent: as the system has it.
    Motion,
    /// The route that was open last.
    LastPlace,
    /// The profile that was open last.
    LastProfile,
}

impl Preference {
    fn key(self) -> &'static str {
        match self {
            Self::Language => "cairn.language",
            Self::Theme => "cairn.theme",
            Self::TextSize => "cairn.text",
            Self::Motion => "cairn.motion",
            Self::LastPlace => "cairn.place",
            Self::LastProfile => "cairn.profile",
        }
    }
}

/// What is set, if anything is.
pub fn read(preference: Preference) -> Option<String> {
    storage()?.get_item(preference.key()).ok().flatten()
}

/// Sets, or with `None` goes back to what the system says.
pub fn write(preference: Preference, value: Option<&str>) {
    if let Some(storage) = storage() {
        let _ = match value {
            Some(value) => storage.set_item(preference.key(), value),
            None => storage.remove_item(preference.key()),
        };
    }
}

/// `raw` panics where storage is refused, so that is asked first.
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?
        .local_storage()
        .ok()
        .flatten()
        .map(|_| LocalStorage::raw())
}

/// The languages the browser asks for, best first.
pub fn wished_languages() -> Vec<String> {
    web_sys::window()
        .map(|window| window.navigator().languages())
        .map(|tags| tags.iter().filter_map(|tag| tag.as_string()).collect())
        .unwrap_or_default()
}
