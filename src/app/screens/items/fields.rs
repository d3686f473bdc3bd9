//! What stands in the form of an item: one signal for each field, made of an item and read back as one. What a form makes
//! of it is in [`super::draft`], what is seen in [`super::form`] and [`super::parts`].

use super::draft::{Lack, Spot};
use crate::browser::focus;
use crate::i18n::{self, tr};
use cairn_domain::{
    id::{CompetencyId, DeckId, RubricId},
    item::{Form, Item, MarksRule, Scoring},
    tags,
};
use cairn_learning::grading::parse_number;
use leptos::prelude::*;

/// A line of a list: an option with what to say about it, a thing in its place, both sides of a pair, a hint.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Line {
    /// Unique in the list.
    pub key: usize,
    pub text: String,
    pub other: String,
    pub feedback: String,
    pub right: bool,
}

impl Line {
    fn is_blank(&self) -> bool {
        [&self.text, &self.other, &self.feedback].iter().all(|text| text.trim().is_empty())
    }
}

/// A list of lines; the key of a line stays while it is moved.
pub type Lines = RwSignal<Vec<Line>>;

/// The deck that is to be made.
pub const NEW_DECK: &str = "new";

/// Lines that stand there to be filled.
const OPEN_LINES: usize = 3;

/// What is wrong, and where.
pub type Fault = (Spot, String);

/// The fields.
#[derive(Clone, Copy)]
pub struct Fields {
    /// What no field shows is that of this item.
    base: StoredValue<Item>,
    pub form: RwSignal<Form>,
    pub prompt: RwSignal<String>,
    pub answer: RwSignal<String>,
    pub lines: Lines,
    pub truth: RwSignal<Option<bool>>,
    pub accepted: RwSignal<String>,
    pub rejected: RwSignal<String>,
    pub marks: RwSignal<MarksRule>,
    pub exact: RwSignal<bool>,
    pub number: RwSignal<String>,
    pub unit: RwSignal<String>,
    pub tolerance: RwSignal<String>,
    pub relative: RwSignal<String>,
    pub unit_required: RwSignal<bool>,
    pub scoring: RwSignal<Scoring>,
    pub explanation: RwSignal<String>,
    pub hints: Lines,
    pub language: RwSignal<String>,
    pub tags: RwSignal<String>,
    /// The id of a deck, [`NEW_DECK`], or nothing.
    pub deck: RwSignal<String>,
    pub deck_name: RwSignal<String>,
    pub skills: RwSignal<Vec<(CompetencyId, u8)>>,
    pub rubric: RwSignal<String>,
    pub both_ways: RwSignal<bool>,
    pub fault: RwSignal<Option<Fault>>,
}

impl Fields {
    /// Fields that show an item; `both_ways` says whether it is asked the other way round too.
    pub fn of(item: &Item, both_ways: bool) -> Self {
        let fields = Self {
            base: StoredValue::new(item.clone()),
            form: RwSignal::new(item.form),
            prompt: RwSignal::default(),
            answer: RwSignal::default(),
            lines: RwSignal::default(),
            truth: RwSignal::default(),
            accepted: RwSignal::default(),
            rejected: RwSignal::default(),
            marks: RwSignal::new(item.marks),
            exact: RwSignal::new(item.exact_spelling),
            number: RwSignal::default(),
            unit: RwSignal::default(),
            tolerance: RwSignal::default(),
            relative: RwSignal::default(),
            unit_required: RwSignal::new(item.unit_required),
            scoring: RwSignal::new(item.scoring),
            explanation: RwSignal::default(),
            hints: RwSignal::default(),
            language: RwSignal::default(),
            tags: RwSignal::default(),
            deck: RwSignal::default(),
            deck_name: RwSignal::default(),
            skills: RwSignal::default(),
            rubric: RwSignal::default(),
            both_ways: RwSignal::new(both_ways),
            fault: RwSignal::new(None),
        };
        fields.fill(item);
        fields
    }

