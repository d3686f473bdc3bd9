//! Whole numbers of 64 bits as differences to the one before, each zigzag (the sign in the lowest bit) in groups of
//! seven bits, the lowest first. Differences wrap around, so every list has its bytes.

/// The bytes of a list of numbers; the first differs from 0.
pub(crate) fn differences(numbers: impl IntoIterator<Item = i64>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before = 0_i64;
    for number in numbers {
        let difference = number.wrapping_sub(before);
        let mut zigzag = (difference << 1 ^ difference >> 63).cast_unsigned();
        while zigzag >= 0x80 {
            bytes.push(u8::try_from(zigzag & 0x7f).unwrap_or_default() | 0x80);
            zigzag >>= 7;
        }
        bytes.push(u8::try_from(zigzag).unwrap_or_default());
        before = number;
    }
    bytes
}

/// The numbers, `count` of them; `None` if the bytes do not hold exactly as many.
pub(crate) fn sums(bytes: &[u8], count: usize) -> Option<Vec<i64>> {
    // Every number takes a byte at least: no room is made for what is only claimed.
    if bytes.len() < count {
        return None;
    }
    let mut bytes = bytes.iter();
    let mut before = 0_i64;
    let mut numbers = Vec::with_capacity(count);
    for _ in 0..count {
        let mut zigzag = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = *bytes.next()?;
            // The tenth byte has one bit left.
            if shift == 63 && byte > 1 {
                return None;
            }
            zigzag |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        let difference = (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed();
        before = before.wrapping_add(difference);
        numbers.push(before);
    }
    bytes.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::{differences, sums};

    #[test]
    fn numbers_come_back_also_the_last_ones() {
        let lists: [&[i64]; 4] =
            [&[], &[0, 1, -1, 63, 64, -64, -65], &[i64::MAX, i64::MIN, 0], &[1_700_000_000_000; 5]];
        for list in lists {
            let bytes = differences(list.iter().copied());
            assert_eq!(sums(&bytes, list.len()).as_deref(), Some(list));
            assert_eq!(sums(&bytes, list.len() + 1), None);
        }
        assert_eq!(differences([1, 1, 0]), [2, 0, 1]);
    }

    #[test]
    fn what_does_not_end_is_refused() {
        for bytes in [&[0x80][..], &[0xff; 10], &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2]] {
            assert_eq!(sums(bytes, 1), None);
        }
    }
}
