//! Reading the inputs of a case: required ones say which is missing, optional ones may be absent or null.

use cairn_learning::schedule::Rating;
use serde_json::Value;

/// A field that is missing or of the wrong type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("field `{field}` is missing or of the wrong type")]
pub struct Malformed {
    field: String,
}

impl Malformed {
    pub fn new(field: &str) -> Self {
        Self { field: field.to_owned() }
    }
}

/// A required field, read by `read`.
pub fn required<'v, T>(
    case: &'v Value,
    field: &str,
    read: impl FnOnce(&'v Value) -> Option<T>,
) -> Result<T, Malformed> {
    case.get(field).and_then(read).ok_or_else(|| Malformed::new(field))
}

/// An optional field, read by `read`; null counts as absent.
pub fn optional<'v, T>(
    case: &'v Value,
    field: &str,
    read: impl FnOnce(&'v Value) -> Option<T>,
) -> Result<Option<T>, Malformed> {
    match case.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => read(value).map(Some).ok_or_else(|| Malformed::new(field)),
    }
}

/// A required number.
pub fn number(case: &Value, field: &str) -> Result<f64, Malformed> {
    required(case, field, Value::as_f64)
}

/// A required whole number.
pub fn whole(case: &Value, field: &str) -> Result<i64, Malformed> {
    required(case, field, Value::as_i64)
}

/// A required text.
pub fn text<'v>(case: &'v Value, field: &str) -> Result<&'v str, Malformed> {
    required(case, field, Value::as_str)
}

/// A required list.
pub fn list<'v>(case: &'v Value, field: &str) -> Result<&'v Vec<Value>, Malformed> {
    required(case, field, Value::as_array)
}

/// A list of numbers.
pub fn numbers(case: &Value, field: &str) -> Result<Vec<f64>, Malformed> {
    each(case, field, Value::as_f64)
}

/// A list, each of its elements read by `read`.
pub fn each<'v, T>(case: &'v Value, field: &str, read: impl Fn(&'v Value) -> Option<T>) -> Result<Vec<T>, Malformed> {
    list(case, field)?.iter().map(|value| read(value).ok_or_else(|| Malformed::new(field))).collect()
}

/// A count, for places and lengths.
pub fn size(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|n| usize::try_from(n).ok())
}

/// A rating by its number.
pub fn rating(case: &Value) -> Result<Rating, Malformed> {
    required(case, "rating", |value| small(value).and_then(Rating::from_u8))
}

/// A small whole number, for demands and levels.
pub fn small(value: &Value) -> Option<u8> {
    value.as_u64().and_then(|n| u8::try_from(n).ok())
}
