//! Files that a record or an event carries: what names one, what is kept of it, and how it is found in bytes.
//!
//! A record says which file it is ([`Attached`]): content hash, length, type, name, all in one register, so
//! that two of them never mix. The content lies beside the rows, in chunks, under its hash alone
//! ([`crate::port::MediaStore`]): the same file is kept once, and may be gone while its description stays.
//! A text names files by itself ([`mod@reference`]), and what is covered of a picture ([`covers`]); what such a file is, its
//! bytes say ([`content`]).

pub mod bare;
pub mod content;
pub mod covers;
pub mod reference;

use crate::cbor::{Reader, Shape, Value, Writer};
use core::fmt;
use std::collections::BTreeSet;

/// Bytes of a chunk; only the last one of a file is shorter.
pub const CHUNK: usize = 1 << 20;
/// The longest file that is taken in, in bytes.
pub const FILE_MAX: u64 = 500_000_000;
/// How long content that nothing names is left alone, in ms: an import or a form may be about to name it.
pub const GRACE_MS: i64 = crate::time::DAY_MS;

/// Characters of a file's name.
const NAME_MAX: usize = 200;
/// Characters of a media type.
const TYPE_MAX: usize = 100;
/// What a file is called that has no name.
const NAMELESS: &str = "file";
/// The type of what says none.
const UNTYPED: &str = "application/octet-stream";

/// BLAKE3 of a whole file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediaHash(pub [u8; 32]);

impl MediaHash {
    /// Reads 64 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let text: &[u8; 64] = text.as_bytes().try_into().ok()?;
        let mut bytes = [0; 32];
        for (at, pair) in text.chunks_exact(2).enumerate() {
            bytes[at] = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Self(bytes))
    }

    /// 64 lower-case hexadecimal digits.
    pub fn to_text(self) -> String {
        self.0
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }
}

impl fmt::Display for MediaHash {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.to_text())
    }
}

impl fmt::Debug for MediaHash {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "MediaHash({self})")
    }
}

/// A file as a record or an event describes it. In files a list of four texts: hash, length in bytes, media
/// type, name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attached {
    /// What it holds.
    pub hash: MediaHash,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its media type, as in `image/png`.
    pub media_type: String,
    /// Its name, without folders.
    pub name: String,
}

impl Attached {
    /// A file by what a device says of it: a name loses folders and control characters, a type that is none
    /// becomes `application/octet-stream`.
    pub fn new(hash: MediaHash, bytes: u64, media_type: &str, name: &str) -> Self {
        Self { hash, bytes, media_type: clean_type(media_type), name: clean_name(name) }
    }
}

impl Value for Attached {
    const SHAPE: Shape = Shape::List(&Shape::Text);

    fn write(&self, writer: &mut Writer) {
        writer.array(4).text(&self.hash.to_text()).text(&self.bytes.to_string());
        writer.text(&self.media_type).text(&self.name);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        if reader.array().ok()?? != 4 {
            return None;
        }
        let hash = MediaHash::parse(reader.str().ok()?)?;
        let bytes = reader.str().ok()?.parse().ok()?;
        let media_type = reader.str().ok()?.to_owned();
        // From elsewhere it may say anything; what is shown and saved under is cleaned again.
        Some(Self::new(hash, bytes, &media_type, reader.str().ok()?))
    }
}

/// Content as the device keeps it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kept {
    /// What it is.
    pub hash: MediaHash,
    /// Its length in bytes; of an unfinished one, what is there so far.
    pub bytes: u64,
    /// When its last chunk was put, UTC ms.
    pub at_ms: i64,
    /// Whether all of it is there.
    pub whole: bool,
}

impl Kept {
    /// How many chunks a file of this length has.
    pub fn chunks(bytes: u64) -> u32 {
        u32::try_from(bytes.div_ceil(CHUNK as u64)).unwrap_or(u32::MAX)
    }
}

/// What of `kept` no one names, or was never finished, and is old enough to go at `now_ms`.
pub fn orphans(kept: &[Kept], named: &BTreeSet<MediaHash>, now_ms: i64) -> Vec<MediaHash> {
    let old = |one: &&Kept| now_ms.saturating_sub(one.at_ms) > GRACE_MS;
    let loose = |one: &&Kept| !one.whole || !named.contains(&one.hash);
    kept.iter().filter(old).filter(loose).map(|one| one.hash).collect()
}

