//! Signs with a meaning, and the backslash that takes it from them. A backslash before any other letter is a letter itself.

use std::borrow::Cow;

/// What a backslash makes plain; `n` becomes the end of a line.
const ESCAPED: &[u8] = b"\\:#={}~n";

/// The ASCII signs of a text that no backslash stands before, with the byte at which each stands.
pub(super) fn bare(text: &str) -> impl Iterator<Item = (usize, u8)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    core::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at) {
            let here = at;
            let is_pair = *byte == b'\\' && bytes.get(at + 1).is_some_and(|next| ESCAPED.contains(next));
            at += 1 + usize::from(is_pair);
            if !is_pair && byte.is_ascii() {
                return Some((here, *byte));
            }
        }
        None
    })
}

/// Where one of these signs stands first.
pub(super) fn find(text: &str, sign: u8) -> Option<usize> {
    bare(text).find(|(_, found)| *found == sign).map(|(at, _)| at)
}

/// Where this row of signs begins first.
pub(super) fn find_row(text: &str, row: &str) -> Option<usize> {
    bare(text).map(|(at, _)| at).find(|at| text.as_bytes()[*at..].starts_with(row.as_bytes()))
}

/// A text before and behind the first of a sign.
pub(super) fn split(text: &str, sign: u8) -> Option<(&str, &str)> {
    find(text, sign).map(|at| (&text[..at], &text[at + 1..]))
}

/// The letters that a text stands for.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters
            .peek()
            .copied()
            .filter(|next| letter == '\\' && u8::try_from(*next).is_ok_and(|next| ESCAPED.contains(&next)));
        if next.is_some() {
            letters.next();
        }
        plain.push(match next {
            Some('n') => '\n',
            Some(next) => next,
            None => letter,
        });
    }
    Cow::Owned(plain)
}

/// A text that stands for just these letters, on one line.
pub(super) fn encoded(letters: &str) -> String {
    let mut text = String::with_capacity(letters.len() + 8);
    for letter in letters.chars() {
        match letter {
            '\n' => text.push_str("\\n"),
            '\\' | ':' | '#' | '=' | '{' | '}' | '~' => text.extend(['\\', letter]),
            letter => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_are_signs_only_without_a_backslash() {
        assert_eq!(find("a \\# b # c", b'#'), Some(7));
        assert_eq!(find("\\\\# c", b'#'), Some(2), "the backslash is plain, not the sign");
        assert_eq!(find_row("Title\\:::text", "::"), Some(7));
        assert_eq!(find_row("a\\####b", "####"), None);
        for (text, letters) in [
            ("\\~\\=\\#\\{\\}\\:", "~=#{}:"),
            ("A \\\\\\\\ B", "A \\\\ B"),
            ("one\\ntwo", "one\ntwo"),
            ("a \\ b \\[x\\]", "a \\ b \\[x\\]"),
            ("end\\", "end\\"),
            ("قلم\\ق", "قلم\\ق"),
        ] {
            assert_eq!(decoded(text), letters, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(letters in "[\\\\:#={}~na \nق]{0,20}") {
            let text = encoded(&letters);
            prop_assert!(!text.contains('\n'));
            prop_assert_eq!(bare(&text).find(|(_, sign)| b"#={}~:".contains(sign)), None);
            prop_assert_eq!(decoded(&text).into_owned(), letters);
        }
    }
}
