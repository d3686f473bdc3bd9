//! Is this the one encoding of its value? Told from the bytes as they stand, without making anything of them: every
//! row that is read passes here.
//!
//! Guards everything that comes from outside: depth is bounded, lengths are believed only as far as
//! the bytes reach, map keys must ascend.

use super::{Reader, Writer};
use thiserror::Error;

/// How deep arrays and maps may nest.
pub const MAX_DEPTH: usize = 64;

/// What is wrong with bytes that should be canonical CBOR.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum CborError {
    /// Ends early, or holds something that is not CBOR, at this byte.
    #[error("malformed at byte {at}")]
    Malformed {
        /// Offset of the item.
        at: usize,
    },
    /// Well-formed, but another encoding of the same value is the canonical one.
    #[error("not canonical at byte {at}")]
    NotCanonical {
        /// Offset of the item.
        at: usize,
    },
    /// Nests deeper than [`MAX_DEPTH`].
    #[error("nested too deep at byte {at}")]
    TooDeep {
        /// Offset of the item.
        at: usize,
    },
    /// Bytes after the item.
    #[error("bytes left over at {at}")]
    Trailing {
        /// Offset of the first byte too many.
        at: usize,
    },
    /// Canonical, but not the shape that belongs here.
    #[error("unexpected shape at byte {at}")]
    Shape {
        /// Offset of the item.
        at: usize,
    },
}

/// Checks the first item of `bytes`; its length in bytes.
pub fn check(bytes: &[u8]) -> Result<usize, CborError> {
    let mut scan = Scan { bytes, at: 0 };
    scan.item(0)?;
    Ok(scan.at)
}

/// Bytes, and how far they were found canonical.
struct Scan<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// The first bytes of an item: what it is, and its number or length.
struct Head {
    /// Major type, 0 to 7.
    major: u8,
    /// The low five bits of the first byte.
    info: u8,
    /// What they say, or the bytes after them.
    argument: u64,
}

