//! Writes canonical CBOR into memory: shortest integers and floats, definite lengths.
//!
//! Writing to a `Vec` cannot fail, so no method returns a `Result`. Keys of a map are the caller's to
//! sort.

use super::Cbor;
use minicbor::Encoder;

/// Collects canonical bytes.
#[derive(Debug)]
pub struct Writer(Encoder<Vec<u8>>);

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

impl Writer {
    /// An empty writer.
    pub fn new() -> Self {
        Self(Encoder::new(Vec::new()))
    }

    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_writer()
    }

    /// An unsigned integer.
    pub fn uint(&mut self, value: u64) -> &mut Self {
        let _ = self.0.u64(value);
        self
    }

    /// A signed integer.
    pub fn int(&mut self, value: i64) -> &mut Self {
        let _ = self.0.i64(value);
        self
    }

    /// A text.
    pub fn text(&mut self, value: &str) -> &mut Self {
        let _ = self.0.str(value);
        self
    }

    /// A byte string.
    pub fn bytes(&mut self, value: &[u8]) -> &mut Self {
        let _ = self.0.bytes(value);
        self
    }

    /// A truth value.
    pub fn bool(&mut self, value: bool) -> &mut Self {
        let _ = self.0.bool(value);
        self
    }

    /// Null.
    pub fn null(&mut self) -> &mut Self {
        let _ = self.0.null();
        self
    }

    /// The head of an array of `length` items.
    pub fn array(&mut self, length: usize) -> &mut Self {
        let _ = self.0.array(length as u64);
        self
    }

    /// The head of a map of `length` pairs; keys must follow in bytewise order.
    pub fn map(&mut self, length: usize) -> &mut Self {
        let _ = self.0.map(length as u64);
        self
    }

    /// The head of a tagged item: none is written, but a newer version may.
    #[cfg(test)]
    pub(crate) fn tag(&mut self, number: u64) -> &mut Self {
        let _ = self.0.tag(minicbor::data::Tag::new(number));
        self
    }

    /// A float in the shortest of three widths that keeps its value; every NaN is written alike.
    pub fn float(&mut self, value: f64) -> &mut Self {
        #[allow(clippy::cast_possible_truncation)] // narrowing is the point; the value is compared after
        let single = value as f32;
        let half = half_bits(single);
        if value.is_nan() {
            self.raw(&[0xf9, 0x7e, 0x00])
        } else if f64::from(single).to_bits() != value.to_bits() {
            let _ = self.0.f64(value);
            self
        } else if let Some(bits) = half {
            let [high, low] = bits.to_be_bytes();
            self.raw(&[0xf9, high, low])
        } else {
            let _ = self.0.f32(single);
            self
        }
    }

    /// Canonical bytes as they are.
    pub fn item(&mut self, item: &Cbor) -> &mut Self {
        self.raw(item.bytes())
    }

    /// Bytes that are known to be canonical.
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.writer_mut().extend_from_slice(bytes);
        self
    }
}

/// The half-precision bits of `value` (IEEE 754 binary16), if it keeps its value there.
fn half_bits(value: f32) -> Option<u16> {
    let bits = value.to_bits();
    let sign = u16::try_from(bits >> 16 & 0x8000).ok()?;
    let exponent = i32::try_from(bits >> 23 & 0xff).ok()? - 127;
    let mantissa = bits & 0x7f_ffff;
    match exponent {
        -127 if mantissa == 0 => Some(sign),
        128 if mantissa == 0 => Some(sign | 0x7c00),
        -14..=15 if mantissa.trailing_zeros() >= 13 => {
            let head = u16::try_from((exponent + 15) << 10).ok()?;
            Some(sign | head | u16::try_from(mantissa >> 13).ok()?)
        }
        -24..=-15 => {
            // Subnormal halves: the implicit one becomes explicit and moves right.
            let shift = u32::try_from(-exponent - 1).ok()?;
            let full = mantissa | 0x80_0000;
            (full & ((1 << shift) - 1) == 0).then(|| u16::try_from(full >> shift).ok().map(|m| sign | m))?
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: f64, expected: &[u8]) {
        let mut writer = Writer::new();
        writer.float(value);
        assert_eq!(writer.into_bytes(), expected, "{value}");
    }

    /// Examples of RFC 8949 appendix A.
    #[test]
    fn floats_take_the_shortest_width() {
        check(0.0, &[0xf9, 0x00, 0x00]);
        check(-0.0, &[0xf9, 0x80, 0x00]);
        check(1.0, &[0xf9, 0x3c, 0x00]);
        check(1.5, &[0xf9, 0x3e, 0x00]);
        check(65_504.0, &[0xf9, 0x7b, 0xff]);
        check(100_000.0, &[0xfa, 0x47, 0xc3, 0x50, 0x00]);
        check(5.960_464_477_539_063e-8, &[0xf9, 0x00, 0x01]);
        check(0.000_061_035_156_25, &[0xf9, 0x04, 0x00]);
        check(1.1, &[0xfb, 0x3f, 0xf1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a]);
        check(f64::INFINITY, &[0xf9, 0x7c, 0x00]);
        check(f64::NAN, &[0xf9, 0x7e, 0x00]);
    }
}
