//! The side of a card, or a text with gaps, as the Markdown of an item: links between notes become their words, pictures of
//! the folder are kept, comments and the tags of HTML go; nothing is loaded from elsewhere.

use super::{
    cloze::{self, Gap},
    files::Files,
    lines::Line,
    links::{Links, Target, decoded, scheme},
    settings::Settings,
    spans::{Kind, Span, spans},
};
use cairn_domain::media::reference::{self, unescaped};
use core::ops::Range;
use std::collections::BTreeSet;

/// Where links of a note lead.
#[derive(Default)]
pub(super) struct Linked {
    /// Notes of the same folder.
    pub notes: BTreeSet<usize>,
    /// Pages, with the words that stood for them.
    pub pages: Vec<(String, String)>,
}

/// Pages of one note.
const PAGES_MAX: usize = 1_000;

/// Writes texts of one note.
pub(super) struct Writer<'r, 'f> {
    pub links: &'r Links,
    pub settings: &'r Settings,
    /// The path of the note.
    pub from: &'r str,
    /// Where pictures come from; none where they stay words.
    pub files: Option<&'r mut Files<'f>>,
    pub linked: &'r mut Linked,
    /// What was left out or mended: code and what it is about.
    pub faults: Vec<(&'static str, String)>,
    /// The element whose content is passed over.
    pub(super) hidden: Option<&'static str>,
}

impl<'r> Writer<'r, '_> {
    pub fn new(links: &'r Links, settings: &'r Settings, from: &'r str, linked: &'r mut Linked) -> Self {
        Self { links, settings, from, files: None, linked, faults: Vec::new(), hidden: None }
    }

    /// A side of a card, or any lines of a note.
    pub fn side(&mut self, lines: &[Line]) -> String {
        self.lines(lines, &mut None)
    }

    /// A text with gaps.
    pub fn cloze(&mut self, lines: &[Line]) -> String {
        self.lines(lines, &mut Some(0))
    }

    fn lines(&mut self, lines: &[Line], gaps: &mut Option<u32>) -> String {
        self.hidden = None;
        let mut out = String::new();
        let mut at = 0;
        while let Some(first) = lines.get(at) {
            if first.raw {
                match gaps {
                    Some(_) => out.push_str(&cloze::plain(&first.text, false)),
                    None => out.push_str(&first.text),
                }
                out.push('\n');
                at += 1;
                continue;
            }
            let length = lines[at..].iter().take_while(|line| !line.raw).count();
            let text = paragraph(&lines[at..at + length]);
            self.paragraph(&text, gaps, &mut out);
            out.push('\n');
            at += length;
        }
        out.truncate(out.trim_end().len());
        out
    }

    fn paragraph(&mut self, text: &str, gaps: &mut Option<u32>, out: &mut String) {
        let spans = spans(text);
        let list: Vec<Gap> = match gaps {
            Some(taken) => cloze::gaps(text, &spans, self.settings, taken),
            None => return self.marked(text, &spans, out),
        };
        let mut walk = Walk { text, spans: &spans, index: 0 };
        let mut at = 0;
        for gap in list {
            self.range(&mut walk, at..gap.start, true, false, out);
            at = gap.end;
            if gap.row {
                self.fault("overlap_lost", &text[gap.inner.clone()]);
            }
            let mut inner = String::new();
            if gap.braces {
                inner.push_str(&text[gap.inner.clone()]);
            } else {
                self.range(&mut walk, gap.inner.clone(), true, gap.number.is_some(), &mut inner);
            }
            let Some(number) = gap.number.filter(|_| !inner.trim().is_empty()) else {
                out.push_str(&inner);
                continue;
            };
            if inner.ends_with('}') {
                inner.pop();
                inner.push('｝');
            }
            out.extend(["{{c", &number.to_string(), "::", &inner]);
            if !gap.hint.is_empty() {
                out.extend(["::", &cloze::plain(&gap.hint, true)]);
            }
            out.push_str("}}");
        }
        self.range(&mut walk, at..text.len(), true, false, out);
    }

