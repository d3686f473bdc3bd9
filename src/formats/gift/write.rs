//! Items to a bank that Moodle reads, and [`super::read()`] too: a category for each deck, first what lies in none.
//!
//! A card whose back is a few plain words becomes a short answer, for that is how a teacher asks for a word; any other card,
//! and every open task, becomes an essay whose feedback to everybody is the back. A text with one gap becomes a short
//! answer within it. Texts with several gaps and orders have no place in this format and are left out. Texts go out as
//! Markdown, which Moodle reads too.

use super::{escape::encoded, parse::has, weights, words::Format};
use crate::{
    items::{in_order, way},
    problem::{Location, Problem, Problems, all},
    tidy_text,
};
use cairn_domain::{
    id::ItemId,
    item::{
        Form, Item, Scoring,
        gaps::{Gap, Piece, pieces},
    },
    media::reference::{references, worded},
    record::Record,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

/// Characters of a back that is asked for as a word.
const WORD_MAX: usize = 60;
/// Characters of a name that is made from what is asked.
const NAME_MAX: usize = 60;

/// A bank that was written.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Written {
    /// The file, UTF-8.
    pub bytes: Vec<u8>,
    /// How many questions it has.
    pub count: u64,
    /// What is not in it, and why; each with what is asked.
    pub left: Vec<Problem>,
    /// How many more of these there are than are told.
    pub more_left: u64,
}

impl Written {
    /// What is not in it, and how much more of that there is (`more_problems`).
    pub fn all_left(&self) -> Vec<Problem> {
        all(&self.left, self.more_left)
    }
}

/// The bank of the items in use among some records.
pub fn write(records: &[Record]) -> Written {
    let (items, decks) = in_order(records);
    let cards: BTreeMap<ItemId, &Item> = items.iter().map(|(_, item)| (item.id, item)).collect();
    let mut by_way: BTreeMap<Vec<String>, Vec<&Item>> = BTreeMap::new();
    for (_, item) in &items {
        // What asks a card the other way round lies where the card does.
        let card = item.twin.and_then(|card| cards.get(&card)).copied().unwrap_or(item);
        by_way.entry(way(card.deck, &decks).0).or_default().push(item);
    }
    let mut bank = Bank::default();
    for (way, items) in &by_way {
        let mut is_told = way.is_empty();
        for item in items {
            let Some(question) = bank.question(item, &cards) else { continue };
            if !is_told {
                let names: Vec<String> = way.iter().map(|name| name.replace('/', "//")).collect();
                let _ = write!(bank.text, "$CATEGORY: {}\n\n", names.join("/"));
                is_told = true;
            }
            bank.count += 1;
            bank.add(&question);
        }
    }
    let Problems { told, more } = bank.left;
    Written { bytes: bank.text.into_bytes(), count: bank.count, left: told, more_left: more }
}

#[derive(Default)]
struct Bank {
    text: String,
    count: u64,
    left: Problems,
    /// What was told of the item that is being written.
    told: BTreeSet<&'static str>,
}

/// A question as it is written.
struct Question {
    name: String,
    title: String,
    tags: Vec<String>,
    before: String,
    /// What stands between the braces.
    answers: String,
    /// What is said to everybody.
    general: String,
    after: String,
}

impl Bank {
    fn add(&mut self, question: &Question) {
        let Question { name, title, tags, before, answers, general, after } = question;
        // Moodle's own comment: by it a reader knows in which order feedback to true and false stands.
        let _ = writeln!(self.text, "// question: {}  name: {name}", self.count);
        if !tags.is_empty() {
            let tags: Vec<String> = tags.iter().map(|tag| format!("[tag:{}]", tag.replace(']', "\\]"))).collect();
            let _ = writeln!(self.text, "// {}", tags.join(" "));
        }
        if !title.is_empty() {
            let _ = write!(self.text, "::{}::", encoded(title));
        }
        let general = if general.is_empty() { String::new() } else { format!("\n\t####{}", marked(general)) };
        let end = if answers.contains('\n') || !general.is_empty() { "\n" } else { "" };
        let _ = write!(self.text, "[markdown]{before}{{{answers}{general}{end}}}{after}\n\n");
    }

