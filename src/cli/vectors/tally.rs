//! Counts comparisons. A number passes if `|x - y| <= 1e-9 |y| + 1e-12`, y the vector's; everything else must
//! be equal. An absent expectation is not compared; one of the wrong type fails.

use serde_json::Value;

const RELATIVE: f64 = 1e-9;
const ABSOLUTE: f64 = 1e-12;
const PROBLEMS_KEPT: usize = 20;
/// One of the eighth decimal, with room for its own rounding.
const EIGHTH: f64 = 1.0001e-8;

/// A number as a program keeps it that rounds everything to eight decimals.
pub fn to_eight_decimals(x: f64) -> f64 {
    format!("{x:.8}").parse().unwrap_or(x)
}

/// One comparison that failed, or one place that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file, as `updates[3].r`.
    pub place: String,
    /// What was found and what was expected.
    pub text: String,
}

/// The comparisons of one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tally {
    /// How many values were compared or could not be read.
    pub checked: u64,
    /// How many of them failed.
    pub failed: u64,
    /// The greatest `|x - y| / (|y| + 0.001)`: a number passes if its own is at most 1e-9.
    pub max_relative: f64,
    /// The first problems.
    pub problems: Vec<Problem>,
    place: String,
}

impl Tally {
    /// Runs `check` one step further down, under `key`.
    pub fn enter(&mut self, key: &str, check: impl FnOnce(&mut Self)) {
        let length = self.place.len();
        if !self.place.is_empty() {
            self.place.push('.');
        }
        self.place.push_str(key);
        check(self);
        self.place.truncate(length);
    }

    /// Runs `check` on every element of the list `section`; a case it cannot read fails.
    pub fn each<E: std::fmt::Display>(
        &mut self,
        section: &Value,
        mut check: impl FnMut(&Value, &mut Self) -> Result<(), E>,
    ) {
        let Some(cases) = section.as_array() else {
            self.unreadable("", "not a list");
            return;
        };
        for (i, case) in cases.iter().enumerate() {
            let length = self.place.len();
            self.place.extend(["[", &i.to_string(), "]"]);
            if let Err(error) = check(case, self) {
                self.unreadable("", &error.to_string());
            }
            self.place.truncate(length);
        }
    }

    /// Compares a number with `case[key]`.
    pub fn number(&mut self, key: &str, got: f64, case: &Value) {
        if let Some(expected) = case.get(key) {
            match expected.as_f64() {
                Some(expected) => self.close(key, got, expected),
                None => self.fail(key, format!("{got}, expected {expected}")),
            }
        }
    }

    /// Compares two numbers.
    pub fn close(&mut self, key: &str, got: f64, expected: f64) {
        let distance = (got - expected).abs();
        let relative = distance / (expected.abs() + ABSOLUTE / RELATIVE);
        if relative.is_finite() {
            self.max_relative = self.max_relative.max(relative);
        }
        if distance <= RELATIVE * expected.abs() + ABSOLUTE {
            self.checked += 1;
        } else {
            self.fail(key, format!("{got}, expected {expected}"));
        }
    }

    /// Compares a number that may not be defined with `case[key]`, which is null where it is not.
    pub fn maybe(&mut self, key: &str, got: Option<f64>, case: &Value) {
        match (got, case.get(key)) {
            (None, Some(expected)) => self.same(key, &Value::Null, expected),
            (Some(got), _) => self.number(key, got, case),
            (None, None) => {}
        }
    }

    /// Compares a number with one of a program that keeps everything to eight decimals, its constants too: apart by one
    /// of the eighth, and as much of its value, at most. It does not count toward `max_relative`.
    pub fn eight_decimals(&mut self, key: &str, got: f64, case: &Value) {
        if let Some(expected) = case.get(key) {
            match expected.as_f64() {
                Some(expected) if (to_eight_decimals(got) - expected).abs() <= EIGHTH * (1.0 + expected.abs()) => {
                    self.checked += 1;
                }
                _ => self.fail(key, format!("{got}, expected {expected}")),
            }
        }
    }

    /// Compares a count, a word, a list or nothing with `case[key]`, exactly.
    pub fn exact(&mut self, key: &str, got: impl Into<Value>, case: &Value) {
        if let Some(expected) = case.get(key) {
            self.same(key, &got.into(), expected);
        }
    }

    /// Compares two values, exactly; `1` and `1.0` are the same number.
    pub fn same(&mut self, key: &str, got: &Value, expected: &Value) {
        let equal_numbers = || got.as_f64().zip(expected.as_f64()).is_some_and(|(x, y)| (x - y).abs() <= 0.0);
        if got == expected || equal_numbers() {
            self.checked += 1;
        } else {
            self.fail(key, format!("{got}, expected {expected}"));
        }
    }

    /// Notes something that could not be read.
    pub fn unreadable(&mut self, key: &str, why: &str) {
        self.fail(key, why.to_owned());
    }

    fn fail(&mut self, key: &str, text: String) {
        self.checked += 1;
        self.failed += 1;
        if self.problems.len() < PROBLEMS_KEPT {
            let dot = if key.is_empty() || self.place.is_empty() { "" } else { "." };
            let place = format!("{}{dot}{key}", self.place);
            self.problems.push(Problem { place, text });
        }
    }
}
