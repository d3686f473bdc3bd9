//! How a message stands in bytes: canonical CBOR arrays, fields in the order of their declaration.
//!
//! Both ends come from one build, checked before anything else is read, so there is no version and
//! no name in the bytes. Derived by two small macros to keep the app's module small.

use cairn_domain::{
    cbor::{Cbor, Reader, Writer},
    id::{DeckId, FrameworkId, Id, ProfileId},
    item::Form,
    kind::Kind,
    media::MediaHash,
};

/// A part of a message.
pub trait Wire: Sized {
    /// Appends it.
    fn write(&self, writer: &mut Writer);
    /// Reads it; `None` for anything else.
    fn read(reader: &mut Reader) -> Option<Self>;

    /// The bytes of a whole message.
    fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        self.write(&mut writer);
        writer.into_bytes()
    }

    /// Reads a whole message.
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let read = Self::read(&mut reader)?;
        (reader.position() == bytes.len()).then_some(read)
    }
}

macro_rules! plain {
    ($($type:ty: |$value:ident, $writer:ident| $write:expr, |$reader:ident| $read:expr;)*) => {$(
        impl Wire for $type {
            fn write(&self, $writer: &mut Writer) {
                let $value = self;
                $write;
            }
            fn read($reader: &mut Reader) -> Option<Self> {
                $read
            }
        }
    )*};
}

plain! {
    bool: |value, writer| writer.bool(*value), |reader| reader.bool().ok();
    u32: |value, writer| writer.uint(u64::from(*value)), |reader| reader.u32().ok();
    u64: |value, writer| writer.uint(*value), |reader| reader.u64().ok();
    i64: |value, writer| writer.int(*value), |reader| reader.i64().ok();
    String: |value, writer| writer.text(value), |reader| reader.str().ok().map(str::to_owned);
    Kind: |value, writer| writer.uint(u64::from(value.0)), |reader| reader.u16().ok().map(Kind);
    Id: |value, writer| writer.bytes(value.bytes()), |reader| reader.bytes().ok()?.try_into().ok().map(Id::from_bytes);
    Cbor: |value, writer| writer.item(value), |reader| Cbor::take(reader);
    MediaHash: |value, writer| writer.bytes(&value.0), |reader| reader.bytes().ok()?.try_into().ok().map(MediaHash);
    ProfileId: |value, writer| value.0.write(writer), |reader| Id::read(reader).map(ProfileId);
    FrameworkId: |value, writer| value.0.write(writer), |reader| Id::read(reader).map(FrameworkId);
    DeckId: |value, writer| value.0.write(writer), |reader| Id::read(reader).map(DeckId);
    Form: |value, writer| cairn_domain::cbor::Value::write(value, writer), |reader| cairn_domain::cbor::Value::read(reader);
}

impl<T: Wire> Wire for Box<T> {
    fn write(&self, writer: &mut Writer) {
        T::write(self, writer);
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        T::read(reader).map(Box::new)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, writer: &mut Writer) {
        writer.array(self.len());
        self.iter().for_each(|item| item.write(writer));
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        (0..reader.array().ok()??).map(|_| T::read(reader)).collect()
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, writer: &mut Writer) {
        writer.array(usize::from(self.is_some()));
        self.iter().for_each(|item| item.write(writer));
    }
    fn read(reader: &mut Reader) -> Option<Self> {
        match reader.array().ok()?? {
            0 => Some(None),
            _ => T::read(reader).map(Some),
        }
    }
}

/// Declares structs that are sent: their fields one after the other.
macro_rules! parts {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$doc:meta])* pub $field:ident: $type:ty,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub struct $name { $($(#[$doc])* pub $field: $type,)* }

        impl $crate::protocol::wire::Wire for $name {
            fn write(&self, writer: &mut cairn_domain::cbor::Writer) {
                $($crate::protocol::wire::Wire::write(&self.$field, writer);)*
            }
            fn read(reader: &mut cairn_domain::cbor::Reader) -> Option<Self> {
                Some(Self { $($field: $crate::protocol::wire::Wire::read(reader)?,)* })
            }
        }
    )*};
}

/// Declares choices that are sent: a number, then what the variant holds, if anything.
macro_rules! choices {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident $(($held:ty))? = $code:literal,)* })*) => {$(
        $(#[$meta])*
        #[allow(clippy::large_enum_variant, reason = "one message is there at a time")]
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum $name { $($(#[$doc])* $variant $(($held))?,)* }

        impl $crate::protocol::wire::Wire for $name {
            fn write(&self, writer: &mut cairn_domain::cbor::Writer) {
                match self {
                    $(choices!(@pattern $variant held $(($held))?) => {
                        writer.uint($code);
                        choices!(@write writer held $(($held))?);
                    })*
                }
            }
            fn read(reader: &mut cairn_domain::cbor::Reader) -> Option<Self> {
                Some(match reader.u8().ok()? {
                    $($code => choices!(@read reader $variant $(($held))?),)*
                    _ => return None,
                })
            }
        }
    )*};
    (@pattern $variant:ident $bound:ident) => { Self::$variant };
    (@pattern $variant:ident $bound:ident ($held:ty)) => { Self::$variant($bound) };
    (@write $writer:ident $bound:ident) => {};
    (@write $writer:ident $bound:ident ($held:ty)) => { $crate::protocol::wire::Wire::write($bound, $writer) };
    (@read $reader:ident $variant:ident) => { Self::$variant };
    (@read $reader:ident $variant:ident ($held:ty)) => {
        Self::$variant(<$held as $crate::protocol::wire::Wire>::read($reader)?)
    };
}

pub(super) use {choices, parts};
