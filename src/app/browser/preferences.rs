//! The few settings that count before any database is open: they belong to the device, not to a
//! profile. Where the browser keeps nothing they last as long as the page.
//! A value is kept as JSON text, as boot.js reads it before the first paint. All values are plain words
//! without quotes or backslashes, so a pair of quotes is all the JSON there is.

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
    /// `map`; absent: skills are shown as a tree.
    SkillsView,
    /// `off`; absent: single keys do something.
    Keys,
    /// `4`; absent: an answer is rated by two buttons.
    Buttons,
    /// `ask`; absent: she is not asked how sure she is.
    Sure,
    /// `on`; absent: the screen may go dark during practice.
    Awake,
    /// `on`; absent: no sound begins by itself during practice.
    Sounds,
    /// Pixels that practice takes on Today, and from when on it has something to ask, UTC ms; absent: it takes none.
    Practice,
    /// `asked` or `later`; absent: whether storage shall last was not asked yet.
    Lasting,
    /// The route that was open last.
    LastPlace,
    /// The profile that was open last.
    LastProfile,
    /// The profile that may be made, as she asked for it.
    Begins,
    /// A database, and the number of the last change that it is known to hold.
    LastChange,
    /// The database of which the browser lost the end, until she has seen that it did.
    Unkept,
    /// Databases that could not be read and are kept aside, by name, and since when.
    Aside,
}

impl Preference {
    fn key(self) -> &'static str {
        match self {
            Self::Language => "cairn.language",
            Self::Theme => "cairn.theme",
            Self::TextSize => "cairn.text_size",
            Self::Motion => "cairn.motion",
            Self::SkillsView => "cairn.skills_view",
            Self::Keys => "cairn.keys",
            Self::Buttons => "cairn.buttons",
            Self::Sure => "cairn.sure",
            Self::Awake => "cairn.awake",
            Self::Sounds => "cairn.sounds",
            Self::Practice => "cairn.practice",
            Self::Lasting => "cairn.lasting",
            Self::LastPlace => "cairn.place",
            Self::LastProfile => "cairn.profile",
            Self::Begins => "cairn.begins",
            Self::LastChange => "cairn.change",
            Self::Unkept => "cairn.unkept",
            Self::Aside => "cairn.aside",
        }
    }
}

/// What is set, if anything is.
pub fn read(preference: Preference) -> Option<String> {
    let kept = storage()?.get_item(preference.key()).ok().flatten()?;
    kept.strip_prefix('"')?.strip_suffix('"').map(str::to_owned)
}

/// Sets, or with `None` goes back to what the system says.
pub fn write(preference: Preference, value: Option<&str>) {
    if let Some(storage) = storage() {
        let _ = match value {
            Some(value) => storage.set_item(preference.key(), &["\"", value, "\""].concat()),
            None => storage.remove_item(preference.key()),
        };
    }
}

/// `raw` panics where storage is refused, so that is asked first.
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten().map(|_| LocalStorage::raw())
}

/// The languages the browser asks for, best first.
pub fn wished_languages() -> Vec<String> {
    web_sys::window()
        .map(|window| window.navigator().languages())
        .map(|tags| tags.iter().filter_map(|tag| tag.as_string()).collect())
        .unwrap_or_default()
}
