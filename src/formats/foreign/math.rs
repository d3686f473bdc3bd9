//! Formulas: from `\(…\)`, `\[…\]`, `$$…$$` and Anki's `[$]…[/$]`, `[$$]…[/$$]` and `[latex]…[/latex]` ([`super::latex`]) to
//! `$…$` and `$$…$$`.

use super::gap;

/// Bytes of a formula; what is longer is a text.
pub(super) const LONGEST: usize = 4_000;

/// Signs that begin a formula, those that end it, and whether it stands on a line of its own.
pub(super) const SIGNS: [(&str, &str, bool); 6] = [
    ("\\(", "\\)", false),
    ("\\[", "\\]", true),
    ("$$", "$$", true),
    ("[$]", "[/$]", false),
    ("[$$]", "[/$$]", true),
    ("[latex]", "[/latex]", false),
];

/// Which of [`SIGNS`] hold a text in LaTeX.
pub(super) const LATEX: usize = 5;

/// A formula that is open.
pub(super) struct Open {
    /// Which of [`SIGNS`].
    pub signs: usize,
    /// What was read of it.
    pub tex: String,
}

impl Open {
    /// How far letters belong to it, and whether it ends there. It also does so, as none, where another one begins.
    pub fn end(&self, letters: &str) -> (usize, bool) {
        let (opens, end, _) = SIGNS[self.signs];
        // Both signs begin with the same letter.
        let first = |letter: char| opens.starts_with(letter);
        for (at, _) in letters.match_indices(first) {
            let rest = &letters[at..];
            if rest.starts_with(end) || rest.starts_with(opens) {
                return (at, rest.starts_with(end));
            }
        }
        (letters.len(), false)
    }
}

/// A formula as it is written in Markdown; nothing if it would not be read as one.
pub(super) fn written(tex: &str, block: bool, gapped: bool) -> Option<String> {
    let mut tex = tex.split_whitespace().collect::<Vec<_>>().join(" ");
    if gapped && gap::first(&tex).is_none() {
        tex = tex.replace("{{", "{ {").replace("{{", "{ {");
    }
    // A stroke at the end would take the sign behind it along.
    let strokes = tex.bytes().rev().take_while(|byte| *byte == b'\\').count();
    if strokes % 2 == 1 {
        tex.pop();
    }
    let tex = tex.trim();
    let is_control = |c: char| c.is_control() || c == '\u{fffc}';
    if tex.is_empty() || tex.len() > LONGEST || tex.contains(is_control) || !is_even(tex) {
        return None;
    }
    let sign = if block { "$$" } else { "$" };
    Some([sign, tex, sign].concat())
}

/// Whether braces are closed and no sign of a formula stands outside of them.
fn is_even(tex: &str) -> bool {
    let mut depth = 0_u32;
    let mut bytes = tex.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'{' => depth += 1,
            b'}' if depth == 0 => return false,
            b'}' => depth -= 1,
            // In deeper braces it would do, but not beyond the depth that is looked at.
            b'$' => return false,
            _ => {}
        }
    }
    depth == 0 && !tex.is_empty()
}
