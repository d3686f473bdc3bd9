//! Tags and letters of a text in HTML, one after the other, in one pass. As browsers do it, but for a tag that is never closed:
//! that is letters. No byte is looked at more often than a fixed number of times, whatever is open.

/// A piece of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token<'t> {
    /// What stands between tags, with its references as they are.
    Text(&'t str),
    /// Letters that have no references: the content of a CDATA section.
    Plain(&'t str),
    /// `<name …>` with what stands after its name.
    Open(&'t str, &'t str),
    /// `</name>`
    Close(&'t str),
}

/// A walk through a text.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// Before this place a `<` is a letter: it was looked at as part of a tag that is none.
    letters_until: usize,
    /// Names of elements that are not closed any more.
    unclosed: Vec<&'static str>,
    no_section_ends: bool,
}

/// What a `<` begins.
enum Found<'t> {
    Token(Token<'t>),
    Nothing,
    Letter,
}

impl<'t> Tokens<'t> {
    pub fn of(text: &'t str) -> Self {
        Self { text, at: 0, letters_until: 0, unclosed: Vec::new(), no_section_ends: false }
    }

    /// Where the next token begins.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The next piece.
    pub fn next(&mut self) -> Option<Token<'t>> {
        while self.at < self.text.len() {
            if self.at >= self.letters_until && self.text.as_bytes()[self.at] == b'<' {
                match self.tag() {
                    Found::Token(token) => return Some(token),
                    Found::Nothing => continue,
                    Found::Letter => {}
                }
            }
            let from = self.at;
            let search = self.letters_until.max(from + 1);
            let rest = self.text.as_bytes().get(search..).unwrap_or_default();
            let end = rest.iter().position(|byte| *byte == b'<').map_or(self.text.len(), |at| search + at);
            self.at = end;
            return Some(Token::Text(&self.text[from..end]));
        }
        None
    }

    /// Goes on behind the closing tag of an element that was just opened, with what lies before it; `None` if it is not
    /// closed.
    pub fn content(&mut self, name: &'static str) -> Option<&'t str> {
        if self.unclosed.contains(&name) {
            return None;
        }
        let rest = &self.text[self.at..];
        let is_name = |at: usize| {
            let tag = rest.as_bytes().get(at + 2..at + 2 + name.len());
            let after = rest.as_bytes().get(at + 2 + name.len());
            tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
                && after.is_none_or(|byte| !byte.is_ascii_alphanumeric())
        };
        let Some(close) = rest.match_indices("</").map(|(at, _)| at).find(|at| is_name(*at)) else {
            self.unclosed.push(name);
            return None;
        };
        let end = rest[close..].find('>').map_or(rest.len(), |end| close + end + 1);
        self.at += end;
        Some(&rest[..close])
    }

    /// Leaves out all that is left.
    pub fn end(&mut self) {
        self.at = self.text.len();
    }

    fn tag(&mut self) -> Found<'t> {
        let rest = &self.text[self.at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            // One that is not closed hides the rest, as in a browser; `<!-->` is one too.
            let end = if comment.starts_with('>') { Some(0) } else { comment.find("-->").map(|end| end + 2) };
            self.at += end.map_or(rest.len(), |end| 4 + end + 1);
            return Found::Nothing;
        }
        if let Some(section) = rest.strip_prefix("<![CDATA[").filter(|_| !self.no_section_ends) {
            if let Some(end) = section.find("]]>") {
                self.at += 9 + end + 3;
                return Found::Token(Token::Plain(&section[..end]));
            }
            self.no_section_ends = true;
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return match rest.find('>') {
                Some(end) => {
                    self.at += end + 1;
                    Found::Nothing
                }
                None => self.letters(rest.len()),
            };
        }
        let (before, closes) = if rest.starts_with("</") { (2, true) } else { (1, false) };
        let body = &rest[before..];
        if !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Found::Letter;
        }
        let end = match end(body) {
            Ok(end) => end,
            Err(none) => return self.letters(before + none),
        };
        self.at += before + end + 1;
        let name_end = body[..end].find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(end);
        let (name, attributes) = body[..end].split_at(name_end);
        Found::Token(if closes { Token::Close(name) } else { Token::Open(name, attributes) })
    }

    /// Notes that nothing up to there is a tag.
    fn letters(&mut self, length: usize) -> Found<'t> {
        self.letters_until = self.at + length;
        Found::Letter
    }
}

