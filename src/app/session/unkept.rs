//! Notices that the browser lost the end of what it said was stored: a log that was cut off, a folder that was set
//! back, a device that went off. The last change number is noted in the device's settings, apart from the database;
//! a database that is behind it has lost something, and that is said until she has seen it.
//!
//! All of this comes with writing and at rest. Nothing is written into the database.

use super::open;
use crate::browser::{
    preferences::{self, Preference},
    task,
};
use cairn_domain::port::Store;
use leptos::prelude::*;

/// Notes that this change is stored. A higher number stays until [`look`] has seen it.
pub(super) fn note(change: u64) {
    if noted().is_none_or(|before| before < change) {
        write(change);
    }
}

/// Compares the note with the database. Once a visit, before anything is written at rest.
pub fn look() {
    let Some(store) = open::store() else { return };
    // The note before the number: what another tab stores meanwhile makes the number greater, never the note.
    let noted = noted().unwrap_or(0);
    task::start(async move {
        let Ok(summary) = store.summary().await else { return };
        if summary.change < noted {
            // What was lost may have left the device in a backup: nothing new may go by the same numbers.
            let _ = store.set_device(open::new_device()).await;
            preferences::write(Preference::Unkept, Some(&open::database()));
        }
        write(summary.change);
        behind().set(preferences::read(Preference::Unkept).is_some_and(|database| database == open::database()));
    });
}

/// Whether something was lost that she was not told of.
pub fn behind() -> ArcRwSignal<bool> {
    thread_local! {
        static BEHIND: ArcRwSignal<bool> = ArcRwSignal::new(false);
    }
    BEHIND.with(Clone::clone)
}

/// She has seen it.
pub fn seen() {
    preferences::write(Preference::Unkept, None);
    behind().set(false);
}

/// The number of the last change that the open database is known to have held.
fn noted() -> Option<u64> {
    let kept = preferences::read(Preference::LastChange)?;
    let (database, number) = kept.split_once(' ')?;
    (database == open::database()).then(|| number.parse().ok()).flatten()
}

fn write(change: u64) {
    preferences::write(Preference::LastChange, Some(&[open::database(), change.to_string()].join(" ")));
}
