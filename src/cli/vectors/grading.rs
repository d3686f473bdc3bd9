//! `grading.json`: answers with their scores and reasons, the scores of blind guesses, and ratings.

use std::collections::BTreeMap;

use cairn_learning::grading::{
    DecimalMark, Grade, GradingConfig, Marks, MultipleMode, NumericKey, OrderMode, ShortKey, distance, matching,
    multiple, multiple_guess, numeric, ordering, ordering_guess, short,
};
use cairn_learning::schedule::{ScheduleConfig, rating_of};
use serde_json::Value;

use super::Tally;
use super::fields::{Malformed, each, number, optional, required, size, text};

const CHOICE_MODES: [(&str, MultipleMode); 3] =
    [("balanced", MultipleMode::Balanced), ("all", MultipleMode::All), ("per_option", MultipleMode::PerOption)];

const ORDER_MODES: [(&str, OrderMode); 5] = [
    ("lis", OrderMode::LongestRun),
    ("exact", OrderMode::Exact),
    ("absolute", OrderMode::Absolute),
    ("adjacent", OrderMode::Adjacent),
    ("kendall", OrderMode::Pairs),
];

/// `osa`: typing errors between two words.
pub fn distances(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        tally.exact("d", distance(text(case, "a")?, text(case, "b")?), case);
        Ok(())
    });
}

fn compare(grade: Grade, case: &Value, tally: &mut Tally) {
    tally.number("score", grade.score, case);
    tally.exact("code", grade.code.as_str(), case);
}

/// `short`: short answers.
pub fn shorts(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let options = case.get("options").unwrap_or(&Value::Null);
        let marks = |value: &Value| match value.as_str()? {
            "lenient" => Some(Marks::Lenient),
            "warn" => Some(Marks::Warn),
            "strict" => Some(Marks::Strict),
            _ => None,
        };
        let key = ShortKey {
            answers: &each(case, "answers", Value::as_str)?,
            wrong: &each(case, "wrong", Value::as_str)?,
            marks: optional(options, "diacritics", marks)?.unwrap_or_default(),
            typos: optional(options, "typos", Value::as_bool)?.unwrap_or(true),
        };
        compare(short(text(case, "response")?, &key, &GradingConfig::default()), case, tally);
        Ok(())
    });
}

/// `numeric`: numbers with tolerances and units.
pub fn numerics(section: &Value, tally: &mut Tally) {
    let usual = GradingConfig::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let options = case.get("options").unwrap_or(&Value::Null);
        let mark = |value: &Value| match value.as_str()? {
            "." => Some(DecimalMark::Point),
            "," => Some(DecimalMark::Comma),
            _ => None,
        };
        let key = NumericKey {
            value: number(case, "value")?,
            unit: optional(options, "unit", Value::as_str)?.unwrap_or_default(),
            absolute: optional(options, "abs_tol", Value::as_f64)?.unwrap_or(0.0),
            relative: optional(options, "rel_tol", Value::as_f64)?.unwrap_or(0.0),
            unit_required: optional(options, "unit_required", Value::as_bool)?.unwrap_or(false),
        };
        let unit_penalty = optional(options, "unit_penalty", Value::as_f64)?.unwrap_or(usual.unit_penalty);
        let mark = optional(options, "decimal", mark)?.unwrap_or(DecimalMark::Point);
        compare(numeric(text(case, "response")?, &key, mark, &GradingConfig { unit_penalty, ..usual }), case, tally);
        Ok(())
    });
}

/// `multi`: several of several.
pub fn choices(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let (selected, right) = (each(case, "selected", size)?, each(case, "correct", size)?);
        let options = required(case, "k", size)?;
        for (key, mode) in CHOICE_MODES {
            tally.maybe(key, multiple(&selected, &right, options, mode).map(|grade| grade.score), case);
        }
        Ok(())
    });
}

/// `guess_floor_multi`: blind guesses at several of several.
pub fn choice_floors(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let (right, options) = (required(case, "n_correct", size)?, required(case, "k", size)?);
        for (key, mode) in CHOICE_MODES {
            tally.maybe(key, multiple_guess(right, options, mode, GradingConfig::default().options_max), case);
        }
        Ok(())
    });
}

/// `order`: things in order.
pub fn orders(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let placed = each(case, "response", size)?;
        for (key, mode) in ORDER_MODES {
            tally.maybe(key, ordering(&placed, mode).map(|grade| grade.score), case);
        }
        Ok(())
    });
}

/// `guess_floor_order`: blind guesses at an order.
pub fn order_floors(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let n = required(case, "n", size)?;
        for (key, mode) in ORDER_MODES {
            tally.maybe(key, ordering_guess(n, mode, GradingConfig::default().order_exact), case);
        }
        Ok(())
    });
}

/// `match`: pairs, by name.
pub fn matches(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let (given, key) = (required(case, "response", Value::as_object)?, required(case, "key", Value::as_object)?);
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut place = |value: &Value| {
            let next = places.len();
            *places.entry(value.to_string()).or_insert(next)
        };
        let right: Vec<usize> = key.values().map(&mut place).collect();
        let chosen: Vec<Option<usize>> = key.keys().map(|thing| given.get(thing).map(&mut place)).collect();
        tally.maybe("score", matching(&chosen, &right).map(|grade| grade.score), case);
        Ok(())
    });
}

/// `auto_rating`: from a score and what she was sure of to a rating.
pub fn ratings(section: &Value, tally: &mut Tally) {
    let config = ScheduleConfig::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let confidence = optional(case, "confidence", Value::as_f64)?;
        tally.exact("rating", rating_of(number(case, "score")?, confidence, &config).as_u8(), case);
        Ok(())
    });
}
