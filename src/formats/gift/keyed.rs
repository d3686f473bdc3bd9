//! What is right where an answer is typed: words and numbers. The best that a question has is right; what counts less is
//! told, for an item has no half answers, and what counts nothing is wrong.

use super::{
    explained,
    item::{Left, Maker},
    question::{Answer, Number, NumericAnswer, Question},
    shown::Shown,
    weights::worth,
};
use crate::source::SourceRecord;
use cairn_domain::item::{Form, Item, command::ANSWERS_MAX};

impl Maker<'_> {
    pub(super) fn short(
        &mut self,
        answers: &[Answer],
        question: &Question,
        record: &mut SourceRecord,
        explanation: &mut String,
    ) -> Result<Form, Left> {
        let worths = answers.iter().map(|answer| worth(answer.is_right, answer.weight));
        let best = worths.clone().fold(0.0, f64::max);
        let (mut accepted, mut rejected) = (Vec::new(), Vec::new());
        for (answer, worth) in answers.iter().zip(worths) {
            let Some(letters) = Shown::letters(&answer.words) else {
                self.tell("many_answers", &answer.words.text);
                continue;
            };
            if letters == "*" {
                // Whatever else is typed.
                if let Some(said) = &answer.feedback {
                    self.tell("feedback_left", &said.text);
                }
                continue;
            }
            let list = match worth {
                worth if worth <= 0.0 => &mut rejected,
                worth if worth < best => continue,
                _ => &mut accepted,
            };
            let known = self.without_wildcards(&letters).filter(|known| !known.is_empty() && !list.contains(known));
            list.extend(known);
        }
        if accepted.is_empty() || best <= 0.0 {
            return Err(Left("no_right", question.stem.text.clone()));
        }
        if let Some(more) = accepted.get(ANSWERS_MAX).or(rejected.get(ANSWERS_MAX)).cloned() {
            self.tell("many_answers", &more);
            accepted.truncate(ANSWERS_MAX);
            rejected.truncate(ANSWERS_MAX);
        }
        record.set(&Item::ACCEPTED, &accepted);
        if !rejected.is_empty() {
            record.set(&Item::REJECTED, &rejected);
        }
        if best < 100.0 || answers.iter().any(|answer| is_part(worth(answer.is_right, answer.weight), best)) {
            self.weights(answers.iter().filter_map(|answer| Some((answer.weight?, answer.words.text.as_str()))));
        }
        let said = answers.iter().filter_map(|answer| Some((Shown::letters(&answer.words)?, answer.feedback.as_ref())));
        explained::add(self, explanation, said.filter(|(letters, _)| letters != "*"))?;
        Ok(Form::Short)
    }

    pub(super) fn numeric(
        &mut self,
        answers: &[NumericAnswer],
        question: &Question,
        record: &mut SourceRecord,
        explanation: &mut String,
    ) -> Result<Form, Left> {
        let worths = answers.iter().map(|answer| worth(answer.is_right, answer.weight));
        let best = worths.clone().fold(0.0, f64::max);
        let mut right = answers.iter().zip(worths).filter(|(_, worth)| *worth > 0.0 && *worth >= best);
        let Some(first) = right.find_map(|(answer, _)| answer.number) else {
            return Err(Left("no_right", question.stem.text.clone()));
        };
        let (number, tolerance) = first.around();
        record.set(&Item::NUMBER, &Some(number));
        if tolerance > 0.0 {
            record.set(&Item::TOLERANCE, &Some(tolerance));
        }
        let more: Vec<String> = right.filter_map(|(answer, _)| answer.number).map(written).collect();
        if !more.is_empty() {
            self.tell("more_numbers", &more.join(" · "));
        }
        if best < 100.0 || answers.iter().any(|answer| is_part(worth(answer.is_right, answer.weight), best)) {
            let all: Vec<(f64, String)> = answers
                .iter()
                .filter_map(|answer| Some((answer.weight?, answer.number.map(written).unwrap_or_default())))
                .collect();
            self.weights(all.iter().map(|(weight, text)| (*weight, text.as_str())));
        }
        for answer in answers.iter().filter(|answer| answer.number.is_none()) {
            if let Some(said) = &answer.feedback {
                self.tell("feedback_left", &said.text);
            }
        }
        let said = answers.iter().filter_map(|answer| Some((written(answer.number?), answer.feedback.as_ref())));
        explained::add(self, explanation, said)?;
        Ok(Form::Numeric)
    }

    /// An answer without the stars at its ends, which stand for any letters; none if one stands within.
    fn without_wildcards(&mut self, letters: &str) -> Option<String> {
        if !letters.contains('*') {
            return Some(letters.to_owned());
        }
        // A star behind a backslash is just a star.
        let plain = letters.replace("\\*", "\u{0}");
        let known = plain.trim_matches('*').trim().replace('\u{0}', "\\*");
        if plain.contains('*') {
            self.tell("wildcard", letters);
        }
        let is_within = known.replace("\\*", "").contains('*');
        (!is_within).then(|| known.replace("\\*", "*"))
    }
}

/// Whether an answer counts, but less than the best.
fn is_part(worth: f64, best: f64) -> bool {
    worth > 0.0 && worth < best
}

/// A number as it is read by people.
pub(super) fn written(number: Number) -> String {
    match number {
        Number::Exact(number) | Number::Around { number, tolerance: 0.0 } => number.to_string(),
        Number::Around { number, tolerance } => format!("{number} ± {tolerance}"),
        Number::Between { low, high } => format!("{low} … {high}"),
    }
}
