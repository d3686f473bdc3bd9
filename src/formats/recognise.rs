//! Which format a file is of: by its content, never by its name.

use crate::{
    anki, bookmarks, cairn, case, items, moodle,
    problem::{Location, Refusal},
    report::Format,
    sealed, sheet,
    source::Source,
};

/// The format of these bytes; refused with `unknown_format`. Whether they are sound is for the reader to say.
pub fn recognise(bytes: &[u8]) -> Result<Format, Refusal> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if cairn::is_cairn(bytes) && anki::is_package(std::io::Cursor::new(bytes)) {
        Ok(Format::Anki)
    } else if cairn::is_cairn(bytes) {
        Ok(Format::Cairn)
    } else if sealed::is_sealed(bytes) {
        Ok(Format::Sealed)
    } else if is_json(text) {
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

/// Whether a text begins as JSON does: an object with a name, or a list of objects or lists. Texts with gaps begin with a
/// brace too, and words with a remark before them with a bracket.
fn is_json(text: &[u8]) -> bool {
    let Some((first, rest)) = text.split_first() else { return false };
    match (first, rest.trim_ascii_start().first()) {
        (b'{', Some(next)) => matches!(next, b'"' | b'}'),
        (b'[', Some(next)) => matches!(next, b'{' | b'[' | b']'),
        // Cut right behind its beginning, it is for its reader to say what is wrong.
        (b'{' | b'[', None) => true,
        _ => false,
    }
}

/// Reads a file of another program; `None` for Cairn's own, which [`cairn::read()`] reads, after
/// [`sealed::unseal`] if need be, for a package of Anki, which [`anki::read`] reads where it lies, and for a table, which
/// [`sheet::read`] reads once it is known what its columns hold.
pub fn read_source(format: Format, bytes: &[u8]) -> Option<Result<Source, Refusal>> {
    match format {
        Format::Cairn | Format::Sealed | Format::Sheet | Format::Anki => None,
        Format::Case => Some(case::read(bytes)),
        Format::Moodle => Some(moodle::read(bytes)),
        Format::Items => Some(items::read(bytes)),
        Format::Bookmarks | Format::Pocket => Some(bookmarks::read(bytes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_a_brace_before_it_is_no_json() {
        for (text, format) in [
            ("{{c1::Paris}} is the capital\tof France\n{{c1::Rome}} too\tof Italy\n", Format::Sheet),
            ("[verb] gehen;to go\n[noun] Haus;house\n", Format::Sheet),
            ("{ \"CFDocument\": 1", Format::Case),
            ("[ {", Format::Case),
            ("{}", Format::Case),
        ] {
            assert_eq!(recognise(text.as_bytes()).ok(), Some(format), "{text}");
        }
    }
}
