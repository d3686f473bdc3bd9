//! Which format a file is of: by its content, never by its name.

use crate::{
    bookmarks, cairn, case, items, moodle,
    problem::{Location, Refusal},
    report::Format,
    sealed, sheet,
    source::Source,
};

/// The format of these bytes; refused with `unknown_format`. Whether they are sound is for the reader to say.
pub fn recognise(bytes: &[u8]) -> Result<Format, Refusal> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if cairn::is_cairn(bytes) {
        Ok(Format::Cairn)
    } else if sealed::is_sealed(bytes) {
        Ok(Format::Sealed)
    } else if text.starts_with(b"{") || text.starts_with(b"[") {
        Ok(Format::Case)
    } else if let Some(format) = bookmarks::format_of(bytes) {
        Ok(format)
    } else if moodle::looks_like(bytes) {
        Ok(Format::Moodle)
    } else if items::looks_like(bytes) {
        Ok(Format::Items)
    } else if sheet::looks_like(bytes) {
        Ok(Format::Sheet)
    } else {
        Err(Refusal::new(Location::Whole, "unknown_format", ""))
    }
}

/// Reads a file of another program; `None` for Cairn's own, which [`cairn::read()`] reads, after
/// [`sealed::unseal`] if need be, and for a table, which [`sheet::read`] reads once it is known what its columns hold.
pub fn read_source(format: Format, bytes: &[u8]) -> Option<Result<Source, Refusal>> {
    match format {
        Format::Cairn | Format::Sealed | Format::Sheet => None,
        Format::Case => Some(case::read(bytes)),
        Format::Moodle => Some(moodle::read(bytes)),
        Format::Items => Some(items::read(bytes)),
        Format::Bookmarks | Format::Pocket => Some(bookmarks::read(bytes)),
    }
}
