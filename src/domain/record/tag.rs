//! The number of a field, which also says how the field merges.
//!
//! The two low bits are the join, so a build that does not know a field can still join it.

/// How two copies of a field become one (DATA.md, merge rules).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Join {
    /// The value with the greater stamp; equal stamps, the greater bytes.
    Register,
    /// One register per element.
    Set,
    /// Versions that stay until someone who saw them replaces them.
    Text,
    /// A join of a newer version: every encoding is kept.
    Unknown,
}

/// Number and join of a field within its kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Tag(pub u32);

impl Tag {
    /// The tag of field `number` (at least 0) with `join`.
    pub const fn new(number: u32, join: Join) -> Self {
        Self(number << 2 | join as u32)
    }

    /// How the field merges.
    pub const fn join(self) -> Join {
        match self.0 & 3 {
            0 => Join::Register,
            1 => Join::Set,
            2 => Join::Text,
            _ => Join::Unknown,
        }
    }

    /// When the record was put into the trash (UTC ms), null after it was taken out: a register that
    /// every kind has. Of a part that was emptied along with its whole it holds the whole's id.
    pub const TRASHED_AT: Tag = Tag::new(0, Join::Register);
}
