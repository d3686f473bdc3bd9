//! The row of each node, counted from the ground: above everything that comes before it, and no row of a lane holds
//! more than fits.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
};

/// Rows of `edges` over nodes with these `lanes`. In a circle a node gets some row; its edges may then lead down.
pub(super) fn rows(lanes: &[usize], edges: &[Option<(usize, usize)>], columns: usize) -> Vec<usize> {
    let nodes = lanes.len();
    let (mut after, mut before) = (vec![Vec::new(); nodes], vec![Vec::new(); nodes]);
    for (from, to) in edges.iter().flatten().copied().filter(|(from, to)| from != to) {
        after[from].push(to);
        before[to].push(from);
    }
    let mut tower = Tower::new(lanes, columns);
    let mut rows = vec![0; nodes];
    let mut waiting: Vec<usize> = before.iter().map(Vec::len).collect();
    let mut length = vec![0; nodes];
    let tied = |node: &usize| !after[*node].is_empty() || !before[*node].is_empty();
    let grounded = (0..nodes).filter(|node| before[*node].is_empty() && tied(node));
    // By length of the longest path, so that what stands low is placed first; then in the order given.
    let mut free: BinaryHeap<Reverse<(usize, usize)>> = grounded.map(|node| Reverse((0, node))).collect();
    let mut placed = vec![false; nodes];
    while let Some(Reverse((far, node))) = free.pop() {
        let lowest = before[node].iter().map(|first| rows[*first] + 1).max().unwrap_or(0);
        rows[node] = tower.place(lanes[node], lowest);
        placed[node] = true;
        for next in after[node].iter().copied() {
            length[next] = length[next].max(far + 1);
            waiting[next] -= 1;
            if waiting[next] == 0 {
                free.push(Reverse((length[next], next)));
            }
        }
    }
    // What is tied to nothing fills the room that is left, from the ground; so does what stands in a circle.
    for node in (0..nodes).filter(|node| !placed[*node]) {
        rows[node] = tower.place(lanes[node], 0);
    }
    rows
}

/// How full the rows of each lane are.
struct Tower {
    /// Nodes that a row of each lane may hold.
    most: HashMap<usize, usize>,
    held: HashMap<(usize, usize), usize>,
    /// Up to here every row of a lane is full.
    full: HashMap<usize, usize>,
}

impl Tower {
    /// A lane is about as wide as it is high, three nodes at least, within what fits.
    fn new(lanes: &[usize], columns: usize) -> Self {
        let mut sizes: HashMap<usize, usize> = HashMap::new();
        for lane in lanes {
            *sizes.entry(*lane).or_default() += 1;
        }
        let width = |size: usize| (1..size).find(|width| width * width >= size).unwrap_or(1).max(3).min(columns);
        let most = sizes.into_iter().map(|(lane, size)| (lane, width(size))).collect();
        Self { most, held: HashMap::new(), full: HashMap::new() }
    }

    /// The lowest row with room from `lowest` on.
    fn place(&mut self, lane: usize, lowest: usize) -> usize {
        let most = self.most.get(&lane).copied().unwrap_or(1);
        let full = self.full.entry(lane).or_default();
        let mut row = lowest.max(*full);
        while self.held.get(&(lane, row)).is_some_and(|held| *held >= most) {
            row += 1;
        }
        *self.held.entry((lane, row)).or_default() += 1;
        while self.held.get(&(lane, *full)).is_some_and(|held| *held >= most) {
            *full += 1;
        }
        row
    }
}
