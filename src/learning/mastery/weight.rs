//! How much one piece of evidence weighs: kind, aid, demand and trust multiplied. Repeats and the view are
//! decided in [`super::replay()`], which sees the neighbours.

use super::{Aid, Evidence, EvidenceKind, MasteryConfig};

/// What today's judgement of a competency depends on besides the evidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// Demand the target asks for, 1 remember to 6 create; `None` when not set.
    pub target_demand: Option<u8>,
    /// Trust in the learner's own ratings, in `[0, 1]`, from her calibration.
    pub trust: f64,
}

/// The weight of `evidence`, at least 0, before repeats and the view are taken into account.
pub fn weight(evidence: &Evidence<'_>, setting: &Setting, config: &MasteryConfig) -> f64 {
    let weight = base(evidence.kind, config)
        * aid(evidence.aid, config)
        * demand(evidence.demand, setting.target_demand, config);
    if evidence.kind.is_own_judgement() { weight * setting.trust } else { weight }
}

fn base(kind: EvidenceKind, config: &MasteryConfig) -> f64 {
    let base = &config.base;
    match kind {
        EvidenceKind::QuizItem => base.quiz_item,
        EvidenceKind::Review => base.review,
        EvidenceKind::SelfGraded => base.self_graded,
        EvidenceKind::ArtefactSelf => base.artefact_self,
        EvidenceKind::ArtefactPeer => base.artefact_peer,
        EvidenceKind::ArtefactMentor => base.artefact_mentor,
        EvidenceKind::AttestationPeer => base.attestation_peer,
        EvidenceKind::AttestationMentor => base.attestation_mentor,
        EvidenceKind::SelfRating => base.self_rating,
        EvidenceKind::Inferred => base.inferred,
    }
}

fn aid(aid: Aid, config: &MasteryConfig) -> f64 {
    match aid {
        Aid::None => config.aid.none,
        Aid::Hint => config.aid.hint,
        Aid::OpenBook => config.aid.open_book,
        Aid::WorkedExample => config.aid.worked_example,
    }
}

fn demand(shown: Option<u8>, target: Option<u8>, config: &MasteryConfig) -> f64 {
    match (shown, target) {
        (Some(shown), Some(target)) if shown < target => {
            if target - shown == 1 {
                config.demand_one_lower
            } else {
                config.demand_two_lower
            }
        }
        _ => 1.0,
    }
}
