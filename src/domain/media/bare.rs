//! A picture without what its camera or its program wrote beside it: where it was taken, when, with what, by whom. What it
//! looks like stays to the last bit: nothing is drawn anew, its colours stay described, and of its description stays which
//! way up it is. JPEG, PNG and WebP; a GIF has no such description. Of others, and of what is not whole, nothing is known.

/// What became of a picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Bare {
    /// Nothing stands beside it.
    AsItIs,
    /// The picture without what stood beside it.
    Made(Vec<u8>),
    /// It is of another kind, or not whole: anything may stand beside it.
    Unknown,
}

/// The picture without what stands beside it.
pub fn bare(bytes: &[u8]) -> Bare {
    let made = match bytes {
        [0xff, 0xd8, 0xff, ..] => jpeg(bytes),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => png(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => return Bare::AsItIs,
        _ => None,
    };
    match made {
        Some(made) if made == bytes => Bare::AsItIs,
        Some(made) => Bare::Made(made),
        None => Bare::Unknown,
    }
}

/// Segments up to the end of the picture; what lies behind that, such as a second picture with a description of its own, is
/// left out.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut made = vec![0xff, 0xd8];
    let mut described = false;
    let mut at = 2;
    loop {
        // A marker may have any number of fill bytes before it.
        while *bytes.get(at)? == 0xff && *bytes.get(at + 1)? == 0xff {
            at += 1;
        }
        let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
        if marker == 0xd9 {
            made.extend([0xff, 0xd9]);
            return Some(made);
        }
        if matches!(marker, 0x01 | 0xd0..=0xd7) {
            made.extend([0xff, marker]);
            at += 2;
            continue;
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let segment = bytes.get(at..at + 2 + length)?;
        let body = segment.get(4..)?;
        let stays = match marker {
            0xe1 => {
                // The first description counts, whatever it says.
                let exif = body.strip_prefix(b"Exif\0\0").filter(|_| !described);
                described |= exif.is_some();
                if let Some(way) = exif.and_then(way_up) {
                    let told = [&b"Exif\0\0"[..], &told(way)].concat();
                    let length = u16::try_from(told.len() + 2).ok()?.to_be_bytes();
                    made.extend([&[0xff, 0xe1][..], &length, &told].concat());
                }
                false
            }
            // Its colours, and how they are coded.
            0xe2 => body.starts_with(b"ICC_PROFILE\0"),
            0xe0 => {
                let is_head = body.starts_with(b"JFIF\0");
                if is_head && body.len() > JFIF {
                    // A small picture within it may show what the large one no longer does.
                    made.extend([&[0xff, 0xe0, 0, 16][..], &body[..JFIF - 2], &[0, 0]].concat());
                }
                is_head && body.len() <= JFIF
            }
            0xee => body.starts_with(b"Adobe"),
            0xe3..=0xef | 0xfe => false,
            _ => true,
        };
        if stays {
            made.extend(segment);
        }
        at += segment.len();
        if marker == 0xda {
            let coded = scan(bytes.get(at..)?);
            made.extend(&bytes[at..at + coded]);
            at += coded;
            // Cut off within its picture: what there is of it is shown, and has no description either.
            if at == bytes.len() {
                return Some(made);
            }
        }
    }
}

/// Bytes of a head of JFIF without a small picture; the last two are the size of that.
const JFIF: usize = 14;

/// Bytes of coded picture up to the next marker, or the end.
fn scan(bytes: &[u8]) -> usize {
    let next = bytes.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff));
    next.unwrap_or(bytes.len())
}

/// Chunks that draw it: those that every program must know, and of the others those of colour, size and movement.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    const STAY: [&[u8; 4]; 15] = [
        b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"tRNS", b"pHYs",
        b"acTL", b"fcTL", b"fdAT",
    ];
    let mut made = bytes.get(..8)?.to_vec();
    let (mut at, mut described) = (8, false);
    loop {
        let length = usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()?;
        let chunk = bytes.get(at..at.checked_add(length)?.checked_add(12)?)?;
        let name: &[u8; 4] = chunk[4..8].try_into().ok()?;
        let needed = name[0].is_ascii_uppercase();
        if needed || STAY.contains(&name) {
            made.extend(chunk);
        } else if name == b"eXIf" && !described {
            described = true;
            if let Some(way) = way_up(&chunk[8..8 + length]) {
                let named = [&name[..], &told(way)].concat();
                made.extend(u32::try_from(named.len() - 4).ok()?.to_be_bytes());
                made.extend(&named);
                made.extend(checksum(&named).to_be_bytes());
            }
        }
        if name == b"IEND" {
            return Some(made);
        }
        at += chunk.len();
    }
}

