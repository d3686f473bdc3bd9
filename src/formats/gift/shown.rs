//! Texts of questions as the Markdown of an item, and the pictures and sounds that are written into them.

use super::words::{Format, Words};
use crate::{
    entities,
    foreign::{self, Dropped},
    problem::{Location, Problems},
    quiz::plain,
    source::SourceFile,
    tidy_text,
};
use cairn_domain::{
    media::{MediaHash, content::Content},
    text::{NOTE_MAX, TITLE_MAX},
};
use std::{borrow::Cow, collections::BTreeMap};

/// What texts of a file show, and what was left out of them.
#[derive(Default)]
pub(super) struct Shown {
    /// Pictures and sounds, each once.
    pub files: BTreeMap<MediaHash, SourceFile>,
    dropped: Dropped,
}

/// A text that is longer than a field holds.
pub(super) struct TooLong;

impl Shown {
    /// A text as Markdown; and whether letters were taken out of it that are none.
    pub fn markdown(&mut self, words: &Words) -> Result<(String, bool), TooLong> {
        let text = words.text.as_str();
        let written = match words.format {
            Format::Markdown => text.to_owned(),
            Format::Html => self.converted(text),
            Format::Moodle => self.converted(&text.replace('\n', "<br>")),
            Format::Plain => plain(text, &mut self.dropped),
        };
        if tidy_text::is_longer(&written, NOTE_MAX) {
            return Err(TooLong);
        }
        let fitted = tidy_text::lines(&written);
        Ok((fitted.text, fitted.mended))
    }

    /// A text as letters of one line, as they are typed; none if nobody types so many. What looks like a tag is typed too, but
    /// for the paragraph that an editor puts around a text, in which letters are written as in HTML.
    pub fn letters(words: &Words) -> Option<String> {
        let letters = match words.format {
            Format::Html => in_paragraph(&words.text).map_or(Cow::Borrowed(words.text.as_str()), Cow::Owned),
            _ => Cow::Borrowed(words.text.as_str()),
        };
        (letters.chars().take(TITLE_MAX + 1).count() <= TITLE_MAX).then(|| tidy_text::line(&letters).text)
    }

    /// Tells what was left out of texts, how often.
    pub fn tell(&self, problems: &mut Problems) {
        self.dropped.tell(&Location::Whole, problems);
    }

    fn converted(&mut self, html: &str) -> String {
        let Self { files, dropped } = self;
        let mut kept = |address: &str| {
            let (name, bytes) = within(address)?;
            let hash = MediaHash(*blake3::hash(&bytes).as_bytes());
            files.entry(hash).or_insert_with(|| SourceFile::here(name, bytes));
            Some(hash)
        };
        foreign::markdown(html, &mut kept, dropped)
    }
}

/// The letters of a text that is one paragraph: `<p dir="ltr">…</p>`.
fn in_paragraph(text: &str) -> Option<String> {
    let (tag, inner) = text.trim().strip_prefix("<p")?.split_once('>')?;
    let inner = inner.strip_suffix("</p>")?;
    let is_one = (tag.is_empty() || tag.starts_with(' ')) && !tag.contains('<') && !inner.contains("</p>");
    is_one.then(|| entities::resolved(inner))
}

/// A picture or sound that is written into its address: `data:image/png;base64,…`.
fn within(address: &str) -> Option<(String, Vec<u8>)> {
    let (head, digits) = address.strip_prefix("data:")?.split_once(',')?;
    head.strip_suffix(";base64")?;
    let digits: Vec<u8> = digits.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let bytes = data_encoding::BASE64.decode(&digits).ok()?;
    let media_type = Content::of(&bytes)?.media_type;
    let ending = media_type.split_once('/').map_or("", |(_, ending)| ending);
    Some((["picture.", ending].concat(), bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_into_an_address_is_a_file_once() {
        let gif = "data:image/gif;base64,R0lGODdhAQABAIAAAAAAAAAAACwAAAAAAQABAAACAkQBADs=";
        let (name, bytes) = within(gif).unwrap();
        assert_eq!((name.as_str(), &bytes[..6]), ("picture.gif", &b"GIF87a"[..]));
        for address in
            ["https://example.org/a.gif", "data:text/html;base64,PGI+", "data:image/gif,x", "data:image/gif;base64,?"]
        {
            assert_eq!(within(address), None, "{address}");
        }
    }

    #[test]
    fn plain_letters_of_markup_are_typed() {
        let words = |format, text: &str| Words { format, text: text.to_owned() };
        let letters = |format, text: &str| Shown::letters(&words(format, text));
        assert_eq!(letters(Format::Html, "<p dir=\"ltr\">Asia &amp; x</p>").as_deref(), Some("Asia & x"));
        for kept in ["List<String>", "<p>", "a &amp; b", "<pre>x</pre>", "<p>a</p><p>b</p>"] {
            assert_eq!(letters(Format::Html, kept).as_deref(), Some(kept));
        }
        assert_eq!(letters(Format::Moodle, "a < b\nc").as_deref(), Some("a < b c"));
        assert_eq!(letters(Format::Moodle, &"x".repeat(501)), None);
    }
}