    /// A text without gaps: what is highlighted is strong.
    fn marked(&mut self, text: &str, spans: &[Span], out: &mut String) {
        let mut walk = Walk { text, spans, index: 0 };
        let mut at = 0;
        for mark in cloze::highlights(text, spans) {
            self.range(&mut walk, at..mark.start, false, false, out);
            let sign = if text[mark.clone()].contains('*') { "" } else { "**" };
            out.push_str(sign);
            self.range(&mut walk, mark.start + 2..mark.end - 2, false, false, out);
            out.push_str(sign);
            at = mark.end;
        }
        self.range(&mut walk, at..text.len(), false, false, out);
    }

    /// Writes the pieces of a part of a text.
    fn range(&mut self, walk: &mut Walk, range: Range<usize>, in_gaps: bool, in_gap: bool, out: &mut String) {
        while let Some(span) = walk.spans.get(walk.index) {
            let end = span.at + span.text.len();
            if end <= range.start {
                walk.index += 1;
                continue;
            }
            if span.at >= range.end {
                return;
            }
            if span.kind == Kind::Text {
                let letters = &walk.text[span.at.max(range.start)..end.min(range.end)];
                self.letters(letters, in_gaps, in_gap, out);
            } else if span.at >= range.start {
                self.piece(span, in_gaps, in_gap, out);
            }
            if end > range.end {
                return;
            }
            walk.index += 1;
        }
    }

    fn letters(&mut self, letters: &str, in_gaps: bool, in_gap: bool, out: &mut String) {
        if self.hidden.is_some() {
            return;
        }
        if letters.contains("://") {
            for word in letters.split_whitespace().filter(|word| word.contains("://")) {
                let from = word.find("http").unwrap_or(word.len());
                self.page(word[from..].trim_end_matches(['.', ',', ';', ')', '>', '"', '\'', '،', '؛', '»']), "");
            }
        }
        if in_gaps { out.push_str(&cloze::plain(letters, in_gap)) } else { out.push_str(letters) }
    }

    fn piece(&mut self, span: &Span, in_gaps: bool, in_gap: bool, out: &mut String) {
        if let Kind::Tag(inner) = span.kind {
            return self.tag(span.text, inner, out);
        }
        if self.hidden.is_some() {
            return;
        }
        let plain = |text: &str| if in_gaps { cloze::plain(text, in_gap) } else { text.to_owned() };
        match span.kind {
            Kind::Text | Kind::Tag(_) | Kind::Comment(_) => {}
            // What guards a sign of the syntax is no longer needed.
            Kind::Escape if span.text[1..].starts_with([':', '=', '%', '?']) => out.push_str(&span.text[1..]),
            Kind::Math if in_gaps => out.push_str(&cloze::formula(span.text, in_gap)),
            Kind::Escape | Kind::Math => out.push_str(span.text),
            // In a text with gaps braces are gaps, or the vault does not want them so.
            Kind::Code | Kind::Curly(_) => out.push_str(&plain(span.text)),
            Kind::Address(address) => {
                self.page(address, "");
                out.push_str(span.text);
            }
            Kind::Wiki { inner, embedded } => {
                let text = self.wiki(inner, embedded);
                out.push_str(&if text.starts_with("![") { text } else { plain(&text) });
            }
            Kind::Link { words, address, embedded } => self.link(span.text, words, address, embedded, &plain, out),
        }
    }

    /// `[[Note#Part|words]]`, `![[picture.png|words]]`
    fn wiki(&mut self, inner: &str, embedded: bool) -> String {
        let mut parts = inner.split('|').map(|part| part.trim().trim_end_matches('\\').trim());
        let address = parts.next().unwrap_or_default();
        let words = parts.rfind(|part| !part.is_empty() && !is_size(part));
        let (path, part) = address.split_once('#').map_or((address, ""), |(path, part)| (path.trim(), part.trim()));
        let name = path.rsplit('/').next().unwrap_or_default();
        let shown = || {
            // A block has a name that says nothing.
            let part = part.rsplit('#').next().filter(|part| !part.is_empty() && !part.starts_with('^'));
            [Some(name).filter(|name| !name.is_empty()), part].into_iter().flatten().collect::<Vec<_>>().join(" > ")
        };
        let target = if path.is_empty() { None } else { self.links.find(self.from, path) };
        match target {
            Some(Target::Note(note)) => {
                self.linked.notes.insert(note);
            }
            Some(Target::File(file)) if embedded => return self.picture(file, words.unwrap_or(name_stem(name))),
            Some(Target::File(_)) => self.fault("file_left", path),
            None if embedded && !path.is_empty() => self.fault("missing_file", path),
            None => {}
        }
        if embedded && matches!(target, Some(Target::Note(_))) {
            self.fault("note_left", path);
        }
        words.map_or_else(shown, str::to_owned)
    }

