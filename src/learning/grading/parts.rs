//! Answers of several parts: pairs, gaps, and criteria of a rubric (LEARNING.md 2.1 and 9.1).

use super::Grade;
use crate::numbers::count;

/// A criterion of a rubric with the level that was given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Criterion {
    /// Its weight, more than 0.
    pub weight: f64,
    /// The level given, from 0.
    pub level: u32,
    /// How many levels it has, at least 2.
    pub levels: u32,
}

/// Grades pairs: `chosen[i]` is what was put to the i-th thing, if anything, and `key[i]` what belongs to it. `None`
/// for an item without things.
pub fn matching(chosen: &[Option<usize>], key: &[usize]) -> Option<Grade> {
    let right = key.iter().zip(chosen).filter(|(key, chosen)| Some(**key) == **chosen).count();
    (!key.is_empty()).then(|| Grade::of_score(count(right) / count(key.len())))
}

/// Grades gaps together: their mean. Of a text with one gap the reason stays that of the gap. `None` without gaps.
pub fn cloze(gaps: &[Grade]) -> Option<Grade> {
    match gaps {
        [] => None,
        [only] => Some(*only),
        several => Some(Grade::of_score(several.iter().map(|gap| gap.score).sum::<f64>() / count(several.len()))),
    }
}

/// The score of a rubric: `sum(w level/(levels-1)) / sum(w)`, in `[0, 1]`. `None` without criteria, or if one has a
/// weight that is not more than 0, fewer than two levels, or a level that it does not have.
pub fn rubric(criteria: &[Criterion]) -> Option<Grade> {
    let is_good = |c: &Criterion| c.weight > 0.0 && c.weight.is_finite() && c.levels >= 2 && c.level < c.levels;
    if criteria.is_empty() || !criteria.iter().all(is_good) {
        return None;
    }
    let total: f64 = criteria.iter().map(|c| c.weight).sum();
    let reached: f64 = criteria.iter().map(|c| c.weight * f64::from(c.level) / f64::from(c.levels - 1)).sum();
    Some(Grade::of_score((reached / total).min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::{Criterion, cloze, matching, rubric};
    use crate::grading::{Code, Grade};

    #[test]
    fn a_rubric_weighs_its_criteria_and_refuses_what_is_none() {
        let criterion = |weight, level, levels| Criterion { weight, level, levels };
        let score = |criteria: &[Criterion]| rubric(criteria).map(|grade| grade.score);
        assert_eq!(score(&[criterion(1.0, 3, 4), criterion(3.0, 1, 3)]), Some(0.625));
        for bad in [criterion(0.0, 1, 3), criterion(1.0, 3, 3), criterion(1.0, 0, 1), criterion(f64::NAN, 0, 2)] {
            assert_eq!(score(&[bad]), None);
        }
        assert_eq!(score(&[]), None);
    }

    #[test]
    fn gaps_count_alike_and_one_gap_keeps_its_reason() {
        let typo = Grade::new(0.9, Code::Typo);
        assert_eq!(cloze(&[typo]), Some(typo));
        assert_eq!(cloze(&[typo, Grade::of_score(0.0)]), Some(Grade::new(0.45, Code::Partial)));
        assert_eq!(cloze(&[]), None);
    }

    #[test]
    fn what_was_left_out_is_no_pair() {
        let score = |chosen: &[Option<usize>], key: &[usize]| matching(chosen, key).map(|grade| grade.score);
        assert_eq!(score(&[Some(1), None], &[1, 0]), Some(0.5));
        assert_eq!(score(&[], &[1, 0]), Some(0.0));
        assert_eq!(score(&[Some(0)], &[]), None);
    }
}
