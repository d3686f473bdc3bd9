//! Goals: what she wants to learn, make or do, how she will know, and the steps on the way.
//!
//! Fields here; what can be done to them in [`command`]; what was done to a goal's status in [`history`].

pub mod agenda;
pub mod command;
pub mod example;
pub mod history;
pub mod mirror;
#[cfg(test)]
mod stories;

use crate::{
    cbor::value::{Day, Ms},
    codes, event,
    id::{CompetencyId, GoalId, ResourceId},
    noun,
};

codes! {
    /// What a goal aims at.
    pub enum GoalKind {
        /// To know or be able to do something.
        Learn = 0 "learn",
        /// To make something.
        Make = 1 "make",
        /// To do something.
        Do = 2 "do",
    }
}

codes! {
    /// Where a goal stands (LEARNING.md 1.2).
    pub enum GoalStatus {
        /// Being thought about.
        Draft = 0 "draft",
        /// Being worked on.
        Active = 1 "active",
        /// Resting.
        Paused = 2 "paused",
        /// Reached.
        Done = 3 "done",
        /// Let go, with a reason; not a failure.
        Released = 4 "released",
    }
}

codes! {
    /// Who says whether a criterion is met.
    pub enum Check {
        /// She does.
        Own = 0 "self",
        /// A peer does.
        Peer = 1 "peer",
        /// A mentor does.
        Mentor = 2 "mentor",
        /// The app measures it.
        Auto = 3 "auto",
    }
}

noun! {
    /// What she wants to learn, make or do.
    pub struct Goal(GoalId): GOAL {
        registers {
            /// What she wants, in her words.
            title TITLE: String = 1,
            /// Learn, make or do.
            kind KIND_OF: GoalKind = 2,
            /// Where it stands.
            status STATUS: GoalStatus = 3,
            /// 1 (first) to 3 (later).
            priority PRIORITY: Option<u8> = 4,
            /// By when.
            deadline DEADLINE: Option<Day> = 5,
            /// Minutes a week that she means to give, 1 to 10,080.
            weekly_minutes WEEKLY_MINUTES: Option<u32> = 6,
            /// The question behind it.
            question QUESTION: String = 7,
            /// For whom it is.
            audience AUDIENCE: String = 8,
            /// Since when it has its status.
            status_since STATUS_SINCE: Option<Ms> = 9,
            /// The reason given for its status.
            status_reason STATUS_REASON: String = 10,
            /// When it was set.
            created CREATED: Option<Ms> = 11,
        }
        sets {
            /// Competencies that it needs, each with the level to reach, 1 (beginning) to 4 (mastered).
            targets TARGETS: CompetencyId => u8 = 20,
            /// Her tags.
            tags TAGS: String => bool = 21,
        }
        texts {
            /// Why she wants it.
            why WHY = 30,
        }
    }
}

noun! {
    /// A sign by which success is known.
    pub struct Criterion(CriterionId): CRITERION {
        registers {
            /// Its goal.
            goal GOAL: Option<GoalId> = 1,
            /// The sign, in her words.
            text TEXT: String = 2,
            /// Who says whether it is met.
            check CHECK: Check = 3,
            /// When it was met.
            met_at MET_AT: Option<Ms> = 4,
            /// Place in the list (see [`crate::order`]).
            order ORDER: String = 5,
        }
        sets {}
        texts {}
    }
}

noun! {
    /// One thing to do on the way to a goal.
    pub struct Step(StepId): STEP {
        registers {
            /// Its goal.
            goal GOAL: Option<GoalId> = 1,
            /// What to do.
            title TITLE: String = 2,
            /// Estimated minutes, 1 to 10,080.
            estimate_min ESTIMATE_MIN: Option<u32> = 3,
            /// By when.
            due DUE: Option<Day> = 4,
            /// When it was done; none while it is open.
            done_at DONE_AT: Option<Ms> = 5,
            /// The resource that it uses.
            resource RESOURCE: Option<ResourceId> = 6,
            /// The competency that it serves.
            competency COMPETENCY: Option<CompetencyId> = 7,
            /// Place in the list (see [`crate::order`]).
            order ORDER: String = 8,
            /// Minutes that it took.
            actual_min ACTUAL_MIN: Option<u32> = 9,
        }
        sets {}
        texts {
            /// Notes.
            notes NOTES = 20,
        }
    }
}

event! {
    /// A goal changed its status.
    pub struct Transition: TRANSITION {
        /// The goal.
        goal: Option<GoalId> = 1,
        /// The status it left.
        from: GoalStatus = 2,
        /// The status it took.
        to: GoalStatus = 3,
        /// Why, in her words; may be empty except for letting go.
        reason: String = 4,
    }
}
