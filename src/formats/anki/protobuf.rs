//! Messages of Protocol Buffers, as far as Anki's need it: the fields of a message in their order, each with its number.

/// A field's value.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Field<'b> {
    /// A whole number, a choice or a truth.
    Int(u64),
    /// A text, bytes, or a message within.
    Bytes(&'b [u8]),
    /// Four bytes, such as a `float`.
    Four([u8; 4]),
    /// Eight bytes.
    Eight([u8; 8]),
}

/// The fields of a message; `None` in place of the first that is damaged, and then nothing more.
pub(super) fn fields(mut rest: &[u8]) -> impl Iterator<Item = Option<(u64, Field<'_>)>> {
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let field = next(rest);
        rest = field.as_ref().map_or(&[], |(_, rest)| *rest);
        Some(field.map(|(field, _)| field))
    })
}

/// The last field of this number, which counts where there are several.
pub(super) fn field(message: &[u8], number: u64) -> Option<Field<'_>> {
    fields(message).flatten().filter(|(own, _)| *own == number).map(|(_, field)| field).last()
}

/// A field that is a whole number; 0 where it is absent, as the format has it.
pub(super) fn int(message: &[u8], number: u64) -> u64 {
    match field(message, number) {
        Some(Field::Int(value)) => value,
        _ => 0,
    }
}

/// A field that is a text; empty where it is absent.
pub(super) fn text(message: &[u8], number: u64) -> String {
    match field(message, number) {
        Some(Field::Bytes(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    }
}

type Next<'b> = ((u64, Field<'b>), &'b [u8]);

fn next(bytes: &[u8]) -> Option<Next<'_>> {
    let (key, rest) = varint(bytes)?;
    let (field, rest) = match key & 7 {
        0 => varint(rest).map(|(value, rest)| (Field::Int(value), rest))?,
        1 => rest.split_first_chunk::<8>().map(|(value, rest)| (Field::Eight(*value), rest))?,
        2 => {
            let (length, rest) = varint(rest)?;
            let (value, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
            (Field::Bytes(value), rest)
        }
        5 => rest.split_first_chunk::<4>().map(|(value, rest)| (Field::Four(*value), rest))?,
        _ => return None,
    };
    Some(((key >> 3, field), rest))
}

/// A number of up to ten bytes, the low bits first.
fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0_u64;
    for (at, byte) in bytes.iter().enumerate().take(10) {
        number |= u64::from(byte & 0x7f).checked_shl(7 * u32::try_from(at).ok()?).unwrap_or(0);
        if byte & 0x80 == 0 {
            return Some((number, &bytes[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_every_sort_are_read_and_damage_ends_them() {
        let message = b"\x08\x96\x01\x12\x03abc\x1d\x00\x00\x80\x3f\x21\x01\x02\x03\x04\x05\x06\x07\x08";
        let all: Option<Vec<_>> = fields(message).collect();
        let float = Field::Four(1_f32.to_le_bytes());
        let expected = vec![
            (1, Field::Int(150)),
            (2, Field::Bytes(b"abc")),
            (3, float),
            (4, Field::Eight([1, 2, 3, 4, 5, 6, 7, 8])),
        ];
        assert_eq!(all, Some(expected));
        assert_eq!((int(message, 1), text(message, 2), int(message, 9)), (150, "abc".to_owned(), 0));
        for damaged in [&b"\x12\x7fabc"[..], b"\x0b", b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", b"\x12"] {
            assert_eq!(fields(damaged).collect::<Vec<_>>(), [None], "{damaged:?}");
        }
    }
}
