//! Texts of a question, in one of the four formats that Moodle knows, as Markdown.

use super::{
    files::{Beside, Fault, Files},
    xml::Node,
};
use crate::foreign::{self, Dropped};
use cairn_domain::{
    media::{MediaHash, reference},
    text::LINK_MAX,
};
use std::collections::BTreeSet;

/// How a text is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Format {
    Html,
    Markdown,
    Plain,
    /// HTML in which a line that ends is one.
    Auto,
}

impl Format {
    /// What an attribute says; nothing if it says nothing known.
    pub fn of(attribute: &str) -> Option<Self> {
        match attribute.trim() {
            "html" | "1" => Some(Self::Html),
            "markdown" | "4" => Some(Self::Markdown),
            "plain_text" | "plain" | "2" => Some(Self::Plain),
            "moodle_auto_format" | "moodle" | "0" => Some(Self::Auto),
            _ => None,
        }
    }
}

/// Texts of one question.
pub(super) struct Texts<'f> {
    pub files: &'f mut Files,
    pub dropped: Dropped,
    /// Files that its texts name and do not show, and why.
    pub lost: BTreeSet<(Fault, String)>,
    /// Files that its texts show.
    pub shown: BTreeSet<MediaHash>,
    /// How its text is written: what says nothing is written so too.
    pub usual: Format,
}

impl<'f> Texts<'f> {
    pub fn new(files: &'f mut Files, question: Node) -> Self {
        let said = question.one("questiontext").and_then(|text| Format::of(text.attribute("format")));
        let usual = said.unwrap_or(Format::Auto);
        Self { files, dropped: Dropped::default(), lost: BTreeSet::new(), shown: BTreeSet::new(), usual }
    }

    /// How a text is written.
    pub fn format(&self, node: Node) -> Format {
        Format::of(node.attribute("format")).unwrap_or(self.usual)
    }

    /// What the first element of a name says.
    pub fn one(&mut self, around: Node, name: &'static str) -> String {
        around.one(name).map(|node| self.of(node)).unwrap_or_default()
    }

    /// What an element says.
    pub fn of(&mut self, node: Node) -> String {
        self.written(node, node.said(), false)
    }

    /// A text of an element, perhaps with gaps, as Markdown.
    pub fn written(&mut self, node: Node, text: &str, gapped: bool) -> String {
        let format = self.format(node);
        let mut beside = Beside::of(node);
        let (files, lost, shown) = (&mut *self.files, &mut self.lost, &mut self.shown);
        let mut kept = |address: &str| match files.show(address, &mut beside) {
            Ok(hash) => {
                shown.insert(hash);
                Some(hash)
            }
            Err(fault) => {
                let name = if address.starts_with("data:") { "data:" } else { address };
                let name = foreign::unquoted(name).unwrap_or_else(|| name.to_owned());
                lost.insert((fault, name.chars().take(100).collect()));
                None
            }
        };
        let html = match format {
            Format::Html => text.to_owned(),
            Format::Auto => with_lines(text),
            Format::Plain if gapped => with_lines(&crate::entities::escaped(text)),
            Format::Plain => return plain(text, &mut self.dropped),
            Format::Markdown => return marked(text, &mut kept),
        };
        if gapped {
            let found = foreign::markdown_with_gaps(&html, &mut kept, &mut self.dropped);
            if found.shown.is_empty() { found.text } else { [found.text, found.shown].join("\n\n") }
        } else {
            foreign::markdown(&html, &mut kept, &mut self.dropped)
        }
    }
}

/// Letters as they stand, but for formulas, which every text of Moodle may hold.
pub(crate) fn plain(letters: &str, dropped: &mut Dropped) -> String {
    let lines: Vec<String> = letters.lines().map(|line| crate::entities::escaped(line.trim())).collect();
    foreign::markdown(&lines.join("<br>"), &mut |_| None, dropped)
}

/// A text in which lines that end between words are breaks.
fn with_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        // What ends or begins a tag stands on a line of its own for the eye alone.
        if !out.is_empty() && !out.ends_with('>') && !line.trim_start().starts_with('<') {
            out.push_str("<br>");
        }
        out.push('\n');
        out.push_str(line.trim_end());
    }
    out
}

/// A text in Markdown with what is kept in place of the pictures that it shows; all else stays as it is.
fn marked(text: &str, kept: &mut foreign::Kept) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](@@PLUGINFILE@@") {
        let (before, address) = (&rest[..at], &rest[at + 2..]);
        // No file has a longer name, and a mark that is not closed is not looked for to the end.
        let near = &address[..address.floor_char_boundary(LINK_MAX)];
        let end = near.find([')', ' ', '\n']).unwrap_or(near.len());
        let begins = before.rfind("![");
        match (begins, kept(&address[..end]), address[end..].starts_with(')')) {
            (Some(begins), Some(hash), true) => {
                out.push_str(&before[..begins]);
                out.push_str(&reference::written(&before[begins + 2..], hash));
                rest = &address[end + 1..];
            }
            _ => {
                out.push_str(&rest[..at + 2]);
                rest = address;
            }
        }
    }
    out.push_str(rest);
    out.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}