    /// Puts an item into the fields; whether it is asked both ways stays.
    pub fn fill(self, item: &Item) {
        let number = |number: Option<f64>| number.map(i18n::exact_number).unwrap_or_default();
        self.base.set_value(item.clone());
        self.form.set(item.form);
        self.prompt.set(item.prompt.clone());
        self.answer.set(item.answer.clone());
        self.lines.set(lines_of(item));
        let truth = item.right.first().filter(|_| item.form == Form::TrueFalse);
        self.truth.set(truth.map(|right| *right == 0));
        self.accepted.set(item.accepted.join("\n"));
        self.rejected.set(item.rejected.join("\n"));
        self.marks.set(item.marks);
        self.exact.set(item.exact_spelling);
        self.number.set(number(item.number));
        self.unit.set(item.unit.clone());
        self.tolerance.set(number(item.tolerance));
        self.relative.set(number(item.relative.map(percent)));
        self.unit_required.set(item.unit_required);
        self.scoring.set(item.scoring);
        self.explanation.set(item.explanation.clone());
        let hint = |(key, text): (usize, &String)| Line { key, text: text.clone(), ..Line::default() };
        self.hints.set(item.hints.iter().enumerate().map(hint).collect());
        self.language.set(item.language.clone());
        self.tags.set(item.tags.iter().map(|(tag, _)| tag.as_str()).collect::<Vec<_>>().join(", "));
        self.deck.set(item.deck.map(|deck| deck.to_string()).unwrap_or_default());
        self.deck_name.set(String::new());
        self.skills.set(item.competencies.clone());
        self.rubric.set(item.rubric.map(|rubric| rubric.to_string()).unwrap_or_default());
        self.fault.set(None);
    }

    /// The item that the fields say; and the first field that holds no number where one belongs. Without waiting for changes.
    pub fn read(self) -> (Item, Option<Fault>) {
        let mut fault = None;
        let mut number = |spot: Spot, text: RwSignal<String>, least: f64| {
            let text = text.get_untracked();
            let read = parse_number(&text, i18n::decimal_mark());
            let value = read.filter(|read| read.value >= least).map(|read| (read.value, read.unit));
            if value.is_none() && !text.trim().is_empty() && fault.is_none() {
                fault = Some((spot, tr::items::number_error()));
            }
            value
        };
        let right_number = number(Spot::Number, self.number, f64::NEG_INFINITY);
        let tolerance = number(Spot::Tolerance, self.tolerance, 0.0).map(|(value, _)| value);
        let relative = number(Spot::Relative, self.relative, 0.0).map(|(percent, _)| percent / 100.0);
        // A unit that stands behind the number is its unit.
        let behind = right_number.as_ref().map(|(_, unit)| unit.clone()).unwrap_or_default();
        let unit = Some(self.unit.get_untracked().trim().to_owned()).filter(|unit| !unit.is_empty()).unwrap_or(behind);
        let base = self.base.get_value();
        let form = self.form.get_untracked();
        let lines: Vec<Line> =
            self.lines.with_untracked(|lines| lines.iter().filter(|l| !l.is_blank()).cloned().collect());
        let text = |text: RwSignal<String>| text.get_untracked();
        let item = Item {
            form,
            deck: DeckId::parse(&self.deck.get_untracked()),
            prompt: text(self.prompt),
            answer: text(self.answer),
            right: self.right(form, &lines, &base),
            matches: trimmed(lines.iter().map(|line| line.other.clone())),
            feedback: trimmed(lines.iter().map(|line| line.feedback.clone())),
            options: lines.into_iter().map(|line| line.text).collect(),
            accepted: one_a_line(&text(self.accepted)),
            rejected: one_a_line(&text(self.rejected)),
            marks: self.marks.get_untracked(),
            exact_spelling: self.exact.get_untracked(),
            number: right_number.map(|(value, _)| value),
            unit,
            tolerance,
            relative,
            unit_required: self.unit_required.get_untracked(),
            scoring: self.scoring.get_untracked(),
            explanation: text(self.explanation),
            hints: self.hints.with_untracked(|hints| {
                hints.iter().filter(|hint| !hint.is_blank()).map(|hint| hint.text.clone()).collect()
            }),
            language: text(self.language),
            rubric: RubricId::parse(&self.rubric.get_untracked()),
            competencies: self.skills.get_untracked(),
            tags: tags::split(&text(self.tags)).into_iter().map(|tag| (tag, true)).collect(),
            ..base
        };
        (item, fault)
    }

    fn right(self, form: Form, lines: &[Line], base: &Item) -> Vec<u32> {
        let places = (0_u32..).zip(lines).filter(|(_, line)| line.right).map(|(at, _)| at);
        match form {
            Form::Multiple => places.collect(),
            Form::Single => places.take(1).collect(),
            Form::TrueFalse => self.truth.get_untracked().map(|holds| u32::from(!holds)).into_iter().collect(),
            _ => base.right.clone(),
        }
    }

