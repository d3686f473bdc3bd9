//! Is this the one encoding of its value? Checked by writing every item again and comparing bytes.
//!
//! Guards everything that comes from outside: depth is bounded, lengths are believed only as far as
//! the bytes reach, map keys must ascend.

use super::{Reader, Writer};
use minicbor::data::Type;
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
    let mut reader = Reader::new(bytes);
    item(bytes, &mut reader, 0)?;
    Ok(reader.position())
}

fn item(bytes: &[u8], reader: &mut Reader, depth: usize) -> Result<(), CborError> {
    let at = reader.position();
    if depth > MAX_DEPTH {
        return Err(CborError::TooDeep { at });
    }
    let malformed = |_| CborError::Malformed { at };
    let mut again = Writer::new();
    let mut children = 0;
    match reader.datatype().map_err(malformed)? {
        Type::U8 | Type::U16 | Type::U32 | Type::U64 => {
            again.uint(reader.u64().map_err(malformed)?);
        }
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => {
            again.int(reader.i64().map_err(malformed)?);
        }
        Type::Int => {
            // Below -2^63: kept, but only in its one width, nine bytes.
            reader.int().map_err(malformed)?;
            again.raw(&bytes[at..(at + 9).min(bytes.len())]);
        }
        Type::F16 | Type::F32 | Type::F64 => {
            again.float(reader.f64().map_err(malformed)?);
        }
        Type::Bool => {
            again.bool(reader.bool().map_err(malformed)?);
        }
        Type::Null => {
            reader.null().map_err(malformed)?;
            again.null();
        }
        Type::Bytes => {
            again.bytes(reader.bytes().map_err(malformed)?);
        }
        Type::String => {
            again.text(reader.str().map_err(malformed)?);
        }
        Type::Array => {
            children = length(reader.array().map_err(malformed)?, at)?;
            again.array(children);
        }
        Type::Map => {
            let pairs = length(reader.map().map_err(malformed)?, at)?;
            again.map(pairs);
            compare(bytes, at, reader.position(), again)?;
            return map_entries(bytes, reader, pairs, depth);
        }
        Type::Tag => {
            let tag = reader.tag().map_err(malformed)?;
            again.tag(tag.as_u64());
            compare(bytes, at, reader.position(), again)?;
            return item(bytes, reader, depth + 1);
        }
        _ => return Err(CborError::NotCanonical { at }),
    }
    compare(bytes, at, reader.position(), again)?;
    for _ in 0..children {
        item(bytes, reader, depth + 1)?;
    }
    Ok(())
}

fn map_entries(bytes: &[u8], reader: &mut Reader, pairs: usize, depth: usize) -> Result<(), CborError> {
    let mut last: Option<&[u8]> = None;
    for _ in 0..pairs {
        let start = reader.position();
        item(bytes, reader, depth + 1)?;
        let key = &bytes[start..reader.position()];
        if last.is_some_and(|last| last >= key) {
            return Err(CborError::NotCanonical { at: start });
        }
        last = Some(key);
        item(bytes, reader, depth + 1)?;
    }
    Ok(())
}

fn length(length: Option<u64>, at: usize) -> Result<usize, CborError> {
    // `None` is an indefinite length.
    let length = length.ok_or(CborError::NotCanonical { at })?;
    usize::try_from(length).map_err(|_| CborError::Malformed { at })
}

fn compare(bytes: &[u8], from: usize, to: usize, again: Writer) -> Result<(), CborError> {
    if bytes[from..to] == again.into_bytes() { Ok(()) } else { Err(CborError::NotCanonical { at: from }) }
}

#[cfg(test)]
mod tests {
    use super::*;

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