/// Where a tag is closed; an error is where it turns out to be none: another one begins, or the text ends. A quote counts
/// after an equals sign only.
fn end(body: &str) -> Result<usize, usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in body.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) => {
                if open == byte {
                    quote = None;
                }
                continue;
            }
            (None, b'>') => return Ok(at),
            (None, b'<') => return Err(at),
            (None, b'"' | b'\'') if after_equals => {
                quote = Some(byte);
                after_equals = false;
                continue;
            }
            _ => {}
        }
        after_equals = byte == b'=' || after_equals && byte.is_ascii_whitespace();
    }
    Err(body.len())
}

/// The attributes of a tag: names as they stand, values with their references.
pub(crate) struct Attributes<'t>(pub &'t str);

impl<'t> Attributes<'t> {
    /// The value of the first attribute of a name.
    pub fn of(attributes: &'t str, wanted: &str) -> Option<&'t str> {
        Attributes(attributes).find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    }
}

impl<'t> Iterator for Attributes<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let between = |c: char| c.is_ascii_whitespace() || c == '/';
        let mut rest = self.0.trim_start_matches(between);
        if rest.is_empty() {
            self.0 = "";
            return None;
        }
        // A stray equals sign is a name of its own, so that every turn takes something.
        let after = rest.char_indices().skip(1).find(|(_, c)| *c == '=' || between(*c));
        let name = &rest[..after.map_or(rest.len(), |(at, _)| at)];
        rest = rest[name.len()..].trim_start();
        let mut value = "";
        if let Some(said) = rest.strip_prefix('=').map(str::trim_start) {
            let quote = said.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (from, to) = match quote {
                Some(quote) => (1, said[1..].find(quote).map_or(said.len(), |at| at + 1)),
                None => (0, said.find(|c: char| c.is_ascii_whitespace()).unwrap_or(said.len())),
            };
            value = &said[from..to];
            rest = said.get(to + from..).unwrap_or_default();
        }
        self.0 = rest;
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Token<'_>> {
        let mut tokens = Tokens::of(text);
        core::iter::from_fn(|| tokens.next()).collect()
    }

    #[test]
    fn tags_comments_and_letters() {
        use Token::{Close, Open, Plain, Text};
        let check = |text: &str, expected: &[Token]| assert_eq!(all(text), expected, "{text}");
        check("a<B x=1>c</B>", &[Text("a"), Open("B", " x=1"), Text("c"), Close("B")]);
        check("<br/><a href='x>y'>", &[Open("br", "/"), Open("a", " href='x>y'")]);
        check("1 < 2 & 3<4", &[Text("1 "), Text("< 2 & 3"), Text("<4")]);
        check("a <b and <i>c", &[Text("a "), Text("<b and "), Open("i", ""), Text("c")]);
        check("x<img src=\"a>b <i>", &[Text("x"), Text("<img src=\"a>b <i>")]);
        check("a<!-- <b> -->b<!-->c<!-- d", &[Text("a"), Text("b"), Text("c")]);
        check("<![CDATA[<b>&amp;]]><![if x]>y<?xml ?>", &[Plain("<b>&amp;"), Text("y")]);
        check("<!", &[Text("<!")]);
    }

    #[test]
    fn attributes_are_read_as_browsers_do() {
        let read = |text: &'static str| Attributes(text).collect::<Vec<_>>();
        assert_eq!(read(" a='1' b = \"2 3\"c=4/ d"), [("a", "1"), ("b", "2 3"), ("c", "4/"), ("d", "")]);
        assert_eq!(read("= = b"), [("=", "b")]);
        assert_eq!(Attributes::of(" SRC=x src=y", "src"), Some("x"));
    }
}
