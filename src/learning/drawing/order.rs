//! The order of what stands in each row, so that few edges cross: sweeps up and down, each item to the middle of what
//! it is tied to in the row before (barycentre), the best of all sweeps.
//!
//! An edge over several rows bends in each of them. Edges that leave one node share their bends: one stem with
//! branches.

use std::collections::HashMap;

/// Sweeps up and down.
const SWEEPS: usize = 12;

/// A node, or the bend of edges that pass.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub lane: usize,
    pub row: usize,
    /// Whether it is a bend.
    pub bend: bool,
    /// Items of the row above that it is tied to, and of the row below.
    pub above: Vec<usize>,
    pub below: Vec<usize>,
}

/// Everything that takes room. Items with the numbers of nodes are the nodes.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub items: Vec<Item>,
    /// From the ground; in each row by lane, then in order.
    pub rows: Vec<Vec<usize>>,
    /// The bends of each edge, from the ground up.
    pub bends: Vec<Vec<usize>>,
}

impl Grid {
    /// The grid in the order in which nodes and edges are given.
    pub fn new(lanes: &[usize], edges: &[Option<(usize, usize)>], rows: &[usize]) -> Self {
        let node = |(lane, row): (&usize, &usize)| Item {
            lane: *lane,
            row: *row,
            bend: false,
            above: Vec::new(),
            below: Vec::new(),
        };
        let mut items: Vec<Item> = lanes.iter().zip(rows).map(node).collect();
        let mut stems: HashMap<(usize, usize), usize> = HashMap::new();
        let mut bends = Vec::with_capacity(edges.len());
        for edge in edges {
            let mut way = Vec::new();
            if let Some((from, to)) = *edge {
                let mut last = from;
                for row in rows[from] + 1..rows[to] {
                    let bend = *stems.entry((from, row)).or_insert_with(|| {
                        items.push(Item { lane: lanes[from], row, bend: true, above: Vec::new(), below: Vec::new() });
                        items.len() - 1
                    });
                    tie(&mut items, last, bend);
                    way.push(bend);
                    last = bend;
                }
                tie(&mut items, last, to);
            }
            bends.push(way);
        }
        let height = items.iter().map(|item| item.row + 1).max().unwrap_or(0);
        let mut lists = vec![Vec::new(); height];
        for (number, item) in items.iter().enumerate() {
            lists[item.row].push(number);
        }
        for list in &mut lists {
            list.sort_by_key(|number| (items[*number].lane, *number));
        }
        Self { items, rows: lists, bends }
    }

