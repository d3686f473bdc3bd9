//! What names stand for: kinds by code, fields by tag, with the form of their values.
//!
//! A file carries the names that it uses, in `names.json`. So an older version keeps fields and kinds of a
//! newer one that it has no names for, and a person finds every number explained. What a reader uses is its
//! own names with the file's over them.

use super::value::Form;
use crate::report::{kind_name, kind_of_name};
use cairn_domain::{
    kind::Kind,
    noun::{event_schema, schema},
    record::Tag,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The names of a file, by the kinds' names.
#[derive(Clone, PartialEq, Default, Debug, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Names {
    /// Kinds of records.
    pub(crate) records: BTreeMap<String, Fields>,
    /// Kinds of events.
    pub(crate) events: BTreeMap<String, Fields>,
}

/// The fields of a kind.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct Fields {
    /// The kind's code.
    pub(crate) kind: u16,
    /// Its fields by name.
    pub(crate) fields: BTreeMap<String, Field>,
}

/// One field.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct Field {
    /// A record's tag, whose two low bits say how the field joins, or an event's field number.
    pub(crate) tag: u32,
    /// How its value (a set: its element) looks.
    pub(crate) form: Form,
    /// For a set whose elements carry values: how those look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<Form>,
}

impl Fields {
    /// What this version calls the fields of `kind`; for a kind of a newer version, nothing.
    pub(crate) fn of(kind: Kind) -> Self {
        let mut fields = BTreeMap::new();
        if let Some(schema) = schema(kind) {
            let trashed = Field { tag: Tag::TRASHED_AT.0, form: Form::Time, value: None };
            fields.insert("trashed_at".to_owned(), trashed);
            fields.extend(schema.fields.iter().map(|spec| {
                let value = spec.element_value.map(Form::from);
                (spec.name.to_owned(), Field { tag: spec.tag.0, form: spec.shape.into(), value })
            }));
        }
        if let Some(schema) = event_schema(kind) {
            fields.extend(schema.fields.iter().map(|(number, name, shape)| {
                ((*name).to_owned(), Field { tag: *number, form: (*shape).into(), value: None })
            }));
        }
        Self { kind: kind.0, fields }
    }

    /// Names and forms by tag, for writing.
    pub(crate) fn by_tag(&self) -> BTreeMap<u32, (&str, &Field)> {
        self.fields.iter().map(|(name, field)| (field.tag, (name.as_str(), field))).collect()
    }
}

impl Names {
    /// The names of these kinds.
    pub(crate) fn of(kinds: impl IntoIterator<Item = Kind>) -> Self {
        let mut names = Self::default();
        for kind in kinds {
            let side = if kind.is_event() { &mut names.events } else { &mut names.records };
            side.insert(kind_name(kind), Fields::of(kind));
        }
        names
    }

    /// The fields of the kind that a file calls `name`; `None` if neither it nor this version explains it.
    pub(crate) fn fields(&self, name: &str, event: bool) -> Option<Fields> {
        let theirs = if event { self.events.get(name) } else { self.records.get(name) };
        let kind = theirs.map(|fields| Kind(fields.kind)).or_else(|| kind_of_name(name))?;
        if kind.is_event() != event {
            return None;
        }
        let mut fields = Fields::of(kind);
        if let Some(theirs) = theirs {
            fields.fields.extend(theirs.fields.clone());
        }
        Some(fields)
    }
}
