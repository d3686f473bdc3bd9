//! Letters that would mean something in Markdown, as letters.

use super::TEXT_MAX;

/// Letters as Markdown that shows just these letters, line by line; room at the ends of lines is none. Double braces stay.
pub(crate) fn escaped(letters: &str) -> String {
    let mut out = String::with_capacity(letters.len() + letters.len() / 8);
    let mut blank = false;
    for line in letters.lines().flat_map(|line| line.split('\r')) {
        let line = line.trim();
        if line.is_empty() {
            blank = !out.is_empty();
            continue;
        }
        if out.len() > TEXT_MAX {
            break;
        }
        if !out.is_empty() {
            out.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        let mut written = String::new();
        word(&mut written, &line[..line.floor_char_boundary(TEXT_MAX)], Around::Line);
        begin(&mut written);
        out.push_str(&written);
    }
    out
}

/// Where letters stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Around {
    /// In a line.
    Line,
    /// In a heading, at the end of which a `#` would be none.
    Heading,
    /// In a cell of a table.
    Cell,
}

/// Writes letters behind others in a line. What follows may be anything.
pub(super) fn word(out: &mut String, letters: &str, around: Around) {
    let mut before = None;
    for (at, letter) in letters.char_indices() {
        let rest = &letters[at + letter.len_utf8()..];
        let next = rest.chars().next();
        let is_meant = match letter {
            '\\' | '*' | '`' | '[' | ']' | '~' | '$' => true,
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '<' => next.is_some_and(|next| next.is_ascii_alphanumeric() || matches!(next, '/' | '!' | '?')),
            '&' => names_a_letter(rest),
            '|' => around == Around::Cell,
            '#' => around == Around::Heading,
            _ => false,
        };
        if is_meant {
            out.push('\\');
        }
        if !letter.is_control() || letter == '\t' {
            out.push(letter);
        }
        before = Some(letter);
    }
}

/// Whether what follows a `&` makes it a reference.
pub(super) fn names_a_letter(rest: &str) -> bool {
    let name = rest.bytes().take(34).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

/// Puts a stroke into what is written of a line, if that would begin a block.
pub(super) fn begin(line: &mut String) {
    let bytes = line.as_bytes();
    let is_end = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    let run = |of: &[u8]| bytes.iter().take_while(|byte| of.contains(byte)).count();
    let at = match bytes.first() {
        Some(b'#') if is_end(run(b"#")) => Some(0),
        Some(b'>' | b'|') => Some(0),
        Some(b'+') if is_end(1) => Some(0),
        Some(b'-') if is_end(1) || matches!(bytes.get(1), Some(b'-' | b'|' | b':')) => Some(0),
        Some(b':') if bytes.get(1) == Some(&b'-') => Some(0),
        Some(b'=') if run(b"= ") == bytes.len() => Some(0),
        Some(b'0'..=b'9') => {
            let digits = run(b"0123456789");
            let marks = matches!(bytes.get(digits), Some(b'.' | b')')) && is_end(digits + 1);
            (digits < 10 && marks).then_some(digits)
        }
        _ => None,
    };
    if let Some(at) = at {
        line.insert(at, '\\');
    }
}
