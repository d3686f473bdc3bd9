//! Files that mean harm, are damaged, or are not what they seem, for every reader of decks, banks and notes. Each is made here
//! by a generator; none lies in the repository. Each goes the whole way, through the worker's jobs into a database and through
//! the command line, within a second and 256 MiB: it is refused with what and where, or read with what is wrong told and
//! nothing in it that would run or load.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::format_collect,
    reason = "helpers of tests, outside their functions; which file is at hand is said; texts are made once"
)]

pub mod aiken;
pub mod anki;
mod collections;
mod full;
pub mod gift;
pub mod make;
pub mod notes;
mod packages;
pub mod quiz;
pub mod sheet;
mod way;

use crate::storm::own_process::within_256_mib;
use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// A file, and what becomes of it.
pub struct File {
    /// What is wrong with it.
    pub about: &'static str,
    /// What it is called where it lies.
    pub name: &'static str,
    /// Its bytes.
    pub make: fn() -> Vec<u8>,
    pub expected: Expected,
}

/// Where something is, and what it is.
pub type Told = (&'static str, &'static str);

/// What becomes of a file.
pub enum Expected {
    /// Nothing of it is used.
    Refused(Told),
    /// So many items come of it, with these problems first, and so many more.
    Read { items: usize, told: &'static [Told], more: usize },
}

/// A file that is refused.
pub const fn refused(about: &'static str, name: &'static str, told: Told, make: fn() -> Vec<u8>) -> File {
    File { about, name, make, expected: Expected::Refused(told) }
}

/// A file that is read, with all problems that are told.
pub const fn read(
    about: &'static str,
    name: &'static str,
    items: usize,
    told: &'static [Told],
    make: fn() -> Vec<u8>,
) -> File {
    File { about, name, make, expected: Expected::Read { items, told, more: 0 } }
}

/// The same of which only the first problems are told here.
pub const fn read_with_more(
    about: &'static str,
    name: &'static str,
    items: usize,
    told: &'static [Told],
    more: usize,
    make: fn() -> Vec<u8>,
) -> File {
    File { about, name, make, expected: Expected::Read { items, told, more } }
}

fn families() -> [(&'static str, Vec<File>); 7] {
    [
        ("packages_of_anki", packages::files()),
        ("collections_of_anki", collections::files()),
        ("questions_of_moodle", quiz::files()),
        ("questions_in_gift", gift::files()),
        ("questions_in_aiken", aiken::files()),
        ("tables_and_texts_of_anki", sheet::files()),
        ("notes_in_markdown", notes::files()),
    ]
}

/// Every file of a family goes its way, in a process that gets so much memory and no more.
fn all_of(family: &str) {
    within_256_mib(&format!("hostile::{family}"), || {
        let (_, files) = families().into_iter().find(|(name, _)| *name == family).unwrap();
        let goes = |file: &&File| {
            // If the process ends here, this was the file.
            println!("{family}: {}", file.about);
            catch_unwind(AssertUnwindSafe(|| way::goes(file))).is_ok()
        };
        let failed: Vec<&str> = files.iter().filter(|file| !goes(file)).map(|file| file.about).collect();
        assert!(failed.is_empty(), "{failed:#?}");
    });
}

#[test]
fn packages_of_anki() {
    all_of("packages_of_anki");
}

#[test]
fn collections_of_anki() {
    all_of("collections_of_anki");
}

#[test]
fn questions_of_moodle() {
    all_of("questions_of_moodle");
}

#[test]
fn questions_in_gift() {
    all_of("questions_in_gift");
}

#[test]
fn questions_in_aiken() {
    all_of("questions_in_aiken");
}

#[test]
fn tables_and_texts_of_anki() {
    all_of("tables_and_texts_of_anki");
}

#[test]
fn notes_in_markdown() {
    all_of("notes_in_markdown");
}

#[test]
fn there_are_many_and_no_two_are_one() {
    let families = families();
    let all: Vec<&File> = families.iter().flat_map(|(_, files)| files).collect();
    let about: BTreeSet<(&str, &str)> = all.iter().map(|file| (file.about, file.name)).collect();
    assert_eq!(about.len(), all.len(), "each is of its own kind");
    assert!(all.len() >= 100, "{}", all.len());
}
