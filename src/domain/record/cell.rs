//! What a field holds, one shape per join, and how two of the same field become one.
//!
//! Joins are commutative, associative and idempotent; `tests/merge` holds them against an oracle
//! that computes from histories of writes instead of joining.

use super::seen::Seen;
use crate::{cbor::Cbor, id::DeviceId, stamp::Stamp};
use std::collections::{BTreeMap, BTreeSet};

/// A value and when it was written. The greater (stamp, bytes) wins.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Register {
    /// When and where it was written.
    pub stamp: Stamp,
    /// The value in canonical bytes; null once cleared.
    pub value: Cbor,
}

/// Names one version of a text: the write of one device that made it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Dot {
    /// The device that wrote.
    pub device: DeviceId,
    /// Its count of writes to the record, from 1.
    pub count: u64,
}

/// One version of a long text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Version {
    /// When it was written, UTC ms; shown, never compared with another device's.
    pub ms: i64,
    /// The text.
    pub text: String,
}

/// The versions of a long text that nobody who saw them has replaced; usually one.
pub type Versions = BTreeMap<Dot, Version>;

/// What a field holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// One value.
    Register(Register),
    /// Elements, each present (any value but false or null) or absent, and perhaps with a value of
    /// its own, such as the level that a target competency should reach.
    Set(BTreeMap<Cbor, Register>),
    /// Versions of a text.
    Text(Versions),
    /// Encodings of a join that this version does not know.
    Unknown(BTreeSet<Cbor>),
}

impl Cell {
    /// Joins `theirs` into `self`; both are the same field, seen by `our_seen` and `their_seen`.
    pub(super) fn join(&mut self, theirs: Cell, our_seen: &Seen, their_seen: &Seen) {
        match (self, theirs) {
            (Cell::Register(ours), Cell::Register(theirs)) => join_register(ours, theirs),
            (Cell::Set(ours), Cell::Set(theirs)) => {
                for (element, register) in theirs {
                    match ours.get_mut(&element) {
                        Some(known) => join_register(known, register),
                        None => {
                            ours.insert(element, register);
                        }
                    }
                }
            }
            (Cell::Text(ours), Cell::Text(theirs)) => join_text(ours, theirs, our_seen, their_seen),
            (Cell::Unknown(ours), Cell::Unknown(theirs)) => ours.extend(theirs),
            // The tag decides the variant, and readers hold cells to their tags.
            (_, _) => {}
        }
    }

    /// What is left of a cell that the other side does not hold at all.
    pub(super) fn join_absent(&mut self, their_seen: &Seen) {
        if let Cell::Text(ours) = self {
            ours.retain(|dot, _| their_seen.count(dot.device) < dot.count);
        }
    }
}

fn join_register(ours: &mut Register, theirs: Register) {
    if theirs > *ours {
        *ours = theirs;
    }
}

/// A version survives if both sides hold it, or the side without it has not seen its dot.
fn join_text(ours: &mut Versions, theirs: Versions, our_seen: &Seen, their_seen: &Seen) {
    ours.retain(|dot, _| theirs.contains_key(dot) || their_seen.count(dot.device) < dot.count);
    for (dot, version) in theirs {
        match ours.get_mut(&dot) {
            // Two texts under one dot come only from a copied database; both sides keep the same one.
            Some(known) if version > *known => *known = version,
            None if our_seen.count(dot.device) < dot.count => {
                ours.insert(dot, version);
            }
            _ => {}
        }
    }
}
