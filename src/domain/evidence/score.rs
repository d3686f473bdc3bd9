//! From a judgement in words to a score in [0, 1]: a level of a scale, or levels of a rubric
//! (LEARNING.md 2.1). Purely arithmetic; which scale or rubric applies is the caller's to say.

use crate::{
    competency::{Rubric, Scale},
    error::{Place, Rejection},
    id::{RubricId, ScaleId},
    kind::Kind,
    port::{Lookup, Snapshot},
};

/// Words of the default scale, from "not yet" to "mastered".
pub const DEFAULT_LEVELS: u32 = 5;

/// How a piece of work or a person was judged.
#[derive(Clone, PartialEq, Debug)]
pub enum Judged {
    /// As a share, 0 to 1.
    Score(f64),
    /// By a word of a scale, counted from 0; none for the default scale.
    Scale(Option<ScaleId>, u32),
    /// By a level of each criterion of a rubric, counted from 0.
    Rubric(RubricId, Vec<u32>),
}

impl Judged {
    /// What must be read to score it.
    pub(super) fn needs(&self) -> Vec<Lookup> {
        match self {
            Judged::Score(_) | Judged::Scale(None, _) => vec![],
            Judged::Scale(Some(id), _) => vec![Lookup::Record(Kind::SCALE, id.0)],
            Judged::Rubric(id, _) => vec![Lookup::Record(Kind::RUBRIC, id.0)],
        }
    }

    /// The score, 0 to 1.
    pub(super) fn score(&self, snapshot: &Snapshot) -> Result<f64, Rejection> {
        match self {
            Judged::Score(score) if (0.0..=1.0).contains(score) => Ok(*score),
            Judged::Score(_) => Err(Rejection::Number { place: Place::Number, min: 0, max: 1 }),
            Judged::Scale(id, level) => {
                let labels = match id {
                    Some(id) => snapshot.noun::<Scale>(*id).ok_or(Rejection::Missing)?.labels.len(),
                    None => DEFAULT_LEVELS as usize,
                };
                share(*level, labels)
            }
            Judged::Rubric(id, levels) => {
                rubric_score(&snapshot.noun::<Rubric>(*id).ok_or(Rejection::Missing)?, levels)
            }
        }
    }
}

/// `sum(w_k * level_k / (L_k - 1)) / sum(w_k)` over the criteria of `rubric`.
pub fn rubric_score(rubric: &Rubric, levels: &[u32]) -> Result<f64, Rejection> {
    if levels.len() != rubric.criteria.len() || levels.is_empty() {
        return Err(Rejection::Missing);
    }
    let (mut sum, mut total) = (0.0, 0.0);
    for (at, level) in levels.iter().enumerate() {
        let weight = rubric.weights.get(at).copied().filter(|weight| *weight > 0.0).unwrap_or(1.0);
        sum += weight * share(*level, rubric.levels.get(at).map_or(0, Vec::len))?;
        total += weight;
    }
    Ok(sum / total)
}

/// `level / (count - 1)`.
fn share(level: u32, count: usize) -> Result<f64, Rejection> {
    let top = u32::try_from(count).unwrap_or(u32::MAX).saturating_sub(1);
    if top == 0 || level > top {
        return Err(Rejection::Number { place: Place::Level, min: 0, max: i64::from(top) });
    }
    Ok(f64::from(level) / f64::from(top))
}
