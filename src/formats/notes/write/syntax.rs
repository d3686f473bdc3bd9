//! An item in the syntax of flashcards, believed only if reading gives the same item again.

use super::super::{
    blocks,
    files::Files,
    found::{Form, Found},
    lines::Lines,
    links::Links,
    settings::Settings,
    spans::{Kind, spans},
    text::{Linked, Writer},
};
use crate::tidy_text;
use cairn_domain::{
    item::{Form as Task, Item, gaps},
    media::{MediaHash, reference},
};
use std::collections::BTreeMap;

/// What may stand behind an item in its note: the end of whatever it left open, and a card.
const AFTER: &str = "\n\n$$ --> %%\n\nz::z";

/// Whether a card is the one in [`AFTER`].
fn is_last(card: &Found) -> bool {
    matches!(&card.front[..], [line] if line.text == "z")
}

/// Where pictures and sounds lie, from the top of the folder.
pub(super) struct Pictures {
    paths: BTreeMap<MediaHash, String>,
    /// Each, in the order of its path among the links.
    hashes: Vec<MediaHash>,
    links: Links,
}

impl Pictures {
    pub fn of(paths: impl Iterator<Item = (MediaHash, String)>) -> Self {
        let paths: BTreeMap<MediaHash, String> = paths.collect();
        let links = Links::of([].into_iter(), paths.values().map(String::as_str));
        Self { hashes: paths.keys().copied().collect(), paths, links }
    }

    pub fn iter(&self) -> impl Iterator<Item = (MediaHash, &str)> {
        self.paths.iter().map(|(hash, path)| (*hash, path.as_str()))
    }
}

/// The note in which an item is written.
pub(super) struct Note<'n> {
    pub path: &'n str,
    pub pictures: &'n Pictures,
}

impl Note<'_> {
    /// A text with the places of pictures as seen from here.
    pub fn pictured(&self, text: &str) -> String {
        if !text.contains(reference::SCHEME) {
            return text.to_owned();
        }
        let up = "../".repeat(self.path.matches('/').count());
        let mut out = String::new();
        for span in spans(text) {
            let path = match span.kind {
                Kind::Link { words, address, embedded: true } => {
                    reference::named(address).and_then(|hash| Some((words, self.pictures.paths.get(&hash)?)))
                }
                _ => None,
            };
            match path {
                Some((words, path)) => out.extend(["![", words, "](", &up, path, ")"]),
                None => out.push_str(span.text),
            }
        }
        out
    }

    /// The one card that stands in a text: its form, its name, and its two sides.
    fn read(&self, text: &str) -> Option<(Form, String, String, String)> {
        let settings = Settings::default();
        let text = [text, AFTER].concat();
        let found = blocks::blocks(&text, 1, &settings, 3)?;
        let is_alone =
            found.tags.is_empty() && found.faults.is_empty() && found.first.is_none() && found.schedules == 0;
        let [card, last] = &found.cards[..] else { return None };
        if !is_alone || !card.tags.is_empty() || !is_last(last) {
            return None;
        }
        let mut open = |_| Ok(None);
        let mut files = Files::known(&self.pictures.hashes, &mut open);
        let mut linked = Linked::default();
        let mut writer = Writer::new(&self.pictures.links, &settings, self.path, &mut linked);
        writer.files = Some(&mut files);
        let (front, back) = match card.form {
            Form::Cloze => (writer.cloze(&card.front), String::new()),
            _ => (writer.side(&card.front), writer.side(&card.back)),
        };
        writer.faults.is_empty().then(|| (card.form, card.name.clone(), front, back))
    }
}

/// Whether nothing in a text is a card, a tag or a comment.
pub(super) fn is_plain(text: &str) -> bool {
    let text = [text, AFTER].concat();
    blocks::blocks(&text, 1, &Settings::default(), 3).is_some_and(|found| {
        matches!(&found.cards[..], [last] if is_last(last))
            && found.tags.is_empty()
            && found.first.is_none()
            && found.schedules == 0
    })
}

