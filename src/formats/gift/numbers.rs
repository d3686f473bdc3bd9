//! Numbers as answers: `2.5`, `2.5:0.005`, `2.501..2.502`, with a point as the decimal mark.

use super::{escape::decoded, question::Number};

/// The number that a text says.
pub(super) fn number(text: &str) -> Option<Number> {
    let text = decoded(text);
    if let Some((low, high)) = text.split_once("..") {
        return Some(Number::Between { low: decimal(low)?, high: decimal(high)? });
    }
    match text.split_once(':') {
        Some((number, tolerance)) => {
            let tolerance = decimal(tolerance).filter(|tolerance| *tolerance >= 0.0)?;
            Some(Number::Around { number: decimal(number)?, tolerance })
        }
        None => decimal(&text).map(Number::Exact),
    }
}

/// A share in per cent before an answer, and the text behind it: `%50%yellow`.
pub(super) fn weight(text: &str) -> Option<(f64, &str)> {
    let (number, rest) = text.strip_prefix('%')?.split_once('%')?;
    // Some write the comma of their language.
    let number = decimal(&number.replace(',', ".")).filter(|number| number.abs() <= 100.0)?;
    Some((number, rest))
}

fn decimal(text: &str) -> Option<f64> {
    let text = text.trim().replace('\u{2212}', "-");
    let is_written = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-' | b'e' | b'E');
    // No number is so long.
    let is_number = text.len() <= 400 && text.bytes().all(is_written) && text.bytes().any(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_tolerance_and_ranges() {
        let around = |number, tolerance| Some(Number::Around { number, tolerance });
        for (text, expected) in [
            ("1822", Some(Number::Exact(1822.0))),
            (" -1 ", Some(Number::Exact(-1.0))),
            ("6.02e23", Some(Number::Exact(6.02e23))),
            ("\u{2212}2", Some(Number::Exact(-2.0))),
            ("2.5005:0.0005", around(2.5005, 0.0005)),
            ("-2.502 : 0.001", around(-2.502, 0.001)),
            ("-2.502..-2.501", Some(Number::Between { low: -2.502, high: -2.501 })),
            ("1..5", Some(Number::Between { low: 1.0, high: 5.0 })),
            ("", None),
            ("2,5", None),
            ("1:-1", None),
            ("inf", None),
            ("1e999", None),
            ("1..", None),
            ("e", None),
            ("1:2:3", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
        assert_eq!(Number::Between { low: 1.0, high: 5.0 }.around(), (3.0, 2.0));
        assert_eq!(Number::Between { low: f64::MIN, high: f64::MAX }.around(), (0.0, f64::MAX));
    }

    #[test]
    fn weights_stand_between_two_signs() {
        for (text, expected) in [
            ("%50%yellow", Some((50.0, "yellow"))),
            ("%-100%", Some((-100.0, ""))),
            ("%33.33333%Asia", Some((33.33333, "Asia"))),
            ("%33,3%Asia", Some((33.3, "Asia"))),
            ("%d is%", None),
            ("%101%x", None),
            ("50%", None),
        ] {
            assert_eq!(weight(text), expected, "{text}");
        }
    }
}