/// Chunks without descriptions, and the head that no longer announces them. It may say that it is longer than it is, and the
/// last chunk may lack the byte that makes its length even: browsers show such a picture too.
fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    const DESCRIBED: u8 = 0x0c;
    const EXIF: u8 = 0x08;
    let little = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let end = usize::try_from(little(4)?).ok()?.checked_add(8)?.min(bytes.len());
    let mut made = bytes.get(..12)?.to_vec();
    let (mut at, mut described, mut turned) = (12, false, false);
    while at < end {
        let length = usize::try_from(little(at + 4)?).ok()?;
        // A chunk of an odd length has one byte more.
        let whole = at.checked_add(length)?.checked_add(8)?;
        let chunk = bytes.get(at..whole.saturating_add(length % 2).min(bytes.len().max(whole)))?;
        match &chunk[..4] {
            b"XMP " => {}
            b"EXIF" if described => {}
            b"EXIF" => {
                described = true;
                let exif = &chunk[8..8 + length];
                if let Some(way) = way_up(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif)) {
                    let told = told(way);
                    made.extend(b"EXIF");
                    made.extend(u32::try_from(told.len()).ok()?.to_le_bytes());
                    made.extend(told);
                    turned = true;
                }
            }
            _ => made.extend(chunk),
        }
        at += chunk.len();
    }
    if made.get(12..16)? == b"VP8X" {
        let flags = made.get_mut(20)?;
        *flags = *flags & !DESCRIBED | if turned { EXIF } else { 0 };
    }
    let length = u32::try_from(made.len() - 8).ok()?.to_le_bytes();
    made[4..8].copy_from_slice(&length);
    Some(made)
}

/// The field of a description that says which way up a picture is.
const ORIENTATION: u16 = 0x0112;

