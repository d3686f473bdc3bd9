//! A file as blocks between blank lines, with what the comments of each say: `// [id:7] [tag:cells]`, and that Moodle wrote
//! it. A block of comments alone speaks of the one behind it.

/// Tags that are taken of one question.
pub(super) const TAGS_MAX: usize = 100;
/// Lines of one question.
const LINES_MAX: usize = 100_000;
/// Bytes of one question; some hold pictures.
const BYTES_MAX: usize = 32 << 20;

/// What comments say of a question.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Note {
    /// What it is called.
    pub id: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// How many more tags there were than are taken.
    pub more_tags: usize,
    /// Whether Moodle wrote it: `question: 7  name: …`.
    pub by_moodle: bool,
}

/// Lines that belong together.
#[derive(Debug)]
pub(super) struct Block {
    /// Its lines without comments.
    pub text: String,
    /// The number of each of them.
    lines: Vec<u64>,
    /// What comments say.
    pub note: Note,
    /// Whether it goes on beyond measure.
    pub is_cut: bool,
}

impl Block {
    /// The line, from 1, in which a byte of the text stands.
    pub fn line_of(&self, byte: usize) -> u64 {
        let before = self.text.as_bytes().iter().take(byte).filter(|byte| **byte == b'\n').count();
        self.lines.get(before).or(self.lines.last()).copied().unwrap_or(1)
    }
}

/// The blocks of a text whose lines end in `\n`.
pub(super) fn blocks(text: &str) -> impl Iterator<Item = Block> {
    let mut lines = (1..).zip(text.split('\n'));
    let mut note = Note::default();
    core::iter::from_fn(move || {
        let (mut kept, mut numbers, mut bytes, mut is_cut) = (Vec::new(), Vec::new(), 0, false);
        loop {
            let next = lines.next();
            let line = next.map(|(_, line)| line.trim()).filter(|line| !line.is_empty());
            match (next, line.and_then(|line| line.strip_prefix("//"))) {
                (Some(_), Some(comment)) => note.take(comment),
                (Some((number, whole)), None) if line.is_some() => {
                    bytes += whole.len();
                    is_cut |= kept.len() == LINES_MAX || bytes > BYTES_MAX;
                    if !is_cut || kept.is_empty() {
                        kept.push(if is_cut { "" } else { whole });
                        numbers.push(number);
                    }
                }
                (next, _) if kept.is_empty() => {
                    // The end, or one blank line more.
                    next?;
                }
                _ => break,
            }
        }
        let note = core::mem::take(&mut note);
        Some(Block { text: kept.join("\n"), lines: numbers, note, is_cut })
    })
}

impl Note {
    fn take(&mut self, comment: &str) {
        self.by_moodle |= is_by_moodle(comment.trim_start());
        if self.id.is_none() {
            self.id = marked(comment, "[id:").next().filter(|id| !id.is_empty());
        }
        for tag in marked(comment, "[tag:").filter(|tag| !tag.is_empty()) {
            if self.tags.len() < TAGS_MAX {
                self.tags.push(tag);
            } else {
                self.more_tags += 1;
            }
        }
    }
}

/// What stands in square brackets behind a mark; a bracket within is written `\]`.
fn marked(comment: &str, mark: &str) -> impl Iterator<Item = String> {
    let mut rest = comment;
    core::iter::from_fn(move || {
        rest = &rest[rest.find(mark)? + mark.len()..];
        let closes = |(at, _): &(usize, &str)| !rest[..*at].ends_with('\\');
        let end = rest.match_indices(']').find(closes)?.0;
        let found = rest[..end].trim().replace("\\]", "]");
        rest = &rest[end + 1..];
        Some(found)
    })
}

/// Whether a comment is the one that Moodle writes before each question.
fn is_by_moodle(comment: &str) -> bool {
    let rest = comment.strip_prefix("question: ").map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    rest.is_some_and(|rest| rest.starts_with("  name: "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_questions_and_comments_are_heard() {
        let text = "// head\n\n// [id:a\\]b] [tag: one ] [tag:two]\nfirst\n  // inside\nmore\n \t\n\n\nsecond\n// after\n\n// tail";
        let all: Vec<Block> = blocks(text).collect();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].text, "first\nmore");
        assert_eq!((all[0].line_of(0), all[0].line_of(6), all[0].line_of(99)), (4, 6, 6));
        assert_eq!(all[0].note.id.as_deref(), Some("a]b"));
        assert_eq!(all[0].note.tags, ["one", "two"]);
        assert_eq!((all[1].text.as_str(), all[1].line_of(0)), ("second", 10));
        assert_eq!(all[1].note, Note::default());
        assert_eq!(blocks("\n\n").count() + blocks("").count() + blocks("// x").count(), 0);
    }

    #[test]
    fn what_moodle_wrote_is_known() {
        for (comment, by_moodle) in [
            ("// question: 882007  name: iebT26", true),
            ("//question: 0  name: Switch category to x", true),
            ("// question: seven  name: x", false),
            ("// a question: 7  name: x", false),
        ] {
            let text = format!("{comment}\nx{{T}}");
            assert_eq!(blocks(&text).next().unwrap().note.by_moodle, by_moodle, "{comment}");
        }
    }
}
