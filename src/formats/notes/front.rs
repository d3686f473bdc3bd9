//! What stands before a note between two lines of `---`: as much of YAML as notes use, read line by line: `key: value`, texts
//! in quotes, lists in brackets or one item a line. Anything deeper is passed over.

/// Lines that are read of it.
const LINES_MAX: usize = 2_000;
/// Values of one list.
pub(super) const LIST_MAX: usize = 1_000;

/// What it says.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Front {
    pub title: String,
    pub tags: Vec<String>,
    pub aliases: Vec<String>,
    pub language: String,
    /// The names of a deck of ours, from the top down.
    pub decks: Vec<String>,
    /// Their ids.
    pub deck_ids: Vec<String>,
    /// Tags of ours that a note cannot hold as they are.
    pub own_tags: Vec<String>,
    /// Whether it is a note of ours.
    pub is_own: bool,
    /// A line that is of no such form.
    pub fault: Option<u64>,
}

/// The keys of our own notes.
pub(super) const DECKS: &str = "cairn_decks";
pub(super) const DECK_IDS: &str = "cairn_deck_ids";
pub(super) const OWN_TAGS: &str = "cairn_tags";

/// What stands before a note, the note, and the number of its first line.
pub(super) fn front(text: &str) -> (Front, &str, u64) {
    let nothing = (Front::default(), text, 1);
    let mut lines = text.split_inclusive('\n');
    let is_mark = |line: &str, marks: &[&str]| marks.contains(&line.trim_end());
    let Some(first) = lines.next().filter(|line| is_mark(line, &["---"])) else { return nothing };
    let (mut front, mut key, mut at, mut no) = (Front::default(), String::new(), first.len(), 1);
    for line in lines.take(LINES_MAX) {
        at += line.len();
        no += 1;
        if is_mark(line, &["---", "..."]) {
            return (front, &text[at..], no + 1);
        }
        front.line(line.trim_end(), &mut key, no);
    }
    // Never closed: a line across, and a text below it.
    nothing
}

impl Front {
    fn line(&mut self, line: &str, key: &mut String, no: u64) {
        let inner = line.trim_start();
        if inner.is_empty() || inner.starts_with('#') {
            return;
        }
        if let Some(item) = inner.strip_prefix("- ").or_else(|| (inner == "-").then_some("")) {
            return self.take(key, &scalar(item));
        }
        // What lies deeper belongs to the key before.
        if inner.len() < line.len() {
            return;
        }
        let Some((name, value)) = line.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with(' '))
        else {
            self.fault.get_or_insert(no);
            return;
        };
        *key = scalar(name).to_lowercase();
        self.is_own |= key == DECKS;
        let value = value.trim();
        if let Some(list) = value.strip_prefix('[') {
            let list = list.trim_end().strip_suffix(']').unwrap_or(list);
            flow(list).iter().for_each(|item| self.take(key, item));
        } else if !value.is_empty() && !matches!(value, "|" | ">" | "|-" | ">-") {
            if matches!(key.as_str(), "tags" | "tag") {
                // One text may name several, with their signs or without.
                let value = value.trim_matches(['"', '\'']);
                value.split([',', ' ']).for_each(|tag| self.take(key, tag.trim()));
            } else {
                self.take(key, &scalar(value));
            }
        }
    }

    fn take(&mut self, key: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let list = match key {
            "title" => return set(&mut self.title, value),
            "language" | "lang" => return set(&mut self.language, value),
            "tags" | "tag" => &mut self.tags,
            "aliases" | "alias" => &mut self.aliases,
            DECKS => &mut self.decks,
            DECK_IDS => &mut self.deck_ids,
            OWN_TAGS => &mut self.own_tags,
            _ => return,
        };
        if list.len() < LIST_MAX {
            let value = if matches!(key, "tags" | "tag") { value.trim_start_matches('#') } else { value };
            list.extend((!value.is_empty()).then(|| value.to_owned()));
        }
    }
}

fn set(place: &mut String, value: &str) {
    if place.is_empty() {
        value.clone_into(place);
    }
}

/// The items of a list in brackets.
fn flow(list: &str) -> Vec<String> {
    let (mut items, mut start, mut quote) = (Vec::new(), 0, None);
    let mut escaped = false;
    for (at, letter) in list.char_indices() {
        match (quote, letter) {
            _ if escaped => escaped = false,
            (Some('"'), '\\') => escaped = true,
            (Some(open), _) if letter == open => quote = None,
            (None, '"' | '\'') if list[start..at].trim().is_empty() => quote = Some(letter),
            (None, ',') => {
                items.push(scalar(&list[start..at]));
                start = at + 1;
            }
            _ => {}
        }
        if items.len() == LIST_MAX {
            return items;
        }
    }
    items.push(scalar(&list[start..]));
    items
}

/// A text as it stands there, or without its quotes.
fn scalar(text: &str) -> String {
    let text = text.trim();
    let within = |quote: char| text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    if let Some(inner) = within('\'') {
        return inner.replace("''", "'");
    }
    let Some(inner) = within('"') else {
        // A remark begins behind white space.
        return text.split(" #").next().unwrap_or_default().trim_end().to_owned();
    };
    let mut out = String::new();
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 't' | 'r') => out.push(' '),
                Some('u') => {
                    let digits: String = letters.by_ref().take(4).collect();
                    out.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                }
                Some(other) => out.push(other),
                None => {}
            },
            letter => out.push(letter),
        }
    }
    out
}

/// A text in quotes, whatever stands in it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&str]) -> Vec<String> {
        list.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn keys_that_notes_use_are_read() {
        let text = "---\r\ntitle: \"A: \\\"b\\\"\" \ntags:\n  - flashcards/physics\n  - '#light'\n# remark\naliases: [Optics, \"x, y\", 'it''s']\n\
                    lang: es # Spanish\nsr-due: 2024-07-01\nnested:\n  title: no\n---\nbody\n";
        let (front, body, no) = front(text);
        assert_eq!((front.title.as_str(), body, no), ("A: \"b\"", "body\n", 13));
        assert_eq!(front.tags, words(&["flashcards/physics", "light"]));
        assert_eq!(front.aliases, words(&["Optics", "x, y", "it's"]));
        assert_eq!((front.language.as_str(), front.fault), ("es", None));
        let said = |text: &str| super::front(&format!("---\n{text}\n---\n")).0;
        assert_eq!(said("tags: a, #b c").tags, words(&["a", "b", "c"]));
        assert_eq!(said("tags: []").tags, words(&[]));
        assert_eq!(said("tag: فيزياء").tags, words(&["فيزياء"]));
        assert_eq!(
            (said("nothing here").fault, said("a:b").fault, said("url: http://x").fault),
            (Some(2), Some(2), None)
        );
        assert_eq!(said(&format!("title: {}", quoted("a \\ \"b\": #c"))).title, "a \\ \"b\": #c");
    }

    #[test]
    fn what_is_not_closed_or_not_at_the_top_is_a_text() {
        for text in ["", "a\n---\nb: c\n---\n", "---\ntitle: x\n", "---", " ---\na: b\n---\n"] {
            assert_eq!(front(text), (Front::default(), text, 1), "{text}");
        }
        assert_eq!(front("---\n---\nx").1, "x");
        let long = format!("---\n{}---\nx", "a: b\n".repeat(LINES_MAX + 1));
        assert_eq!(front(&long).1, long);
    }
}
