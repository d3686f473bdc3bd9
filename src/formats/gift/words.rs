//! Texts with the format that they are written in: `[html]`, `[markdown]`, `[plain]` or `[moodle]` before them, else that of
//! what is asked.

use super::escape::decoded;

/// How a text is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum Format {
    /// Moodle's own: letters and HTML, where a line end counts.
    #[default]
    Moodle,
    /// HTML.
    Html,
    /// Letters alone.
    Plain,
    /// Markdown.
    Markdown,
}

impl Format {
    /// Its name in a file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Moodle => "moodle",
            Self::Html => "html",
            Self::Plain => "plain",
            Self::Markdown => "markdown",
        }
    }

    /// The format that a text names at its beginning, and the text behind that.
    pub(super) fn named(text: &str) -> Option<(Self, &str)> {
        let (name, rest) = text.trim_start().strip_prefix('[')?.split_once(']')?;
        let format = [Self::Moodle, Self::Html, Self::Plain, Self::Markdown].into_iter().find(|one| one.name() == name);
        format.map(|format| (format, rest))
    }
}

/// A text, and how it is written.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Words {
    /// How it is written.
    pub format: Format,
    /// The text, without backslashes.
    pub text: String,
}

impl Words {
    /// A text of a file; in the usual format if it names none.
    pub(super) fn of(text: &str, usual: Format) -> Self {
        let (format, text) = Format::named(text).unwrap_or((usual, text));
        Self::in_format(text, format)
    }

    /// A text of a file in this format, whatever it begins with.
    pub(super) fn in_format(text: &str, format: Format) -> Self {
        Self { format, text: plain(text, format) }
    }

    /// The same as [`Words::of`], if it says anything.
    pub(super) fn said(text: &str, usual: Format) -> Option<Self> {
        Some(Self::of(text, usual)).filter(|words| !words.text.is_empty())
    }
}

/// The letters of a text. Where lines have no meaning they and rows of spaces are one space; `\n` is always a line.
fn plain(text: &str, format: Format) -> String {
    let text = text.trim();
    let letters = match format {
        Format::Html | Format::Markdown => decoded(text),
        Format::Moodle | Format::Plain => decoded(&folded(text)).into_owned().into(),
    };
    letters.trim().to_owned()
}

/// Line ends, and several spaces, as one space; a single one stays what it is.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if !letter.is_whitespace() {
            folded.push(letter);
            continue;
        }
        let mut is_single = letter != '\n';
        while letters.next_if(|next| next.is_whitespace()).is_some() {
            is_single = false;
        }
        folded.push(if is_single { letter } else { ' ' });
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_where_the_format_says_so() {
        for (text, format, expected) in [
            (" one\n  two\u{a0}x ", Format::Moodle, "one two\u{a0}x"),
            ("[plain] one\\n two", Format::Plain, "one\n two"),
            ("[html]<pre>\n  x \\{\n</pre>\n", Format::Html, "<pre>\n  x {\n</pre>"),
            ("[markdown] one  \ntwo", Format::Markdown, "one  \ntwo"),
            ("[HTML] x", Format::Moodle, "[HTML] x"),
            ("[html]", Format::Html, ""),
        ] {
            assert_eq!(Words::of(text, Format::Moodle), Words { format, text: expected.to_owned() }, "{text}");
        }
        assert_eq!(Words::of("x", Format::Html).format, Format::Html);
        assert_eq!(Words::said(" [html] ", Format::Moodle), None);
    }
}
