//! Gaps in a text, which stay gaps: `{{c1::letters::hint}}`.

use super::raised;

/// The place and the length of what opens the first gap of a text, if there is one.
pub(super) fn first(text: &str) -> Option<(usize, usize)> {
    text.match_indices("{{c").find_map(|(at, _)| opening(&text[at..]).map(|length| (at, length)))
}

/// The length of what opens a gap, if the text begins with that.
pub(super) fn opening(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("{{c")?;
    let digits = rest.bytes().take(7).take_while(u8::is_ascii_digit).count();
    ((1..7).contains(&digits) && rest[digits..].starts_with("::")).then_some(3 + digits + 2)
}

/// A gap that is open.
pub(super) struct Open {
    /// What was read of it, with its signs.
    text: String,
    /// How long what opens it is.
    head: usize,
    /// Gaps in it that are open, and itself.
    depth: u32,
    /// What stands for a picture in it.
    pub name: String,
    /// Where a raised or lowered figure began.
    raised: Option<(bool, usize)>,
}

impl Open {
    pub fn new(head: &str) -> Self {
        Self { text: head.to_owned(), head: head.len(), depth: 1, name: String::new(), raised: None }
    }

    /// Takes letters up to the end of the gap; the number of bytes that were taken, and whether it ends there.
    pub fn take(&mut self, letters: &str) -> (usize, bool) {
        let bytes = letters.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let rest = &letters[at..];
            if rest.starts_with("}}") {
                self.depth -= 1;
                at += 2;
                if self.depth == 0 {
                    return (at, true);
                }
                self.text.push_str("}}");
            } else if opening(rest).is_some() {
                self.depth += 1;
                at += 2;
                self.text.push_str("{{");
            } else {
                let letter = rest.chars().next().unwrap_or_default();
                self.push(letter);
                at += letter.len_utf8();
            }
        }
        (at, false)
    }

    /// Adds a letter; room is folded.
    pub fn push(&mut self, letter: char) {
        let is_room = letter.is_whitespace();
        if is_room && (self.text.len() == self.head || self.text.ends_with(' ')) {
            return;
        }
        if is_room {
            self.text.push(' ');
        } else if !letter.is_control() {
            self.text.push(letter);
        }
    }

    /// Begins a raised or lowered figure.
    pub fn raise(&mut self, up: bool) {
        self.raised = Some((up, self.text.len()));
    }

    /// Ends it; `is_ordinal` as for a [figure](raised::figure).
    pub fn lower(&mut self, is_ordinal: bool) {
        if let Some((up, from)) = self.raised.take().filter(|(_, from)| *from >= self.head) {
            let figure = raised::figure(&self.text[from..], up, self.text[..from].chars().next_back(), is_ordinal);
            self.text.truncate(from);
            self.text.push_str(&figure);
        }
    }

    /// The gap as a whole. A formula in it is its LaTeX.
    pub fn closed(self) -> String {
        let (head, content) = self.text.split_at(self.head);
        let mut content = content.trim().to_owned();
        for sign in ["\\(", "\\)", "\\[", "\\]"] {
            content = content.replace(sign, "");
        }
        if content.trim().is_empty() || content.trim_start().starts_with("::") {
            content.insert_str(0, if self.name.is_empty() { "…" } else { &self.name });
        }
        [head, content.trim(), "}}"].concat()
    }

    /// What was read of a gap that is none.
    pub fn into_letters(self) -> String {
        self.text
    }
}
