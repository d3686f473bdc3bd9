//! Items that the syntax of flashcards cannot say, as Markdown to be read: options as a list with boxes, pairs as a table, an
//! order as numbers, an answer as a quote. Nothing of it is read as a card.

use super::{
    super::tags,
    syntax::{Note, guarded, is_plain},
};
use cairn_domain::item::{Form, Item};

/// An item to be read, with what stands below it.
pub(super) fn block(item: &Item, below: &str, note: &Note) -> String {
    let mut parts = vec![harmless(&item.prompt, note)];
    let list = |mark: &dyn Fn(usize) -> String, texts: &[String]| {
        let items = texts.iter().enumerate().map(|(at, text)| mark(at) + &flat(text, note));
        items.collect::<Vec<_>>().join("\n")
    };
    let is_right = |at: usize| item.right.iter().any(|right| usize::try_from(*right) == Ok(at));
    match item.form {
        Form::Card | Form::Open | Form::Cloze => parts.push(quote(&item.answer, note)),
        Form::Single | Form::Multiple => {
            parts.push(list(&|at| if is_right(at) { "- [x] " } else { "- [ ] " }.to_owned(), &item.options));
        }
        Form::TrueFalse => parts.push(if is_right(0) { "> ✓" } else { "> ✗" }.to_owned()),
        Form::Short => parts.push(list(&|_| "- ".to_owned(), &item.accepted)),
        Form::Numeric => {
            let number = item.number.map_or(String::new(), |number| number.to_string());
            parts.push(quote(&format!("{number} {}", item.unit), note));
        }
        Form::Ordering => parts.push(list(&|at| format!("{}. ", at + 1), &item.options)),
        Form::Matching => {
            let cell = |text: &String| flat(text, note).replace('|', "\\|");
            let rows = item.options.iter().zip(&item.matches);
            let rows = rows.map(|(left, right)| format!("| {} | {} |", cell(left), cell(right)));
            parts.push(
                ["|  |  |".to_owned(), "| --- | --- |".to_owned()]
                    .into_iter()
                    .chain(rows)
                    .collect::<Vec<_>>()
                    .join("\n"),
            );
        }
    }
    parts.push(below.to_owned());
    parts.retain(|part| !part.trim().is_empty());
    let text = parts.join("\n\n");
    let text = if is_plain(&text) { text } else { fenced(&text) };
    [&text, "\n\n---"].concat()
}

/// Why an item is right, and its hints, to stand below it; empty for none.
pub(super) fn below(item: &Item, note: &Note) -> String {
    let hints = item.hints.iter().map(|hint| ["- ", &flat(hint, note)].concat()).collect::<Vec<_>>().join("\n");
    let parts: Vec<String> =
        [quote(&item.explanation, note), quote(&hints, note)].into_iter().filter(|part| !part.is_empty()).collect();
    let text = parts.join("\n>\n");
    if is_plain(&text) { text } else { fenced(&text) }
}

fn quote(text: &str, note: &Note) -> String {
    let text = harmless(text.trim(), note);
    if text.trim().is_empty() {
        return String::new();
    }
    text.split('\n').map(|line| ["> ", line].concat().trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// One line.
fn flat(text: &str, note: &Note) -> String {
    harmless(text, note).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text in which no sign means a card, a gap, a tag or a comment.
fn harmless(text: &str, note: &Note) -> String {
    let text = guarded(&note.pictured(text), &[':', '=', '{', '%']);
    let lines = text.split('\n').map(|line| match line.trim() {
        "?" | "??" => ["\\", line.trim()].concat(),
        _ => {
            let mut line = line.to_owned();
            let places: Vec<usize> = tags::tags(&line).into_iter().map(|(at, _)| at).collect();
            places.into_iter().rev().for_each(|at| line.insert(at, '\\'));
            line
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A text as code, which nothing in it ends.
fn fenced(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{text}\n{fence}")
}
