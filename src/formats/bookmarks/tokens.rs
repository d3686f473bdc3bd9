//! Tags and texts of a bookmark file, one after the other, in one pass. Not a parser of HTML: it builds no
//! tree, and knows only the elements that such files are made of.

/// What a tag is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Element {
    /// `a`
    Link,
    /// `h1`, `h2`: the name of a section.
    Section,
    /// `h3`: the name of a folder.
    Folder,
    /// `dl`: what a folder holds.
    List,
    /// `dt`: an entry begins.
    Entry,
    /// `dd`: the note of the entry before.
    Note,
    /// `li`: an entry of Pocket, or an item in a note.
    Item,
    /// `hr`, `html`, `body`: no entry goes on over it.
    Border,
    /// `br`, `p` and other blocks: a new line.
    Break,
    /// Anything else.
    Other,
}

/// A piece of the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token<'t> {
    /// `<a href=…>` with what stands after its name.
    Open(Element, &'t str),
    /// `</a>`
    Close(Element),
    /// What stands between tags, with its references as they are.
    Text(&'t str),
}

/// A walk through a file.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

enum Tag<'t> {
    Is(Option<Token<'t>>, usize),
    /// A lone `<`, or one before the tag is closed.
    Not,
    /// The file ends within it.
    Cut,
}

impl<'t> Tokens<'t> {
    pub fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The next piece and where it begins; an error is where a tag begins that is never closed.
    pub fn next(&mut self) -> Result<Option<(usize, Token<'t>)>, usize> {
        loop {
            let start = self.at;
            let rest = &self.text[start..];
            if rest.is_empty() {
                return Ok(None);
            }
            let mut text_from = 0;
            if rest.starts_with('<') {
                match tag(rest) {
                    Tag::Cut => return Err(start),
                    Tag::Is(token, length) => {
                        self.at += length;
                        match token {
                            Some(token) => return Ok(Some((start, token))),
                            None => continue,
                        }
                    }
                    Tag::Not => text_from = 1,
                }
            }
            let length = rest[text_from..].find('<').map_or(rest.len(), |at| at + text_from);
            self.at += length;
            return Ok(Some((start, Token::Text(&rest[..length]))));
        }
    }
}

fn tag(rest: &str) -> Tag<'_> {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return comment.find("-->").map_or(Tag::Cut, |end| Tag::Is(None, 4 + end + 3));
    }
    let (closes, body) = match rest[1..].strip_prefix('/') {
        Some(body) => (true, body),
        None => (false, &rest[1..]),
    };
    if !body.starts_with(|c: char| c.is_ascii_alphabetic() || !closes && matches!(c, '!' | '?')) {
        return Tag::Not;
    }
    let before = rest.len() - body.len();
    let end = match end(body) {
        Ok(Some(end)) => end,
        Ok(None) => return Tag::Not,
        Err(()) => return Tag::Cut,
    };
    let length = before + end + 1;
    let name_end = body[..end].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(end);
    let name = &body[..name_end];
    if !closes {
        for raw in ["script", "style"] {
            if name.eq_ignore_ascii_case(raw) {
                return Tag::Is(None, length + raw_text(&rest[length..], raw));
            }
        }
    }
    let element = element(name);
    let token = if closes { Token::Close(element) } else { Token::Open(element, &body[name_end..end]) };
    Tag::Is(Some(token), length)
}

/// Where the tag is closed; none if another one begins before. A quote counts after an equals sign only.
fn end(body: &str) -> Result<Option<usize>, ()> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in body.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) => {
                if open == byte {
                    quote = None;
                }
                after_equals = false;
                continue;
            }
            (None, b'>') => return Ok(Some(at)),
            (None, b'<') => return Ok(None),
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            _ => {}
        }
        after_equals = byte == b'=' || after_equals && byte.is_ascii_whitespace();
    }
    Err(())
}

/// How long the content of a script or style is; all that is left if it is never closed.
fn raw_text(rest: &str, name: &str) -> usize {
    let closes = |at: usize| rest.get(at + 2..at + 2 + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
    rest.match_indices("</").map(|(at, _)| at).find(|at| closes(*at)).unwrap_or(rest.len())
}

fn element(name: &str) -> Element {
    let known = [
        ("a", Element::Link),
        ("h1", Element::Section),
        ("h2", Element::Section),
        ("h3", Element::Folder),
        ("dl", Element::List),
        ("dt", Element::Entry),
        ("dd", Element::Note),
        ("li", Element::Item),
        ("hr", Element::Border),
        ("html", Element::Border),
        ("body", Element::Border),
        ("br", Element::Break),
        ("p", Element::Break),
        ("div", Element::Break),
        ("tr", Element::Break),
    ];
    known.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map_or(Element::Other, |(_, element)| *element)
}
