//! The declarations of nouns.

/// Declares a noun: `noun! { /// doc pub struct Goal(GoalId): GOAL { registers {…} sets {…} texts {…} } }`.
///
/// A register line is `/// doc` `name NAME: Type = number,`; a set line `name NAME: Element => Value =
/// number,` (`=> bool` for plain sets); a text line `name NAME = number,`. Numbers are unique within
/// the noun and are never given away again.
#[macro_export]
macro_rules! noun {
    (
        $(#[$meta:meta])*
        pub struct $noun:ident($id:ident): $kind:ident {
            registers { $($(#[$rdoc:meta])* $reg:ident $REG:ident: $rty:ty = $rnum:literal,)* }
            sets { $($(#[$sdoc:meta])* $set:ident $SET:ident: $ety:ty => $vty:ty = $snum:literal,)* }
            texts { $($(#[$tdoc:meta])* $text:ident $TEXT:ident = $tnum:literal,)* }
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Debug)]
        pub struct $noun {
            /// Its id.
            pub id: $crate::id::$id,
            $($(#[$rdoc])* pub $reg: $rty,)*
            $($(#[$sdoc])* pub $set: Vec<($ety, $vty)>,)*
            $($(#[$tdoc])* pub $text: $crate::noun::Text,)*
        }

        impl $noun {
            $(
                $(#[$rdoc])*
                pub const $REG: $crate::noun::Field<$rty> =
                    $crate::noun::Field::new($crate::record::Tag::new($rnum, $crate::record::Join::Register));
            )*
            $(
                $(#[$sdoc])*
                pub const $SET: $crate::noun::SetField<$ety, $vty> =
                    $crate::noun::SetField::new($crate::record::Tag::new($snum, $crate::record::Join::Set));
            )*
            $(
                $(#[$tdoc])*
                pub const $TEXT: $crate::noun::TextField =
                    $crate::noun::TextField($crate::record::Tag::new($tnum, $crate::record::Join::Text));
            )*
        }

        impl $crate::noun::Noun for $noun {
            const KIND: $crate::kind::Kind = $crate::kind::Kind::$kind;
            const SCHEMA: $crate::noun::Schema = $crate::noun::Schema {
                kind: $crate::kind::Kind::$kind,
                fields: &[
                    $($crate::noun::FieldSpec {
                        tag: $crate::record::Tag::new($rnum, $crate::record::Join::Register),
                        name: stringify!($reg),
                        shape: <$rty as $crate::cbor::Value>::SHAPE,
                        element_value: None,
                    },)*
                    $($crate::noun::FieldSpec {
                        tag: $crate::record::Tag::new($snum, $crate::record::Join::Set),
                        name: stringify!($set),
                        shape: <$ety as $crate::cbor::Value>::SHAPE,
                        element_value: match <$vty as $crate::cbor::Value>::SHAPE {
                            $crate::cbor::Shape::Bool => None,
                            shape => Some(shape),
                        },
                    },)*
                    $($crate::noun::FieldSpec {
                        tag: $crate::record::Tag::new($tnum, $crate::record::Join::Text),
                        name: stringify!($text),
                        shape: $crate::cbor::Shape::Text,
                        element_value: None,
                    },)*
                ],
            };

            fn read(record: &$crate::record::Record) -> Self {
                Self {
                    id: $crate::id::$id(record.id),
                    $($reg: record.value(&Self::$REG),)*
                    $($set: record.elements(&Self::$SET),)*
                    $($text: record.text(Self::$TEXT),)*
                }
            }
        }
    };
}

/// Declares an event noun: `event! { /// doc pub struct Evidence: EVIDENCE { /// doc name: Type = number, } }`.
///
/// Every field is an `Option` unless its type has a default; an absent field reads as the default.
#[macro_export]
macro_rules! event {
    (
        $(#[$meta:meta])*
        pub struct $noun:ident: $kind:ident { $($(#[$doc:meta])* $field:ident: $ty:ty = $num:literal,)* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Debug)]
        pub struct $noun { $($(#[$doc])* pub $field: $ty,)* }

        impl $noun {
            /// The fields by number, name and shape.
            pub const SCHEMA: $crate::noun::EventSchema = $crate::noun::EventSchema {
                kind: $crate::kind::Kind::$kind,
                fields: &[$(($num, stringify!($field), <$ty as $crate::cbor::Value>::SHAPE),)*],
            };

            /// Reads the fields of an event of this kind.
            pub fn read(event: &$crate::event::Event) -> Self {
                Self { $($field: event.get($num).unwrap_or_default(),)* }
            }

            /// The event that tells this.
            pub fn to_event(&self, id: $crate::id::EventId, at: $crate::time::Moment) -> $crate::event::Event {
                $crate::event::Event::new($crate::kind::Kind::$kind, id, at)
                    $(.with($num, &self.$field))*
            }
        }
    };
}
