//! Which Rust types a field may have, and how each stands in CBOR.
//!
//! A field that a newer version fills with another type reads as `None`; the item itself is kept.
//! [`Shape`] says the same to the file formats, which turn items into JSON and back.

use super::{Reader, Writer};
use crate::id::Id;

/// How an item of a field is shown outside: what JSON and CSV make of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A text.
    Text,
    /// A truth value.
    Bool,
    /// A whole number.
    Int,
    /// A number.
    Float,
    /// UTC milliseconds since 1970.
    Time,
    /// Days since 1970-01-01.
    Day,
    /// An id in its text form.
    Id,
    /// One word of a closed list; the code is the index of the pair's first part.
    Code(&'static [(u16, &'static str)]),
    /// A list of items of one shape.
    List(&'static Shape),
}

/// A type that a register, set element or event field may hold.
pub trait Value: Sized {
    /// How it is shown outside.
    const SHAPE: Shape;
    /// Writes one canonical item.
    fn write(&self, writer: &mut Writer);
    /// Reads one item; `None` if it is of another type or out of range.
    fn read(reader: &mut Reader) -> Option<Self>;
}

impl Value for String {
    const SHAPE: Shape = Shape::Text;
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        reader.str().ok().map(str::to_owned)
    }
}

impl Value for bool {
    const SHAPE: Shape = Shape::Bool;
    fn write(&self, writer: &mut Writer) {
        writer.bool(*self);
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        reader.bool().ok()
    }
}

impl Value for f64 {
    const SHAPE: Shape = Shape::Float;
    fn write(&self, writer: &mut Writer) {
        writer.float(*self);
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        reader.f64().ok().filter(|value| value.is_finite())
    }
}

impl Value for i64 {
    const SHAPE: Shape = Shape::Int;
    fn write(&self, writer: &mut Writer) {
        writer.int(*self);
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        reader.i64().ok()
    }
}

impl Value for u32 {
    const SHAPE: Shape = Shape::Int;
    fn write(&self, writer: &mut Writer) {
        writer.uint(u64::from(*self));
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        reader.u32().ok()
    }
}

impl Value for u8 {
    const SHAPE: Shape = Shape::Int;
    fn write(&self, writer: &mut Writer) {
        writer.uint(u64::from(*self));
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        reader.u8().ok()
    }
}

impl Value for Id {
    const SHAPE: Shape = Shape::Id;
    fn write(&self, writer: &mut Writer) {
        writer.bytes(self.bytes());
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        reader.bytes().ok()?.try_into().ok().map(Id::from_bytes)
    }
}

impl<V: Value> Value for Option<V> {
    const SHAPE: Shape = V::SHAPE;
    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => {
                writer.null();
            }
        }
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        if reader.datatype().ok()? == minicbor::data::Type::Null {
            reader.null().ok()?;
            return Some(None);
        }
        V::read(reader).map(Some)
    }
}

impl<V: Value + 'static> Value for Vec<V> {
    const SHAPE: Shape = Shape::List(&V::SHAPE);
    fn write(&self, writer: &mut Writer) {
        writer.array(self.len());
        self.iter().for_each(|value| value.write(writer));
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        let length = reader.array().ok()??;
        // No capacity from a claimed length: it is believed only as far as items follow.
        (0..length).map(|_| V::read(reader)).collect()
    }
}

/// Bytes as they are, for notes of the device; a field never holds them.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Bytes(pub Vec<u8>);

impl Value for Bytes {
    const SHAPE: Shape = Shape::List(&Shape::Int);
    fn write(&self, writer: &mut Writer) {
        writer.bytes(&self.0);
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        reader.bytes().ok().map(|bytes| Self(bytes.to_vec()))
    }
}

/// UTC milliseconds since 1970 as a field.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Ms(pub i64);

impl Value for Ms {
    const SHAPE: Shape = Shape::Time;
    fn write(&self, writer: &mut Writer) {
        writer.int(self.0);
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        reader.i64().ok().map(Self)
    }
}

/// A date as a field: days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day(pub i64);

impl Value for Day {
    const SHAPE: Shape = Shape::Day;
    fn write(&self, writer: &mut Writer) {
        writer.int(self.0);
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        reader.i64().ok().map(Self)
    }
}

macro_rules! id_values {
    ($($name:ident)*) => {$(
        impl Value for crate::id::$name {
            const SHAPE: Shape = Shape::Id;
            fn write(&self, writer: &mut Writer) {
                self.0.write(writer);
            }
            fn read(reader: &mut Reader) -> Option<Self> {
                Id::read(reader).map(Self)
            }
        }
    )*};
}

id_values! { ProfileId SpaceId EventId InterestId GoalId CriterionId StepId ResourceId FrameworkId CompetencyId RelationId ScaleId RubricId ItemId DeckId MistakeId }

/// Declares a closed list of words with stable codes: an enum, its [`Value`] and its names.
///
/// The first word is the one that stands for an absent or unknown code.
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $word:ident = $code:literal $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$doc])* $word,)* }

        impl $name {
            /// Every word, in the order of its declaration.
            pub const ALL: &'static [$name] = &[$($name::$word,)*];

            /// The code that is stored.
            pub const fn code(self) -> u16 {
                match self { $($name::$word => $code,)* }
            }

            /// The word in files.
            pub const fn name(self) -> &'static str {
                match self { $($name::$word => $text,)* }
            }

            /// The word with this name in files.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.name() == name)
            }
        }

        impl Default for $name {
            /// The first word, which also stands for a code of a newer version.
            fn default() -> Self {
                Self::ALL[0]
            }
        }

        impl $crate::cbor::Value for $name {
            const SHAPE: $crate::cbor::Shape = $crate::cbor::Shape::Code(&[$(($code, $text),)*]);
            fn write(&self, writer: &mut $crate::cbor::Writer) {
                writer.uint(u64::from(self.code()));
            }
            fn read(reader: &mut $crate::cbor::Reader) -> Option<Self> {
                let code = reader.u16().ok()?;
                Self::ALL.iter().copied().find(|word| word.code() == code)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::super::Cbor;
    use super::*;

    fn check<V: Value + PartialEq + core::fmt::Debug>(value: V) {
        let item = Cbor::of(&value);
        assert_eq!(Cbor::from_canonical(item.bytes()), Ok(item.clone()));
        assert_eq!(item.get::<V>(), Some(value));
    }

    #[test]
    fn values_come_back() {
        check("قراءة".to_owned());
        check(true);
        check(-1_i64);
        check(0.1_f64);
        check(Some(Day(-3)));
        check(None::<Ms>);
        check(vec![Some("a".to_owned()), None]);
        check(Id::new(5, 9));
    }

    #[test]
    fn another_type_is_none() {
        assert_eq!(Cbor::of(&7_u32).get::<String>(), None);
        assert_eq!(Cbor::of(&f64::NAN).get::<f64>(), None);
        assert_eq!(Cbor::of(&300_u32).get::<u8>(), None);
    }
}
