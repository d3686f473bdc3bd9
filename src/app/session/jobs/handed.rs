//! Files on their way to the import screen.

use crate::browser::files::ChosenFile;
use std::cell::RefCell;

thread_local! {
    static HANDED: RefCell<Option<Handed>> = const { RefCell::new(None) };
}

/// A file for the import screen.
pub struct Handed {
    /// The file.
    pub file: ChosenFile,
    /// Under which it waits, if it was shared, until it was brought in.
    pub waiting: Option<String>,
}

/// Keeps a file for the import screen, which takes it when it comes.
pub fn hand_over(file: ChosenFile) {
    HANDED.set(Some(Handed { file, waiting: None }));
}

/// The same of one that was shared.
pub fn hand_over_shared(file: ChosenFile, waiting: String) {
    HANDED.set(Some(Handed { file, waiting: Some(waiting) }));
}

/// The file that was handed over, once.
pub fn take_handed() -> Option<Handed> {
    HANDED.take()
}
