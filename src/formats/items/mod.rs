//! Items as a table of our own: one CSV with a column for each field, which comes back with the same items.
//!
//! The first cell of its heading, [`MARK`], tells it from other tables; a spreadsheet may have stored it with another
//! separator or in another encoding. Every text has the apostrophes of [`crate::plain`] against formulas, which are
//! taken out again. A cell that holds several has ` | ` between them ([`list`]).
//!
//! Codes of problems: `short_row`, `long_row`, `unclosed_quote`, `stray_quote`, `bad_letter`, `bad_value`,
//! `unknown_name`, `no_front`, `too_long`, `text_mended`, `duplicate_id`, `repeated_row`. Codes of refusals: `not_utf8`, `not_text`,
//! `no_rows`, `too_many_rows`. Of a table that would be too long to come back: `too_large`.

mod decks;
mod list;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::{looks_like, read};
pub use write::write;
pub(crate) use write::{in_order, way};

/// The name of the format in reports and in ids; never changed.
pub const FORMAT: &str = "items";

/// The name of the first column, which holds the items' ids.
const MARK: &str = "cairn_item";
/// The column with the names of the deck and those around it, from the top down.
const DECK: &str = "deck";
/// The column with their ids.
const DECK_IDS: &str = "deck_ids";
