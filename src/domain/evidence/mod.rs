//! Evidence: what speaks for or against a competency, and her own judgement beside it.
//!
//! Both are events. The estimate of a competency is a pure function of them ([`estimate`]), kept as a
//! derived row by the commands that add or void evidence.

pub mod certainty;
pub mod command;
mod confirmed;
pub mod due;
pub mod estimate;
#[cfg(test)]
mod fading;
pub mod infer;
pub mod kept;
pub mod score;
pub mod sources;
#[cfg(test)]
mod stories;

use crate::{
    codes, event,
    id::{CompetencyId, RubricId, ScaleId},
    media::Attached,
};
use cairn_learning::mastery;

codes! {
    /// What evidence is (LEARNING.md 2.3).
    pub enum EvidenceKind {
        /// Her rating of herself.
        SelfRating = 0 "self_rating",
        /// A task that was graded.
        QuizItem = 1 "quiz_item",
        /// A card that was reviewed.
        Review = 2 "review",
        /// Something she made, assessed by herself.
        ArtefactSelf = 3 "artefact_self",
        /// Something she made, assessed by a peer.
        ArtefactPeer = 4 "artefact_peer",
        /// Something she made, assessed by a mentor.
        ArtefactMentor = 5 "artefact_mentor",
        /// A peer's statement without a rubric.
        AttestationPeer = 6 "attestation_peer",
        /// A mentor's statement without a rubric.
        AttestationMentor = 7 "attestation_mentor",
        /// Concluded from placement.
        Inferred = 8 "inferred",
    }
}

codes! {
    /// Who put the evidence here. Only what she did not enter herself demonstrates.
    pub enum Origin {
        /// She did, also for what others said: reported.
        Reported = 0 "reported",
        /// The app graded a task.
        Practised = 1 "practised",
        /// It came signed from someone else.
        Received = 2 "received",
    }
}

codes! {
    /// What helped.
    pub enum AidUsed {
        /// Nothing.
        None = 0 "none",
        /// A hint.
        Hint = 1 "hint",
        /// Notes or a book.
        OpenBook = 2 "open_book",
        /// A worked example.
        WorkedExample = 3 "worked_example",
    }
}

impl AidUsed {
    /// The same as the mastery model has it.
    pub fn of_model(self) -> mastery::Aid {
        match self {
            Self::None => mastery::Aid::None,
            Self::Hint => mastery::Aid::Hint,
            Self::OpenBook => mastery::Aid::OpenBook,
            Self::WorkedExample => mastery::Aid::WorkedExample,
        }
    }
}

event! {
    /// What speaks for or against a competency.
    pub struct Evidence: EVIDENCE {
        /// The competency.
        competency: Option<CompetencyId> = 1,
        /// What it is.
        kind: EvidenceKind = 2,
        /// 0 (not at all) to 1 (fully).
        score: f64 = 3,
        /// Probability of being right by guessing, 0 to 1.
        guess: f64 = 4,
        /// Probability of a slip, 0 to 1; absent: 0.05 if graded by machine, else 0.
        slip: Option<f64> = 5,
        /// What helped.
        aid: AidUsed = 6,
        /// Bloom index of what was asked, 1 to 6.
        demand: Option<u8> = 7,
        /// The item, for graded tasks.
        item: String = 8,
        /// Who put it here.
        origin: Origin = 9,
        /// The rubric.
        rubric: Option<RubricId> = 10,
        /// The level reached per criterion of the rubric, from 0.
        levels: Vec<u32> = 11,
        /// Her note.
        note: String = 12,
        /// Where it can be seen.
        link: String = 13,
        /// Who judged, in her words.
        by: String = 14,
        /// In which situation.
        contexts: Vec<String> = 15,
        /// The file that shows it.
        file: Option<Attached> = 16,
    }
}

event! {
    /// Her own judgement of a competency.
    pub struct SelfAssessment: SELF_ASSESSMENT {
        /// The competency.
        competency: Option<CompetencyId> = 1,
        /// 0 to 1, from the scale or the rubric.
        score: f64 = 2,
        /// The scale that was used; none for the default one.
        scale: Option<ScaleId> = 3,
        /// The chosen word of the scale, from 0.
        level: Option<u32> = 4,
        /// The rubric that was used.
        rubric: Option<RubricId> = 5,
        /// The level per criterion of the rubric, from 0.
        levels: Vec<u32> = 6,
        /// Her note.
        note: String = 7,
        /// Where the product can be seen; with one, it counts as an assessed artefact.
        link: String = 8,
    }
}

event! {
    /// She sees a level differently; both values are kept.
    pub struct Contest: CONTEST {
        /// The competency.
        competency: Option<CompetencyId> = 1,
        /// The level that she sees, 1 to 4.
        level: u8 = 2,
        /// Why.
        reason: String = 3,
        /// The level that was estimated then, 0 to 4.
        estimated_level: u8 = 4,
        /// The mean that was estimated then, 0 to 1.
        estimated_mean: f64 = 5,
    }
}
