//! A question of a type that is not practised, as it stands in the file: its own XML in a block of code, so that nothing of it is
//! lost. The content of files is left out; what is shown of them is kept beside.

use super::xml::Node;
use crate::tidy_text;
use cairn_domain::text::NOTE_MAX;
use std::fmt::Write;

/// Elements whose letters are the content of a file.
const FILES: [&str; 2] = ["file", "image_base64"];

/// The question in a block of code; `None` if it is longer than a text may be.
pub(super) fn code(root: Node) -> Option<String> {
    let mut xml = String::new();
    element(root, 0, &mut xml).ok()?;
    let xml = tidy_text::lines(&xml).text;
    // A fence is longer than any row of its sign within.
    let runs = xml.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(runs + 1));
    let code = format!("{fence}xml\n{xml}\n{fence}");
    (!tidy_text::is_longer(&code, NOTE_MAX)).then_some(code)
}

/// An element is longer than any text that is kept.
struct Endless;

/// Writes an element on lines of its own. Elements do not lie deeper in each other than the reader lets them.
fn element(node: Node, depth: usize, out: &mut String) -> Result<(), Endless> {
    // No character has more than four bytes.
    if out.len() > 4 * NOTE_MAX {
        return Err(Endless);
    }
    let indent = "  ".repeat(depth);
    let _ = write!(out, "{indent}<{}", node.name());
    for (name, value) in node.attributes() {
        let _ = write!(out, " {name}=\"{}\"", crate::entities::escaped(value));
    }
    let is_file = FILES.contains(&node.name());
    let letters = if is_file { String::new() } else { without_files(node.letters().trim()) };
    let mut children = node.children().peekable();
    match (letters.is_empty(), children.peek().is_none()) {
        (true, true) => out.push_str("/>\n"),
        (false, true) => {
            let _ = writeln!(out, ">{}</{}>", section(&letters), node.name());
        }
        (is_empty, false) => {
            out.push_str(">\n");
            if !is_empty {
                let _ = writeln!(out, "{indent}  {}", section(&letters));
            }
            for child in children {
                element(child, depth + 1, out)?;
            }
            let _ = writeln!(out, "{indent}</{}>", node.name());
        }
    }
    Ok(())
}

/// Letters as Moodle writes them: those that would be marks stand in a section of their own.
fn section(letters: &str) -> String {
    if !letters.contains(['<', '&']) {
        letters.to_owned()
    } else if letters.contains("]]>") {
        crate::entities::escaped(letters)
    } else {
        ["<![CDATA[", letters, "]]>"].concat()
    }
}

/// A text without what addresses in it hold themselves (`data:image/png;base64,…`).
fn without_files(text: &str) -> String {
    const SIGN: &str = ";base64,";
    let mut out = String::with_capacity(text.len().min(4 * NOTE_MAX));
    let mut rest = text;
    while let Some(at) = rest.find(SIGN) {
        let (before, content) = rest.split_at(at + SIGN.len());
        out.push_str(before);
        rest = content.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '='));
    }
    out.push_str(rest);
    out
}
