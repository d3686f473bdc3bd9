//! Identifiers: 128 bits, ordered by the time they were made, written as 26 letters of base 32.
//!
//! Every noun has its own type, so a goal's id cannot be handed to a function that wants a step's.
//! There is no `Default` and no clock here: time and entropy are arguments.

use core::fmt;

/// Letters of Crockford's base 32 in lower case: no i, l, o, u, and in the order of their values,
/// so the text sorts like the bits.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 128 bits that name one record or event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id([u8; 16]);

impl Id {
    /// 48 bits of `ms` (UTC, since 1970) and the low 80 bits of `entropy`.
    pub fn new(ms: i64, entropy: u128) -> Self {
        let time = u128::from(ms.clamp(0, (1 << 48) - 1).unsigned_abs());
        Self((time << 80 | entropy & ((1 << 80) - 1)).to_be_bytes())
    }

    /// When it was made by the clock of its maker, UTC ms; of an id from a hash any number.
    pub fn ms(self) -> i64 {
        let time = u128::from_be_bytes(self.0) >> 80;
        i64::try_from(time).unwrap_or(0)
    }

    /// The id with exactly these bits; imported things take the head of a BLAKE3 hash.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes, most significant first.
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// 26 letters of base 32; sorts like the bits.
    pub fn to_text(self) -> String {
        let bits = u128::from_be_bytes(self.0);
        (0..26).rev().map(|place| LETTERS[usize::try_from(bits >> (place * 5) & 31).unwrap_or(0)] as char).collect()
    }

    /// Reads what [`Id::to_text`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 26 {
            return None;
        }
        let mut bits: u128 = 0;
        for (place, letter) in text.bytes().enumerate() {
            let value = LETTERS.iter().position(|&known| known == letter)?;
            if place == 0 && value > 7 {
                return None; // 26 letters hold 130 bits; the first may use three.
            }
            bits = bits << 5 | value as u128;
        }
        Some(Self(bits.to_be_bytes()))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

/// Makes one newtype per noun, convertible from and to [`Id`].
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Id);

        impl From<Id> for $name {
            fn from(id: Id) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Id {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl $name {
            /// Reads the text form; `None` for anything else.
            pub fn parse(text: &str) -> Option<Self> {
                Id::parse(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// Names a learner's whole body of records: one database on each of her devices.
    ProfileId;
    /// Names a group or a pack; her own records have none.
    SpaceId;
    /// Names an event.
    EventId;
    /// Names an interest, a strength or a growth area.
    InterestId;
    /// Names a goal.
    GoalId;
    /// Names a success criterion of a goal.
    CriterionId;
    /// Names a step of a goal.
    StepId;
    /// Names a resource of the library.
    ResourceId;
    /// Names a competency framework.
    FrameworkId;
    /// Names a competency.
    CompetencyId;
    /// Names a relation between two competencies.
    RelationId;
    /// Names a proficiency scale.
    ScaleId;
    /// Names a rubric.
    RubricId;
    /// Names an item: something that is practised.
    ItemId;
    /// Names a deck of items.
    DeckId;
    /// Names what she makes of an answer that went wrong.
    MistakeId;
}

/// Names one database on one device; new for every database created, restored or copied.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DeviceId(pub u64);

impl DeviceId {
    /// Stands for "an import wrote this": registers that still carry it were never edited by her, so
    /// a later import of the same source may change them (see `formats`).
    pub const IMPORT: DeviceId = DeviceId(0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_round_trips_and_sorts_like_the_bits() {
        let ids = [Id::new(0, 0), Id::new(1, u128::MAX), Id::new(2, 7), Id::from_bytes([255; 16])];
        let texts: Vec<_> = ids.iter().map(|id| id.to_text()).collect();
        assert!(texts.is_sorted());
        for (id, text) in ids.iter().zip(&texts) {
            assert_eq!(Id::parse(text), Some(*id));
        }
    }

    #[test]
    fn foreign_text_is_no_id() {
        for text in ["", "0", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "0000000000000000000000000i", "ééééééééééééé"]
        {
            assert_eq!(Id::parse(text), None, "{text}");
        }
    }
}
