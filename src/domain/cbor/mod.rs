//! Deterministic CBOR (RFC 8949 section 4.2): one value, one encoding.
//!
//! [`Cbor`] holds one item in canonical bytes; it is compared, hashed, stored and sent on as these
//! bytes, so a value of a newer version survives untouched. [`Writer`] produces nothing else,
//! [`canonical`] checks what comes from outside, [`value`] maps Rust types. Primitives come from
//! `minicbor`; this module knows no record.

pub mod canonical;
pub mod value;
mod writer;

pub use canonical::CborError;
pub use value::{Shape, Value};
pub use writer::Writer;

/// Reads canonical items; every method fails on another type.
pub type Reader<'b> = minicbor::Decoder<'b>;

/// One item in canonical bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cbor(Vec<u8>);

impl Cbor {
    /// The item of `value`.
    pub fn of<V: Value>(value: &V) -> Self {
        let mut writer = Writer::new();
        value.write(&mut writer);
        Self(writer.into_bytes())
    }

    /// What was written: exactly one item.
    pub(crate) fn from_writer(writer: Writer) -> Self {
        Self(writer.into_bytes())
    }

    /// The null item: a register that was set and then cleared.
    pub fn null() -> Self {
        Self(vec![0xf6])
    }

    /// Whether this is [`Cbor::null`].
    pub fn is_null(&self) -> bool {
        self.0 == [0xf6]
    }

    /// Takes bytes from outside: exactly one item, canonical, at most [`canonical::MAX_DEPTH`] deep.
    pub fn from_canonical(bytes: &[u8]) -> Result<Self, CborError> {
        let length = canonical::check(bytes)?;
        if length == bytes.len() { Ok(Self(bytes.to_vec())) } else { Err(CborError::Trailing { at: length }) }
    }

    /// Takes the next item of a reader as it is, whatever it is; `None` if it is not canonical.
    pub fn take(reader: &mut Reader) -> Option<Self> {
        let rest = reader.input().get(reader.position()..)?;
        let length = canonical::check(rest).ok()?;
        reader.set_position(reader.position() + length);
        Some(Self(rest[..length].to_vec()))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text that this item is.
    pub fn text(&self) -> Option<&str> {
        Reader::new(&self.0).str().ok()
    }

    /// The value, if this item is of its type.
    pub fn get<V: Value>(&self) -> Option<V> {
        let mut reader = Reader::new(&self.0);
        let value = V::read(&mut reader)?;
        (reader.position() == self.0.len()).then_some(value)
    }
}

impl core::fmt::Debug for Cbor {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("cbor:")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