    /// Puts each row in an order with fewer crossings, if one is found.
    pub fn untangle(&mut self) {
        let mut best = (self.crossings(), self.rows.clone());
        for sweep in 0..SWEEPS {
            if best.0 == 0 {
                break;
            }
            self.sweep(sweep % 2 == 0);
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.rows.clone());
            }
        }
        self.rows = best.1;
    }

    fn sweep(&mut self, up: bool) {
        let height = self.rows.len();
        let mut at = self.positions();
        for step in 1..height {
            let row = if up { step } else { height - 1 - step };
            let mut keys: Vec<(usize, f64, usize)> = self.rows[row]
                .iter()
                .map(|number| {
                    let item = &self.items[*number];
                    let ties = if up { &item.below } else { &item.above };
                    (item.lane, mean(ties.iter().map(|tie| at[*tie])).unwrap_or(at[*number]), *number)
                })
                .collect();
            // Stable: what is equal stays as it stood.
            keys.sort_by(|left, right| left.0.cmp(&right.0).then(left.1.total_cmp(&right.1)));
            let mut places: Vec<f64> = self.rows[row].iter().map(|number| at[*number]).collect();
            places.sort_by(f64::total_cmp);
            self.rows[row] = keys.into_iter().map(|(_, _, number)| number).collect();
            for (number, place) in self.rows[row].iter().zip(places) {
                at[*number] = place;
            }
        }
    }

    /// Where each item stands. A lane begins at the same place in every row, and its items spread over it.
    fn positions(&self) -> Vec<f64> {
        let lanes = self.items.iter().map(|item| item.lane + 1).max().unwrap_or(0);
        let (mut widest, mut counts) = (vec![0_usize; lanes], Vec::with_capacity(self.rows.len()));
        for row in &self.rows {
            let mut count = vec![0_usize; lanes];
            row.iter().for_each(|number| count[self.items[*number].lane] += 1);
            widest.iter_mut().zip(&count).for_each(|(widest, count)| *widest = (*widest).max(*count));
            counts.push(count);
        }
        let mut begins = vec![0.0; lanes];
        for lane in 1..lanes {
            begins[lane] = begins[lane - 1] + real(widest[lane - 1]);
        }
        let mut at = vec![0.0; self.items.len()];
        for (row, count) in self.rows.iter().zip(&counts) {
            let mut met = vec![0_usize; lanes];
            for number in row {
                let lane = self.items[*number].lane;
                at[*number] = begins[lane] + (real(met[lane]) + 0.5) * real(widest[lane]) / real(count[lane]);
                met[lane] += 1;
            }
        }
        at
    }

    /// How often two ties between neighbouring rows cross.
    fn crossings(&self) -> usize {
        let mut place = vec![0; self.items.len()];
        for row in &self.rows {
            row.iter().enumerate().for_each(|(at, number)| place[*number] = at);
        }
        self.rows
            .iter()
            .map(|row| {
                let ends = row.iter().flat_map(|number| {
                    let mut ends: Vec<usize> = self.items[*number].above.iter().map(|above| place[*above]).collect();
                    ends.sort_unstable();
                    ends
                });
                inversions(&ends.collect::<Vec<_>>())
            })
            .sum()
    }
}

fn tie(items: &mut [Item], below: usize, above: usize) {
    if !items[below].above.contains(&above) {
        items[below].above.push(above);
        items[above].below.push(below);
    }
}

/// How many pairs stand in the wrong order (Fenwick tree).
fn inversions(values: &[usize]) -> usize {
    let size = values.iter().max().map_or(0, |most| most + 1);
    let mut tree = vec![0_usize; size + 1];
    let mut found = 0;
    for (seen, value) in values.iter().enumerate() {
        let mut at = value + 1;
        let mut not_greater = 0;
        while at > 0 {
            not_greater += tree[at];
            at -= at & at.wrapping_neg();
        }
        found += seen - not_greater;
        let mut at = value + 1;
        while at <= size {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    found
}

/// The mean; none of nothing.
pub(super) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_usize), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / real(count))
}

#[allow(clippy::cast_precision_loss)] // counts of nodes
pub(super) fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "places are sums of halves, exact in binary")]
mod tests {
    use super::*;

    #[test]
    fn pairs_in_the_wrong_order_are_counted() {
        for (values, expected) in [(vec![], 0), (vec![3, 2, 1, 0], 6), (vec![0, 0, 1, 1], 0), (vec![1, 0, 1, 0], 3)] {
            assert_eq!(inversions(&values), expected, "{values:?}");
        }
    }

    #[test]
    fn two_edges_that_cross_are_untangled() {
        let edges = [Some((0, 3)), Some((1, 2))];
        let mut grid = Grid::new(&[0; 4], &edges, &[0, 0, 1, 1]);
        assert_eq!(grid.crossings(), 1);
        grid.untangle();
        assert_eq!(grid.crossings(), 0);
    }

    #[test]
    fn edges_of_one_node_share_their_bends() {
        let edges = [Some((0, 1)), Some((0, 2))];
        let grid = Grid::new(&[0; 3], &edges, &[0, 3, 4]);
        assert_eq!(grid.bends, [vec![3, 4], vec![3, 4, 5]]);
        assert_eq!(grid.items.len(), 6);
    }
}