    fn link(
        &mut self,
        whole: &str,
        words: &str,
        address: &str,
        embedded: bool,
        plain: &dyn Fn(&str) -> String,
        out: &mut String,
    ) {
        let words = &unescaped(words);
        let said = words.split('|').map(str::trim).filter(|part| !is_size(part)).collect::<Vec<_>>().join(" ");
        match scheme(address) {
            Some("http" | "https") => {
                if embedded {
                    // Shown, it would have to be fetched.
                    self.fault("remote_picture", address);
                    let said = if said.is_empty() { address } else { &said };
                    out.push_str(&plain(&format!("[{said}]({address})")));
                } else {
                    self.page(address, words);
                    out.push_str(&plain(whole));
                }
            }
            Some("mailto") if !embedded => out.push_str(&plain(whole)),
            Some("data") if embedded => {
                let shown = self.files.as_mut().and_then(|files| files.data(address));
                match shown {
                    Some(hash) => out.push_str(&reference::written(&said, hash)),
                    None => {
                        self.fault("not_shown", "data:");
                        out.push_str(&plain(&said));
                    }
                }
            }
            Some(_) => {
                self.fault("link_left", address);
                out.push_str(&plain(&said));
            }
            None => {
                let path = decoded(address.split('#').next().unwrap_or_default());
                let target = if path.is_empty() { None } else { self.links.find(self.from, &path) };
                match target {
                    Some(Target::File(file)) if embedded => {
                        let name = path.rsplit('/').next().unwrap_or_default();
                        let said = if said.is_empty() { name_stem(name) } else { &said };
                        let text = self.picture(file, said);
                        return out.push_str(&if text.starts_with("![") { text } else { plain(&text) });
                    }
                    Some(Target::Note(note)) => {
                        self.linked.notes.insert(note);
                    }
                    Some(Target::File(_)) => self.fault("file_left", &path),
                    None if path.is_empty() => {}
                    None => self.fault(if embedded { "missing_file" } else { "link_left" }, &path),
                }
                out.push_str(&plain(&said));
            }
        }
    }

    /// A picture or a sound that is kept; words, where it cannot be shown.
    fn picture(&mut self, file: usize, words: &str) -> String {
        let Some(files) = self.files.as_mut() else { return words.to_owned() };
        match files.take(file) {
            Ok(hash) => reference::written(words, hash),
            Err(code) => {
                let name = files.name(file).to_owned();
                self.fault(code, &name);
                words.to_owned()
            }
        }
    }

    fn page(&mut self, address: &str, words: &str) {
        if self.linked.pages.len() < PAGES_MAX && (address.starts_with("https://") || address.starts_with("http://")) {
            self.linked.pages.push((address.to_owned(), words.to_owned()));
        }
    }

    pub(super) fn fault(&mut self, code: &'static str, said: &str) {
        if self.faults.len() < 1_000 {
            self.faults.push((code, said.chars().take(100).collect()));
        }
    }
}

/// Where one is in the pieces of a text.
struct Walk<'w> {
    text: &'w str,
    spans: &'w [Span<'w>],
    index: usize,
}

/// Lines as one text: a table begins behind a blank line, as Markdown wants it, and a lone backslash stands for one.
fn paragraph(lines: &[Line]) -> String {
    let mut out = String::new();
    let mut before = "";
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.trim_end();
        let text = if text.trim() == "\\" { "" } else { text };
        let is_row = |text: &str| text.trim_start().starts_with('|');
        let rules = lines.get(at + 1).is_some_and(|next| is_delimiter(&next.text));
        if at > 0 {
            out.push('\n');
        }
        if is_row(text) && rules && !before.is_empty() && !is_row(before) {
            out.push('\n');
        }
        out.push_str(text);
        before = text;
    }
    out
}

/// The line below the head of a table.
fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// A width, `300` or `300x200`, with which Obsidian shows a picture.
fn is_size(part: &str) -> bool {
    part.starts_with(|c: char| c.is_ascii_digit()) && part.chars().all(|c| c.is_ascii_digit() || c == 'x')
}

fn name_stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
