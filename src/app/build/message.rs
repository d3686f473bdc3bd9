//! One message: its source text, the placeholders it names, and the short form that is shipped.
//!
//! Source: `{name}` is a text, `{n, number}` a number, `{n, plural, one{# step} other{# steps}}` a
//! choice in which `#` is the number; `=0{…}` matches exactly. A backslash takes a brace, a hash or a
//! backslash as it is, and `\n` is a line break.
//! Shipped: placeholders by place (`{0}`), choices as `{0?o…|x…}` with one letter for each category.

/// A piece of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Text(String),
    Value { name: String, number: bool },
    Plural { name: String, cases: Vec<(Case, Vec<Piece>)> },
}

/// When a case of a choice is taken. The order is the order of trying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    Exactly(u8),
    Category(char),
    Other,
}

/// A placeholder of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    pub name: String,
    pub number: bool,
}

pub fn parse(source: &str) -> Result<Vec<Piece>, String> {
    let mut reader = Reader { rest: source.chars().collect(), at: 0 };
    let pieces = reader.pieces(None)?;
    if reader.at < reader.rest.len() { Err("a closing brace without an opening one".into()) } else { Ok(pieces) }
}

/// The placeholders in the order in which they first appear.
pub fn slots(pieces: &[Piece]) -> Vec<Slot> {
    let mut found: Vec<Slot> = Vec::new();
    collect(pieces, &mut found);
    found
}

/// The form the browser reads; `slots` gives each name its place.
pub fn shipped(pieces: &[Piece], slots: &[Slot]) -> String {
    let place = |name: &str| slots.iter().position(|slot| slot.name == name).unwrap_or_default().to_string();
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(&escaped(text)),
            Piece::Value { name, .. } => out.extend(["{", &place(name), "}"]),
            Piece::Plural { name, cases } => {
                let mut cases: Vec<_> = cases.iter().collect();
                cases.sort_by_key(|(case, _)| *case);
                out.extend(["{", &place(name), "?"]);
                for (number, (case, body)) in cases.into_iter().enumerate() {
                    if number > 0 {
                        out.push('|');
                    }
                    out.push(match case {
                        Case::Exactly(digit) => char::from(b'0' + digit),
                        Case::Category(letter) => *letter,
                        Case::Other => 'x',
                    });
                    out.push_str(&shipped(body, slots));
                }
                out.push('}');
            }
        }
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' | '{' | '}' | '|' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

fn collect(pieces: &[Piece], found: &mut Vec<Slot>) {
    let mut note = |name: &str, number: bool| match found.iter_mut().find(|slot| slot.name == name) {
        Some(slot) => slot.number |= number,
        None => found.push(Slot { name: name.to_owned(), number }),
    };
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Value { name, number } => note(name, *number),
            Piece::Plural { name, .. } => note(name, true),
        }
    }
    for piece in pieces {
        if let Piece::Plural { cases, .. } = piece {
            cases.iter().for_each(|(_, body)| collect(body, found));
        }
    }
}

struct Reader {
    rest: Vec<char>,
    at: usize,
}

impl Reader {
    fn pieces(&mut self, counted: Option<&str>) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        while let Some(&c) = self.rest.get(self.at) {
            match c {
                '}' => break,
                '\\' => {
                    let next = *self.rest.get(self.at + 1).ok_or("a backslash at the end")?;
                    text.push(if next == 'n' { '\n' } else { next });
                    self.at += 2;
                    continue;
                }
                '{' => {
                    flush(&mut text, &mut pieces);
                    self.at += 1;
                    pieces.push(self.placeholder()?);
                    continue;
                }
                '#' if counted.is_some() => {
                    flush(&mut text, &mut pieces);
                    pieces.push(Piece::Value { name: counted.unwrap_or_default().to_owned(), number: true });
                }
                _ => text.push(c),
            }
            self.at += 1;
        }
        flush(&mut text, &mut pieces);
        Ok(pieces)
    }

    /// After the opening brace, up to and with the closing one.
    fn placeholder(&mut self) -> Result<Piece, String> {
        let name = self.word();
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            return Err(format!("`{name}` is not a placeholder's name (small letters and _)"));
        }
        if self.take('}') {
            return Ok(Piece::Value { name, number: false });
        }
        self.expect(',')?;
        let kind = self.word();
        if kind == "number" {
            self.expect('}')?;
            return Ok(Piece::Value { name, number: true });
        }
        if kind != "plural" {
            return Err(format!("`{kind}` is neither number nor plural"));
        }
        self.expect(',')?;
        let mut cases = Vec::new();
        while !self.take('}') {
            let case = case(&self.word())?;
            self.expect('{')?;
            cases.push((case, self.pieces(Some(&name))?));
            self.expect('}')?;
        }
        if cases.iter().any(|(case, _)| *case == Case::Other) {
            Ok(Piece::Plural { name, cases })
        } else {
            Err(format!("the plural of `{name}` has no `other`"))
        }
    }

    fn word(&mut self) -> String {
        self.space();
        let start = self.at;
        while self.rest.get(self.at).is_some_and(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '=') {
            self.at += 1;
        }
        let word = self.rest[start..self.at].iter().collect();
        self.space();
        word
    }

    fn space(&mut self) {
        while self.rest.get(self.at) == Some(&' ') {
            self.at += 1;
        }
    }

    fn take(&mut self, wanted: char) -> bool {
        self.space();
        let there = self.rest.get(self.at) == Some(&wanted);
        self.at += usize::from(there);
        there
    }

    /// Takes exactly this character; spaces inside a case's braces are part of its text.
    fn expect(&mut self, wanted: char) -> Result<(), String> {
        if self.rest.get(self.at) == Some(&wanted) {
            self.at += 1;
            return Ok(());
        }
        Err(format!("`{wanted}` is missing"))
    }
}

fn case(word: &str) -> Result<Case, String> {
    Ok(match word {
        "zero" => Case::Category('z'),
        "one" => Case::Category('o'),
        "two" => Case::Category('t'),
        "few" => Case::Category('f'),
        "many" => Case::Category('m'),
        "other" => Case::Other,
        _ => match word.strip_prefix('=').and_then(|digit| digit.parse::<u8>().ok()) {
            Some(digit) if digit < 10 => Case::Exactly(digit),
            _ => return Err(format!("`{word}` is not a plural category")),
        },
    })
}

fn flush(text: &mut String, pieces: &mut Vec<Piece>) {
    if !text.is_empty() {
        pieces.push(Piece::Text(std::mem::take(text)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn check(source: &str, expected: &str) {
        let pieces = parse(source).unwrap_or_else(|problem| panic!("{source}: {problem}"));
        assert_eq!(shipped(&pieces, &slots(&pieces)), expected, "{source}");
    }

    #[test]
    fn messages_are_shipped_short() {
        check("Today", "Today");
        check("{name} moved up", "{0} moved up");
        check("{n, number} of {all, number}", "{0} of {1}");
        check("{n, plural, one{# step} other{# steps}}", "{0?o{0} step|x{0} steps}");
        check("{n, plural, other{# steps} =0{No steps}} in {goal}", "{0?0No steps|x{0} steps} in {1}");
        check("a \\{b\\} | c\\nd", "a \\{b\\} \\| c\\nd");
    }

    #[test]
    fn a_broken_message_is_refused() {
        for source in ["{", "{n", "}", "{n, plural, one{x}}", "{N}", "{n, plural, some{x} other{y}}", "\\"] {
            assert!(parse(source).is_err(), "{source}");
        }
    }
}
