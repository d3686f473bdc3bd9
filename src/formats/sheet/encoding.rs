//! Bytes to text: UTF-8, UTF-16 where a byte order mark says so, Windows-1252 as the last resort. What was taken is
//! told, for a guess may be wrong.

use crate::{
    entities,
    problem::{Location, Refusal, utf8},
};
use std::borrow::Cow;

/// How the letters of a table are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8, with a byte order mark or without.
    Utf8,
    /// UTF-16 with a byte order mark, the low byte first.
    Utf16Le,
    /// UTF-16 with a byte order mark, the high byte first.
    Utf16Be,
    /// Windows-1252: a guess, made where nothing else fits.
    Windows1252,
}

/// A text, and how it was written.
pub(crate) struct Decoded<'b> {
    /// The text without a byte order mark; borrowed if it is UTF-8.
    pub text: Cow<'b, str>,
    /// How it was written.
    pub encoding: Encoding,
    /// The first line with a letter that is none, which became U+FFFD.
    pub damaged: Option<u64>,
}

/// The text of a file. Refused with its line if it is UTF-8 with a fault in it (`not_utf8`), as a whole if it is no text
/// (`not_text`).
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Refusal> {
    let whole = |text, encoding| Decoded { text, encoding, damaged: None };
    match bytes {
        [0xff, 0xfe, rest @ ..] => Ok(utf16(rest, Encoding::Utf16Le, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Ok(utf16(rest, Encoding::Utf16Be, u16::from_be_bytes)),
        _ => match utf8(bytes) {
            Ok(text) => Ok(whole(Cow::Borrowed(text), Encoding::Utf8)),
            Err(refusal) if bytes.starts_with(b"\xef\xbb\xbf") || is_damaged_utf8(bytes) => Err(refusal),
            Err(_) if bytes.iter().any(|byte| is_foreign(*byte)) => Err(Refusal::new(Location::Whole, "not_text", "")),
            Err(_) => {
                let text: String = bytes.iter().map(|byte| entities::windows_1252(*byte)).collect();
                Ok(whole(Cow::Owned(text), Encoding::Windows1252))
            }
        },
    }
}

fn utf16(bytes: &[u8], encoding: Encoding, read: fn([u8; 2]) -> u16) -> Decoded<'static> {
    let pairs = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len() / 2);
    let (mut line, mut damaged) = (1, None);
    for letter in char::decode_utf16(pairs) {
        let letter = letter.unwrap_or_else(|_| {
            damaged = damaged.or(Some(line));
            char::REPLACEMENT_CHARACTER
        });
        line += u64::from(letter == '\n');
        text.push(letter);
    }
    // Half a letter at the end.
    if bytes.len() % 2 == 1 {
        damaged = damaged.or(Some(line));
    }
    Decoded { text: Cow::Owned(text), encoding, damaged }
}

/// Whether a text that is not UTF-8 is mostly so: letters of several bytes that are right outnumber the faults.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > wrong
}

/// Bytes that no text of one byte a letter has.
fn is_foreign(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str, encoding: Encoding) {
        let read = decode(bytes).unwrap();
        assert_eq!((read.text.as_ref(), read.encoding, read.damaged), (expected, encoding, None));
    }

    fn in_utf16(text: &str, mark: [u8; 2], write: fn(u16) -> [u8; 2]) -> Vec<u8> {
        mark.into_iter().chain(text.encode_utf16().flat_map(write)).collect()
    }

    #[test]
    fn three_encodings_and_two_orders_of_bytes_are_read() {
        check("hola\tقلم 猫".as_bytes(), "hola\tقلم 猫", Encoding::Utf8);
        check("\u{feff}año".as_bytes(), "año", Encoding::Utf8);
        check(&in_utf16("قلم🎓", [0xff, 0xfe], u16::to_le_bytes), "قلم🎓", Encoding::Utf16Le);
        check(&in_utf16("قلم🎓", [0xfe, 0xff], u16::to_be_bytes), "قلم🎓", Encoding::Utf16Be);
        check(b"Pr\xfcfen;\x80 5;\x93so\x94", "Prüfen;€ 5;“so”", Encoding::Windows1252);
        check(b"", "", Encoding::Utf8);
    }

    #[test]
    fn what_is_no_text_is_refused_and_a_broken_letter_is_told() {
        let code = |bytes: &[u8]| decode(bytes).err().map(|refusal| (refusal.location.to_string(), refusal.code));
        assert_eq!(code(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff"), Some(("file".to_owned(), "not_text")));
        assert_eq!(code("قلم\nكتاب\n".as_bytes()), None);
        let cut = [&"قلم\nكتاب\n".as_bytes()[..12], &b",x"[..]].concat();
        assert_eq!(code(&cut), Some(("line 2".to_owned(), "not_utf8")));
        let torn = [&in_utf16("a\nb", [0xff, 0xfe], u16::to_le_bytes)[..], &[0x00, 0xd8, 0x41]].concat();
        let read = decode(&torn).unwrap();
        assert_eq!((read.text.as_ref(), read.damaged), ("a\nb\u{fffd}", Some(2)));
    }
}
