//! Texts of other programs, which are HTML, as the Markdown of an item. What is no text, list, table, code, formula, picture or
//! sound is left out and counted; no address of another place is kept as a picture, so nothing is ever loaded for it.
//!
//! [`tokens`] cuts a text into tags and letters; [`elements`] says what a tag means here; [`convert`] goes through them once,
//! without recursion, and puts [lines](mod@line) into [`blocks`]. What follows from how Markdown is written stands in [`escape`] (letters
//! that would mean something), [`marks`] (emphasis that would not be read as such) and [`table`]. A text of any form costs time and
//! memory in proportion to its length, and no more than [`TEXT_MAX`] bytes come of it.
//!
//! Formulas are written between `$` and `$$`. Underlined words are emphasised; raised and lowered figures become the letters that
//! there are for them; what is read beside a word stands in brackets behind it.

mod addresses;
mod blocks;
mod convert;
mod elements;
mod escape;
mod gap;
mod latex;
mod letters;
mod line;
mod marks;
mod math;
mod raised;
mod shown;
mod table;
#[cfg(test)]
mod tests;
mod tokens;

pub(crate) use addresses::unquoted;
pub(crate) use escape::escaped;
pub(crate) use letters::letters;
pub(crate) use tokens::Attributes;

use crate::problem::{Location, Problems};
use cairn_domain::media::MediaHash;

/// Bytes of a text that are written; the rest of it is left out. A field holds less, so whoever checks that sees it.
pub(crate) const TEXT_MAX: usize = 1 << 20;

/// Which kept content an address of a file names, a picture's or a sound's; `None` if there is no such file.
/// It is asked with the address as it stands in the text, also one that holds its content itself (`data:`).
pub(crate) type Kept<'f> = dyn FnMut(&str) -> Option<MediaHash> + 'f;

/// What was left out of texts, by what it was.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Dropped {
    /// Scripts and what runs of itself.
    pub scripts: u64,
    /// Styles.
    pub styles: u64,
    /// Frames, embedded objects and forms.
    pub frames: u64,
    /// Pictures and sounds of other places.
    pub remote: u64,
    /// Pictures and sounds that the file names and does not have.
    pub missing: u64,
    /// LaTeX that is no formula here, and stays in the text as it is written.
    pub formulas: u64,
}

impl Dropped {
    /// Tells what was left out, each with how often: `scripts`, `styles`, `frames`, `remote_media`, `missing_media` and
    /// `latex_as_text`.
    pub fn tell(&self, place: &Location, problems: &mut Problems) {
        for (code, count) in [
            ("scripts", self.scripts),
            ("styles", self.styles),
            ("frames", self.frames),
            ("remote_media", self.remote),
            ("missing_media", self.missing),
            ("latex_as_text", self.formulas),
        ] {
            if count > 0 {
                problems.push(place.clone(), code, &count.to_string());
            }
        }
    }
}

/// A text with gaps, and what they show.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Gapped {
    /// The text, with its gaps as they were written: `{{c1::letters::hint}}`, in the letters that they show, without marks.
    pub text: String,
    /// Pictures and sounds that stand in gaps, which hold letters alone: for what is shown once they are filled.
    pub shown: String,
}

/// A text in HTML as Markdown, with what is `kept` in place of the files that it shows.
pub(crate) fn markdown(html: &str, kept: &mut Kept, dropped: &mut Dropped) -> String {
    convert::Converter::new(html, false, kept, dropped).run().text
}

/// The same of a text with gaps (`{{c1::…}}`), which stay gaps; other double braces become none. A formula in a gap is its
/// LaTeX. What stands between lines in a gap (`|`) is left as it is, though here it parts several right answers.
pub(crate) fn markdown_with_gaps(html: &str, kept: &mut Kept, dropped: &mut Dropped) -> Gapped {
    convert::Converter::new(html, true, kept, dropped).run()
}
