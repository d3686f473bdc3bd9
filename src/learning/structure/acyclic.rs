//! Edges taken one by one, without those that would close a circle.
//!
//! A circle never leaves its strongly connected component, so a search stays within one: where there
//! is no circle nothing is searched at all. Within a component the nodes are kept in an order that agrees
//! with the edges taken (Pearce and Kelly, A Dynamic Topological Sort Algorithm for Directed Acyclic Graphs,
//! 2006): an edge that agrees with it too is taken without a search, another looks only at what lies between
//! its ends.

use super::requirement::rotate_to_smallest;
use std::{collections::HashMap, hash::Hash};

/// Edges that all searches together may follow. A graph that needs more was made to need it; from then on
/// whatever does not agree with the order reached counts as closing a circle.
const STEPS: usize = 4_000_000;

/// What was taken so far, of the edges that lie within a component.
#[derive(Clone, Debug)]
pub struct Acyclic<T> {
    /// Number of each node that is in a component with others.
    place: HashMap<T, usize>,
    nodes: Vec<T>,
    component: Vec<usize>,
    /// Of two nodes between which an edge was taken, the first has the smaller number.
    order: Vec<usize>,
    after: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
    steps: usize,
}

impl<T: Ord + Clone + Hash> Acyclic<T> {
    /// For taking some of `edges`, each (what comes first, what follows).
    pub fn of(edges: &[(T, T)]) -> Self {
        let found = components(edges);
        let nodes: Vec<T> = found.iter().map(|(node, _)| node.clone()).collect();
        Self {
            place: nodes.iter().cloned().zip(0..).collect(),
            component: found.into_iter().map(|(_, component)| component).collect(),
            order: (0..nodes.len()).collect(),
            after: vec![Vec::new(); nodes.len()],
            before: vec![Vec::new(); nodes.len()],
            nodes,
            steps: 0,
        }
    }

    /// The circle that this edge would close with those taken, from its smallest member on; `None` if there
    /// is none: then the edge is taken.
    pub fn would_circle(&mut self, from: &T, to: &T) -> Option<Vec<T>> {
        if from == to {
            return Some(vec![from.clone()]);
        }
        let (from, to) = (*self.place.get(from)?, *self.place.get(to)?);
        if self.component[from] != self.component[to] {
            return None;
        }
        if self.order[from] > self.order[to]
            && let Some(path) = self.make_way(from, to)
        {
            let mut circle: Vec<T> = path.into_iter().map(|at| self.nodes[at].clone()).collect();
            rotate_to_smallest(&mut circle);
            return Some(circle);
        }
        self.after[from].push(to);
        self.before[to].push(from);
        None
    }

    /// Changes the order so that `from` stands before `to`. If a way leads from `to` to `from`, that way.
    fn make_way(&mut self, from: usize, to: usize) -> Option<Vec<usize>> {
        if self.steps > STEPS {
            return Some(vec![to, from]);
        }
        let (low, high) = (self.order[to], self.order[from]);
        let (mut follows, came) = reach(to, &self.after, |at| self.order[at] <= high, &mut self.steps);
        if came.contains_key(&from) {
            let mut path: Vec<usize> =
                core::iter::successors(Some(from), |at| came.get(at).copied().filter(|_| *at != to)).collect();
            path.reverse();
            return Some(path);
        }
        let (mut leads, _) = reach(from, &self.before, |at| self.order[at] >= low, &mut self.steps);
        follows.sort_unstable_by_key(|at| self.order[*at]);
        leads.sort_unstable_by_key(|at| self.order[*at]);
        leads.append(&mut follows);
        let mut free: Vec<usize> = leads.iter().map(|at| self.order[*at]).collect();
        free.sort_unstable();
        for (at, order) in leads.into_iter().zip(free) {
            self.order[at] = order;
        }
        None
    }
}

/// What is reached from `start` by nodes that `within` accepts, nearest first, and from where each was.
fn reach(
    start: usize,
    next: &[Vec<usize>],
    within: impl Fn(usize) -> bool,
    steps: &mut usize,
) -> (Vec<usize>, HashMap<usize, usize>) {
    let mut came = HashMap::from([(start, start)]);
    let mut found = vec![start];
    let mut at = 0;
    while let Some(node) = found.get(at).copied() {
        at += 1;
        for follower in &next[node] {
            *steps += 1;
            if within(*follower) && !came.contains_key(follower) {
                came.insert(*follower, node);
                found.push(*follower);
            }
        }
    }
    (found, came)
}

/// The nodes of strongly connected components of two nodes or more, each with the number of its component:
/// nodes in the order in which a walk leaves them, walked backwards from the last. They are given so that an
/// edge leads forwards wherever that walk could have it so.
fn components<T: Ord + Clone + Hash>(edges: &[(T, T)]) -> Vec<(T, usize)> {
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
    let mut component = vec![None; nodes.len()];
    for (number, start) in left.iter().rev().enumerate() {
        let mut members = Vec::new();
        walk(*start, &before, &mut met, &mut members);
        if members.len() > 1 {
            members.into_iter().for_each(|member| component[member] = Some(number));
        }
    }
    left.into_iter().rev().filter_map(|at| Some((nodes[at].clone(), component[at]?))).collect()
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
    fn a_dense_knot_is_taken_without_searching_it_for_every_edge() {
        let mut below = numbers();
        let edges: Vec<(u64, u64)> = (0..50_000).map(|_| (below(3_000), below(3_000))).collect();
        let mut acyclic = Acyclic::of(&edges);
        let taken: Vec<(u64, u64)> =
            edges.into_iter().filter(|(from, to)| acyclic.would_circle(from, to).is_none()).collect();
        assert!(taken.len() > 20_000, "{}", taken.len());
        assert!(components(&taken).is_empty());
        // Whatever the graph is, the searches end.
        assert!(acyclic.steps < STEPS + 200_000, "{}", acyclic.steps);
    }

    /// Numbers below a limit, the same in every run.
    fn numbers() -> impl FnMut(u64) -> u64 {
        let mut source = crate::random::SplitMix64::new(1);
        move |limit| source.next_u64() % limit
    }

    #[test]
    fn it_takes_what_a_search_of_everything_takes() {
        let mut below = numbers();
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
                let closes = |circle: &Vec<u64>| {
                    let next = circle.iter().cycle().skip(1);
                    circle
                        .iter()
                        .zip(next)
                        .all(|(one, next)| (one, next) == (from, to) || standing.contains(&(*one, *next)))
                };
                assert!(circle.as_ref().is_none_or(closes), "{circle:?} with {from} {to} in {standing:?}");
            }
        }
    }
}
