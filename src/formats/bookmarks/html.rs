//! The HTML forms: Netscape bookmarks as browsers and link services write them, and Pocket's export.

use super::{
    DEPTH_MAX,
    gather::{Link, Links, moment, tags},
    tokens::{Element, Token, Tokens},
};
use crate::{
    entities,
    foreign::Attributes,
    lines::Lines,
    problem::{Location, Refusal},
    source::Source,
    tidy_text,
};

/// What a text between tags belongs to.
#[derive(PartialEq, Eq)]
enum Within {
    Nothing,
    Title,
    Note,
    /// The note of a folder, or one that follows nothing.
    OtherNote,
    Folder,
    Section,
}

struct Reader {
    links: Links,
    /// The folders that are open; none for the browser's own and those without a name.
    folders: Vec<Option<String>>,
    /// A folder whose list has not begun.
    named: Option<String>,
    /// The link that was met last, until its note has ended.
    link: Option<Link>,
    within: Within,
    /// The name of a folder or section, as far as it was read.
    name: String,
    /// Where it stands.
    line: u64,
    /// Whether the folder that is named is one that every browser has.
    own: bool,
    /// Whether what follows has been read to its end.
    archive: bool,
}

/// Reads the text of a file.
pub(super) fn read(text: &str) -> Result<Source, Refusal> {
    let mut reader = Reader {
        links: Links::for_file(text.len()),
        folders: Vec::new(),
        named: None,
        link: None,
        within: Within::Nothing,
        name: String::new(),
        line: 0,
        own: false,
        archive: false,
    };
    let mut lines = Lines::of(text);
    let mut tokens = Tokens::of(text);
    loop {
        match tokens.next() {
            Ok(Some((_, Token::Text(text)))) => reader.text(text),
            Ok(Some((_, Token::Close(element)))) => reader.close(element)?,
            Ok(Some((at, Token::Open(element, attributes)))) => reader.open(element, attributes, lines.at(at))?,
            Ok(None) => break,
            Err(at) => return Err(Refusal::new(Location::Line(lines.at(at)), "damaged", "")),
        }
    }
    reader.end()?;
    if !reader.folders.is_empty() {
        reader.links.problem(lines.at(text.len()), "unclosed", "");
    }
    reader.links.into_source()
}

impl Reader {
    fn text(&mut self, text: &str) {
        let into = match (&self.within, &mut self.link) {
            (Within::Title, Some(link)) => &mut link.title,
            (Within::Note, Some(link)) => &mut link.note,
            (Within::Folder | Within::Section, _) => &mut self.name,
            _ => return,
        };
        into.push_str(&entities::resolved(text));
    }

    fn open(&mut self, element: Element, attributes: &str, line: u64) -> Result<(), Refusal> {
        let in_note = matches!(self.within, Within::Note | Within::OtherNote);
        match element {
            // An address in a note is a part of it.
            Element::Link if in_note => {}
            Element::Link => {
                self.end()?;
                let said = |name| Attributes::of(attributes, name).map(entities::resolved).unwrap_or_default();
                self.link = Some(Link {
                    line,
                    address: said("href"),
                    title: String::new(),
                    note: said("description"),
                    tags: tags(attributes).collect(),
                    added: moment(&said("add_date")).or_else(|| moment(&said("time_added"))),
                    finished: self.archive,
                });
                self.within = Within::Title;
            }
            Element::Folder | Element::Section => {
                self.end()?;
                self.name.clear();
                self.line = line;
                self.own = ["personal_toolbar_folder", "unfiled_bookmarks_folder"]
                    .iter()
                    .any(|name| Attributes::of(attributes, name).is_some());
                self.within = if element == Element::Folder { Within::Folder } else { Within::Section };
            }
            Element::List => {
                self.end()?;
                self.folders.push(self.named.take());
                if self.folders.len() > DEPTH_MAX {
                    return Err(Refusal::new(Location::Line(line), "too_deep", ""));
                }
            }
            Element::Note if self.within == Within::Note => self.text("\n"),
            Element::Note => {
                self.end_name();
                match &mut self.link {
                    Some(before) => {
                        before.note.clear();
                        self.within = Within::Note;
                    }
                    None => self.within = Within::OtherNote,
                }
            }
            Element::Entry | Element::Border => self.end()?,
            Element::Item if !in_note => self.end()?,
            Element::Item | Element::Break => self.text("\n"),
            Element::Other => {}
        }
        Ok(())
    }

    fn close(&mut self, element: Element) -> Result<(), Refusal> {
        match element {
            Element::Link if self.within == Within::Title => self.within = Within::Nothing,
            Element::Folder | Element::Section => self.end_name(),
            Element::List => {
                self.end()?;
                self.folders.pop();
            }
            Element::Border => self.end()?,
            _ => {}
        }
        Ok(())
    }

    /// Ends a name, if one is being read.
    fn end_name(&mut self) {
        match self.within {
            Within::Folder => {
                let name = self.links.fitted(self.line, tidy_text::line(&self.name));
                self.named = Some(name).filter(|name| !name.is_empty() && !self.own);
            }
            Within::Section => self.archive = self.name.trim().eq_ignore_ascii_case("read archive"),
            _ => return,
        }
        self.within = Within::Nothing;
    }

    /// Ends whatever is being read.
    fn end(&mut self) -> Result<(), Refusal> {
        self.end_name();
        self.within = Within::Nothing;
        let Some(mut link) = self.link.take() else { return Ok(()) };
        link.tags.extend(self.folders.iter().flatten().cloned());
        link.note = paragraphs(&link.note);
        self.links.add(link)
    }
}

/// Lines without white space at their ends, with at most one empty line between two others.
fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = false;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            empty = !out.is_empty();
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty { "\n\n" } else { "\n" });
        }
        out.push_str(line);
        empty = false;
    }
    out
}
