//! The profile: who learns on this device, what draws her, and how she wants to practise. One profile per database.

pub mod command;
pub mod practice;

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

codes! {
    /// How much work a day of the week takes.
    pub enum Ease {
        /// As much as others.
        Normal = 0 "normal",
        /// Less.
        Reduced = 1 "reduced",
        /// As little as can be.
        Minimum = 2 "minimum",
    }
}

noun! {
    /// Who learns here.
    pub struct Profile(ProfileId): PROFILE {
        registers {
            /// What she wants to be called; may be empty.
            name NAME: String = 1,
            /// Retention that she desires of what her goals put last, in hundredths; none: the usual.
            retention_low RETENTION_LOW: Option<u8> = 20,
            /// Of everything else, in hundredths.
            retention_normal RETENTION_NORMAL: Option<u8> = 21,
            /// Of what her goals put first, in hundredths.
            retention_high RETENTION_HIGH: Option<u8> = 22,
            /// Items a day that are met for the first time.
            new_a_day NEW_A_DAY: Option<u32> = 23,
            /// Reviews a day.
            reviews_a_day REVIEWS_A_DAY: Option<u32> = 24,
            /// Whether due days are spread by fixed chance, whatever is due on them already.
            uneven UNEVEN: bool = 25,
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
            /// How much work each weekday takes, 0 Monday to 6 Sunday; one that is not here is normal.
            easy_days EASY_DAYS: u8 => Ease = 30,
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
