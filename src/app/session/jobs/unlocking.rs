//! The passphrase of a file that is asked for, on one screen: in memory while the screen is there, and nowhere else.

use crate::{
    browser::{files::ChosenFile, focus},
    i18n::tr,
    ui::UNLOCK_FIELD,
};
use cairn_worker::protocol::{Passphrase, Sealed};
use leptos::prelude::*;

/// What a job reads: a file, and what opens it if it is sealed.
#[derive(Clone, Default)]
pub struct Given {
    /// The file.
    pub file: Option<ChosenFile>,
    /// Its passphrase, or that of the file which the job makes.
    pub passphrase: Option<Passphrase>,
}

impl From<Option<ChosenFile>> for Given {
    fn from(file: Option<ChosenFile>) -> Self {
        Self { file, passphrase: None }
    }
}

impl Given {
    /// What the file is called; empty for what was pasted.
    pub fn name(&self) -> String {
        self.file.as_ref().map(ChosenFile::name).unwrap_or_default()
    }
}

/// A question for a passphrase.
#[derive(Clone, Copy)]
pub struct Unlocking {
    /// What she has typed so far. It stays when it was wrong.
    pub typed: RwSignal<String>,
    /// Why it did not open the file.
    pub error: RwSignal<Option<String>>,
}

impl Unlocking {
    /// Nothing is asked yet.
    pub fn new() -> Self {
        Self { typed: RwSignal::new(String::new()), error: RwSignal::new(None) }
    }

    /// The file with what was typed; `None`, and the field says so, if that is nothing.
    pub fn given(self, file: ChosenFile) -> Option<Given> {
        let passphrase = self.typed.with_untracked(|typed| Passphrase::of(typed));
        if passphrase.length() == 0 {
            self.say(tr::passphrase::type_first());
            return None;
        }
        self.error.set(None);
        Some(Given { file: Some(file), passphrase: Some(passphrase) })
    }

    /// A file that another passphrase, or one at all, would open.
    pub fn heard(self, sealed: &Sealed) {
        match sealed {
            Sealed::Asks => self.forget(),
            Sealed::Wrong => self.say(tr::passphrase::wrong()),
        }
    }

    /// Nothing of it is needed any more.
    pub fn forget(self) {
        let _ = self.typed.try_set(String::new());
        let _ = self.error.try_set(None);
    }

    fn say(self, why: String) {
        let _ = self.error.try_set(Some(why));
        focus::go_to(UNLOCK_FIELD);
    }
}
