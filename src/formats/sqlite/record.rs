//! What a row holds: values in the order of their columns.

use super::{header::Encoding, schema::Table, varint};
use std::borrow::Cow;

/// A value.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value<'r> {
    Null,
    Int(i64),
    Real(f64),
    Text(Cow<'r, str>),
    Blob(&'r [u8]),
}

/// A row while it is shown.
pub(crate) struct Row<'b, 'r> {
    pub(super) table: &'r Table,
    pub(super) number: i64,
    pub(super) content: &'r Cow<'b, [u8]>,
    pub(super) encoding: Encoding,
    /// Of each stored value its serial type and where it begins.
    pub(super) stored: &'r [(u64, usize)],
}

/// Serial types and places of the values of a row; `None` if it is damaged.
pub(super) fn stored(content: &[u8], into: &mut Vec<(u64, usize)>) -> Option<()> {
    into.clear();
    let (length, _) = varint::read(content)?;
    let mut at = usize::try_from(length).ok()?;
    let mut types = content.get(..at)?;
    (_, types) = varint::read(types)?;
    while !types.is_empty() {
        let (serial, rest) = varint::read(types)?;
        types = rest;
        let end = at.checked_add(length_of(serial)?)?;
        content.get(at..end)?;
        into.push((serial, at));
        at = end;
    }
    Some(())
}

/// Bytes of a value of this serial type.
fn length_of(serial: u64) -> Option<usize> {
    Some(match serial {
        0 | 8 | 9 => 0,
        1..=4 => usize::try_from(serial).ok()?,
        5 => 6,
        6 | 7 => 8,
        // Kept for SQLite's own use; never in a file.
        10 | 11 => return None,
        _ => usize::try_from((serial - 12) / 2).ok()?,
    })
}

impl<'r> Row<'_, 'r> {
    /// The value of a column; nothing for one that the table or the row does not have.
    pub fn get(&self, column: &str) -> Value<'r> {
        self.table.place(column).map_or(Value::Null, |place| self.at(place))
    }

    /// The value of a column as a whole number, of a text that is one too; 0 for anything else.
    pub fn int(&self, column: &str) -> i64 {
        match self.get(column) {
            Value::Int(number) => number,
            #[allow(clippy::cast_possible_truncation)] // saturates
            Value::Real(number) => number as i64,
            Value::Text(text) => text.trim().parse().unwrap_or_default(),
            Value::Null | Value::Blob(_) => 0,
        }
    }

    /// The value of a column as a text; empty for none.
    pub fn text(&self, column: &str) -> Cow<'r, str> {
        match self.get(column) {
            Value::Text(text) => text,
            Value::Int(number) => Cow::Owned(number.to_string()),
            Value::Real(number) => Cow::Owned(number.to_string()),
            Value::Blob(bytes) => String::from_utf8_lossy(bytes),
            Value::Null => Cow::Borrowed(""),
        }
    }

    /// The value of a column as bytes; empty for what is none.
    pub fn blob(&self, column: &str) -> Cow<'r, [u8]> {
        match self.get(column) {
            Value::Blob(bytes) => Cow::Borrowed(bytes),
            Value::Text(Cow::Borrowed(text)) => Cow::Borrowed(text.as_bytes()),
            Value::Text(Cow::Owned(text)) => Cow::Owned(text.into_bytes()),
            _ => Cow::Borrowed(&[]),
        }
    }

    /// The value at a place of the declaration.
    fn at(&self, place: usize) -> Value<'r> {
        let Some((serial, from)) = self.stored.get(self.table.stored_at(place)).copied() else {
            return Value::Null;
        };
        let bytes = length_of(serial).and_then(|length| self.content.get(from..from + length)).unwrap_or_default();
        match serial {
            // The column that is the row's number is not stored beside it.
            0 if self.table.number == Some(place) => Value::Int(self.number),
            0 => Value::Null,
            1..=6 => Value::Int(int(bytes)),
            7 => Value::Real(f64::from_be_bytes(bytes.try_into().unwrap_or_default())),
            8 => Value::Int(0),
            9 => Value::Int(1),
            serial if serial % 2 == 0 => Value::Blob(bytes),
            _ => Value::Text(text(bytes, self.encoding)),
        }
    }
}

/// A whole number of up to eight bytes.
fn int(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|byte| byte & 0x80 != 0);
    bytes.iter().fold(if negative { -1 } else { 0 }, |number, byte| number << 8 | i64::from(*byte))
}

/// A text; what is no letter in its encoding becomes the sign for that.
fn text(bytes: &[u8], encoding: Encoding) -> Cow<'_, str> {
    let of = |unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        Cow::Owned(char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    };
    match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(bytes),
        Encoding::Utf16Le => of(u16::from_le_bytes),
        Encoding::Utf16Be => of(u16::from_be_bytes),
    }
}