    /// The question of an item; `None`, and told why, if it has none in this format.
    fn question(&mut self, item: &Item, cards: &BTreeMap<ItemId, &Item>) -> Option<Question> {
        self.told.clear();
        let is_twin = item.twin.is_some();
        // A card that is asked the other way round has the texts of the one that it turns.
        let (prompt, back, item) = match item.twin.map(|card| cards.get(&card)) {
            None => (&item.prompt, &item.answer, item),
            Some(Some(card)) => (&card.answer, &card.prompt, *card),
            Some(None) => return self.leave(item, "unwritten_key"),
        };
        let chooses = matches!(item.form, Form::Single | Form::Multiple);
        if prompt.trim().is_empty() || !item.has_key() || chooses && item.options.len() < 2 {
            return self.leave(item, "unwritten_key");
        }
        let (mut before, mut after) = (self.words(prompt, item), String::new());
        let mut general = item.explanation.clone();
        let answers = match item.form {
            Form::Ordering => return self.leave(item, "unwritten_form"),
            Form::Card if is_word(back) => short(&[back.trim().to_owned()], &[]),
            Form::Card | Form::Open => {
                general = both(if item.form == Form::Card { back } else { &item.answer }, &general);
                String::new()
            }
            Form::Cloze => {
                let all = pieces(prompt);
                let (start, gap, end) = one_gap(&all).or_else(|| self.leave(item, "unwritten_form"))?;
                if !gap.hint.is_empty() {
                    self.tell(item, "unwritten_hints");
                }
                (before, after) = (self.words(start, item), marked(&self.shown(end, item)));
                general = both(&item.answer, &general);
                short(&gap.answers().into_iter().map(str::to_owned).collect::<Vec<_>>(), &item.rejected)
            }
            Form::Single | Form::Multiple => self.choice(item),
            Form::TrueFalse => self.true_false(item),
            Form::Short => short(&item.accepted, &item.rejected),
            Form::Numeric => numeric(item),
            Form::Matching => self.matching(item),
        };
        // An arrow makes pairs of whatever it stands in.
        let is_typed = item.form != Form::Matching && answers.starts_with("\n\t=") && !has(&answers, b'~');
        if is_typed && answers.contains("->") {
            return self.leave(item, "unwritten_key");
        }
        for (code, is_left) in [
            ("unwritten_unit", item.form == Form::Numeric && !item.unit.is_empty()),
            ("unwritten_hints", !item.hints.is_empty() && !is_twin),
            ("unwritten_scoring", item.form == Form::Multiple && item.scoring == Scoring::Whole),
        ] {
            if is_left {
                self.tell(item, code);
            }
        }
        let general = self.shown(&general, item);
        let name = tidy_text::line(if item.source_id.is_empty() { prompt } else { &item.source_id }).text;
        let tags = item.tags.iter().filter(|(_, is_set)| *is_set).map(|(tag, _)| tag.clone()).collect();
        Some(Question {
            // Brackets would be marks in a comment.
            name: name.chars().filter(|letter| !"[]".contains(*letter)).take(NAME_MAX).collect(),
            title: item.source_id.clone(),
            tags,
            before,
            answers,
            general,
            after,
        })
    }

    fn choice(&mut self, item: &Item) -> String {
        let right = |at: usize| item.right.iter().any(|right| usize::try_from(*right) == Ok(at));
        let first = item.right.first().and_then(|at| usize::try_from(*at).ok());
        let count = (0..item.options.len()).filter(|at| right(*at)).count();
        let (each, cost) = weights::shares(count, item.options.len());
        let mut text = String::new();
        for (at, option) in item.options.iter().enumerate() {
            let option = self.shown(option, item);
            let needs_weight = option.trim_start().starts_with('%');
            text.push_str("\n\t");
            match item.form {
                Form::Multiple => {
                    let weight = weights::written(if right(at) { each } else { -cost });
                    let _ = write!(text, "~%{weight}%");
                }
                _ if first == Some(at) => text.push_str(if needs_weight { "=%100%" } else { "=" }),
                _ => text.push_str(if needs_weight { "~%0%" } else { "~" }),
            }
            text.push_str(&marked(&option));
            if let Some(said) = item.feedback.get(at).filter(|said| !said.trim().is_empty()) {
                text.push('#');
                text.push_str(&marked(&self.shown(said, item)));
            }
        }
        text
    }

