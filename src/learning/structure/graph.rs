//! The whole graph at once, as on import: an order in which every prerequisite comes first (Kahn's
//! algorithm with a min-heap on id), and one cycle where there is no such order.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::hash::Hash;

/// The result of ordering a graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order<T> {
    /// The nodes that can be ordered, prerequisites first, smallest id first among equals.
    pub order: Vec<T>,
    /// One cycle if there is any: each member is required by the next, the last by the first; it starts
    /// at its smallest id.
    pub cycle: Option<Vec<T>>,
}

/// Orders `nodes` by `edges` of the form `(prerequisite, dependent)`.
///
/// Edges that name an unknown node are passed over; a repeated edge changes nothing.
pub fn topological_order<T: Ord + Clone + Hash>(nodes: &[T], edges: &[(T, T)]) -> Order<T> {
    let mut nodes: Vec<&T> = nodes.iter().collect();
    nodes.sort_unstable();
    nodes.dedup();
    let position: HashMap<&T, usize> = nodes.iter().enumerate().map(|(i, n)| (*n, i)).collect();
    let mut after = vec![Vec::new(); nodes.len()];
    let mut before = vec![Vec::new(); nodes.len()];
    for (pre, post) in edges {
        if let (Some(&pre), Some(&post)) = (position.get(pre), position.get(post)) {
            after[pre].push(post);
            before[post].push(pre);
        }
    }

    let mut waiting_for: Vec<usize> = before.iter().map(Vec::len).collect();
    let mut free: BinaryHeap<Reverse<usize>> = (0..nodes.len()).filter(|i| waiting_for[*i] == 0).map(Reverse).collect();
    let mut order = Vec::with_capacity(nodes.len());
    while let Some(Reverse(node)) = free.pop() {
        order.push(nodes[node].clone());
        for &next in &after[node] {
            waiting_for[next] -= 1;
            if waiting_for[next] == 0 {
                free.push(Reverse(next));
            }
        }
    }
    let cycle =
        cycle_among(&waiting_for, &before).map(|members| members.into_iter().map(|i| nodes[i].clone()).collect());
    Order { order, cycle }
}

/// Walks from the smallest leftover to its smallest leftover predecessor until a node comes again. Every
/// leftover has a leftover predecessor, or it would have been ordered.
fn cycle_among(waiting_for: &[usize], before: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut node = waiting_for.iter().position(|count| *count > 0)?;
    let mut place_on_path = vec![None; waiting_for.len()];
    let mut path = Vec::new();
    while place_on_path[node].is_none() {
        place_on_path[node] = Some(path.len());
        path.push(node);
        node = before[node].iter().copied().filter(|pre| waiting_for[*pre] > 0).min()?;
    }
    let mut cycle = path.split_off(place_on_path[node]?);
    cycle.reverse();
    super::requirement::rotate_to_smallest(&mut cycle);
    Some(cycle)
}
