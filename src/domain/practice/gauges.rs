//! By what it is told of each skill whether it is fresh: the retention that she desires of it, by the goals that need it,
//! and the weights in use. Applied where it is shown, so no row hangs on goals or wishes.

use super::{preferences::Pace, weights::Weights};
use crate::{
    evidence::kept::Gauge,
    id::CompetencyId,
    port::{Lookup, Snapshot},
};

/// The gauge of every skill.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Gauges {
    pace: Pace,
    weights: Option<i64>,
}

impl Gauges {
    /// What [`Gauges::make`] reads, in rounds.
    pub fn needs(snapshot: &Snapshot) -> Vec<Lookup> {
        [Weights::lookup()].into_iter().chain(Pace::needs(snapshot)).collect()
    }

    /// As a snapshot has them.
    pub fn make(snapshot: &Snapshot) -> Self {
        Self { pace: Pace::make(snapshot), weights: Weights::in_use(snapshot).mark() }
    }

    /// That of a skill.
    pub fn of(&self, competency: CompetencyId) -> Gauge {
        Gauge { desired: self.pace.desired(&[(competency, 0)]), weights: self.weights }
    }

    /// The [mark](Weights::mark) of the weights in use.
    pub fn weights(&self) -> Option<i64> {
        self.weights
    }
}
