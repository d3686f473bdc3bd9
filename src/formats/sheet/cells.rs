//! What stands in one cell: lists, right options, pairs, numbers, languages.

use super::Separator;
use cairn_domain::{fold::fold, item::command::OPTIONS_MAX};
use cairn_learning::grading::{DecimalMark, Quantity, parse_number};

/// The parts of a cell that holds several: lines if there are lines, else what stands between `|`, `;` or commas.
pub(super) fn list(cell: &str) -> Vec<&str> {
    let parting = [&['\n'][..], &['|'], &[';', '؛'], &[',', '،']].into_iter().find(|signs| cell.contains(*signs));
    parts(cell, parting.unwrap_or(&[]))
}

/// The parts of a cell whose texts may hold commas: lines, or what stands between `|`.
pub(super) fn texts(cell: &str) -> Vec<&str> {
    parts(cell, if cell.contains('\n') { &['\n'] } else { &['|'] })
}

/// Words between white space.
pub(super) fn spaced(cell: &str) -> Vec<&str> {
    cell.split_whitespace().collect()
}

fn parts<'c>(cell: &'c str, signs: &[char]) -> Vec<&'c str> {
    cell.split(signs).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Which of the options a cell names, each by its text, its number from 1 or its letter; `Err` with what names none.
pub(super) fn right<'c>(cell: &'c str, options: &[String]) -> Result<Vec<u32>, &'c str> {
    let folded: Vec<String> = options.iter().map(|option| fold(option)).collect();
    let longest = options.iter().map(String::len).max().unwrap_or_default();
    let place = |part: &str| {
        let by_text = || {
            // Letters of more bytes may fold into one of fewer, but not into so few.
            let part = (part.len() <= longest.saturating_mul(8)).then(|| fold(part))?;
            folded.iter().position(|option| *option == part)
        };
        // An option may hold what parts others.
        let named = options.iter().position(|option| option == part).or_else(by_text);
        named.or_else(|| number(part).or_else(|| letter(part)).filter(|at| *at < options.len()))
    };
    let whole = cell.trim();
    let found = match place(whole) {
        Some(at) => Ok(vec![at]),
        None => {
            let parts = list(cell);
            // Nobody names an option twice, far less so often.
            match parts.get(2 * OPTIONS_MAX) {
                Some(part) => Err(*part),
                None => parts.into_iter().map(|part| place(part).ok_or(part)).collect(),
            }
        }
    };
    let mut places: Vec<u32> = found?.into_iter().filter_map(|at| u32::try_from(at).ok()).collect();
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

/// A number from 1 in any digits, as a place.
fn number(text: &str) -> Option<usize> {
    let text = text.trim_end_matches(['.', ')']);
    let mut number = 0_usize;
    for letter in text.chars() {
        let zero =
            [0x30, 0x660, 0x6f0, 0x966].into_iter().find(|zero| (*zero..*zero + 10).contains(&u32::from(letter)))?;
        number = number.checked_mul(10)?.checked_add((u32::from(letter) - zero) as usize)?;
    }
    number.checked_sub(1)
}

/// A letter from A, as a place.
fn letter(text: &str) -> Option<usize> {
    let [letter] = text.trim_end_matches(['.', ')']).as_bytes() else { return None };
    let letter = letter.to_ascii_lowercase();
    letter.is_ascii_lowercase().then(|| usize::from(letter - b'a'))
}

/// The two sides of a pair: `left = right`, with an arrow too.
pub(super) fn pair(text: &str) -> Option<(&str, &str)> {
    let parted = [" = ", "=>", "->", "→", "←", "="].into_iter().find_map(|sign| text.split_once(sign))?;
    let (left, right) = (parted.0.trim(), parted.1.trim());
    (!left.is_empty() && !right.is_empty()).then_some((left, right))
}

