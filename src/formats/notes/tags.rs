//! Tags in a line: `#word`, behind white space or at the beginning, of letters, digits, `-`, `_` and `/`, with one that is
//! no digit.

use super::spans::{Kind, spans};

/// The tags of a line, each with where it begins and without its sign.
pub(super) fn tags(line: &str) -> Vec<(usize, &str)> {
    if !line.contains('#') {
        return Vec::new();
    }
    let mut found = Vec::new();
    for span in spans(line).into_iter().filter(|span| span.kind == Kind::Text) {
        for (at, _) in span.text.match_indices('#') {
            let at = span.at + at;
            let before = line[..at].chars().next_back();
            let tag = word(&line[at + 1..]);
            if before.is_none_or(char::is_whitespace) && !tag.is_empty() {
                found.push((at, tag));
            }
        }
    }
    found
}

/// Whether a line holds tags and nothing else.
pub(super) fn are_all(line: &str) -> bool {
    line.trim_start().starts_with('#') && leading(line).1.is_empty()
}

/// The tags with which a line begins, and what stands behind them.
pub(super) fn leading(line: &str) -> (Vec<&str>, &str) {
    let (mut tags, mut rest) = (Vec::new(), line.trim());
    while let Some(tag) = rest.strip_prefix('#').map(word).filter(|tag| !tag.is_empty()) {
        let after = &rest[1 + tag.len()..];
        if !after.is_empty() && !after.starts_with(char::is_whitespace) {
            break;
        }
        tags.push(tag);
        rest = after.trim_start();
    }
    (tags, rest)
}

/// The tag at the beginning of a text; empty for none.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !belongs(c)).unwrap_or(text.len());
    let tag = &text[..end];
    if tag.chars().all(|c| c.is_numeric() || c == '/') { "" } else { tag }
}

/// Whether a tag may hold this letter. Signs beyond ASCII are most often pictures; what parts words is none of it.
pub(super) fn belongs(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '/');
    }
    !letter.is_whitespace()
        && !letter.is_control()
        && !matches!(letter, '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '：' | '；' | '？')
        && !matches!(letter, '،' | '؛' | '؟' | '«' | '»' | '¡' | '¿' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_other_signs() {
        let check = |line: &str, expected: &[&str]| {
            assert_eq!(tags(line).into_iter().map(|(_, tag)| tag).collect::<Vec<_>>(), expected, "{line}");
        };
        check("#flashcards/a-b #c_1, x#no #12 #1a `#code` [[A#no]]", &["flashcards/a-b", "c_1", "1a"]);
        check("# Heading", &[]);
        check("#بطاقات، #学习", &["بطاقات", "学习"]);
        assert!(are_all("#a #b/c ") && !are_all("#a b") && !are_all("") && !are_all("#a, #b"));
        assert_eq!(leading("#a #b x #c"), (vec!["a", "b"], "x #c"));
    }
}
