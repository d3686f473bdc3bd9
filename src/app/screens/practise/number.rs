//! A number that cannot be read as it was written: what it may mean, for her to say. Nothing is guessed. Pure.

use cairn_learning::grading::{DecimalMark, Reading, parse_number, read};

/// What a text is as a number.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// A number, as it stands.
    Clear,
    /// It may be any of these texts, each of which is clear.
    Which(Vec<String>),
    /// No number that could be read.
    Nothing,
}

/// Reads what she typed.
pub fn reading(text: &str, mark: DecimalMark) -> Read {
    match read(text, mark) {
        Reading::Number(_) => Read::Clear,
        Reading::OtherMark(_) => {
            let (ours, other) = marks(mark);
            // `1,23` where a point is the mark: 1.23, or 123 with a mark too many.
            let meant = |as_other: Option<char>| -> String {
                text.trim()
                    .chars()
                    .filter_map(|letter| match letter {
                        _ if letter == other => as_other,
                        _ if letter == ours => None,
                        _ => Some(letter),
                    })
                    .collect()
            };
            // With both marks in it one of them groups; nobody begins a whole number with 0.
            let whole = !text.contains(ours) && !text.trim_start_matches(['+', '-', ' ']).starts_with('0');
            let mut texts = vec![meant(Some(ours))];
            texts.extend(whole.then(|| meant(None)));
            texts.retain(|text| parse_number(text, mark).is_some());
            if texts.is_empty() { Read::Nothing } else { Read::Which(texts) }
        }
        Reading::Nothing => Read::Nothing,
    }
}

/// The decimal mark and the other one.
fn marks(mark: DecimalMark) -> (char, char) {
    match mark {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_may_be_meant_is_asked() {
        use DecimalMark::{Comma, Point};
        let which = |texts: &[&str]| Read::Which(texts.iter().map(|text| (*text).to_owned()).collect());
        for (text, mark, expected) in [
            ("1.23", Point, Read::Clear),
            ("1,234", Point, Read::Clear),
            ("1,23", Point, which(&["1.23", "123"])),
            ("1.23 km", Comma, which(&["1,23 km", "123 km"])),
            ("1.234,56", Point, which(&["1234.56"])),
            ("0,5", Point, which(&["0.5"])),
            ("1..2", Point, Read::Nothing),
            ("12 34", Point, Read::Nothing),
            ("two", Comma, Read::Nothing),
            ("", Comma, Read::Nothing),
        ] {
            assert_eq!(reading(text, mark), expected, "{text}");
        }
    }
}
