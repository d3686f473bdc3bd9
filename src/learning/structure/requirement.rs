//! One edge at a time, as when a learner adds "this requires that": accepted, accepted but redundant, or
//! refused with the members of the cycle it would close.

use std::collections::{BTreeMap, VecDeque};

/// What adding "`dependent` requires `prerequisite`" would mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict<T> {
    /// A new requirement.
    Accept,
    /// Accepted, but it already follows from the others.
    Redundant,
    /// Refused: these would require one another. Each is required by the next, the last by the first;
    /// starts at the smallest id.
    Cycle(Vec<T>),
}

/// Judges the requirement "`dependent` requires `prerequisite`" against `edges` of the form
/// `(prerequisite, dependent)`, which are taken to be free of cycles.
pub fn judge_requirement<T: Ord + Clone>(edges: &[(T, T)], dependent: &T, prerequisite: &T) -> Verdict<T> {
    let after = successors(edges);
    if let Some(mut members) = path(&after, dependent, prerequisite) {
        rotate_to_smallest(&mut members);
        return Verdict::Cycle(members.into_iter().cloned().collect());
    }
    match path(&after, prerequisite, dependent) {
        Some(_) => Verdict::Redundant,
        None => Verdict::Accept,
    }
}

/// The members of the cycle that "`dependent` requires `prerequisite`" would close, if it would.
pub fn would_close_cycle<T: Ord + Clone>(edges: &[(T, T)], dependent: &T, prerequisite: &T) -> Option<Vec<T>> {
    match judge_requirement(edges, dependent, prerequisite) {
        Verdict::Cycle(members) => Some(members),
        Verdict::Accept | Verdict::Redundant => None,
    }
}

/// Rotates a cycle so that it starts at its smallest member.
pub(super) fn rotate_to_smallest<T: Ord>(cycle: &mut [T]) {
    let smallest = (0..cycle.len()).min_by_key(|i| &cycle[*i]).unwrap_or(0);
    cycle.rotate_left(smallest);
}

fn successors<T: Ord>(edges: &[(T, T)]) -> BTreeMap<&T, Vec<&T>> {
    let mut after: BTreeMap<&T, Vec<&T>> = BTreeMap::new();
    for (pre, post) in edges {
        after.entry(pre).or_default().push(post);
    }
    for list in after.values_mut() {
        list.sort_unstable();
        list.dedup();
    }
    after
}

/// A shortest path along the edges, both ends included; smallest ids first, so that it is always the same.
fn path<'a, T: Ord>(after: &BTreeMap<&'a T, Vec<&'a T>>, from: &'a T, to: &T) -> Option<Vec<&'a T>> {
    let mut came_from: BTreeMap<&T, Option<&'a T>> = BTreeMap::from([(from, None)]);
    let mut queue = VecDeque::from([from]);
    while let Some(node) = queue.pop_front() {
        if node == to {
            let mut path = vec![node];
            let mut at = node;
            while let Some(Some(earlier)) = came_from.get(at) {
                path.push(earlier);
                at = earlier;
            }
            path.reverse();
            return Some(path);
        }
        for next in after.get(node).into_iter().flatten().copied() {
            came_from.entry(next).or_insert_with(|| {
                queue.push_back(next);
                Some(node)
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Verdict, judge_requirement, would_close_cycle};

    // (prerequisite, dependent): c requires b requires a.
    const CHAIN: [(&str, &str); 2] = [("a", "b"), ("b", "c")];

    #[test]
    fn a_new_requirement_is_accepted() {
        assert_eq!(judge_requirement(&CHAIN, &"d", &"c"), Verdict::Accept);
        assert_eq!(judge_requirement(&[], &"a", &"b"), Verdict::Accept);
    }

    #[test]
    fn one_that_follows_already_is_redundant() {
        assert_eq!(judge_requirement(&CHAIN, &"c", &"a"), Verdict::Redundant);
        assert_eq!(judge_requirement(&CHAIN, &"b", &"a"), Verdict::Redundant);
    }

    #[test]
    fn one_that_closes_a_cycle_is_refused_with_its_members() {
        let members = would_close_cycle(&CHAIN, &"a", &"c");
        assert_eq!(members, Some(vec!["a", "b", "c"]));
        let edges = [("m", "z"), ("z", "b"), ("m", "k")];
        assert_eq!(would_close_cycle(&edges, &"m", &"b"), Some(vec!["b", "m", "z"]));
    }

    #[test]
    fn nothing_requires_itself() {
        assert_eq!(would_close_cycle(&[], &"a", &"a"), Some(vec!["a"]));
    }
}
