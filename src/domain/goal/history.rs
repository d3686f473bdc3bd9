//! How a goal came to stand where it stands: its transitions without those that were taken back.

use super::Transition;
use crate::{
    event::{Event, Journal},
    id::GoalId,
    port::{Lookup, Snapshot},
    time::Moment,
};

/// One line of the history.
#[derive(Clone, PartialEq, Debug)]
pub struct Past {
    /// When.
    pub at: Moment,
    /// From where to where, and why.
    pub transition: Transition,
}

/// What [`history`] reads.
pub fn needs(goal: GoalId) -> Vec<Lookup> {
    vec![Lookup::Range(Transition::of(goal)), Lookup::Range(Event::voids(goal))]
}

/// The history of a goal, the latest first. `now_ms` is the present in UTC ms: an event of a clock that
/// ran far ahead counts as of now.
pub fn history(goal: GoalId, snapshot: &Snapshot, now_ms: i64) -> Vec<Past> {
    let (told, taken_back) = (Transition::of(goal), Event::voids(goal));
    let journal = Journal::of(snapshot.events(&told).chain(snapshot.events(&taken_back)).cloned());
    let past = |event: &&Event| Past { at: event.at, transition: Transition::read(event) };
    journal.in_order(now_ms).iter().rev().map(past).collect()
}
