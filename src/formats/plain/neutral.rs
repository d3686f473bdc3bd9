//! Cells that no spreadsheet runs, and back: an apostrophe before whatever one of them might take for the beginning of a
//! formula. What has such an apostrophe already gets one more, so that every text comes back.

/// A text with apostrophes: at the beginning, and after anything that may part cells or rows where the spreadsheet's
/// separator is not the file's.
pub(crate) fn neutral(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    // What is cut or set at the beginning of a line is not left to the spreadsheet.
    if text.trim_start_matches('\'').starts_with(LINES) {
        safe.push('\'');
    }
    let mut begins = true;
    for (at, sign) in text.char_indices() {
        if begins && starts(&text[at..]) {
            safe.push('\'');
        }
        begins = begins_after(sign, begins);
        safe.push(sign);
    }
    safe
}

/// The text of which [`neutral`] made this.
pub(crate) fn original(text: &str) -> String {
    let own = text.strip_prefix('\'').filter(|rest| rest.trim_start_matches('\'').starts_with(LINES)).unwrap_or(text);
    let mut out = String::with_capacity(own.len());
    let mut begins = true;
    for (at, sign) in own.char_indices() {
        if begins && sign == '\'' && starts(&own[at..]) {
            begins = false;
            continue;
        }
        begins = begins_after(sign, begins);
        out.push(sign);
    }
    out
}

/// Whether a text begins a formula, with apostrophes before it or without.
fn starts(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(STARTERS)
}

/// Whether a cell may begin behind this character.
fn begins_after(sign: char, begins: bool) -> bool {
    SEPARATORS.contains(&sign) || begins && is_passed_over(sign)
}

const LINES: [char; 3] = ['\t', '\r', '\n'];

/// What begins a formula, also as it is typed where letters are as wide as they are high.
const STARTERS: [char; 9] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '−'];

/// What parts cells or rows in one program or another.
const SEPARATORS: [char; 8] = [',', ';', '\t', '|', '\r', '\n', '\u{2028}', '\u{2029}'];

/// What may stand between such a place and a formula without being seen.
fn is_passed_over(sign: char) -> bool {
    sign.is_whitespace()
        || sign.is_control()
        || matches!(sign, '"' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn apostrophes_come_and_go() {
        for (text, safe) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("'=1", "''=1"),
            ("\t=1", "'\t'=1"),
            ("'\t=1", "''\t'=1"),
            ("a|-1", "a|'-1"),
            ("it's -1", "it's -1"),
            ("'s ist", "'s ist"),
            ("x;'=1", "x;''=1"),
        ] {
            assert_eq!(neutral(text), safe, "{text:?}");
            assert_eq!(original(safe), text, "{safe:?}");
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "['=+,;|\t\r\n a\"−-]{0,12}", any in ".{0,20}") {
            prop_assert_eq!(original(&neutral(&text)), text);
            prop_assert_eq!(original(&neutral(&any)), any);
        }
    }
}
