//! Evidence as the vectors write it. Unknown keys are left alone, but they are part of the canonical bytes.

use cairn_learning::mastery::{Aid, Evidence, EvidenceKind, Setting};
use serde_json::Value;

use super::canonical::canonical_bytes;
use super::fields::{Malformed, list, number, optional, required, small, text, whole};

/// One piece of evidence with the bytes that [`Evidence`] borrows.
pub struct Piece<'v> {
    canonical: Vec<u8>,
    id: &'v str,
    item: Option<&'v str>,
    t_ms: i64,
    day: i64,
    kind: EvidenceKind,
    score: f64,
    guess: f64,
    slip: Option<f64>,
    aid: Aid,
    demand: Option<u8>,
}

impl<'v> Piece<'v> {
    fn read(value: &'v Value) -> Result<Self, Malformed> {
        Ok(Self {
            canonical: canonical_bytes(value),
            id: text(value, "id")?,
            item: optional(value, "item", Value::as_str)?,
            t_ms: whole(value, "t")?,
            day: whole(value, "day")?,
            kind: required(value, "kind", |v| v.as_str().and_then(kind))?,
            score: number(value, "score")?,
            guess: optional(value, "g", Value::as_f64)?.unwrap_or(0.0),
            slip: optional(value, "slip", Value::as_f64)?,
            aid: optional(value, "aid", |v| v.as_str().and_then(aid))?.unwrap_or_default(),
            demand: optional(value, "demand", small)?,
        })
    }

    fn view(&self) -> Evidence<'_> {
        Evidence {
            id: self.id.as_bytes(),
            canonical: &self.canonical,
            t_ms: self.t_ms,
            day: self.day,
            kind: self.kind,
            score: self.score,
            guess: self.guess,
            slip: self.slip,
            aid: self.aid,
            demand: self.demand,
            item: self.item.map(str::as_bytes),
        }
    }
}

/// Reads the list `evidence` of a case.
pub fn read_evidence(case: &Value) -> Result<Vec<Piece<'_>>, Malformed> {
    list(case, "evidence")?.iter().map(Piece::read).collect()
}

/// The evidence as the models take it.
pub fn views<'p>(pieces: &'p [Piece<'_>]) -> Vec<Evidence<'p>> {
    pieces.iter().map(Piece::view).collect()
}

/// Reads `target_demand` and `trust` of a case.
pub fn read_setting(case: &Value) -> Result<Setting, Malformed> {
    Ok(Setting {
        target_demand: optional(case, "target_demand", small)?,
        trust: optional(case, "trust", Value::as_f64)?.unwrap_or(1.0),
    })
}

/// The word of the vectors for a kind of evidence.
pub fn kind_word(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::QuizItem => "quiz_item",
        EvidenceKind::Review => "review",
        EvidenceKind::ArtefactSelf => "artefact_self",
        EvidenceKind::ArtefactPeer => "artefact_peer",
        EvidenceKind::ArtefactMentor => "artefact_mentor",
        EvidenceKind::AttestationPeer => "attestation_peer",
        EvidenceKind::AttestationMentor => "attestation_mentor",
        EvidenceKind::SelfRating => "self_rating",
        EvidenceKind::Inferred => "inferred",
        // No word of theirs: they have no such kind.
        EvidenceKind::SelfGraded => "self_graded",
    }
}

fn kind(word: &str) -> Option<EvidenceKind> {
    EvidenceKind::ALL.into_iter().find(|kind| kind_word(*kind) == word)
}

fn aid(word: &str) -> Option<Aid> {
    Some(match word {
        "none" => Aid::None,
        "hint" => Aid::Hint,
        "open_book" => Aid::OpenBook,
        "worked_example" => Aid::WorkedExample,
        _ => return None,
    })
}
