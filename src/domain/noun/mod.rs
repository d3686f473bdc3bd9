//! Nouns: typed views of records and events.
//!
//! [`noun!`](macro@crate::noun) declares a noun once: its kind, its fields with number and type. From that
//! come the struct that views read, the typed field names that commands write, and the [`Schema`]
//! by which files name fields. The record beneath keeps everything, also what this version does not
//! know.

mod macros;
mod schema;

pub use schema::{EventSchema, FieldSpec, Schema, event_schema, schema};

use crate::{
    cbor::{Cbor, Value},
    kind::Kind,
    record::{Cell, Dot, Draft, Record, Tag, Versions},
};
use core::marker::PhantomData;

/// A record read as a noun.
pub trait Noun: Sized {
    /// Its kind.
    const KIND: Kind;
    /// Its fields.
    const SCHEMA: Schema;
    /// Reads what is there; an absent or foreign value is the type's default.
    fn read(record: &Record) -> Self;
}

/// A register field of type `V`.
#[derive(Debug)]
pub struct Field<V>(pub Tag, PhantomData<V>);

/// A set field with elements of type `E`, each with a value of type `V`.
#[derive(Debug)]
pub struct SetField<E, V>(pub Tag, PhantomData<(E, V)>);

/// A long text.
#[derive(Clone, Copy, Debug)]
pub struct TextField(pub Tag);

impl<V> Field<V> {
    /// The register field with this tag.
    pub const fn new(tag: Tag) -> Self {
        Self(tag, PhantomData)
    }
}

impl<E, V> SetField<E, V> {
    /// The set field with this tag.
    pub const fn new(tag: Tag) -> Self {
        Self(tag, PhantomData)
    }
}

/// A long text as views show it: usually one version, rarely several beside each other.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Text {
    /// The versions, oldest writer first.
    pub versions: Versions,
}

impl Text {
    /// The text to show first: the version written last by its own clock.
    pub fn shown(&self) -> &str {
        self.versions.values().max().map_or("", |version| version.text.as_str())
    }

    /// What an edit that starts now replaces.
    pub fn dots(&self) -> Vec<Dot> {
        self.versions.keys().copied().collect()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.versions.is_empty()
    }
}

impl Record {
    /// The value of a register, or its type's default.
    pub fn value<V: Value + Default>(&self, field: &Field<V>) -> V {
        match self.fields.get(&field.0) {
            Some(Cell::Register(register)) => register.value.get().unwrap_or_default(),
            _ => V::default(),
        }
    }

    /// The elements that are present, with their values, in the order of their bytes.
    pub fn elements<E: Value, V: Value>(&self, field: &SetField<E, V>) -> Vec<(E, V)> {
        let absent = Cbor::of(&false);
        match self.fields.get(&field.0) {
            Some(Cell::Set(elements)) => elements
                .iter()
                .filter(|(_, register)| register.value != absent && !register.value.is_null())
                .filter_map(|(element, register)| Some((element.get()?, register.value.get()?)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The versions of a long text.
    pub fn text(&self, field: TextField) -> Text {
        match self.fields.get(&field.0) {
            Some(Cell::Text(versions)) => Text { versions: versions.clone() },
            _ => Text::default(),
        }
    }
}

impl Draft {
    /// Sets a register.
    pub fn set<V: Value>(&mut self, field: &Field<V>, value: &V) {
        self.set_register(field.0, Cbor::of(value));
    }

    /// Puts an element into a set, or changes its value.
    pub fn insert<E: Value, V: Value>(&mut self, field: &SetField<E, V>, element: &E, value: &V) {
        self.set_element(field.0, Cbor::of(element), Cbor::of(value));
    }

    /// Takes an element out of a set.
    pub fn remove<E: Value, V: Value>(&mut self, field: &SetField<E, V>, element: &E) {
        self.set_element(field.0, Cbor::of(element), Cbor::of(&false));
    }

    /// Replaces the versions of a long text that the edit was opened from.
    pub fn write(&mut self, field: TextField, opened: &[Dot], text: &str) {
        self.set_text(field.0, opened, text);
    }
}
