//! 1EdTech CASE 1.0 and 1.1: competency frameworks as one JSON package.
//!
//! [`read()`] is tolerant: real files hold nulls, numbers as text, and associations that lead nowhere;
//! each is mended or left out and named. [`write()`] writes CASE 1.0 that is valid against its schema.
//!
//! Codes of problems: `no_identifier`, `no_statement`, `duplicate`, `orphan`, `second_parent`,
//! `tree_cycle`, `requires_cycle`, `dangling`, `text_mended`, `wrong_type`. Codes of refusals:
//! `not_utf8`, `not_json`, `too_deep`, `not_case`.

mod document;
mod json;
pub mod read;
mod relations;
mod rubrics;
mod tree;
pub mod write;

pub use read::read;
pub use write::write;

/// The name of the format in reports.
pub const FORMAT: &str = "case";
