//! Choices: one of several, true or false, several of several (LEARNING.md 9.1). Options are places in the item's
//! list, from 0, whatever order they were shown in.

use std::collections::BTreeSet;

use super::Grade;
use crate::numbers::count;

/// How several right options are scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum MultipleMode {
    /// Share of the right ones found less share of the wrong ones taken, not below 0.
    #[default]
    Balanced,
    /// All or nothing.
    All,
    /// Share of the options that were treated rightly.
    PerOption,
}

/// Grades one option of several. True or false is a choice of two.
pub fn single(selected: Option<usize>, right: usize) -> Grade {
    Grade::of_score(if selected == Some(right) { 1.0 } else { 0.0 })
}

/// Grades a selection among `options` options of which `right` are right. Places beyond the options do not count;
/// `None` for an item without a right option.
pub fn multiple(selected: &[usize], right: &[usize], options: usize, mode: MultipleMode) -> Option<Grade> {
    let within = |places: &[usize]| places.iter().copied().filter(|at| *at < options).collect::<BTreeSet<_>>();
    let (selected, right) = (within(selected), within(right));
    let found = selected.intersection(&right).count();
    let tally = Tally { found, taken: selected.len() - found, right: right.len(), wrong: options - right.len() };
    (tally.right > 0).then(|| Grade::of_score(tally.score(mode)))
}

/// The expected score of someone who ticks at random, but something: the mean over all selections that are not empty,
/// in `[0, 1]`. `None` for an item without a right option, or with more than `most` options, which cost too much to
/// count.
pub fn multiple_guess(right: usize, options: usize, mode: MultipleMode, most: usize) -> Option<f64> {
    let wrong = options.checked_sub(right).filter(|_| options <= most)?;
    let ways = |of: usize, taken: usize| (0..taken).fold(1.0, |ways, i| ways * count(of - i) / count(i + 1));
    let (mut sum, mut all) = (0.0, 0.0);
    for found in 0..=right {
        for taken in 0..=wrong {
            if found + taken > 0 {
                let selections = ways(right, found) * ways(wrong, taken);
                all += selections;
                sum += selections * Tally { found, taken, right, wrong }.score(mode);
            }
        }
    }
    (right > 0).then(|| sum / all)
}

/// A selection in numbers.
struct Tally {
    /// Right options taken.
    found: usize,
    /// Wrong options taken.
    taken: usize,
    right: usize,
    wrong: usize,
}

impl Tally {
    fn score(&self, mode: MultipleMode) -> f64 {
        let Self { found, taken, right, wrong } = *self;
        match mode {
            MultipleMode::Balanced => {
                let lost = if wrong > 0 { count(taken) / count(wrong) } else { 0.0 };
                (count(found) / count(right) - lost).max(0.0)
            }
            MultipleMode::All => f64::from(u8::from(found == right && taken == 0)),
            MultipleMode::PerOption => count(found + wrong - taken) / count(right + wrong),
        }
    }
}
