//! What a picture or a sound is, by its first bytes: neither its name nor what a device says of its type counts. Only
//! what cannot run anything is known here, so SVG is not; what is not known is not shown in a text.

/// Bytes that tell all there is to be told: the size of a photograph stands behind its description.
pub const HEAD: usize = 1 << 20;

/// How it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// It is seen.
    Picture,
    /// It is heard.
    Sound,
}

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Content {
    /// How it is shown.
    pub sort: Sort,
    /// Its media type.
    pub media_type: &'static str,
    /// Width and height of a picture in pixels, as far as its first bytes tell.
    pub size: Option<(u32, u32)>,
}

impl Content {
    /// What begins with these bytes, at best [`HEAD`] of them; nothing if it is none of the kinds that are shown.
    pub fn of(head: &[u8]) -> Option<Self> {
        let picture = |media_type, size| Some(Self { sort: Sort::Picture, media_type, size });
        let sound = |media_type| Some(Self { sort: Sort::Sound, media_type, size: None });
        match head {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => picture("image/png", two(head, 16, wide)),
            [0xff, 0xd8, 0xff, ..] => picture("image/jpeg", jpeg(head)),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => picture("image/gif", two(head, 6, low)),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => picture("image/webp", webp(head)),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => sound("audio/wav"),
            [b'O', b'g', b'g', b'S', ..] => sound("audio/ogg"),
            [b'I', b'D', b'3', 2..=4, ..] => sound("audio/mpeg"),
            // The beginning of a frame of layer III.
            [0xff, second, ..] if second & 0xe6 == 0xe2 => sound("audio/mpeg"),
            [0x1a, 0x45, 0xdf, 0xa3, ..] if found(&head[..head.len().min(64)], b"webm").is_some() => {
                sound("audio/webm")
            }
            [_, _, _, _, b'f', b't', b'y', b'p', a, b, c, d, ..] => match &[*a, *b, *c, *d] {
                b"avif" | b"avis" => picture("image/avif", avif(head)),
                b"M4A " | b"M4B " | b"mp41" | b"mp42" | b"isom" | b"iso2" | b"iso4" | b"iso5" | b"iso6" | b"dash" => {
                    sound("audio/mp4")
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// How many pixels a picture has.
    pub fn pixels(&self) -> Option<u64> {
        self.size.map(|(width, height)| u64::from(width) * u64::from(height))
    }
}

/// A number of some bytes at a place.
type Number = fn(&[u8], usize) -> Option<u32>;

/// Two numbers, one behind the other, that are as long as `number` reads.
fn two(head: &[u8], at: usize, number: Number) -> Option<(u32, u32)> {
    let step = if number(&[0, 0], 0).is_some() { 2 } else { 4 };
    Some((number(head, at)?, number(head, at + step)?))
}

fn wide(head: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?))
}

fn high(head: &[u8], at: usize) -> Option<u32> {
    Some(u16::from_be_bytes(head.get(at..at + 2)?.try_into().ok()?).into())
}

fn low(head: &[u8], at: usize) -> Option<u32> {
    Some(u16::from_le_bytes(head.get(at..at + 2)?.try_into().ok()?).into())
}

/// The frame of a JPEG, behind whatever segments stand before it.
fn jpeg(head: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let (mark, kind) = (*head.get(at)?, *head.get(at + 1)?);
        match (mark, kind) {
            (0xff, 0xff) => at += 1,
            (0xff, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf) => {
                return Some((high(head, at + 7)?, high(head, at + 5)?));
            }
            (0xff, _) => at += 2 + usize::try_from(high(head, at + 2)?).ok()?.max(2),
            _ => return None,
        }
    }
}

/// The three kinds of WebP: plain, lossless, and with more than one part.
fn webp(head: &[u8]) -> Option<(u32, u32)> {
    let three = |at: usize| Some(low(head, at)? | u32::from(*head.get(at + 2)?) << 16);
    match head.get(12..16)? {
        b"VP8 " => two(head, 26, low).map(|(width, height)| (width & 0x3fff, height & 0x3fff)),
        b"VP8L" => {
            let bits = u32::from_le_bytes(head.get(21..25)?.try_into().ok()?);
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((three(24)? + 1, three(27)? + 1)),
        _ => None,
    }
}

/// The largest of the sizes that an AVIF says of its parts.
fn avif(head: &[u8]) -> Option<(u32, u32)> {
    let (mut rest, mut largest) = (head, None);
    while let Some(at) = found(rest, b"ispe") {
        let size = two(rest, at + 8, wide);
        largest = largest.max(size);
        rest = &rest[at + 4..];
    }
    largest
}

fn found(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn padded(parts: &[&[u8]]) -> Vec<u8> {
        [parts.concat(), vec![0; 40]].concat()
    }

    #[test]
    fn pictures_are_known_with_their_size() {
        let check = |parts: &[&[u8]], media_type: &str, size: Option<(u32, u32)>| {
            let content = Content::of(&padded(parts)).expect(media_type);
            assert_eq!((content.sort, content.media_type, content.size), (Sort::Picture, media_type, size));
        };
        let png: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        check(&[png, &[0, 0, 3, 0x20, 0, 0, 2, 0x58]], "image/png", Some((800, 600)));
        check(&[b"GIF89a", &[0x20, 3, 0x58, 2]], "image/gif", Some((800, 600)));
        let frame: &[u8] = &[0xff, 0xc2, 0, 17, 8, 2, 0x58, 3, 0x20];
        check(&[&[0xff, 0xd8], &[0xff, 0xe1, 0, 6, 1, 2, 3, 4], &[0xff], frame], "image/jpeg", Some((800, 600)));
        check(
            &[b"RIFF\0\0\0\0WEBPVP8X", &[10, 0, 0, 0, 0, 0, 0, 0, 0x1f, 3, 0, 0x57, 2, 0]],
            "image/webp",
            Some((800, 600)),
        );
        check(&[b"RIFF\0\0\0\0WEBPVP8 ", &[0; 10], &[0x20, 3, 0x58, 2]], "image/webp", Some((800, 600)));
        let lossless = (799_u32 + (599 << 14)).to_le_bytes();
        check(&[b"RIFF\0\0\0\0WEBPVP8L", &[9, 0, 0, 0, 0x2f], &lossless], "image/webp", Some((800, 600)));
        let part = |size: [u8; 8]| [b"ispe".as_slice(), &[0; 4], &size].concat();
        let parts = [part([0, 0, 0, 9, 0, 0, 0, 9]), part([0, 0, 3, 0x20, 0, 0, 2, 0x58])].concat();
        check(&[b"\0\0\0\x20ftypavif", &parts], "image/avif", Some((800, 600)));
    }

    #[test]
    fn sounds_are_known() {
        let check = |head: &[u8], media_type: &str| {
            assert_eq!(
                Content::of(head).map(|content| (content.sort, content.media_type)),
                Some((Sort::Sound, media_type))
            );
        };
        check(b"ID3\x04\0\0", "audio/mpeg");
        check(&[0xff, 0xfb, 0x90, 0], "audio/mpeg");
        check(b"OggS\0", "audio/ogg");
        check(b"RIFF\0\0\0\0WAVEfmt ", "audio/wav");
        check(b"\0\0\0\x20ftypM4A \0", "audio/mp4");
        check(b"\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1f\x42\x82\x84webm", "audio/webm");
    }

    #[test]
    fn everything_else_is_not_known_and_what_is_cut_has_no_size() {
        for head in [
            b"".as_slice(),
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            b"<!DOCTYPE html><img>",
            b"%PDF-1.7",
            b"\0\0\0\x20ftypheic",
            b"\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1f\x42\x82\x88matroska",
            // Another layer of the same family.
            &[0xff, 0xf1, 0x50, 0x80],
        ] {
            assert_eq!(Content::of(head), None, "{head:?}");
        }
        for head in [b"\x89PNG\r\n\x1a\n\0\0".as_slice(), &[0xff, 0xd8, 0xff, 0xe1, 0xff], b"GIF89a\x01"] {
            assert_eq!(Content::of(head).and_then(|content| content.size), None, "{head:?}");
        }
        // Nothing that is cut anywhere, or altered, ends in anything but an answer.
        let whole =
            padded(&[&[0xff, 0xd8], &[0xff, 0xe1, 0, 6, 1, 2, 3, 4], &[0xff, 0xc0, 0, 17, 8, 2, 0x58, 3, 0x20]]);
        for at in 0..whole.len() {
            let _ = Content::of(&whole[..at]);
            for bit in 0..8 {
                let mut altered = whole.clone();
                altered[at] ^= 1 << bit;
                let _ = Content::of(&altered);
            }
        }
    }
}