/// Every hash that stands in canonical bytes as a text, or within one as a [`mod@reference`], of whatever kind and field: so a
/// row of a newer version names its files too.
pub fn named_in(bytes: &[u8], named: &mut BTreeSet<MediaHash>) {
    let scheme = reference::SCHEME.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        // The head of a text of 64 bytes, or what stands before the hash in a longer one.
        let from = match byte {
            0x78 if bytes.get(at + 1) == Some(&64) => at + 2,
            b'c' if bytes[at..].starts_with(scheme) => at + scheme.len(),
            _ => continue,
        };
        let text = bytes.get(from..from + 64).and_then(|text| core::str::from_utf8(text).ok());
        named.extend(text.and_then(MediaHash::parse));
    }
}

fn clean_type(media_type: &str) -> String {
    let plain = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let letter = |c: char| c.is_ascii_alphanumeric() || "!#$&^_.+-".contains(c);
    let named = plain.split_once('/').is_some_and(|(family, kind)| {
        !family.is_empty() && !kind.is_empty() && family.chars().all(letter) && kind.chars().all(letter)
    });
    if named && plain.len() <= TYPE_MAX { plain } else { UNTYPED.to_owned() }
}

/// Characters that turn the direction of a line: a name must not look as if it had another ending.
const TURNS: [char; 12] = [
    '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}',
    '\u{2068}', '\u{2069}', '\u{61c}',
];

fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control() && !TURNS.contains(c)).collect();
    let clean = clean.trim();
    // The ending stays when a long name is cut: other programs go by it.
    let ending =
        clean.rfind('.').map(|dot| &clean[dot..]).filter(|ending| ending.chars().count() <= 12).unwrap_or_default();
    let stem = clean.strip_suffix(ending).unwrap_or(clean);
    let cut: String = stem.chars().take(NAME_MAX - ending.chars().count()).collect();
    let whole = [cut.trim_end(), ending].concat();
    if whole.trim_matches('.').is_empty() { NAMELESS.to_owned() } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cbor::Cbor;

    fn hash(byte: u8) -> MediaHash {
        MediaHash([byte; 32])
    }

    #[test]
    fn a_hash_is_64_digits() {
        let text = "00ff".repeat(16);
        assert_eq!(MediaHash::parse(&text).map(MediaHash::to_text), Some(text.clone()));
        for bad in ["", &text[1..], &text.to_uppercase(), &text.replace('0', "g")] {
            assert_eq!(MediaHash::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_description_comes_back_clean() {
        for (given, name) in [
            ("C:\\fakepath\\lamp.png", "lamp.png"),
            ("../../etc/passwd", "passwd"),
            ("صورة\u{202e}gnp.exe", "صورةgnp.exe"),
            (" \n ", "file"),
            ("..", "file"),
        ] {
            assert_eq!(Attached::new(hash(1), 0, "", given).name, name, "{given:?}");
        }
        let long = Attached::new(hash(1), 0, "", &["a".repeat(900).as_str(), ".webm"].concat()).name;
        assert_eq!((long.chars().count(), long.strip_suffix(".webm").is_some()), (NAME_MAX, true));
        for (given, kind) in
            [("image/PNG", "image/png"), ("text/html; charset=utf-8", "text/html"), ("x", UNTYPED), ("a/b/c", UNTYPED)]
        {
            assert_eq!(Attached::new(hash(1), 0, given, "").media_type, kind, "{given}");
        }
        let file = Attached::new(hash(7), 2_345_678, "image/png", "lamp.png");
        assert_eq!(Cbor::of(&file).get(), Some(file.clone()));
        assert_eq!(Cbor::of(&vec!["x".to_owned(); 4]).get::<Attached>(), None);
        let mut named = BTreeSet::new();
        named_in(Cbor::of(&file).bytes(), &mut named);
        assert_eq!(named, BTreeSet::from([hash(7)]));
        let texts = vec![reference::written("a", hash(8)), ["x ", &reference::written("b", hash(9))].concat()];
        named_in(Cbor::of(&texts).bytes(), &mut named);
        assert_eq!(named, BTreeSet::from([hash(7), hash(8), hash(9)]));
    }

    #[test]
    fn only_what_is_old_and_loose_goes() {
        let kept = |byte, at_ms, whole| Kept { hash: hash(byte), bytes: 1, at_ms, whole };
        let list = [kept(1, 0, true), kept(2, 0, true), kept(3, 0, false), kept(4, GRACE_MS, true)];
        let named = BTreeSet::from([hash(1), hash(3)]);
        assert_eq!(orphans(&list, &named, GRACE_MS), []);
        assert_eq!(orphans(&list, &named, GRACE_MS + 1), [hash(2), hash(3)]);
    }

    #[test]
    fn chunks_cover_the_length() {
        for (bytes, chunks) in [(0, 0), (1, 1), (CHUNK as u64, 1), (CHUNK as u64 + 1, 2)] {
            assert_eq!(Kept::chunks(bytes), chunks, "{bytes}");
        }
    }
}
