//! Numbers of one to nine bytes, the high bits first.

/// The number at the beginning of `bytes`, and what follows it; `None` if it does not end.
pub(super) fn read(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0;
    for (at, byte) in bytes.iter().enumerate().take(9) {
        if at == 8 {
            return Some((number << 8 | u64::from(*byte), &bytes[9..]));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number, &bytes[at + 1..]));
        }
    }
    None
}

/// The number as the file has it: two's complement.
#[allow(clippy::cast_possible_wrap)] // that is what the format means
pub(super) fn read_signed(bytes: &[u8]) -> Option<(i64, &[u8])> {
    read(bytes).map(|(number, rest)| (number as i64, rest))
}

/// Appends a number.
#[allow(clippy::cast_possible_truncation)] // seven bits at a time
pub(super) fn write(number: u64, bytes: &mut Vec<u8>) {
    if number >> 56 != 0 {
        bytes.extend((0..8).map(|at| (number >> (8 + 7 * (7 - at))) as u8 | 0x80));
        bytes.push(number as u8);
        return;
    }
    let groups = (1..8).rev().find(|groups| number >> (7 * groups) != 0).unwrap_or(0);
    bytes.extend((0..=groups).rev().map(|at| {
        let low = (number >> (7 * at)) as u8 & 0x7f;
        if at == 0 { low } else { low | 0x80 }
    }));
}
