//! The log of `cairn replay` as JSON. It is read in one pass, answer by answer, so a million answers take no more
//! memory than their numbers; the first thing that is wrong is refused with its place.

use std::collections::HashMap;
use std::fmt;

use cairn_learning::schedule::{Parameters, ParametersError, Rating, ScheduleConfig};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::Fault;

/// Study days beyond this many from 1970 are refused: no calendar goes there.
const DAY_MAX: i64 = 100_000_000;

/// A log.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Log {
    /// The weights.
    pub parameters: Parameters,
    /// What is to be retained.
    pub retention: f64,
    /// The items, in the order in which they first appear.
    pub items: Vec<String>,
    /// The answers, in the order of the log.
    pub answers: Vec<Answer>,
}

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// The place of its item.
    pub item: usize,
    /// The study day.
    pub day: i64,
    /// How it went.
    pub rating: Rating,
}

/// Reads a log.
pub fn read(bytes: &[u8]) -> Result<Log, Fault> {
    let mut reading = Reading { log: Log::default(), places: HashMap::new(), found: false, fault: None };
    reading.log.retention = ScheduleConfig::default().retention.normal;
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let read = reading.read(&mut json).and_then(|()| json.end());
    if let Some(fault) = reading.fault {
        return Err(fault);
    }
    read.map_err(|error| Fault::Json {
        line: error.line(),
        column: error.column(),
        reason: plain_reason(&error.to_string()),
    })?;
    if reading.found { Ok(reading.log) } else { Err(Fault::NoResponses) }
}

/// Without the place, which is told apart.
fn plain_reason(message: &str) -> String {
    message.split(" at line ").next().unwrap_or_default().to_owned()
}

struct Reading {
    log: Log,
    places: HashMap<String, usize>,
    found: bool,
    /// What was wrong, where JSON itself was good.
    fault: Option<Fault>,
}

impl Reading {
    fn read<'de, D: Deserializer<'de>>(&mut self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(Whole(self))
    }

    fn refuse<E: serde::de::Error>(&mut self, fault: Fault) -> E {
        self.fault = Some(fault);
        E::custom("refused")
    }

    fn parameters(&mut self, value: &Value) -> Result<(), Fault> {
        let list = value.as_array().ok_or_else(|| Fault::value("params", Some(value), "a list of 21 numbers"))?;
        let number = |(at, value): (usize, &Value)| {
            value.as_f64().ok_or_else(|| Fault::value(format!("params[{at}]"), Some(value), "a number"))
        };
        let numbers = list.iter().enumerate().map(number).collect::<Result<Vec<f64>, _>>()?;
        self.log.parameters = Parameters::new(&numbers).map_err(|error| match error {
            ParametersError::Count { have } => {
                let found = format!("a list of {have}");
                Fault::Value { place: "params".to_owned(), found, needed: "a list of 21 numbers".to_owned() }
            }
            ParametersError::OutOfBounds { index, least, greatest, .. } => {
                Fault::value(format!("params[{index}]"), list.get(index), format!("between {least} and {greatest}"))
            }
        })?;
        Ok(())
    }

    fn retention(&mut self, value: &Value) -> Result<(), Fault> {
        let bounds = ScheduleConfig::default().retention;
        let given = value.as_f64().filter(|given| (bounds.min..=bounds.max).contains(given));
        let needed = || format!("a number between {} and {}", bounds.min, bounds.max);
        self.log.retention = given.ok_or_else(|| Fault::value("desired_retention", Some(value), needed()))?;
        Ok(())
    }

    fn answer(&mut self, at: usize, value: &Value) -> Result<(), Fault> {
        let place = |field: &str| format!("responses[{at}]{field}");
        let fields = value.as_object().ok_or_else(|| Fault::value(place(""), Some(value), "an object"))?;
        let id = match fields.get("item") {
            Some(Value::String(id)) if !id.is_empty() => id.clone(),
            // A program may number its items.
            Some(Value::Number(number)) if !number.is_f64() => number.to_string(),
            found => return Err(Fault::value(place(".item"), found, "the id of an item")),
        };
        let found = fields.get("day");
        let day = found.and_then(Value::as_i64).filter(|day| (-DAY_MAX..=DAY_MAX).contains(day));
        let day = day.ok_or_else(|| Fault::value(place(".day"), found, "a whole number of days since 1970-01-01"))?;
        let found = fields.get("rating");
        let rating = found.and_then(Value::as_u64).and_then(|n| u8::try_from(n).ok()).and_then(Rating::from_u8);
        let rating = rating.ok_or_else(|| Fault::value(place(".rating"), found, "1, 2, 3 or 4"))?;
        let item = match self.places.get(&id) {
            Some(item) => *item,
            None => {
                let item = self.log.items.len();
                self.log.items.push(id.clone());
                self.places.insert(id, item);
                item
            }
        };
        self.log.answers.push(Answer { item, day, rating });
        Ok(())
    }
}

/// Reads the object that the log is. Keys that it does not know are passed over.
struct Whole<'r>(&'r mut Reading);

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object with `responses`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let reading = self.0;
        let mut seen = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if matches!(key.as_str(), "params" | "desired_retention" | "responses") {
                if seen.contains(&key) {
                    return Err(A::Error::custom(format!("{key} stands there twice")));
                }
                seen.push(key.clone());
            }
            match key.as_str() {
                "responses" => {
                    map.next_value_seed(Answers(&mut *reading))?;
                    reading.found = true;
                }
                "params" | "desired_retention" => {
                    let value: Value = map.next_value()?;
                    let taken = match (value.is_null(), key.as_str()) {
                        (true, _) => Ok(()),
                        (false, "params") => reading.parameters(&value),
                        (false, _) => reading.retention(&value),
                    };
                    taken.map_err(|fault| reading.refuse(fault))?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// Reads the list of answers.
struct Answers<'r>(&'r mut Reading);

impl<'de> DeserializeSeed<'de> for Answers<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Answers<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of responses")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut at = 0;
        while let Some(value) = list.next_element::<Value>()? {
            self.0.answer(at, &value).map_err(|fault| self.0.refuse(fault))?;
            at += 1;
        }
        Ok(())
    }
}
