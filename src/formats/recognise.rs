//! Which format a file is of: by its content, never by its name.

use crate::{
    aiken, anki, bookmarks, cairn, case, gift, items, moodle, notes,
    problem::{Location, Refusal},
    quiz,
    report::Format,
    sealed,
    sheet::{self, Decks, Place},
    source::Source,
};
use std::io::Cursor;

/// The format of these bytes; refused with `unknown_format`. Whether they are sound is for the reader to say.
pub fn recognise(bytes: &[u8]) -> Result<Format, Refusal> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if cairn::is_cairn(bytes) {
        Ok(archive(|| Cursor::new(bytes)))
    } else if sealed::is_sealed(bytes) {
        Ok(Format::Sealed)
    } else if notes::is_packed(bytes) {
        Ok(Format::Notes)
    } else if is_json(text) {
        Ok(Format::Case)
    } else if let Some(format) = bookmarks::format_of(bytes) {
        Ok(format)
    } else if quiz::looks_like(bytes) {
        Ok(Format::Quiz)
    } else if moodle::looks_like(bytes) {
        Ok(Format::Moodle)
    } else if items::looks_like(bytes) {
        Ok(Format::Items)
    } else if notes::looks_like(bytes) {
        Ok(Format::Notes)
    } else if gift::looks_like(bytes) {
        Ok(Format::Gift)
    } else if aiken::looks_like(bytes) {
        Ok(Format::Aiken)
    } else if sheet::looks_like(bytes) {
        Ok(Format::Sheet)
    } else {
        Err(Refusal::new(Location::Whole, "unknown_format", ""))
    }
}

/// The format of a zip, by the names of what is in it: a package of Anki, notes, or else Cairn's own.
pub fn archive<R: cairn::Input>(reader: impl Fn() -> R) -> Format {
    if anki::is_package(reader()) {
        Format::Anki
    } else if notes::is_folder(reader()) {
        Format::Notes
    } else {
        Format::Cairn
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

/// Reads a file of another program. `None` for what is read elsewhere: Cairn's own by [`cairn::read()`], after
/// [`sealed::unseal`] if need be; a package of Anki by [`anki::read`], where it lies; a table by [`sheet::read`], once it is
/// known what its columns hold; and what goes into a deck by [`read_bank`].
pub fn read_source(format: Format, bytes: &[u8]) -> Option<Result<Source, Refusal>> {
    match format {
        Format::Case => Some(case::read(bytes)),
        Format::Moodle => Some(moodle::read(bytes)),
        Format::Items => Some(items::read(bytes)),
        Format::Bookmarks | Format::Pocket => Some(bookmarks::read(bytes)),
        Format::Cairn
        | Format::Sealed
        | Format::Sheet
        | Format::Anki
        | Format::Gift
        | Format::Quiz
        | Format::Aiken
        | Format::Notes => None,
    }
}

/// Reads a bank of questions, or notes with cards, into a place; `decks` are those that are here. `None` for other formats.
pub fn read_bank(format: Format, bytes: &[u8], place: &Place, decks: Decks) -> Option<Result<Source, Refusal>> {
    match format {
        Format::Gift => Some(gift::read(bytes, place, decks)),
        Format::Quiz => Some(quiz::read(bytes, place, decks)),
        Format::Aiken => Some(aiken::read(bytes, place, decks)),
        Format::Notes => Some(notes::read(bytes, &[place.name.as_str(), ".md"].concat(), place.now_ms)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_what_it_looks_like() {
        for (text, format) in [
            ("{{c1::Paris}} is the capital\tof France\n{{c1::Rome}} too\tof Italy\n", Format::Sheet),
            ("[verb] gehen;to go\n[noun] Haus;house\n", Format::Sheet),
            ("{ \"CFDocument\": 1", Format::Case),
            ("[ {", Format::Case),
            ("{}", Format::Case),
            ("<?xml version=\"1.0\"?>\n<quiz>\n</quiz>", Format::Quiz),
            ("Who?{=Ada ~Grace}\n\nReally?{T}\n", Format::Gift),
            ("Who?\nA. Ada\nB. Grace\nANSWER: A\n", Format::Aiken),
            ("#flashcards\n\nWho::Ada\n", Format::Notes),
            ("# Only a note\n\nfront,back\n", Format::Sheet),
        ] {
            assert_eq!(recognise(text.as_bytes()).ok(), Some(format), "{text}");
        }
    }
}
