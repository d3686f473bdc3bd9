//! Moodle's competency framework CSV: fourteen columns, known by position, since the header is in the
//! language of the site.
//!
//! Codes of problems: `columns`, `no_identifier`, `no_statement`, `duplicate`, `orphan`, `tree_cycle`,
//! `dangling`, `second_framework`, `rule_not_used`, `text_mended`. Codes of refusals: `not_utf8` with
//! its line, `not_moodle`, `no_framework`.

mod read;
mod rows;
mod rules;
mod tree;

pub use read::read;
pub use rows::looks_like;

/// The name of the format in reports.
pub const FORMAT: &str = "moodle";
