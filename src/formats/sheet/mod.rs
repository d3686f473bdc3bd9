//! Tables of other programs, CSV and the like, and text pasted from Quizlet: rows become items, columns their fields.
//!
//! Which column holds what is proposed ([`look()`]) and hers to decide ([`Mapping`]). An item is named by its source and
//! its front, or by a column that names it (`names`): the same file again adds nothing. A note of Anki has the name that
//! Anki gave it, whatever file it stands in. Nothing in a cell is run; a formula is a text. What goes out of Cairn as a
//! table comes back by [`crate::items`].
//!
//! Codes of problems: `short_row`, `long_row`, `unclosed_quote`, `stray_quote`, `bad_letter`, `no_front`, `no_back`,
//! `no_gap`, `no_right`, `no_pair`, `few_options`, `many_options`, `many_tags`, `bad_number`, `bad_language`,
//! `unknown_type`, `too_long`, `text_mended`, `markup_lost`, `unused_cell`, `scripts`, `styles`,
//! `frames`, `remote_media`, `missing_media`, `latex_as_text`, `repeated_row`, `duplicate_id`. Codes of refusals: `not_utf8` with its
//! line, `not_text`, `no_rows`, `too_many_rows`, `no_front_column`, `bad_signs`.

#[cfg(test)]
mod anki_tests;
mod cells;
mod decks;
mod draft;
mod encoding;
mod fields;
mod headings;
mod look;
mod mapping;
mod names;
mod notetype;
mod pairs;
mod preface;
mod read;
mod record;
mod rows;
mod separator;
#[cfg(test)]
mod tests;

pub(crate) use cells::is_language;
pub(crate) use decks::DEPTH_MAX;
pub use decks::Decks;
pub use draft::Draft;
pub use encoding::Encoding;
pub use look::{Column, Look, look, looks_like};
pub use mapping::{Field, Mapping};
pub(crate) use names::joined;
pub use pairs::Pairs;
pub use read::{FIRST, Into, Place, ROWS_MAX, Told, read};
pub(crate) use read::{deck_leaves, other_fields};
pub(crate) use record::reversed;
pub use rows::COLUMNS_MAX;
pub use separator::Separator;

/// Texts and rows of any table.
pub(crate) mod table {
    pub(crate) use super::{
        encoding::decode,
        rows::{Row, Rows},
    };
}

/// How rows are called, for formats that call theirs alike.
pub(crate) mod naming {
    pub(crate) use super::names::{Apart, Called, Names, joined};
}

/// The name of the format in reports and in ids; never changed.
pub const FORMAT: &str = "sheet";

/// How a text is laid out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Layout {
    /// A table.
    Table(Mapping),
    /// Terms and definitions, as Quizlet gives them.
    Pairs(Pairs),
}

/// What a source of this file name is called: without its ending, without what a browser or a person puts at a second
/// copy, and without the day and the minute that Moodle puts at each of its exports. So the same file, fetched again, adds
/// nothing.
pub fn name_of_file(name: &str) -> String {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem).trim();
    let bare = stem.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let bare = bare.filter(|(_, number)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    undated(bare.map_or(stem, |(stem, _)| stem.trim_end())).to_owned()
}

/// A stem without a moment at its end, as in `questions-Biology-top-20260412-1015`.
fn undated(stem: &str) -> &str {
    let mut rest = stem;
    for digits in [4, 8] {
        let Some((before, number)) = rest.rsplit_once('-') else { return stem };
        if number.len() != digits || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return stem;
        }
        rest = before;
    }
    if rest.is_empty() { stem } else { rest }
}
