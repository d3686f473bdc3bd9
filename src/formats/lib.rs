//! File formats of Cairn: bytes to domain and back.
//!
//! One folder per format. Everything from outside is hostile: readers bound what they take, keep what
//! can be kept, and name what cannot ([`problem`]). Nothing here knows a store or a browser.

pub mod aiken;
pub mod anki;
pub mod apply;
pub mod bookmarks;
pub mod cairn;
pub mod case;
mod circles;
pub mod comes_back;
pub mod differences;
mod entities;
mod foreign;
pub mod gift;
pub mod items;
mod lines;
pub mod moodle;
pub mod notes;
pub mod passing;
pub mod plain;
pub mod problem;
pub mod quiz;
pub mod raw;
pub mod recognise;
pub mod report;
pub mod sealed;
pub mod sheet;
pub mod source;
mod sqlite;
mod tidy_text;
mod timestamp;