impl Scan<'_> {
    fn item(&mut self, depth: usize) -> Result<(), CborError> {
        let at = self.at;
        if depth > MAX_DEPTH {
            return Err(CborError::TooDeep { at });
        }
        let Head { major, info, argument } = self.head()?;
        match major {
            0 | 1 => Ok(()),
            2 => self.skip(argument, at),
            3 => {
                let from = self.at;
                self.skip(argument, at)?;
                let text = core::str::from_utf8(&self.bytes[from..self.at]);
                text.map(drop).map_err(|_| CborError::Malformed { at })
            }
            4 => (0..argument).try_for_each(|_| self.item(depth + 1)),
            5 => self.entries(argument, depth),
            6 => self.item(depth + 1),
            _ => match info {
                // False, true and null.
                20..=22 => Ok(()),
                25..=27 => self.float(at),
                _ => Err(CborError::NotCanonical { at }),
            },
        }
    }

    /// Reads a head, which must be as short as its number allows.
    fn head(&mut self) -> Result<Head, CborError> {
        let at = self.at;
        let first = *self.bytes.get(at).ok_or(CborError::Malformed { at })?;
        let (major, info) = (first >> 5, first & 0x1f);
        self.at += 1;
        let (argument, least) = match info {
            0..=23 => (u64::from(info), 0),
            24 => (u64::from(u8::from_be_bytes(self.take(at)?)), 24),
            25 => (u64::from(u16::from_be_bytes(self.take(at)?)), 1 << 8),
            26 => (u64::from(u32::from_be_bytes(self.take(at)?)), 1 << 16),
            27 => (u64::from_be_bytes(self.take(at)?), 1 << 32),
            // Reserved, or of no definite length.
            _ => return Err(CborError::NotCanonical { at }),
        };
        // What follows the head of a float is its bits.
        if major < 7 && argument < least {
            return Err(CborError::NotCanonical { at });
        }
        Ok(Head { major, info, argument })
    }

    fn entries(&mut self, pairs: u64, depth: usize) -> Result<(), CborError> {
        let mut last: Option<&[u8]> = None;
        for _ in 0..pairs {
            let start = self.at;
            self.item(depth + 1)?;
            let key = &self.bytes[start..self.at];
            if last.is_some_and(|last| last >= key) {
                return Err(CborError::NotCanonical { at: start });
            }
            last = Some(key);
            self.item(depth + 1)?;
        }
        Ok(())
    }

    /// A float that was read must be the shortest of its value.
    fn float(&self, at: usize) -> Result<(), CborError> {
        let bytes = &self.bytes[at..self.at];
        let value = Reader::new(bytes).f64().map_err(|_| CborError::Malformed { at })?;
        let mut again = Writer::new();
        again.float(value);
        if again.into_bytes() == bytes { Ok(()) } else { Err(CborError::NotCanonical { at }) }
    }

    fn skip(&mut self, length: u64, at: usize) -> Result<(), CborError> {
        let end = usize::try_from(length).ok().and_then(|length| self.at.checked_add(length));
        self.at = end.filter(|end| *end <= self.bytes.len()).ok_or(CborError::Malformed { at })?;
        Ok(())
    }

    fn take<const N: usize>(&mut self, at: usize) -> Result<[u8; N], CborError> {
        let rest = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk::<N>());
        self.at += N;
        rest.copied().ok_or(CborError::Malformed { at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use minicbor::data::Type;
    use proptest::{collection::vec, prelude::*, sample::Index};

    /// The same by another way: every item is written again.
    fn rewritten(bytes: &[u8]) -> Option<usize> {
        let mut reader = Reader::new(bytes);
        again(bytes, &mut reader, 0)?;
        Some(reader.position())
    }

    fn again(bytes: &[u8], reader: &mut Reader, depth: usize) -> Option<()> {
        let at = reader.position();
        let mut writer = Writer::new();
        let mut children = 0;
        let mut keys = false;
        match reader.datatype().ok().filter(|_| depth <= MAX_DEPTH)? {
            Type::U8 | Type::U16 | Type::U32 | Type::U64 => {
                writer.uint(reader.u64().ok()?);
            }
            Type::I8 | Type::I16 | Type::I32 | Type::I64 => {
                writer.int(reader.i64().ok()?);
            }
            Type::Int => {
                // Below -2^63: in its one width, nine bytes.
                reader.int().ok()?;
                writer.raw(&bytes[at..(at + 9).min(bytes.len())]);
            }
            Type::F16 | Type::F32 | Type::F64 => {
                writer.float(reader.f64().ok()?);
            }
            Type::Bool => {
                writer.bool(reader.bool().ok()?);
            }
            Type::Null => {
                reader.null().ok()?;
                writer.null();
            }
            Type::Bytes => {
                writer.bytes(reader.bytes().ok()?);
            }
            Type::String => {
                writer.text(reader.str().ok()?);
            }
            Type::Array => {
                children = reader.array().ok()??;
                writer.array(usize::try_from(children).ok()?);
            }
            Type::Map => {
                let pairs = reader.map().ok()??;
                writer.map(usize::try_from(pairs).ok()?);
                children = pairs.checked_mul(2)?;
                keys = true;
            }
            Type::Tag => {
                writer.tag(reader.tag().ok()?.as_u64());
                children = 1;
            }
            _ => return None,
        }
        (bytes[at..reader.position()] == writer.into_bytes()).then_some(())?;
        let mut last: &[u8] = &[];
        for child in 0..children {
            let start = reader.position();
            again(bytes, reader, depth + 1)?;
            if keys && child % 2 == 0 {
                let key = &bytes[start..reader.position()];
                (last < key).then_some(())?;
                last = key;
            }
        }
        Some(())
    }

    /// Canonical bytes of any value.
    fn canonical() -> impl Strategy<Value = Vec<u8>> {
        let leaf = prop_oneof![
            any::<u64>().prop_map(|n| written(|w| w.uint(n))),
            any::<i64>().prop_map(|n| written(|w| w.int(n))),
            any::<f64>().prop_map(|n| written(|w| w.float(n))),
            any::<f32>().prop_map(|n| written(|w| w.float(n.into()))),
            "\\PC{0,40}".prop_map(|text| written(|w| w.text(&text))),
            vec(any::<u8>(), 0..300).prop_map(|bytes| written(|w| w.bytes(&bytes))),
            Just(written(|w| w.null())),
            any::<bool>().prop_map(|yes| written(|w| w.bool(yes))),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                vec(inner.clone(), 0..6).prop_map(|items| written(|w| w.array(items.len()).raw(&items.concat()))),
                proptest::collection::btree_map(inner.clone(), inner.clone(), 0..6).prop_map(|map| {
                    let pairs: Vec<u8> = map.iter().flat_map(|(key, value)| [key.as_slice(), value].concat()).collect();
                    written(|w| w.map(map.len()).raw(&pairs))
                }),
                (any::<u64>(), inner).prop_map(|(tag, item)| written(|w| w.tag(tag).raw(&item))),
            ]
        })
    }

    fn written(write: impl FnOnce(&mut Writer) -> &mut Writer) -> Vec<u8> {
        let mut writer = Writer::new();
        write(&mut writer);
        writer.into_bytes()
    }

    proptest! {
        /// What is written is canonical; what was altered is so exactly if writing it again gives the same.
        #[test]
        fn as_if_every_item_were_written_again(
            bytes in canonical(),
            changes in vec((any::<Index>(), any::<u8>()), 0..4),
            cut in any::<Index>(),
        ) {
            prop_assert_eq!(check(&bytes), Ok(bytes.len()));
            prop_assert_eq!(rewritten(&bytes), Some(bytes.len()));
            let mut altered = bytes.clone();
            changes.iter().for_each(|(at, byte)| altered[at.index(bytes.len())] = *byte);
            prop_assert_eq!(check(&altered).ok(), rewritten(&altered));
            altered.truncate(cut.index(bytes.len() + 1));
            prop_assert_eq!(check(&altered).ok(), rewritten(&altered));
        }

        #[test]
        fn of_any_bytes(bytes in vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(check(&bytes).ok(), rewritten(&bytes));
        }
    }

    fn check_all(cases: &[(&[u8], Result<usize, CborError>)]) {
        for (bytes, expected) in cases {
            assert_eq!(check(bytes), *expected, "{bytes:02x?}");
        }
    }

    #[test]
    fn one_value_has_one_encoding() {
        use CborError::{Malformed, NotCanonical};
        check_all(&[
            (&[0x17], Ok(1)),
            (&[0x18, 0x18], Ok(2)),
            (&[0x18, 0x17], Err(NotCanonical { at: 0 })),
            (&[0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], Ok(9)),
            (&[0xf9, 0x3c, 0x00], Ok(3)),
            (&[0xfa, 0x3f, 0x80, 0x00, 0x00], Err(NotCanonical { at: 0 })),
            (&[0x62, 0xc3, 0xa9], Ok(3)),
            (&[0x62, 0xc3, 0x28], Err(Malformed { at: 0 })),
            (&[0xa2, 0x01, 0xf6, 0x02, 0xf5], Ok(5)),
            (&[0xa2, 0x02, 0xf6, 0x01, 0xf5], Err(NotCanonical { at: 3 })),
            (&[0xa2, 0x01, 0xf6, 0x01, 0xf5], Err(NotCanonical { at: 3 })),
            (&[0x9f, 0x01, 0xff], Err(NotCanonical { at: 0 })),
            (&[0xc1, 0x01], Ok(2)),
            (&[0xd8, 0x01, 0x01], Err(NotCanonical { at: 0 })),
            (&[0x82, 0x01], Err(Malformed { at: 2 })),
            (&[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], Err(Malformed { at: 9 })),
            (&[], Err(Malformed { at: 0 })),
        ]);
    }

    #[test]
    fn nesting_is_bounded() {
        let mut deep = vec![0x81; 100_000];
        deep.push(0x01);
        assert_eq!(check(&deep), Err(CborError::TooDeep { at: MAX_DEPTH + 1 }));
    }
}
