//! Scales and rubrics as forms give them.

use super::{
    Rubric, Scale,
    edits::{name, positive},
};
use crate::{
    change::{Op, Outcome},
    edit::{created, done, line, new, open},
    error::{Place, Rejection},
    id::{FrameworkId, Id, RubricId, ScaleId},
    kind::Kind,
    port::Snapshot,
    record::{Context, Draft},
};

/// Words of a scale or a criterion: two tell something apart, more than twenty nobody does.
const LEVELS: (usize, usize) = (2, 20);
/// Criteria of a rubric.
const CRITERIA: (usize, usize) = (1, 50);

/// A scale.
#[derive(Clone, PartialEq, Debug)]
pub struct NewScale {
    /// Its name.
    pub title: String,
    /// Word and meaning of each level, from least to most.
    pub levels: Vec<(String, String)>,
    /// Index of the first word that counts as proficient.
    pub proficient_from: Option<u8>,
}

/// A rubric.
#[derive(Clone, PartialEq, Debug)]
pub struct NewRubric {
    /// Its name.
    pub title: String,
    /// The framework that lists it; none for her own.
    pub framework: Option<FrameworkId>,
    /// The criteria.
    pub criteria: Vec<NewCriterion>,
}

/// A criterion of a rubric.
#[derive(Clone, PartialEq, Debug)]
pub struct NewCriterion {
    /// What is looked at.
    pub title: String,
    /// More than 0.
    pub weight: f64,
    /// Word and meaning of each level, from least to most.
    pub levels: Vec<(String, String)>,
}

impl NewScale {
    pub(super) fn save(
        &self,
        id: Option<ScaleId>,
        snapshot: &Snapshot,
        context: &mut Context,
    ) -> Result<Outcome, Rejection> {
        let mut draft = draft(Kind::SCALE, id.map(|id| id.0), snapshot, context)?;
        let (labels, descriptors) = words(&self.levels)?;
        if self.proficient_from.is_some_and(|from| usize::from(from) >= labels.len()) {
            return Err(count(labels.len().saturating_sub(1), (0, labels.len().saturating_sub(1))));
        }
        draft.set(&Scale::TITLE, &name(&self.title)?);
        draft.set(&Scale::LABELS, &labels);
        draft.set(&Scale::DESCRIPTORS, &descriptors);
        draft.set(&Scale::PROFICIENT_FROM, &self.proficient_from);
        Ok(saved(id.is_none(), draft))
    }
}

impl NewRubric {
    pub(super) fn save(
        &self,
        id: Option<RubricId>,
        snapshot: &Snapshot,
        context: &mut Context,
    ) -> Result<Outcome, Rejection> {
        let mut draft = draft(Kind::RUBRIC, id.map(|id| id.0), snapshot, context)?;
        if self.criteria.len() < CRITERIA.0 || self.criteria.len() > CRITERIA.1 {
            return Err(count(self.criteria.len(), CRITERIA));
        }
        let (mut titles, mut weights, mut labels, mut descriptors) = (vec![], vec![], vec![], vec![]);
        for criterion in &self.criteria {
            titles.push(name(&criterion.title)?);
            weights.extend(positive(Some(criterion.weight))?);
            let (words, meanings) = words(&criterion.levels)?;
            labels.push(words);
            descriptors.push(meanings);
        }
        draft.set(&Rubric::TITLE, &name(&self.title)?);
        draft.set(&Rubric::FRAMEWORK, &self.framework);
        draft.set(&Rubric::CRITERIA, &titles);
        draft.set(&Rubric::WEIGHTS, &weights);
        draft.set(&Rubric::LEVELS, &labels);
        draft.set(&Rubric::DESCRIPTORS, &descriptors);
        Ok(saved(id.is_none(), draft))
    }
}

fn draft(kind: Kind, id: Option<Id>, snapshot: &Snapshot, context: &mut Context) -> Result<Draft, Rejection> {
    match id {
        Some(id) => open(kind, id, snapshot, context),
        None => Ok(new(kind, context)),
    }
}

fn saved(is_new: bool, draft: Draft) -> Outcome {
    if is_new { created(Op::EditRubric, draft) } else { done(Op::EditRubric, draft) }
}

fn words(levels: &[(String, String)]) -> Result<(Vec<String>, Vec<String>), Rejection> {
    if levels.len() < LEVELS.0 || levels.len() > LEVELS.1 {
        return Err(count(levels.len(), LEVELS));
    }
    let mut words = (Vec::new(), Vec::new());
    for (word, meaning) in levels {
        words.0.push(crate::text::title(word).map_err(Rejection::text(Place::Level))?);
        words.1.push(line(meaning, Place::Level)?);
    }
    Ok(words)
}

fn count(_found: usize, (min, max): (usize, usize)) -> Rejection {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Rejection::Number { place: Place::Level, min: number(min), max: number(max) }
}