/// An item with what stands below it; `None` if the syntax cannot say it.
pub(super) fn block(item: &Item, both: bool, name: &str, below: &str, note: &Note) -> Option<String> {
    let (prompt, answer) = (tidy_text::lines(&item.prompt).text, tidy_text::lines(&item.answer).text);
    let form = match item.form {
        Task::Card if both => Form::Both,
        Task::Card => Form::Card,
        Task::Cloze if answer.is_empty() && !both => Form::Cloze,
        _ => return None,
    };
    let (front, back) = (note.pictured(&prompt), note.pictured(&answer));
    let candidates = match form {
        Form::Cloze => vec![highlighted(&front), laid(&guarded(&front, &[':']))],
        _ => sides(form, &front, &back),
    };
    // Behind a table or code a name has a place of its own.
    let named = |text: String| {
        let last = text.rsplit('\n').next().unwrap_or_default();
        let apart = format!("{text}\n\n^{name}");
        if last.starts_with(['|', '`', '~']) { [apart, String::new()] } else { [format!("{text} ^{name}"), apart] }
    };
    candidates.into_iter().flat_map(named).find_map(|text| {
        let text = if below.is_empty() { text } else { [&text, "\n\n", below].concat() };
        let read = note.read(&text)?;
        (read == (form, name.to_owned(), prompt.clone(), answer.clone())).then_some(text)
    })
}

/// A card in one line, if its sides are lines, and in several.
fn sides(form: Form, front: &str, back: &str) -> Vec<String> {
    let (one, several) = if form == Form::Both { (":::", "??") } else { ("::", "?") };
    let (asked, back) = (guarded(front, &[':', '=']), &guarded(back, &['=']));
    let mut all = Vec::new();
    if !front.contains('\n') && !back.contains('\n') {
        all.push([&asked, one, back].concat());
    }
    all.push([&laid(&asked), "\n", several, "\n", &laid(back)].concat());
    all
}

/// The lines of a text as those of a card; code is left as it is.
fn laid(text: &str) -> String {
    let lines = Lines::of(text, 1).map(|one| if one.raw { one.text.into_owned() } else { line(&one.text) });
    lines.collect::<Vec<_>>().join("\n")
}

/// A line of a card: a backslash stands for a blank one, and before what would part it.
fn line(line: &str) -> String {
    match line.trim() {
        "" => "\\".to_owned(),
        "?" | "??" => ["\\", line.trim()].concat(),
        _ => line.to_owned(),
    }
}

/// A text whose gaps are highlighted.
fn highlighted(text: &str) -> String {
    let gaps = gaps::gaps(text);
    let is_counted = gaps.iter().zip(1..).all(|(gap, number)| gap.number == number);
    let mut out = String::new();
    for piece in gaps::pieces(text) {
        match piece {
            gaps::Piece::Text(text) => out.push_str(&guarded(text, &[':', '='])),
            gaps::Piece::Gap(gap) => {
                out.extend(["==", gap.content, "=="]);
                if !gap.hint.is_empty() {
                    out.extend(["^[", gap.hint, "]"]);
                }
                if !is_counted {
                    out.extend(["[^", &gap.number.to_string(), "]"]);
                }
            }
        }
    }
    laid(&out)
}

/// A text with a backslash before each of several of these signs that stand together among letters.
pub(super) fn guarded(text: &str, signs: &[char]) -> String {
    let mut out = String::new();
    for span in spans(text) {
        match span.kind {
            Kind::Text => {}
            Kind::Curly(_) if signs.contains(&'{') => {
                out.extend(["\\{\\", &span.text[1..].replace(':', "\\:")]);
                continue;
            }
            Kind::Comment(inner) if signs.contains(&'%') => {
                let is_percent = span.text.starts_with('%');
                let (begin, end) = if is_percent { ("\\%\\%", "\\%\\%") } else { ("\\<!--", "-->") };
                out.extend([begin, inner, end]);
                continue;
            }
            _ => {
                out.push_str(span.text);
                continue;
            }
        }
        let mut letters = span.text.chars().peekable();
        let mut before = None;
        while let Some(letter) = letters.next() {
            if signs.contains(&letter) && (letters.peek() == Some(&letter) || before == Some(letter)) {
                out.push('\\');
            }
            out.push(letter);
            before = Some(letter);
        }
    }
    out
}
