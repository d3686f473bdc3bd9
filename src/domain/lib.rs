//! Nouns, rules and joins of Cairn.
//!
//! Pure: no clock, no randomness, no I/O; moments, devices and seeds are arguments. The generic part
//! ([`record`], [`mod@event`], [`stamp`], [`cbor`]) merges what this version may not even know; the nouns
//! give fields their meaning; [`command`] is the closed list of what a learner can do, [`port`] what
//! that asks of a store.

pub mod backup;
pub mod brought;
pub mod cbor;
pub mod change;
pub mod command;
pub mod day;
#[cfg(test)]
mod desk;
mod edit;
pub mod error;
pub mod event;
pub mod example;
pub mod fold;
pub mod folder;
pub mod generation;
pub mod id;
pub mod kind;
pub mod media;
pub mod noun;
pub mod order;
mod parts;
pub mod placement;
pub mod port;
pub mod record;
pub mod registry;
pub mod sorting;
pub mod stamp;
pub mod surroundings;
pub mod tags;
pub mod text;
pub mod time;
pub mod undo;

pub mod competency;
pub mod evidence;
pub mod goal;
pub mod item;
pub mod mistake;
pub mod practice;
pub mod profile;
pub mod resource;
pub mod response;
