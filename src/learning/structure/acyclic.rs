//! Edges taken one by one, without those that would close a circle.
//!
//! A circle never leaves its strongly connected component, so a search stays within one: where there
//! is no circle nothing is searched at all, and one circle in a large graph costs next to nothing.

use super::requirement::rotate_to_smallest;
use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

/// What was taken so far, of the edges that lie within a component.
#[derive(Clone, Debug)]
pub struct Acyclic<T> {
    /// The component of each node that is in one with others.
    component: HashMap<T, usize>,
    after: HashMap<T, Vec<T>>,
}

impl<T: Ord + Clone + Hash> Acyclic<T> {
    /// For taking some of `edges`, each (what comes first, what follows).
    pub fn of(edges: &[(T, T)]) -> Self {
        Self { component: components(edges), after: HashMap::new() }
    }

    /// The circle that this edge would close with those taken, from its smallest member on; `None` if there is none: then
    /// the edge is taken.
    pub fn would_circle(&mut self, from: &T, to: &T) -> Option<Vec<T>> {
        if from == to {
            return Some(vec![from.clone()]);
        }
        let home = self.component.get(from)?;
        if self.component.get(to) != Some(home) {
            return None;
        }
        if let Some(mut path) = self.path(to, from) {
            rotate_to_smallest(&mut path);
            return Some(path);
        }
        self.after.entry(from.clone()).or_default().push(to.clone());
        None
    }

    /// A shortest way.
    fn path(&self, from: &T, to: &T) -> Option<Vec<T>> {
        let mut came: HashMap<&T, &T> = HashMap::new();
        let mut seen = HashSet::from([from]);
        let mut ring = vec![from];
        while !ring.is_empty() && !seen.contains(to) {
            let mut next = Vec::new();
            for at in ring {
                for follower in self.after.get(at).into_iter().flatten() {
                    if seen.insert(follower) {
                        came.insert(follower, at);
                        next.push(follower);
                    }
                }
            }
            ring = next;
        }
        seen.contains(to).then(|| {
            let mut path: Vec<T> = core::iter::successors(Some(to), |at| came.get(*at).copied()).cloned().collect();
            path.reverse();
            path
        })
    }
}

/// Numbers of the strongly connected components of two nodes or more: nodes in the order in which a walk
/// leaves them, then walked backwards from the last.
fn components<T: Ord + Clone + Hash>(edges: &[(T, T)]) -> HashMap<T, usize> {
    let mut nodes: Vec<&T> = edges.iter().flat_map(|(from, to)| [from, to]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let place: HashMap<&T, usize> = nodes.iter().enumerate().map(|(place, node)| (*node, place)).collect();
    let (mut after, mut before) = (vec![Vec::new(); nodes.len()], vec![Vec::new(); nodes.len()]);
    for (from, to) in edges {
        after[place[from]].push(place[to]);
        before[place[to]].push(place[from]);
    }
    let mut met = vec![false; nodes.len()];
    let mut left = Vec::with_capacity(nodes.len());
    for start in 0..nodes.len() {
        walk(start, &after, &mut met, &mut left);
    }
    let mut met = vec![false; nodes.len()];
    let mut found = HashMap::new();
    for (number, start) in left.iter().rev().enumerate() {
        let mut members = Vec::new();
        walk(*start, &before, &mut met, &mut members);
        if members.len() > 1 {
            found.extend(members.into_iter().map(|member| (nodes[member].clone(), number)));
        }
    }
    found
}

/// Adds what is reached from `start` and not yet met, each after all that it leads to.
fn walk(start: usize, next: &[Vec<usize>], met: &mut [bool], left: &mut Vec<usize>) {
    if core::mem::replace(&mut met[start], true) {
        return;
    }
    let mut path = vec![(start, 0)];
    while let Some((at, turn)) = path.last_mut() {
        let follower = next[*at].get(*turn).copied();
        *turn += 1;
        match follower {
            Some(follower) if !met[follower] => {
                met[follower] = true;
                path.push((follower, 0));
            }
            Some(_) => {}
            None => {
                left.push(*at);
                path.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::would_close_cycle;

    #[test]
    fn it_takes_what_a_search_of_everything_takes() {
        let mut state = 1_u64;
        let mut below = |limit: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % limit
        };
        for _ in 0..2_000 {
            let (nodes, length) = (2 + below(8), below(30));
            let edges: Vec<(u64, u64)> = (0..length).map(|_| (below(nodes), below(nodes))).collect();
            let mut acyclic = Acyclic::of(&edges);
            let mut standing = Vec::new();
            for (from, to) in &edges {
                let expected = would_close_cycle(&standing, to, from);
                if expected.is_none() {
                    standing.push((*from, *to));
                }
                // Of several circles either may name another.
                let circle = acyclic.would_circle(from, to);
                assert_eq!(circle.is_some(), expected.is_some(), "{from} {to} in {edges:?}");
            }
        }
    }
}
