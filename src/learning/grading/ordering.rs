//! Putting things in order (LEARNING.md 9.1). What was placed is a list of places in the right order, from 0: the
//! right answer is 0, 1, 2 and so on.

use super::Grade;
use crate::numbers::count;

/// How an order is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum OrderMode {
    /// The longest part that is in order, neighbours or not: "4 of 5 are already in order".
    #[default]
    LongestRun,
    /// All or nothing.
    Exact,
    /// Share of things at their own place.
    Absolute,
    /// Share of things followed by the one that follows.
    Adjacent,
    /// Share of pairs in the right order (Kendall).
    Pairs,
}

/// Grades an order; `None` if `placed` does not hold each of 0 to n-1 once. Fewer than two things are always right.
pub fn ordering(placed: &[usize], mode: OrderMode) -> Option<Grade> {
    let n = placed.len();
    let mut sorted = placed.to_vec();
    sorted.sort_unstable();
    if !sorted.iter().copied().eq(0..n) {
        return None;
    }
    if n < 2 {
        return Some(Grade::of_score(1.0));
    }
    let at_place = |(at, thing): (usize, &usize)| at == *thing;
    let score = match mode {
        OrderMode::LongestRun => count(longest_run(placed) - 1) / count(n - 1),
        OrderMode::Exact => f64::from(u8::from(placed.is_sorted())),
        OrderMode::Absolute => count(placed.iter().enumerate().filter(|pair| at_place(*pair)).count()) / count(n),
        OrderMode::Adjacent => count(placed.windows(2).filter(|pair| pair[1] == pair[0] + 1).count()) / count(n - 1),
        OrderMode::Pairs => pairs_in_order(placed) / (count(n) * count(n - 1) / 2.0),
    };
    Some(Grade::of_score(score))
}

/// The expected score of a random order of `n` things, in `[0, 1]`: the mean over all n! of them. Of the longest run it
/// is taken at `exact` things at most. `None` for fewer than two things, which say nothing.
pub fn ordering_guess(n: usize, mode: OrderMode, exact: usize) -> Option<f64> {
    (n >= 2).then(|| match mode {
        OrderMode::LongestRun => mean_longest_run(n.min(exact.max(2))),
        OrderMode::Exact => (2..=n).fold(1.0, |share, i| share / count(i)),
        OrderMode::Absolute | OrderMode::Adjacent => 1.0 / count(n),
        OrderMode::Pairs => 0.5,
    })
}

/// The length of the longest increasing subsequence, by patience sorting.
fn longest_run(placed: &[usize]) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for thing in placed {
        let at = ends.partition_point(|end| end < thing);
        if at == ends.len() {
            ends.push(*thing);
        } else {
            ends[at] = *thing;
        }
    }
    ends.len()
}

/// Pairs in the right order, counted in a tree of sums (Fenwick), so that a long list costs little more than its length.
fn pairs_in_order(placed: &[usize]) -> f64 {
    let mut sums = vec![0_usize; placed.len() + 1];
    let mut pairs = 0.0;
    for thing in placed {
        let mut at = *thing;
        while at > 0 {
            pairs += count(sums[at]);
            at &= at - 1;
        }
        let mut at = thing + 1;
        while at < sums.len() {
            sums[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    pairs
}

/// The mean score by the longest run. The number of orders whose longest run is k is the sum of the squared numbers of
/// standard tableaux over the partitions of n with first part k (Schensted 1961; hook length formula).
fn mean_longest_run(n: usize) -> f64 {
    let mut sum = 0.0;
    partitions(n, n, &mut Vec::new(), &mut |parts| {
        sum += count(parts[0] - 1) * share_of_orders(parts, n);
    });
    sum / count(n - 1)
}

fn partitions(left: usize, most: usize, parts: &mut Vec<usize>, found: &mut impl FnMut(&[usize])) {
    if left == 0 {
        found(parts);
    }
    for part in (1..=left.min(most)).rev() {
        parts.push(part);
        partitions(left - part, part, parts, found);
        parts.pop();
    }
}

/// `n! / (product of the hook lengths)^2`.
fn share_of_orders(parts: &[usize], n: usize) -> f64 {
    let mut share = (2..=n).fold(1.0, |all, i| all * count(i));
    for (row, part) in parts.iter().enumerate() {
        for column in 0..*part {
            let below = parts[row + 1..].iter().take_while(|other| **other > column).count();
            let hook = count(part - column + below);
            share /= hook * hook;
        }
    }
    share
}
