//! The fields of every kind by name: what files call them and how their items look.

use crate::{cbor::Shape, kind::Kind, record::Tag};

/// One field of a record kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FieldSpec {
    /// Number and join.
    pub tag: Tag,
    /// Its name in files.
    pub name: &'static str,
    /// How its value (a set: its element) looks.
    pub shape: Shape,
    /// For a set whose elements carry values other than presence: how those look.
    pub element_value: Option<Shape>,
}

/// The fields of a record kind.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// The kind.
    pub kind: Kind,
    /// Its fields, without [`Tag::TRASHED_AT`], which every kind has.
    pub fields: &'static [FieldSpec],
}

/// The fields of an event kind: number, name, shape.
#[derive(Clone, Copy, Debug)]
pub struct EventSchema {
    /// The kind.
    pub kind: Kind,
    /// Its fields.
    pub fields: &'static [(u32, &'static str, Shape)],
}

impl Schema {
    /// The field with this tag.
    pub fn by_tag(&self, tag: Tag) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.tag == tag)
    }

    /// The field with this name in files.
    pub fn by_name(&self, name: &str) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// The fields of `kind`; `None` for a kind of a newer version or an event.
pub fn schema(kind: Kind) -> Option<Schema> {
    crate::registry::RECORDS.iter().map(|entry| entry.schema).find(|schema| schema.kind == kind)
}

/// The fields of an event kind.
pub fn event_schema(kind: Kind) -> Option<EventSchema> {
    crate::registry::EVENTS.iter().copied().find(|schema| schema.kind == kind)
}
