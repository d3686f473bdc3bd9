//! Whether a text is a bank: by its questions, since no first line tells.

use super::{blocks::blocks, escape::find, parse, question::Task, words::Format};
use crate::sheet::table::decode;

/// Bytes of a file that tell enough.
const HEAD: usize = 1 << 16;

/// Whether these bytes are a bank: most of their blocks are questions in no other notation than this.
pub fn looks_like(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    // A letter that is cut at the end says nothing.
    let head = match core::str::from_utf8(head) {
        Err(fault) if fault.error_len().is_none() => &head[..fault.valid_up_to()],
        _ => head,
    };
    let Ok(decoded) = decode(head) else { return false };
    let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
    let (mut known, mut others) = (0_usize, 0_usize);
    let mut all = blocks(&text).peekable();
    while let Some(block) = all.next() {
        // So says one that is cut.
        if all.peek().is_none() && bytes.len() > HEAD && known > 0 {
            break;
        }
        match is_question(&block.text, block.note.id.is_some() || !block.note.tags.is_empty() || block.note.by_moodle) {
            Some(true) => known += 1,
            Some(false) => others += 1,
            None => {}
        }
    }
    known > others
}

/// Whether a block is a question and nothing else; `None` if it could be anything.
fn is_question(text: &str, has_note: bool) -> Option<bool> {
    if parse::category(text).is_some() {
        return Some(true);
    }
    let Ok(question) = parse::question(text) else { return Some(false) };
    let is_marked = has_note || question.title.is_some() || Format::named(text).is_some();
    let is_answered = match &question.task {
        Task::Description => return is_marked.then_some(true),
        Task::Essay => is_marked || !question.is_embedded && !text.contains('\n'),
        // Without a sign before it, what stands in braces could be code.
        Task::Short(_) => is_marked || find(text, b'{').is_some_and(|at| text[at + 1..].trim_start().starts_with('=')),
        _ => true,
    };
    Some(is_answered)
}

#[cfg(test)]
mod tests {
    use super::looks_like;

    #[test]
    fn banks_are_told_from_other_texts() {
        for (text, expected) in [
            ("Who?{~a =b}\n\nReally?{T}\n", true),
            ("$CATEGORY: a\n", true),
            ("// [id:1]\nEssay?{}", true),
            ("Explain the water cycle. {}\n", true),
            ("::Title::Only a text", true),
            ("[markdown] *x*", true),
            ("\u{feff}Who?{=a}\r\n\r\nWhen?{#1822}\r\n", true),
            ("{{c1::Paris}} is the capital\tof France\n{{c1::Rome}} too\tof Italy\n", false),
            ("front,back\na,b\n", false),
            ("fn main() {\n    run()\n}\n", false),
            ("# Notes\n\nThe set {a, b} has two parts.\n\nText.\n", false),
            ("\\frac{1}{2}\n\nText", false),
            ("{\"CFDocument\": {}}", false),
            ("<p>x {T}</p>\n\n{broken\n\n{broken", false),
            ("", false),
        ] {
            assert_eq!(looks_like(text.as_bytes()), expected, "{text}");
        }
        let long = format!("{}{}", "Who is ق?{~a =b}\n\n".repeat(10_000), "x{");
        assert!(looks_like(long.as_bytes()));
        assert!(!looks_like(b"\x89PNG\r\n\x1a\n\0\0\0"));
    }
}
