//! Fractional indexes: keys between keys, so that moving one element writes one field.
//!
//! A key is a non-empty text of `0-9a-z` that does not end in `0`; keys compare as bytes. Equal
//! neighbours, which two devices can make, are told apart by id and re-keyed by the next edit
//! ([`between`] answers `None` for them).

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const BASE: usize = DIGITS.len();

/// Whether `text` has the form of a key.
pub fn is_key(text: &str) -> bool {
    !text.is_empty() && !text.ends_with('0') && text.bytes().all(|byte| DIGITS.contains(&byte))
}

/// A key after `before` and ahead of `after`; an open end is `None`.
///
/// `None` when there is no room: the bounds are equal, out of order, or not keys.
pub fn between(before: Option<&str>, after: Option<&str>) -> Option<String> {
    if !before.is_none_or(is_key) || !after.is_none_or(is_key) {
        return None;
    }
    if let (Some(before), Some(after)) = (before, after)
        && before >= after
    {
        return None;
    }
    let low = before.unwrap_or("").as_bytes();
    let mut high = after.map(str::as_bytes);
    let mut key = Vec::new();
    for place in 0.. {
        let from = low.get(place).map_or(0, |&byte| value(byte));
        let to = match high {
            Some(bound) => bound.get(place).map_or(BASE, |&byte| value(byte)),
            None => BASE,
        };
        if from == to {
            key.push(DIGITS[from]);
            continue;
        }
        let middle = if high.is_none() && !low.is_empty() && place >= low.len().saturating_sub(1) && from + 1 < BASE {
            from + 1 // Appending grows slowly: one step, not half of what is left.
        } else {
            usize::midpoint(from, to)
        };
        if middle > from {
            key.push(DIGITS[middle]);
            break;
        }
        // No digit in between: take the lower one, and from here the upper bound is open.
        key.push(DIGITS[from]);
        high = None;
    }
    String::from_utf8(key).ok()
}

/// `count` keys in order, for a list that is made at once.
pub fn spread(count: usize) -> Vec<String> {
    let width = (1..=12).find(|&width| BASE.pow(width) > count).unwrap_or(12);
    (1..=count)
        .map(|n| {
            let mut rest = n;
            let mut digits: Vec<u8> = (0..width)
                .map(|_| {
                    let digit = DIGITS[rest % BASE];
                    rest /= BASE;
                    digit
                })
                .collect();
            digits.reverse();
            digits.push(DIGITS[BASE / 2]);
            String::from_utf8(digits).unwrap_or_default()
        })
        .collect()
}

fn value(digit: u8) -> usize {
    DIGITS.iter().position(|&known| known == digit).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_list_made_at_once_is_in_order() {
        for count in [0, 1, 35, 36, 5_000] {
            let keys = spread(count);
            assert_eq!(keys.len(), count);
            assert!(keys.is_sorted_by(|a, b| a < b) && keys.iter().all(|key| is_key(key)));
        }
    }

    #[test]
    fn appending_grows_slowly() {
        let mut last = between(None, None).unwrap();
        for _ in 0..1_000 {
            last = between(Some(&last), None).unwrap();
        }
        assert!(last.len() <= 60, "{} digits", last.len());
    }

    #[test]
    fn equal_or_crossed_bounds_have_no_room() {
        assert_eq!(between(Some("i"), Some("i")), None);
        assert_eq!(between(Some("j"), Some("i")), None);
        assert_eq!(between(Some("i0"), None), None);
    }

    proptest! {
        #[test]
        fn every_insertion_lands_where_it_was_put(places in prop::collection::vec(any::<prop::sample::Index>(), 1..200)) {
            let mut keys: Vec<String> = Vec::new();
            for place in places {
                let at = place.index(keys.len() + 1);
                let before = at.checked_sub(1).map(|i| keys[i].as_str());
                let key = between(before, keys.get(at).map(String::as_str)).expect("room between distinct keys");
                keys.insert(at, key);
                prop_assert!(keys.is_sorted_by(|a, b| a < b));
            }
        }
    }
}
