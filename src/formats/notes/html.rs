//! Tags of HTML in a note: marks of emphasis become those of Markdown, what runs or loads goes with its content, and what only
//! says how a text looks goes alone.

use super::{
    links::{Target, decoded},
    text::Writer,
};

/// Elements whose content is no text.
const HIDDEN: [&str; 7] = ["script", "style", "iframe", "object", "svg", "template", "noscript"];
const MEDIA: [&str; 4] = ["img", "audio", "video", "source"];
/// Elements that begin or end a line.
const BREAKS: [&str; 12] = ["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "hr"];
/// Elements that say how a text looks.
const LOOKS: [&str; 30] = [
    "span",
    "u",
    "s",
    "del",
    "ins",
    "mark",
    "small",
    "big",
    "font",
    "center",
    "kbd",
    "tt",
    "code",
    "pre",
    "abbr",
    "bdi",
    "bdo",
    "cite",
    "q",
    "ul",
    "ol",
    "tbody",
    "thead",
    "details",
    "summary",
    "figure",
    "figcaption",
    "blockquote",
    "input",
    "label",
];

impl Writer<'_, '_> {
    /// What stands for a tag of HTML. A name that is none of HTML is a text.
    pub(super) fn tag(&mut self, whole: &str, inner: &str, out: &mut String) {
        let closes = inner.starts_with('/');
        let name = inner.trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let is_one = |list: &[&'static str]| list.iter().copied().find(|known| known.eq_ignore_ascii_case(name));
        if let Some(hidden) = self.hidden {
            if closes && hidden.eq_ignore_ascii_case(name) {
                self.hidden = None;
            }
            return;
        }
        if let Some(known) = is_one(&HIDDEN) {
            self.fault("dropped", known);
            self.hidden = Some(known).filter(|_| !closes && !inner.ends_with('/'));
        } else if is_one(&MEDIA).is_some() {
            out.push_str(&self.media(whole));
        } else if is_one(&BREAKS).is_some() {
            out.push('\n');
        } else if is_one(&["b", "strong"]).is_some() {
            out.push_str("**");
        } else if is_one(&["i", "em"]).is_some() {
            out.push('*');
        } else if is_one(&["sub", "sup", "a", "table", "td", "th"]).is_some() {
            self.fault("markup_left", name);
            out.push_str(if is_one(&["td", "th"]).is_some() { " " } else { "" });
        } else if is_one(&LOOKS).is_none() {
            out.push_str(whole);
        }
    }

    /// A picture or a sound of HTML.
    fn media(&mut self, whole: &str) -> String {
        let mut dropped = crate::foreign::Dropped::default();
        let (links, from) = (self.links, self.from);
        let mut files = self.files.as_mut();
        let mut kept = |address: &str| match links.find(from, &decoded(address)) {
            Some(Target::File(file)) => files.as_mut().and_then(|files| files.take(file).ok()),
            _ => None,
        };
        let text = crate::foreign::markdown(whole, &mut kept, &mut dropped);
        for (count, code) in [(dropped.remote, "remote_picture"), (dropped.missing, "missing_file")] {
            if count > 0 {
                self.fault(code, whole);
            }
        }
        text
    }
}
