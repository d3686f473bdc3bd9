//! The passphrase of a file on its way to a job. It is in memory only, and no log can show it.

use super::wire::Wire;
use cairn_domain::cbor::{Reader, Writer};

/// What a learner typed to protect a file, or to open one.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

impl Passphrase {
    /// At least so many characters protect a file; there is no other rule.
    pub const LEAST: usize = 8;

    /// As typed, but for spaces at both ends: keyboards that suggest words put one behind each.
    pub fn of(typed: &str) -> Self {
        Self(typed.trim().to_owned())
    }

    /// How many characters it has.
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }

    /// The words themselves, for the key alone.
    pub fn words(&self) -> &str {
        &self.0
    }
}

impl core::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

impl Wire for Passphrase {
    fn write(&self, writer: &mut Writer) {
        self.0.write(writer);
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        String::read(reader).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_counted_in_characters_and_never_shown() {
        let passphrase = Passphrase::of("  سبعة أحجار ");
        assert_eq!((passphrase.length(), passphrase.words()), (10, "سبعة أحجار"));
        assert!(!format!("{passphrase:?}").contains("سبعة"));
    }
}
