//! The profile: who learns on this device, and what draws her. One profile per database.

pub mod command;

use crate::{
    cbor::value::Day,
    codes,
    id::{Id, ProfileId},
    noun,
    practice::Fitted,
};

/// The profile record has the same id in every database; which learner it is, is in `ids`.
pub const PROFILE_RECORD: Id = Id::from_bytes(*b"cairn.profile.v1");

codes! {
    /// What an entry of the profile tells.
    pub enum Facet {
        /// Something that draws her.
        Interest = 0 "interest",
        /// Something she is good at.
        Strength = 1 "strength",
        /// Something she wants to grow in.
        Growth = 2 "growth",
    }
}

noun! {
    /// Who learns here.
    pub struct Profile(ProfileId): PROFILE {
        registers {
            /// What she wants to be called; may be empty.
            name NAME: String = 1,
            /// The name of the weights by which her schedule goes, one of `weights`; empty for the published ones.
            weights_in_use WEIGHTS_IN_USE: String = 40,
            /// The study day on which weights were fitted last, taken or not.
            weights_tried WEIGHTS_TRIED: Option<Day> = 41,
            /// Whether weights are fitted once a month without being asked for.
            weights_by_itself WEIGHTS_BY_ITSELF: bool = 42,
        }
        sets {
            /// Profile ids that are hers: a file of any of them joins without a question.
            ids IDS: ProfileId => bool = 10,
            /// Weights that were fitted to her answers, by their names.
            weights WEIGHTS: String => Fitted = 50,
        }
        texts {}
    }
}

noun! {
    /// An interest, a strength or a growth area.
    pub struct Interest(InterestId): INTEREST {
        registers {
            /// In her words.
            text TEXT: String = 1,
            /// What it tells.
            facet FACET: Facet = 2,
            /// What sparked it.
            sparked_by SPARKED_BY: String = 3,
            /// Place in the list (see [`crate::order`]).
            order ORDER: String = 4,
        }
        sets {
            /// Her tags.
            tags TAGS: String => bool = 10,
        }
        texts {}
    }
}
