//! From a bank to its source.

use super::{
    Draft, FORMAT, Gather,
    files::{Fault, Files},
    question::draft,
    text::Texts,
    xml::{Fault as Broken, Node, Questions},
};
use crate::{
    foreign::Dropped,
    problem::{Location, Problems, Refusal, utf8},
    sheet::{DEPTH_MAX, Decks, Place},
    source::Source,
    tidy_text,
};
use std::collections::BTreeSet;

/// Reads a bank. A question that cannot be used is told with its line; of a file that is damaged, what stands before that is
/// read (`cut_off`). Refused if it is not UTF-8, is no bank, has a document type, an entity of its own or elements without
/// end in each other, too many questions, or none.
pub fn read(bytes: &[u8], place: &Place, decks: Decks) -> Result<Source, Refusal> {
    let text = utf8(bytes)?;
    let mut questions = Questions::of(text);
    let mut gather = Gather::new(FORMAT, place);
    let mut files = Files::default();
    let mut used = BTreeSet::new();
    let mut deck = Vec::new();
    let mut is_read = false;
    loop {
        let question = match questions.next() {
            Ok(Some(question)) => question,
            Ok(None) => break,
            Err(Broken::Refused(refusal)) => return Err(refusal),
            Err(Broken::Damaged(line)) if is_read => {
                gather.problems.push(Location::Line(line), "cut_off", "");
                break;
            }
            Err(Broken::Damaged(line)) => return Err(Refusal::new(Location::Line(line), "damaged", "")),
        };
        let Some(root) = question.root().filter(|root| root.name() == "question") else { continue };
        is_read = true;
        if root.attribute("type") == "category" {
            deck = path(root.value("category"));
            continue;
        }
        let name = name(root);
        if question.is_cut {
            gather.problems.push(Location::Line(question.line), "question_too_large", &name);
            continue;
        }
        let start = Draft { line: question.line, name, deck: deck.clone(), ..Draft::default() };
        let mut texts = Texts::new(&mut files, root);
        let made = draft(root, start, &mut texts, &mut gather.problems);
        let Texts { dropped, lost, shown, .. } = texts;
        let line = Location::Line(made.line);
        for (fault, file) in lost {
            gather.problems.push(line.clone(), code(fault), &file);
        }
        Dropped { missing: 0, ..dropped }.tell(&line, &mut gather.problems);
        if gather.take(made)? {
            used.extend(shown);
        }
    }
    gather.finish(decks, files.into_files(&used))
}

fn code(fault: Fault) -> &'static str {
    match fault {
        Fault::Missing => "missing_media",
        Fault::Damaged => "bad_media",
        Fault::Large => "large_media",
        Fault::Kind => "media_type",
    }
}

/// What a question is called, for what is told of it: its name, else the beginning of its text.
fn name(root: Node) -> String {
    let name = root.value("name");
    let name = if name.is_empty() { root.value("questiontext") } else { name };
    let short: String = name.chars().take(200).collect();
    tidy_text::line(&short).text
}

/// The names of the deck of a category: `$course$/top/Physics/Heat` is `Physics` and `Heat` in it. Two strokes are one in a name.
fn path(category: &str) -> Vec<String> {
    let names = category.replace("//", "\0");
    let names = names.split('/').map(|name| tidy_text::line(&name.replace('\0', "/")).text);
    let is_place = |name: &String| name.len() > 2 && name.starts_with('$') && name.ends_with('$');
    let mut names: Vec<String> = names.filter(|name| !name.is_empty() && !is_place(name)).collect();
    if names.first().is_some_and(|first| first == "top") {
        names.remove(0);
    }
    names.truncate(DEPTH_MAX);
    names
}

/// Tells of a question.
pub(super) fn tell(problems: &mut Problems, draft: &Draft, code: &'static str, detail: &str) {
    let about = if detail.is_empty() { draft.name.clone() } else { [&draft.name, ": ", detail].concat() };
    problems.push(Location::Line(draft.line), code, &about);
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn categories_are_paths() {
        let check = |category: &str, expected: &[&str]| assert_eq!(path(category), expected, "{category}");
        check("$course$/top/Physics/Heat", &["Physics", "Heat"]);
        check("$course$/Default for A//B", &["Default for A/B"]);
        check("top", &[]);
        check("$system$/top", &[]);
        check(" A / top ", &["A", "top"]);
        check(&"a/".repeat(1_000), &["a"; 16]);
    }
}
