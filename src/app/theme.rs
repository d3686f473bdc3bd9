//! How the app looks on this device: theme, text size, motion. Each is an attribute of `<html>` that
//! the style sheets read, and a preference; absent means as the system has it.

use crate::browser::document;
use crate::browser::preferences::{self, Preference};

/// A setting of the look with its attribute and its values. The empty value is the system's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// `light`, `dark`, `contrast`, `contrast-dark`.
    Theme,
    /// `l`, `xl`.
    TextSize,
    /// `less`.
    Motion,
}

impl Look {
    const ALL: [Self; 3] = [Self::Theme, Self::TextSize, Self::Motion];

    /// What is chosen; empty if the system decides.
    pub fn chosen(self) -> String {
        preferences::read(self.preference()).unwrap_or_default()
    }

    /// Chooses a value, shows it and keeps it.
    pub fn choose(self, value: &str) {
        let value = Some(value).filter(|value| !value.is_empty());
        preferences::write(self.preference(), value);
        document::set_attribute(self.attribute(), value);
    }

    fn attribute(self) -> &'static str {
        match self {
            Self::Theme => "data-theme",
            Self::TextSize => "data-text",
            Self::Motion => "data-motion",
        }
    }

    fn preference(self) -> Preference {
        match self {
            Self::Theme => Preference::Theme,
            Self::TextSize => Preference::TextSize,
            Self::Motion => Preference::Motion,
        }
    }
}

/// Shows what is chosen. The boot script of index.html has done the same before the first paint.
pub fn apply() {
    for look in Look::ALL {
        let chosen = look.chosen();
        document::set_attribute(look.attribute(), Some(chosen.as_str()).filter(|value| !value.is_empty()));
    }
}