/// Which way up it is, 2 to 8, by a description in the form of TIFF; nothing if it stands as it is stored.
fn way_up(tiff: &[u8]) -> Option<u8> {
    let is_little = match tiff.get(..4)? {
        [b'I', b'I', 42, 0] => true,
        [b'M', b'M', 0, 42] => false,
        _ => return None,
    };
    let two = |at: usize| {
        let pair: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let four: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let first = if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
    let first = usize::try_from(first).ok()?;
    let entry = |n: usize| first.checked_add(2 + n * 12);
    // A list may say that it is longer than there are bytes.
    let count = usize::from(two(first)?).min(tiff.len().saturating_sub(first) / 12);
    let at = (0..count).filter_map(entry).find(|at| two(*at) == Some(ORIENTATION))?;
    u8::try_from(two(at.checked_add(8)?)?).ok().filter(|way| (2..=8).contains(way))
}

/// A description that says which way up it is, and nothing else.
fn told(way: u8) -> [u8; 26] {
    let [high, low] = ORIENTATION.to_be_bytes();
    // One entry: a short, once, its value; no further list.
    [b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, high, low, 0, 3, 0, 0, 0, 1, 0, way, 0, 0, 0, 0, 0, 0]
}

/// The CRC-32 of PNG.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A description with a way up, and a place.
    fn described(way: u8) -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
        tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, way, 0, 0, 0]);
        tiff.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0]);
        tiff.extend(b"GPS 52.5 N 13.4 E");
        tiff
    }

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], body].concat()
    }

    fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
        let named = [&name[..], body].concat();
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&length[..], &named, &checksum(&named).to_be_bytes()].concat()
    }

    fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut body = b"WEBP".to_vec();
        for (name, content) in chunks {
            body.extend(&name[..]);
            body.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
            body.extend(*content);
            body.extend(vec![0; content.len() % 2]);
        }
        [b"RIFF", &u32::try_from(body.len()).unwrap().to_le_bytes()[..], &body].concat()
    }

    fn made(bytes: &[u8]) -> Vec<u8> {
        let Bare::Made(made) = bare(bytes) else { panic!("something stands beside it") };
        made
    }

    fn says_place(bytes: &[u8]) -> bool {
        bytes.windows(3).any(|part| part == b"GPS")
    }

    /// A JPEG with a scan in which marks stand that end nothing.
    fn photo(beside: &[Vec<u8>]) -> Vec<u8> {
        let coded = [segment(0xda, b"\x01\x01\0\0\x3f\0"), vec![1, 0xff, 0x00, 2, 0xff, 0xd0, 3]].concat();
        let second = [segment(0xc4, b"table"), coded.clone()].concat();
        let parts = [vec![0xff, 0xd8], segment(0xe0, b"JFIF\0"), beside.concat(), segment(0xdb, b"q"), coded, second];
        [parts.concat(), vec![0xff, 0xd9]].concat()
    }

    #[test]
    fn a_photograph_loses_its_place_and_keeps_its_look() {
        let icc = segment(0xe2, b"ICC_PROFILE\0\x01\x01p");
        let adobe = segment(0xee, b"Adobe\0d\0\0\0\0\x01");
        let exif = |way| segment(0xe1, &[&b"Exif\0\0"[..], &described(way)].concat());
        let beside = |way| {
            let xmp = segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0GPS");
            vec![exif(way), xmp, icc.clone(), segment(0xed, b"GPS"), segment(0xfe, b"GPS"), adobe.clone()]
        };
        assert_eq!(made(&photo(&beside(1))), photo(&[icc.clone(), adobe.clone()]));
        let turned = made(&photo(&beside(6)));
        let told = segment(0xe1, &[&b"Exif\0\0"[..], &told(6)].concat());
        assert_eq!(turned, photo(&[told, icc.clone(), adobe.clone()]));
        assert_eq!(bare(&turned), Bare::AsItIs, "once is enough");
        // A second picture behind the first, and a trailer.
        let two = [photo(&[]), photo(&beside(1)), b"GPS".to_vec()].concat();
        assert_eq!(made(&two), photo(&[]));
        // The first description counts, and small pictures go.
        assert_eq!(made(&photo(&[exif(1), exif(6)])), photo(&[]));
        let small = [segment(0xe0, b"JFXX\0\x13GPS"), segment(0xe0, b"JFIF\0\x01\x02\x01\0H\0H\x01\x01GPS")];
        assert_eq!(made(&photo(&small)), photo(&[segment(0xe0, b"JFIF\0\x01\x02\x01\0H\0H\0\0")]));
    }

    #[test]
    fn png_and_webp_lose_texts_and_descriptions() {
        let png = |beside: &[Vec<u8>]| {
            let parts = [chunk(*b"IHDR", &[0; 13]), beside.concat(), chunk(*b"IDAT", b"data"), chunk(*b"IEND", b"")];
            [b"\x89PNG\r\n\x1a\n".to_vec(), parts.concat()].concat()
        };
        let colour = chunk(*b"iCCP", b"p");
        let texts = [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"prVt"].map(|name| chunk(*name, b"GPS"));
        let beside = |way| [&[colour.clone(), chunk(*b"eXIf", &described(way))][..], &texts].concat();
        assert_eq!(made(&png(&beside(1))), png(std::slice::from_ref(&colour)));
        let turned = png(&[colour.clone(), chunk(*b"eXIf", &told(8))]);
        assert_eq!(made(&png(&beside(8))), turned);
        assert_eq!(made(&png(&[chunk(*b"eXIf", &described(1)), chunk(*b"eXIf", &described(8))])), png(&[]));
        assert_eq!(checksum(b"IEND"), 0xae42_6082, "as every PNG ends");

        let head = |flags: u8| vec![flags, 0, 0, 0, 1, 0, 0, 1, 0, 0];
        let full = |way| {
            riff(&[
                (b"VP8X", &head(0x3c)),
                (b"ICCP", b"p"),
                (b"VP8 ", b"d"),
                (b"EXIF", &described(way)),
                (b"XMP ", b"GPS"),
            ])
        };
        let plain = riff(&[(b"VP8X", &head(0x30)), (b"ICCP", b"p"), (b"VP8 ", b"d")]);
        assert_eq!(made(&full(1)), plain);
        let turned = riff(&[(b"VP8X", &head(0x38)), (b"ICCP", b"p"), (b"VP8 ", b"d"), (b"EXIF", &told(3))]);
        assert_eq!(made(&full(3)), turned);
        assert_eq!([bare(&plain), bare(&riff(&[(b"VP8L", b"d")]))], [Bare::AsItIs, Bare::AsItIs]);
        // One that ends a byte early, and one that says it is longer than it is.
        let odd = riff(&[(b"VP8X", &head(0x3c)), (b"VP8 ", b"d"), (b"XMP ", b"GPS")]);
        let without = riff(&[(b"VP8X", &head(0x30)), (b"VP8 ", b"d")]);
        let mut long = odd.clone();
        long[4..8].copy_from_slice(&9_999_u32.to_le_bytes());
        for bytes in [&odd[..], &odd[..odd.len() - 1], &long] {
            assert_eq!(made(bytes), without);
        }
    }

    #[test]
    fn what_is_damaged_or_hostile_is_left_and_ends() {
        let whole = photo(&[segment(0xe1, &[&b"Exif\0\0"[..], &described(6)].concat())]);
        assert!(says_place(&whole) && !says_place(&made(&whole)));
        let cut = &whole[..whole.len() - 2];
        assert!(!says_place(&made(cut)), "cut off within its picture");
        for end in 0..whole.len() {
            match bare(&whole[..end]) {
                Bare::AsItIs => panic!("{end}"),
                Bare::Made(made) => assert!(!says_place(&made), "{end}"),
                Bare::Unknown => {}
            }
        }
        // A stray byte between two segments: browsers pass over it.
        let stray = [&whole[..2], &segment(0xfe, b"GPS"), b"x", &whole[2..]].concat();
        let png = [&b"\x89PNG\r\n\x1a\n"[..], &[0xff; 4], b"IDAT"].concat();
        let webp = [&b"RIFF"[..], &[0xff; 4], b"WEBPVP8 ", &[0xff; 4]].concat();
        for other in [&b""[..], b"\0\0\0\x18ftypavif", &stray, &png, &webp] {
            assert_eq!(bare(other), Bare::Unknown);
        }
        assert_eq!(bare(b"GIF89a"), Bare::AsItIs);
        let mut tiff = described(6);
        tiff[4..8].copy_from_slice(&[0xff; 4]);
        assert_eq!((way_up(&tiff), way_up(b"II*"), way_up(&described(9))), (None, None, None));
    }
}