    /// Shows what is wrong at its field and goes there.
    pub fn show(self, spot: Spot, words: String) {
        self.fault.set(Some((spot, words)));
        focus::go_to(field_id(spot));
    }

    pub fn fault_of(self, spot: Spot) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.fault.with(|fault| fault.as_ref().filter(|fault| fault.0 == spot).map(|fault| fault.1.clone()))
        })
    }
}

/// The words for what an item lacks.
pub fn lack_words(lack: Lack) -> String {
    match lack {
        Lack::Gap => tr::items::need_gap(),
        Lack::Options => tr::items::need_options(),
        Lack::Right => tr::items::need_right(),
        Lack::Accepted => tr::items::need_accepted(),
        Lack::Number => tr::items::need_number(),
        Lack::Pairs => tr::items::need_pairs(),
    }
}

/// The id of a field's control.
pub fn field_id(spot: Spot) -> &'static str {
    match spot {
        Spot::Prompt => "item-prompt",
        Spot::Answer => "item-answer",
        Spot::Options => "item-options",
        Spot::Truth => "item-truth",
        Spot::Accepted => "item-accepted",
        Spot::Rejected => "item-rejected",
        Spot::Number => "item-number",
        Spot::Unit => "item-unit",
        Spot::Tolerance => "item-tolerance",
        Spot::Relative => "item-relative",
        Spot::Explanation => "item-explanation",
        Spot::Hints => "item-hints",
        Spot::Tags => "item-tags",
        Spot::Deck => "item-deck",
    }
}

fn lines_of(item: &Item) -> Vec<Line> {
    let at = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
    let chosen = matches!(item.form, Form::Single | Form::Multiple);
    let line = |key: usize| Line {
        key,
        text: at(&item.options, key),
        other: at(&item.matches, key),
        feedback: at(&item.feedback, key),
        right: chosen && u32::try_from(key).is_ok_and(|key| item.right.contains(&key)),
    };
    let known = item.options.len().max(item.matches.len());
    (0..known.max(OPEN_LINES)).map(line).collect()
}

/// A share in percent, as it was typed: what comes of counting in binary is left out.
fn percent(share: f64) -> f64 {
    (share * 1e11).round() / 1e9
}

fn one_a_line(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Without the empty ones at the end.
fn trimmed(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut texts: Vec<String> = texts.collect();
    while texts.last().is_some_and(|text| text.trim().is_empty()) {
        texts.pop();
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::super::draft::{blank, difference};
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn read_back(item: &Item) -> (Item, Option<Fault>) {
        Owner::new().with(|| Fields::of(item, false).read())
    }

    #[test]
    fn what_is_shown_is_read_back() {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let whole = Item {
            form: Form::Single,
            prompt: "2 + 2".to_owned(),
            options: owned(&["3", "4", "5", "6"]),
            right: vec![1],
            feedback: owned(&["", "", "one too many"]),
            accepted: owned(&["four", "4"]),
            number: Some(0.000_123_456_789),
            tolerance: Some(0.5),
            hints: owned(&["even"]),
            tags: vec![("sums".to_owned(), true)],
            ..blank()
        };
        for form in Form::ALL {
            let item = Item { form: *form, ..whole.clone() };
            let (read, fault) = read_back(&item);
            let expected = if *form == Form::TrueFalse { vec![1] } else { item.right.clone() };
            assert_eq!((difference(&Item { right: expected, ..item }, &read), fault), (vec![], None), "{form:?}");
        }
        assert_eq!(difference(&blank(), &read_back(&blank()).0), []);
    }

    #[test]
    fn empty_lines_are_no_options_and_right_ones_move_up() {
        let fields = Owner::new().with(|| {
            let fields = Fields::of(&Item { form: Form::Multiple, ..blank() }, false);
            let line = |key, text: &str, right| Line { key, text: text.to_owned(), right, ..Line::default() };
            fields.lines.set(vec![line(0, " ", true), line(1, "a", false), line(2, "b", true)]);
            fields.read().0
        });
        assert_eq!((fields.options, fields.right), (vec!["a".to_owned(), "b".to_owned()], vec![1]));
    }
}