    /// What is said of the wrong one stands first.
    fn true_false(&mut self, item: &Item) -> String {
        let is_true = item.right.first() == Some(&0);
        let said = |at: usize| item.feedback.get(at).map_or("", |said| said.trim());
        let (wrong, right) = if is_true { (said(1), said(0)) } else { (said(0), said(1)) };
        let mut text = if is_true { "TRUE" } else { "FALSE" }.to_owned();
        let last = if right.is_empty() { usize::from(!wrong.is_empty()) } else { 2 };
        for said in [wrong, right].into_iter().take(last) {
            text.push('#');
            text.push_str(&marked(&self.shown(said, item)));
        }
        text
    }

    fn matching(&mut self, item: &Item) -> String {
        let mut text = String::new();
        for (left, right) in item.options.iter().zip(&item.matches) {
            // In Markdown a stroke before the sign changes nothing but that it is no arrow here.
            let left = marked(&self.shown(left, item).replace("->", "-\\>"));
            let _ = write!(text, "\n\t={left} -> {}", encoded(&self.shown(right, item)));
        }
        text
    }

    /// A text as it is written, with words in place of what it shows.
    fn words(&mut self, text: &str, item: &Item) -> String {
        encoded(&self.shown(text, item))
    }

    fn shown(&mut self, text: &str, item: &Item) -> String {
        if !references(text).is_empty() {
            self.tell(item, "unwritten_media");
        }
        worded(text).replace('\r', "")
    }

    fn leave<T>(&mut self, item: &Item, code: &'static str) -> Option<T> {
        self.tell(item, code);
        None
    }

    fn tell(&mut self, item: &Item, code: &'static str) {
        if self.told.insert(code) {
            self.left.push(Location::Whole, code, &tidy_text::line(&item.prompt).text);
        }
    }
}

/// A text of an answer, with its format if it could be taken for one that names another.
fn marked(text: &str) -> String {
    let mark = if Format::named(text).is_some() { "[markdown]" } else { "" };
    [mark, &encoded(text)].concat()
}

fn short(accepted: &[String], rejected: &[String]) -> String {
    let mut text = String::new();
    let said = |answers: &'_ [String]| -> Vec<String> {
        answers.iter().map(|answer| answer.trim().to_owned()).filter(|answer| !answer.is_empty()).collect()
    };
    for (answers, sign) in [(said(accepted), ""), (said(rejected), "%0%")] {
        for answer in answers {
            let sign = if sign.is_empty() && answer.starts_with('%') { "%100%" } else { sign };
            let plain = if Format::named(&answer).is_some() { "[plain]" } else { "" };
            // A star alone would stand for any letters.
            let _ = write!(text, "\n\t={sign}{plain}{}", encoded(&answer.replace('*', "\\*")));
        }
    }
    text
}

fn numeric(item: &Item) -> String {
    let number = item.number.unwrap_or_default();
    let slack = |tolerance: Option<f64>| tolerance.filter(|slack| slack.is_finite()).unwrap_or(0.0).max(0.0);
    let tolerance = slack(item.tolerance).max(slack(item.relative) * number.abs());
    if tolerance > 0.0 { format!("#\n\t={number}:{tolerance}") } else { format!("#\n\t={number}") }
}

/// Whether a back is a few plain words.
fn is_word(back: &str) -> bool {
    let back = back.trim();
    let is_plain = |letter: char| !letter.is_control() && !"\\`*_[]<>$~|#{}!".contains(letter);
    !back.is_empty() && back.chars().count() <= WORD_MAX && back.chars().all(is_plain)
}

/// What a good answer holds, and why.
fn both(answer: &str, explanation: &str) -> String {
    [answer, explanation].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The text before the only gap, the gap, and the text behind it.
fn one_gap<'t>(all: &[Piece<'t>]) -> Option<(&'t str, Gap<'t>, &'t str)> {
    let found = match all {
        [Piece::Gap(gap)] => Some(("", *gap, "")),
        [Piece::Text(before), Piece::Gap(gap)] => Some((*before, *gap, "")),
        [Piece::Gap(gap), Piece::Text(after)] => Some(("", *gap, *after)),
        [Piece::Text(before), Piece::Gap(gap), Piece::Text(after)] => Some((*before, *gap, *after)),
        _ => None,
    };
    // Two strokes behind the answers would be a comment.
    found.filter(|(_, gap, after)| !gap.answers().is_empty() && !after.trim_start().starts_with("//"))
}