/// A number with its unit; `None` also where it could be one of two: `1,234`, and `1.234` where a semicolon parts cells,
/// as it does where the comma is the decimal mark.
pub(super) fn quantity(text: &str, separator: Separator) -> Option<Quantity> {
    let groups = text.match_indices('.').map(|(at, _)| text[at + 1..].chars().take_while(char::is_ascii_digit).count());
    if separator == Separator::Semicolon && groups.collect::<Vec<_>>() == [3] {
        return None;
    }
    let after = text.split_once(',').map(|(_, after)| after.chars().take_while(char::is_ascii_digit).count());
    match (parse_number(text, DecimalMark::Point), after) {
        (Some(number), None) => Some(number),
        (None, Some(digits)) if digits != 3 => parse_number(text, DecimalMark::Comma),
        (number, _) => number.filter(|_| after != Some(3)),
    }
}

/// Whether a text is of the form of a language tag: `es`, `pt-BR`, `zh-Hant`.
pub(crate) fn is_language(text: &str) -> bool {
    let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let first = text.split('-').next().unwrap_or_default();
    text.len() <= 35
        && (2..=8).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && text.split('-').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_parted_by_what_is_in_it() {
        for (cell, expected) in [
            ("red", &["red"][..]),
            ("red, green", &["red", "green"]),
            ("Yes, always; No, never", &["Yes, always", "No, never"]),
            ("a; b | c, d", &["a; b", "c, d"]),
            ("one\ntwo | three\n", &["one", "two | three"]),
            ("أحمر، أخضر", &["أحمر", "أخضر"]),
            ("", &[]),
        ] {
            assert_eq!(list(cell), expected, "{cell}");
        }
    }

    #[test]
    fn right_options_are_named_by_text_number_or_letter() {
        let options = ["Paris", "Rome, Italy", "4", "Élan"].map(str::to_owned);
        for (cell, expected) in [
            ("paris", Ok(vec![0])),
            ("Rome, Italy", Ok(vec![1])),
            ("4", Ok(vec![2])),
            ("1; elan", Ok(vec![0, 3])),
            ("B", Ok(vec![1])),
            ("a,d", Ok(vec![0, 3])),
            ("٢", Ok(vec![1])),
            ("1,1", Ok(vec![0])),
            ("5", Err("5")),
            ("0", Err("0")),
            ("1, London", Err("London")),
            ("99999999999999999999999", Err("99999999999999999999999")),
        ] {
            assert_eq!(right(cell, &options), expected, "{cell}");
        }
    }

    #[test]
    fn a_cell_of_countless_parts_is_done_with() {
        // If each part were held against each option, this would take minutes.
        let options: Vec<String> = (0..OPTIONS_MAX).map(|at| format!("option {at}")).collect();
        for _ in 0..10 {
            assert_eq!(right(&"1,".repeat(50_000), &options), Err("1"));
            assert!(right(&"é".repeat(50_000), &options).is_err());
        }
    }

    #[test]
    fn numbers_are_read_where_they_can_be_only_one() {
        let read = |text: &str| quantity(text, Separator::Comma).map(|quantity| (quantity.value, quantity.unit));
        assert_eq!(read("9.81 m/s2"), Some((9.81, "m/s2".to_owned())));
        assert_eq!(read("1,5"), Some((1.5, String::new())));
        assert_eq!(read("1,234"), None);
        assert_eq!(read("about 3"), None);
        assert_eq!(read("1.500 g"), Some((1.5, "g".to_owned())));
        let with_semicolons = |text: &str| quantity(text, Separator::Semicolon).map(|quantity| quantity.value);
        assert_eq!((with_semicolons("1.500 g"), with_semicolons("9.81")), (None, Some(9.81)));
    }

    #[test]
    fn pairs_and_languages() {
        assert_eq!(pair("France = Paris"), Some(("France", "Paris")));
        assert_eq!(pair("مصر → القاهرة"), Some(("مصر", "القاهرة")));
        assert_eq!(pair("alone"), None);
        assert_eq!(pair("= x"), None);
        for (tag, good) in [
            ("es", true),
            ("pt-BR", true),
            ("zh-Hant-TW", true),
            ("Spanish language", false),
            ("e", false),
            ("", false),
        ] {
            assert_eq!(is_language(tag), good, "{tag}");
        }
    }
}
