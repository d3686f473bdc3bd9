//! A bank to items: blocks in, questions, records out, with what was left out and where.

use super::{
    FORMAT,
    blocks::{Block, Note, blocks},
    item::{BESIDE, Left, Maker, TASK},
    names::{Drafted, counted, keyed, told_apart},
    parse,
    question::{Question, Task},
    shown::Shown,
};
use crate::{
    problem::{Location, Problems, Refusal},
    sheet::{DEPTH_MAX, Decks, Encoding, Into, Place, deck_leaves, naming::Names, other_fields, table::decode},
    source::{Source, SourceRecord, dated},
    tidy_text,
};
use cairn_domain::{item::Item, kind::Kind};
use std::{borrow::Cow, collections::BTreeSet, rc::Rc};

/// Questions of one file.
pub const QUESTIONS_MAX: usize = 100_000;

/// What a file holds.
#[derive(Clone, PartialEq, Debug)]
pub enum Entry {
    /// From here on questions are of this category, as it is written.
    Category(String),
    /// A question.
    Question(Question),
}

/// The questions of a text, as it has them, and the line and the code of each block that is none. Nothing is judged yet.
pub fn questions(text: &str) -> (Vec<Entry>, Vec<(u64, &'static str)>) {
    let (mut all, mut broken) = (Vec::new(), Vec::new());
    for met in entries(&unix(text)) {
        match met {
            Met::Category(name) => all.push(Entry::Category(name)),
            Met::Question(question, _) => all.push(Entry::Question(question)),
            Met::Broken(line, fault) => broken.push((line, fault.code)),
        }
    }
    (all, broken)
}

/// Reads a bank. Refused if it is no text (`not_text`, `not_utf8`), holds nothing (`no_questions`) or more than
/// [`QUESTIONS_MAX`] questions (`too_many_questions`).
pub fn read(bytes: &[u8], place: &Place, mut decks: Decks) -> Result<Source, Refusal> {
    let decoded = decode(bytes)?;
    let mut gather = Gather { shown: Shown::default(), problems: Problems::default(), drafted: Vec::new(), met: 0 };
    if let Some(line) = decoded.damaged {
        gather.problems.push(Location::Line(line), "bad_letter", "");
    }
    if decoded.encoding == Encoding::Windows1252 {
        gather.problems.push(Location::Whole, "windows_1252", "");
    }
    gather.all(&unix(&decoded.text))?;
    if gather.met == 0 {
        return Err(Refusal::new(Location::Whole, "no_questions", ""));
    }
    let has_category = gather.drafted.iter().any(|one| !one.category.is_empty());
    let records = gather.named(place, &mut decks);
    let Gather { shown, mut problems, .. } = gather;
    problems.told.sort_by_key(|problem| if let Location::Line(line) = problem.location { line } else { 0 });
    shown.tell(&mut problems);
    let mut all = decks.into_records();
    all.extend(records);
    dated(&mut all, place.now_ms);
    let spoken = TASK.into_iter().chain(BESIDE);
    let spoken: Vec<_> =
        spoken.filter(|tag| *tag != Item::DECK.0 || has_category || place.deck != Into::Nowhere).collect();
    let leaves: BTreeSet<_> = other_fields(Kind::ITEM, &spoken).chain(deck_leaves()).collect();
    let Problems { told: problems, more: more_problems } = problems;
    Ok(Source { records: all, problems, more_problems, leaves, files: shown.files, ..Source::default() })
}

/// What a block is.
pub(super) enum Met {
    Category(String),
    /// A question, and how many of its tags are not taken.
    Question(Question, usize),
    Broken(u64, parse::Broken),
}

/// What the blocks of a text are, in their order.
pub(super) fn entries(text: &str) -> impl Iterator<Item = Met> {
    let mut blocks = blocks(text);
    // A block, and the byte up to which it is done with: a question may stand right below its category.
    let mut rest: Option<(Block, usize)> = None;
    core::iter::from_fn(move || {
        let (mut block, from) = rest.take().or_else(|| blocks.next().map(|block| (block, 0)))?;
        let text = &block.text[from..];
        if block.is_cut {
            let begin: String = text.trim().chars().take(100).collect();
            return Some(Met::Broken(block.line_of(from), parse::Broken::new(from, "too_long", &begin)));
        }
        if let Some((name, end)) = parse::category(text) {
            let name = name.to_owned();
            if !text[end..].trim().is_empty() {
                rest = Some((block, from + end));
            }
            return Some(Met::Category(name));
        }
        let begin = from + text.len() - text.trim_start().len();
        Some(match parse::question(text) {
            Ok(question) => {
                let note = core::mem::take(&mut block.note);
                let (question, more_tags) = noted(question, block.line_of(begin), note);
                Met::Question(question, more_tags)
            }
            Err(fault) => Met::Broken(block.line_of(from + fault.at), fault),
        })
    })
}

/// A question with what comments say of it.
fn noted(mut question: Question, line: u64, note: Note) -> (Question, usize) {
    if let (true, Task::TrueFalse { is_true: true, of_true, of_false }) = (note.by_moodle, &mut question.task) {
        // The first of the two is for who is wrong.
        core::mem::swap(of_true, of_false);
    }
    (Question { line, id: note.id, tags: note.tags, is_by_moodle: note.by_moodle, ..question }, note.more_tags)
}

/// Lines that end as on every system.
fn unix(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { Cow::Borrowed(text) }
}

/// What is gathered on the way through the questions.
struct Gather {
    shown: Shown,
    problems: Problems,
    drafted: Vec<Drafted>,
    /// Questions so far, also broken ones.
    met: usize,
}

impl Gather {
    fn all(&mut self, text: &str) -> Result<(), Refusal> {
        let mut category: Rc<[String]> = Rc::new([]);
        for met in entries(text) {
            let (line, met) = match met {
                Met::Category(name) => {
                    category = names(&name).into();
                    // A file of categories alone is one too, if a useless one.
                    self.met = self.met.max(1);
                    continue;
                }
                Met::Question(question, more_tags) => (question.line, Ok((question, more_tags))),
                Met::Broken(line, fault) => (line, Err(fault)),
            };
            self.met += 1;
            if self.met > QUESTIONS_MAX {
                return Err(Refusal::new(Location::Line(line), "too_many_questions", QUESTIONS_MAX.to_string()));
            }
            match met {
                Ok((question, more_tags)) => self.draft(&question, more_tags, &category),
                Err(fault) => self.problems.push(Location::Line(line), fault.code, &fault.detail),
            }
        }
        Ok(())
    }

    fn draft(&mut self, question: &Question, more_tags: usize, category: &Rc<[String]>) {
        let place = Location::Line(question.line);
        let mut maker = Maker { shown: &mut self.shown, told: Vec::new() };
        let made = maker.record(question);
        let told = maker.told;
        match made {
            Ok(record) => {
                if more_tags > 0 {
                    self.problems.push(place.clone(), "many_tags", &more_tags.to_string());
                }
                told.iter().for_each(|(code, detail)| self.problems.push(place.clone(), code, detail));
                self.drafted.push(Drafted::of(question, record, category));
            }
            Err(Left(code, detail)) => self.problems.push(place, code, &detail),
        }
    }

    /// The items with their ids and decks.
    fn named(&mut self, place: &Place, decks: &mut Decks) -> Vec<SourceRecord> {
        let (mut drafted, problems) = (core::mem::take(&mut self.drafted), &mut self.problems);
        keyed(&mut drafted, |line, id| problems.push(Location::Line(line), "repeated_id", id));
        counted(&mut drafted, |one| {
            let prompt = one.record.registers.iter().find(|(tag, _)| *tag == Item::PROMPT.0);
            let prompt = prompt.and_then(|(_, value)| value.get::<String>()).unwrap_or_default();
            problems.push(Location::Line(one.line), "repeated_question", &prompt);
        });
        let mut names = Names::of_format(FORMAT);
        let kept: Vec<_> =
            drafted.into_iter().filter_map(|one| names.take(&place.name, &one).ok().map(|name| (one, name))).collect();
        let mut settled = |(Drafted { mut record, category, .. }, name)| {
            let (own, others) = names.of(&name);
            record.id = own;
            (record.or, record.apart) = (others.ids, told_apart(others.apart));
            let deck = if category.is_empty() { decks.usual(&place.deck) } else { decks.place(&category) };
            record.set_some(&Item::DECK, &deck);
            record
        };
        kept.into_iter().map(&mut settled).collect()
    }
}

/// The names of a category from the top down, without what stands for a course as a whole. A stroke within a name is written
/// twice.
fn names(category: &str) -> Vec<String> {
    let whole = category.replace("//", "\u{0}");
    let names = whole.split('/').map(|name| tidy_text::line(&name.replace('\u{0}', "/")).text);
    let mut names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    if names.first().is_some_and(|name| name.len() > 2 && name.starts_with('$') && name.ends_with('$')) {
        names.remove(0);
        if names.first().is_some_and(|name| name == "top") {
            names.remove(0);
        }
    }
    names.truncate(DEPTH_MAX);
    names
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_category_is_a_way_through_decks() {
        for (category, expected) in [
            ("$course$/top/Default for Unit 1: Topic", &["Default for Unit 1: Topic"][..]),
            ("$course$/top", &[]),
            ("tom/dick/harry", &["tom", "dick", "harry"]),
            ("and//or/ x ", &["and/or", "x"]),
            ("top/x", &["top", "x"]),
            ("", &[]),
        ] {
            assert_eq!(names(category), expected, "{category}");
        }
    }
}
