//! One item as JSON, by its form, and back. What does not fit its form is the caller's to keep as CBOR.
//!
//! A form is what `domain` calls a shape, owned, because it may also come from a file's `names.json`.

use super::time::{day_text, parse_day, parse_time, time_text};
use cairn_domain::{
    cbor::{
        Cbor, Reader, Shape, Writer,
        value::{Day, Ms},
    },
    id::Id,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How an item looks in JSON.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Form {
    /// A string.
    Text,
    /// true or false.
    Bool,
    /// A whole number.
    Int,
    /// A number.
    Float,
    /// A moment as text.
    Time,
    /// A date as text.
    Day,
    /// An id as text.
    Id,
    /// One of these words, each behind its code.
    Code(Vec<(u16, String)>),
    /// An array.
    List(Box<Form>),
    /// A form of a newer version; its values are kept as CBOR only.
    #[serde(untagged)]
    Unknown(Value),
}

impl From<Shape> for Form {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Text => Form::Text,
            Shape::Bool => Form::Bool,
            Shape::Int => Form::Int,
            Shape::Float => Form::Float,
            Shape::Time => Form::Time,
            Shape::Day => Form::Day,
            Shape::Id => Form::Id,
            Shape::Code(words) => Form::Code(words.iter().map(|(code, word)| (*code, (*word).to_owned())).collect()),
            Shape::List(shape) => Form::List(Box::new((*shape).into())),
        }
    }
}

impl Form {
    /// Writes an item as JSON; `None`, with nothing written, if it does not fit.
    pub(crate) fn write(&self, item: &Cbor, json: &mut String) -> Option<()> {
        let start = json.len();
        let written = self.try_write(item, json);
        if written.is_none() {
            json.truncate(start);
        }
        written
    }

    fn try_write(&self, item: &Cbor, json: &mut String) -> Option<()> {
        if item.is_null() {
            json.push_str("null");
            return Some(());
        }
        match self {
            Form::Text => quote(&item.get::<String>()?, json),
            Form::Bool => json.push_str(if item.get::<bool>()? { "true" } else { "false" }),
            Form::Int => json.push_str(&item.get::<i64>()?.to_string()),
            Form::Float => json.push_str(&serde_json::to_string(&item.get::<f64>()?).ok()?),
            Form::Time => quote(&time_text(item.get::<Ms>()?.0), json),
            Form::Day => quote(&day_text(item.get::<Day>()?.0), json),
            Form::Id => quote(&item.get::<Id>()?.to_text(), json),
            Form::Code(words) => {
                let code = u16::try_from(item.get::<u32>()?).ok()?;
                let (_, word) = words.iter().find(|(known, _)| *known == code)?;
                // The word must lead back to this very code.
                (words.iter().find(|(_, known)| known == word)?.0 == code).then_some(())?;
                quote(word, json);
            }
            Form::List(form) => {
                json.push('[');
                for (at, item) in items(item)?.iter().enumerate() {
                    json.push_str(if at == 0 { "" } else { "," });
                    form.try_write(item, json)?;
                }
                json.push(']');
            }
            Form::Unknown(_) => return None,
        }
        Some(())
    }

    /// Reads what [`Form::write`] wrote.
    pub(crate) fn read(&self, json: &Value) -> Option<Cbor> {
        if json.is_null() {
            return Some(Cbor::null());
        }
        Some(match self {
            Form::Text => Cbor::of(&json.as_str()?.to_owned()),
            Form::Bool => Cbor::of(&json.as_bool()?),
            Form::Int => Cbor::of(&json.as_i64()?),
            Form::Float => Cbor::of(&json.as_f64()?),
            Form::Time => Cbor::of(&parse_time(json.as_str()?)?),
            Form::Day => Cbor::of(&parse_day(json.as_str()?)?),
            Form::Id => Cbor::of(&Id::parse(json.as_str()?)?),
            Form::Code(words) => {
                let word = json.as_str()?;
                Cbor::of(&u32::from(words.iter().find(|(_, known)| known == word)?.0))
            }
            Form::List(form) => {
                let list = json.as_array()?;
                let mut writer = Writer::new();
                writer.array(list.len());
                for json in list {
                    writer.item(&form.read(json)?);
                }
                Cbor::from_canonical(&writer.into_bytes()).ok()?
            }
            Form::Unknown(_) => return None,
        })
    }
}

/// A JSON string.
pub(crate) fn quote(text: &str, json: &mut String) {
    // Writing a string into memory does not fail.
    json.push_str(&serde_json::to_string(text).unwrap_or_default());
}

/// The items of an array.
fn items(list: &Cbor) -> Option<Vec<Cbor>> {
    let mut reader = Reader::new(list.bytes());
    let length = reader.array().ok()??;
    (0..length).map(|_| Cbor::take(&mut reader)).collect()
}
