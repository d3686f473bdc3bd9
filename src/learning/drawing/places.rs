//! Where each item stands in its lane: near the middle of what it is tied to, in order, with room between. One row
//! at a time this is least squares under an order, which pooling neighbours solves exactly (pool adjacent violators).

use super::order::{Grid, mean};

/// Half the room that a node takes, and a bend. All places are whole eighths of a column, so that order and room
/// survive the rounding.
const NODE: f64 = 0.5;
const BEND: f64 = 0.125;
const STEPS: f64 = 8.0;

/// Room between two lanes of a block, in columns.
pub(super) const GAP: f64 = 0.125;

/// Rows are settled so often, up and down in turn.
const PASSES: usize = 8;

/// Where lanes and items stand, in columns: lanes from the start of the first lane, items from that of their lane.
pub(super) struct Places {
    pub widths: Vec<f64>,
    pub items: Vec<f64>,
}

pub(super) fn places(grid: &Grid) -> Places {
    let lanes = grid.items.iter().map(|item| item.lane + 1).max().unwrap_or(0);
    let mut widths = vec![0.0_f64; lanes];
    let mut items = vec![0.0_f64; grid.items.len()];
    for row in &grid.rows {
        let mut ends = vec![0.0; lanes];
        for number in row {
            let (lane, half) = (grid.items[*number].lane, half(grid, *number));
            items[*number] = ends[lane] + half;
            ends[lane] += 2.0 * half;
        }
        widths.iter_mut().zip(ends).for_each(|(width, end)| *width = width.max(end));
    }
    let mut begins = vec![0.0; lanes];
    for lane in 1..lanes {
        begins[lane] = begins[lane - 1] + widths[lane - 1] + GAP;
    }
    for pass in 0..PASSES {
        let height = grid.rows.len();
        for step in 0..height {
            let up = pass % 2 == 0;
            let row = &grid.rows[if up { step } else { height - 1 - step }];
            for lane in row.chunk_by(|left, right| grid.items[*left].lane == grid.items[*right].lane) {
                settle(grid, lane, up, &begins, &widths, &mut items);
            }
        }
    }
    Places { widths, items }
}

/// Settles what stands in one row of one lane.
fn settle(grid: &Grid, row: &[usize], up: bool, begins: &[f64], widths: &[f64], items: &mut [f64]) {
    let Some((first, last)) = row.first().zip(row.last()) else { return };
    let lane = grid.items[*first].lane;
    let mut room = 0.0;
    let mut before = None;
    let mut offsets = Vec::with_capacity(row.len());
    let mut blocks: Vec<Pool> = Vec::new();
    for number in row {
        let item = &grid.items[*number];
        room += before.map_or(0.0, |before| half(grid, before) + half(grid, *number));
        before = Some(*number);
        offsets.push(room);
        let ties = if up { &item.below } else { &item.above };
        let wanted = mean(ties.iter().map(|tie| begins[grid.items[*tie].lane] + items[*tie] - begins[lane]));
        // What is tied to nothing on this side rather stays; a bend rather runs straight on.
        let weight = match wanted {
            None => 0.25,
            Some(_) if item.bend => 2.0,
            Some(_) => 1.0,
        };
        let wanted = wanted.unwrap_or(items[*number]) - room;
        blocks.push(Pool { sum: wanted * weight, weight, count: 1 });
        while let [.., left, right] = &blocks[..]
            && left.value() >= right.value()
        {
            let merged =
                Pool { sum: left.sum + right.sum, weight: left.weight + right.weight, count: left.count + right.count };
            blocks.truncate(blocks.len() - 2);
            blocks.push(merged);
        }
    }
    let lowest = half(grid, *first);
    let highest = widths[lane] - half(grid, *last) - room;
    let values = blocks.iter().flat_map(|block| std::iter::repeat_n(block.value(), block.count));
    for ((number, offset), value) in row.iter().zip(offsets).zip(values) {
        let value = (value * STEPS).round() / STEPS;
        items[*number] = value.min(highest).max(lowest) + offset;
    }
}

/// Items that stand as close as they may.
struct Pool {
    sum: f64,
    weight: f64,
    count: usize,
}

impl Pool {
    fn value(&self) -> f64 {
        self.sum / self.weight
    }
}

fn half(grid: &Grid, number: usize) -> f64 {
    if grid.items[number].bend { BEND } else { NODE }
}
