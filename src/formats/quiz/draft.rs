//! A question on its way to an item.

use crate::{
    problem::{Location, Problems},
    source::SourceRecord,
    tidy_text,
};
use cairn_domain::{
    cbor::Cbor,
    id::{DeckId, Id},
    item::{
        Form, Item, Scoring,
        command::{ANSWERS_MAX, OPTIONS_MAX},
        gaps,
    },
    kind::Kind,
    noun::Field,
    record::Tag,
    text::NOTE_MAX,
};

/// Tags of one question.
const TAGS_MAX: usize = 100;

/// An item as a question says it.
#[derive(Clone, PartialEq, Default, Debug)]
pub(crate) struct Draft {
    /// The line of the question, from 1.
    pub line: u64,
    /// What it is called, for what is told of it.
    pub name: String,
    /// Its name in the file; may be empty.
    pub key: String,
    /// The names of its deck, from the top down.
    pub deck: Vec<String>,
    pub form: Form,
    pub prompt: String,
    pub answer: String,
    pub options: Vec<String>,
    pub right: Vec<u32>,
    pub matches: Vec<String>,
    pub feedback: Vec<String>,
    pub accepted: Vec<String>,
    pub rejected: Vec<String>,
    pub exact_spelling: bool,
    pub number: Option<f64>,
    pub unit: String,
    pub tolerance: Option<f64>,
    pub relative: Option<f64>,
    pub unit_required: bool,
    pub scoring: Scoring,
    pub explanation: String,
    pub hints: Vec<String>,
    pub tags: Vec<String>,
    /// Whether it is kept and not practised.
    pub is_suspended: bool,
}

impl Draft {
    /// Fields of which a question speaks. Where it lies and what it is tagged with is no part of what it is called.
    pub const SPOKEN: [Tag; 21] = [
        Item::FORM.0,
        Item::DECK.0,
        Item::PROMPT.0,
        Item::ANSWER.0,
        Item::OPTIONS.0,
        Item::RIGHT.0,
        Item::MATCHES.0,
        Item::FEEDBACK.0,
        Item::ACCEPTED.0,
        Item::REJECTED.0,
        Item::EXACT_SPELLING.0,
        Item::NUMBER.0,
        Item::UNIT.0,
        Item::TOLERANCE.0,
        Item::RELATIVE.0,
        Item::UNIT_REQUIRED.0,
        Item::SCORING.0,
        Item::EXPLANATION.0,
        Item::HINTS.0,
        Item::SOURCE_ID.0,
        Item::TAGS.0,
    ];

    /// Adds a paragraph to what is said afterwards.
    pub fn explain(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            if !self.explanation.is_empty() {
                self.explanation.push_str("\n\n");
            }
            self.explanation.push_str(text);
        }
    }

    /// Whether it makes an item; why not is among the problems. What one has too many of is cut.
    pub fn is_sound(&mut self, problems: &mut Problems) -> bool {
        let long = |text: &String| tidy_text::is_longer(text, NOTE_MAX);
        let texts = [&self.prompt, &self.answer, &self.explanation, &self.unit];
        let lists = [&self.options, &self.matches, &self.feedback, &self.accepted, &self.rejected, &self.hints];
        let has_key = match self.form {
            Form::Card | Form::Open => true,
            Form::Single | Form::TrueFalse | Form::Multiple => !self.right.is_empty(),
            Form::Short => !self.accepted.is_empty(),
            Form::Numeric => self.number.is_some_and(f64::is_finite),
            Form::Cloze => !gaps::gaps(&self.prompt).is_empty(),
            Form::Ordering => self.options.len() >= 2,
            Form::Matching => !self.options.is_empty() && self.options.len() == self.matches.len(),
        };
        let chooses = matches!(self.form, Form::Single | Form::Multiple);
        let code = if self.prompt.trim().is_empty() {
            "no_text"
        } else if texts.into_iter().chain(lists.into_iter().flatten()).any(long) {
            "too_long"
        } else if self.options.len() > OPTIONS_MAX {
            "many_options"
        } else if chooses && self.options.len() < 2 {
            "few_options"
        } else if !has_key {
            "no_right"
        } else {
            ""
        };
        if !code.is_empty() {
            problems.push(Location::Line(self.line), code, &self.name);
            return false;
        }
        for (list, max) in [
            (&mut self.accepted, ANSWERS_MAX),
            (&mut self.rejected, ANSWERS_MAX),
            (&mut self.hints, ANSWERS_MAX),
            (&mut self.tags, TAGS_MAX),
        ] {
            if list.len() > max {
                list.truncate(max);
                problems.push(Location::Line(self.line), "too_many", &self.name);
            }
        }
        true
    }

    /// The record that it becomes.
    pub fn record(&self, id: Id, deck: Option<DeckId>) -> SourceRecord {
        let mut record = SourceRecord::new(Kind::ITEM, id);
        record.set(&Item::FORM, &self.form);
        record.set_some(&Item::DECK, &deck);
        for (field, text) in [
            (&Item::PROMPT, &self.prompt),
            (&Item::ANSWER, &self.answer),
            (&Item::UNIT, &self.unit),
            (&Item::EXPLANATION, &self.explanation),
            (&Item::SOURCE_ID, &self.key),
        ] {
            record.say(field, text);
        }
        for (field, list) in [
            (&Item::OPTIONS, &self.options),
            (&Item::MATCHES, &self.matches),
            (&Item::FEEDBACK, &self.feedback),
            (&Item::ACCEPTED, &self.accepted),
            (&Item::REJECTED, &self.rejected),
            (&Item::HINTS, &self.hints),
        ] {
            if list.iter().any(|text| !text.is_empty()) {
                record.set(field, list);
            }
        }
        if !self.right.is_empty() {
            record.set(&Item::RIGHT, &self.right);
        }
        let numbers: [(&Field<Option<f64>>, _); 3] = [
            (&Item::NUMBER, self.number),
            (&Item::TOLERANCE, self.tolerance.filter(|tolerance| *tolerance > 0.0)),
            (&Item::RELATIVE, self.relative.filter(|relative| *relative > 0.0)),
        ];
        for (field, number) in numbers {
            if number.is_some_and(f64::is_finite) {
                record.set(field, &number);
            }
        }
        for (field, holds) in [(&Item::EXACT_SPELLING, self.exact_spelling), (&Item::UNIT_REQUIRED, self.unit_required)]
        {
            if holds {
                record.set(field, &true);
            }
        }
        if self.scoring != Scoring::default() {
            record.set(&Item::SCORING, &self.scoring);
        }
        self.tags.iter().for_each(|tag| record.insert(&Item::TAGS, tag, &true));
        if self.is_suspended {
            record.once.push((Item::SUSPENDED.0, Cbor::of(&true)));
        }
        record
    }
}
