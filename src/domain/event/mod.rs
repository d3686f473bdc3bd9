//! An event: something that happened, added once and never edited.
//!
//! Events merge as a set by id. A void takes an event back, a correction is a void and a copy, redo is
//! a copy under a new id; erasing leaves the id alone and wins. [`Journal`] gives what counts, [`clock`] what a
//! wrong clock dated, [`page`] packs many for storage.

pub mod clock;
mod encode;
mod journal;
pub mod page;

pub use journal::{Collision, Journal, effective_ms, is_ahead, join};

use crate::{
    cbor::{Cbor, Value},
    id::{EventId, SpaceId},
    kind::Kind,
    port::{Lookup, Range},
    time::Moment,
};
use std::{collections::BTreeMap, fmt::Display};

/// One event. Events that matter are compared by (moment, id).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// What happened.
    pub kind: Kind,
    /// Its name, the same on every device.
    pub id: EventId,
    /// The group or pack it belongs to; her own events have none.
    pub space: Option<SpaceId>,
    /// When, by the clock of the device that added it.
    pub at: Moment,
    /// What is told of it, by number.
    pub fields: BTreeMap<u32, Cbor>,
    /// Its content was erased; only the id is left.
    pub erased: bool,
}

impl Event {
    /// An event without fields.
    pub fn new(kind: Kind, id: EventId, at: Moment) -> Self {
        Self { kind, id, space: None, at, fields: BTreeMap::new(), erased: false }
    }

    /// With field `number` set; null and absent are the same.
    pub fn with<V: Value>(mut self, number: u32, value: &V) -> Self {
        let item = Cbor::of(value);
        if !item.is_null() {
            self.fields.insert(number, item);
        }
        self
    }

    /// Erases the content for good: id and kind are all that is left, the same on every device.
    pub fn erase(&mut self) {
        self.fields.clear();
        self.space = None;
        self.at = Moment { ms: 0, tz_offset_min: 0 };
        self.erased = true;
    }

    /// Field `number`, if it is there and of this type.
    pub fn get<V: Value>(&self, number: u32) -> Option<V> {
        self.fields.get(&number).and_then(Cbor::get)
    }

    /// Field 1 of a void: the event that it takes back.
    pub fn void_target(&self) -> Option<EventId> {
        if self.kind == Kind::VOID { self.get(1) } else { None }
    }

    /// A void of `target`, whose `owner` (such as its competency) lists both.
    pub fn void(id: EventId, at: Moment, target: EventId, of: Kind, owner: &str) -> Self {
        Self::new(Kind::VOID, id, at).with(1, &target).with(2, &u32::from(of.0)).with(3, &owner.to_owned())
    }

    /// All that took something back.
    pub const fn all_voids() -> Lookup {
        Lookup::ChangedSince { kind: Kind::VOID, change: 0, after: None, limit: u32::MAX }
    }

    /// The voids among what `owner` (such as a competency) lists.
    pub fn voids(owner: impl Display) -> Range {
        Range::all(Kind::VOID, format!("{owner}/"))
    }
}
