//! Fitting the weights of the schedule: what is asked, and what is answered.

use super::wire::{choices, parts};
use cairn_domain::{cbor::Cbor, practice::Fitted};

choices! {
    /// How far to go.
    pub enum Fitting {
        /// Count what there is to fit on.
        Count = 0,
        /// Fit, if there is enough and a month has passed.
        Fit = 1,
    }

    /// What the answers allow.
    pub enum Fittable {
        /// Nothing: there are too few, or the last fit is recent.
        Nothing = 0,
        /// The first four weights.
        FirstFour = 1,
        /// All weights.
        All = 2,
    }
}

parts! {
    /// What a fit has to say.
    pub struct Fits {
        /// Answers on a later day than those before to the same item.
        pub reviews: u64,
        /// What these allow.
        pub fittable: Fittable,
        /// What was found; none if nothing was fitted, or there was nothing to judge it by.
        pub found: Option<Found>,
    }

    /// Weights that were found.
    pub struct Found {
        /// The set, as the profile keeps it.
        pub set: Cbor,
        /// Whether it predicts clearly better than the weights in use.
        pub is_better: bool,
    }
}

impl Found {
    /// The set.
    pub fn fitted(&self) -> Option<Fitted> {
        self.set.get()
    }
}
