//! How a text in Markdown shows a picture or a sound that is kept with her work: `![words](cairn:<hash>)`, the hash of its
//! content in 64 lower-case hexadecimal digits. The words stand for it wherever it cannot be seen or heard. The text says all
//! there is to be said, so it means the same after an export, in a table and in a text editor; what sort of thing it is, its
//! content tells ([`super::content`]). Behind the hash a title in double quotes may stand, which says what is drawn on a
//! picture ([`super::covers`]).

use super::MediaHash;
use core::ops::Range;
use std::borrow::Cow;

/// What an address of something that is kept begins with.
pub const SCHEME: &str = "cairn:";

/// What an address names, if it is of this form.
pub fn named(address: &str) -> Option<MediaHash> {
    MediaHash::parse(address.strip_prefix(SCHEME)?)
}

/// A reference as it is written into a text. Signs in the words that would mean something there are taken for what they are.
pub fn written(words: &str, hash: MediaHash) -> String {
    let mut plain = String::new();
    for letter in words.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match letter {
            // Braces are gaps, and a line between two cells ends one.
            '{' => plain.push('('),
            '}' => plain.push(')'),
            '|' => plain.push('/'),
            '\\' | '[' | ']' | '*' | '_' | '`' | '<' | '$' | '~' | '&' => plain.extend(['\\', letter]),
            letter => plain.push(letter),
        }
    }
    format!("![{plain}]({SCHEME}{hash})")
}

/// One reference in a text.
pub(super) struct Found<'t> {
    pub hash: MediaHash,
    /// As they are written there.
    pub words: &'t str,
    /// Empty if it has none.
    pub title: &'t str,
    /// Bytes of the text that it takes.
    pub place: Range<usize>,
}

/// The references of a text, in their order, each with its words as they are written there.
pub fn references(text: &str) -> Vec<(MediaHash, String)> {
    found(text).map(|found| (found.hash, unescaped(found.words))).collect()
}

/// The references of a text, in their order.
pub(super) fn found(text: &str) -> impl Iterator<Item = Found<'_>> {
    let mut from = 0;
    core::iter::from_fn(move || {
        let found = next(text, from)?;
        from = found.place.end;
        Some(found)
    })
}

/// The text with the words in place of what they stand for: for titles and searches.
pub fn worded(text: &str) -> Cow<'_, str> {
    if next(text, 0).is_none() {
        return Cow::Borrowed(text);
    }
    let mut worded = String::new();
    let mut from = 0;
    while let Some(found) = next(text, from) {
        worded.push_str(&text[from..found.place.start]);
        worded.push_str(found.words);
        from = found.place.end;
    }
    worded.push_str(&text[from..]);
    Cow::Owned(worded)
}

/// The first reference that begins at `from` or later.
fn next(text: &str, from: usize) -> Option<Found<'_>> {
    const MARK: &str = "](cairn:";
    let (mut at, mut start) = (from, None);
    loop {
        let middle = at + text[at..].find(MARK)?;
        let hash_at = middle + MARK.len();
        let hash = text.get(hash_at..hash_at + 64).and_then(MediaHash::parse);
        let title = text.get(hash_at + 64..).and_then(title);
        // No stretch is gone through twice, however many marks there are.
        start = text[at..middle].rfind("![").map(|start| at + start).or(start);
        if let (Some(hash), Some((title, length)), Some(start)) = (hash, title, start) {
            return Some(Found { hash, words: &text[start + 2..middle], title, place: start..hash_at + 64 + length });
        }
        at = hash_at;
    }
}

/// The title at the end of a reference, and the bytes up to and with the bracket that closes it.
fn title(rest: &str) -> Option<(&str, usize)> {
    if rest.starts_with(')') {
        return Some(("", 1));
    }
    // It ends before another line or reference, so that no stretch is gone through twice.
    let inside = rest.strip_prefix(" \"")?;
    let end = inside.find(['"', '\n', '['])?;
    inside[end..].starts_with("\")").then_some((&inside[..end], end + 4))
}

/// Words without the strokes before their signs, such as [`written`] puts there.
pub fn unescaped(words: &str) -> String {
    let mut plain = String::new();
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '\\' && next.is_ascii_punctuation() => plain.extend(letters.next()),
            _ => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(byte: u8) -> MediaHash {
        MediaHash([byte; 32])
    }

    #[test]
    fn what_is_written_is_found_again() {
        for words in ["a heart", "قلب", "a [b] \\ *c* _d_ `e` <f> $g$ ~h~ &amp;", "", "x!"] {
            let text = format!("Before {} after", written(words, hash(7)));
            assert_eq!(references(&text), [(hash(7), words.to_owned())], "{text}");
        }
        assert_eq!(references(&written("two\nlines | {{c1::gap}}", hash(1)))[0].1, "two lines / ((c1::gap))");
        let two = format!("{}\n{}", written("a", hash(1)), written("b", hash(2)));
        assert_eq!(references(&two), [(hash(1), "a".to_owned()), (hash(2), "b".to_owned())]);
        assert_eq!(worded(&format!("What is {}?", written("this", hash(1)))), "What is this?");
        assert_eq!(named(&format!("{SCHEME}{}", hash(3))), Some(hash(3)));
        let text = format!("{} ![b]({SCHEME}{} \"covers\") c", written("a", hash(1)), hash(2));
        assert_eq!(
            found(&text).map(|found| (found.hash, found.title)).collect::<Vec<_>>(),
            [(hash(1), ""), (hash(2), "covers")]
        );
        assert_eq!(worded(&text), "a b c");
    }

    #[test]
    fn what_is_not_of_this_form_is_left_alone() {
        let digits = hash(0xab).to_text();
        for text in [
            "![a](https://example.org/a.png)".to_owned(),
            format!("![a](cairn:{})", digits.to_uppercase()),
            format!("![a](cairn:{digits}"),
            format!("[a](cairn:{digits})"),
            "![a](cairn:12)".to_owned(),
            "](cairn:".to_owned(),
            format!("![ä](cairn:{}ä", &digits[..63]),
            format!("![a](cairn:{digits} \"x\""),
            format!("![a](cairn:{digits} \"x)"),
            format!("![a](cairn:{digits}\"x\")"),
            format!("![a](cairn:{digits} \"x\ny\")"),
            format!("![a](cairn:{digits} 'x')"),
        ] {
            assert_eq!(references(&text), [], "{text}");
            assert_eq!(worded(&text), text);
        }
        assert_eq!(named("https://example.org/a.png"), None);
        // The one that is whole, behind one that is not.
        let text = format!("![a](cairn:1) {}", written("b", hash(5)));
        assert_eq!(references(&text).iter().map(|(hash, _)| *hash).collect::<Vec<_>>(), [hash(5)]);
    }
}
