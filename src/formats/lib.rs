//! File formats of Cairn: bytes to domain and back.
//!
//! One folder per format. Everything from outside is hostile: readers bound what they take, keep what
//! can be kept, and name what cannot ([`problem`]). Nothing here knows a store or a browser.

pub mod apply;
pub mod bookmarks;
pub mod cairn;
pub mod case;
mod circles;
mod entities;
pub mod items;
mod lines;
pub mod moodle;
pub mod plain;
pub mod problem;
pub mod raw;
pub mod recognise;
pub mod report;
pub mod sealed;
pub mod sheet;
pub mod source;
mod tidy_text;
mod timestamp;
