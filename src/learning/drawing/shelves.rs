//! The whole drawing: lanes that edges tie together form a block; blocks stand beside each other as long as they fit,
//! then below, in the order of their first lane.

use super::{
    Drawing, Frame, Graph, Point,
    order::{Grid, real},
    places::{GAP, Places},
};

/// Room between blocks: beside each other in columns, below each other in rows.
const BESIDE: f64 = 0.125;
const BELOW: f64 = 0.25;

pub(super) fn arrange(graph: &Graph, edges: &[Option<(usize, usize)>], grid: &Grid, places: &Places) -> Drawing {
    let lanes = places.widths.len();
    let mut heights = vec![0; lanes];
    for item in &grid.items {
        heights[item.lane] = heights[item.lane].max(item.row + 1);
    }
    let mut frames = vec![Frame::default(); lanes];
    let mut height_of = vec![0; lanes];
    let (mut width, mut height) = (0.0_f64, 0.0_f64);
    let (mut x, mut y, mut shelf) = (0.0_f64, 0.0_f64, 0.0_f64);
    for block in blocks(graph.lanes, edges, lanes) {
        let rows = block.iter().map(|lane| heights[*lane]).max().unwrap_or(0);
        if rows == 0 {
            continue;
        }
        let whole: f64 = block.iter().map(|lane| places.widths[*lane] + GAP).sum::<f64>() - GAP;
        if x > 0.0 && x + whole > real(graph.columns.max(1)) {
            (x, y, shelf) = (0.0, y + shelf + BELOW, 0.0);
        }
        let tall = graph.head + real(rows);
        for lane in block {
            frames[lane] = Frame { x, y, width: places.widths[lane], height: tall };
            height_of[lane] = rows;
            x += places.widths[lane] + GAP;
        }
        width = width.max(x - GAP);
        x += BESIDE - GAP;
        shelf = shelf.max(tall);
        height = height.max(y + shelf);
    }
    let point = |number: usize| {
        let item = &grid.items[number];
        let frame = frames[item.lane];
        let from_top = real(height_of[item.lane] - 1 - item.row);
        Point { x: frame.x + places.items[number], y: frame.y + graph.head + from_top + 0.5 }
    };
    let way = |(edge, bends): (&Option<(usize, usize)>, &Vec<usize>)| match edge {
        Some((from, to)) => [*from].iter().chain(bends).chain([to]).map(|number| point(*number)).collect(),
        None => Vec::new(),
    };
    Drawing {
        spots: (0..graph.lanes.len()).map(point).collect(),
        ways: edges.iter().zip(&grid.bends).map(way).collect(),
        frames,
        width,
        height,
    }
}

/// Lanes that are tied together, in order.
fn blocks(lanes: &[usize], edges: &[Option<(usize, usize)>], count: usize) -> Vec<Vec<usize>> {
    let mut head: Vec<usize> = (0..count).collect();
    let find = |head: &[usize], mut lane: usize| {
        while head[lane] != lane {
            lane = head[lane];
        }
        lane
    };
    for (from, to) in edges.iter().flatten() {
        let (left, right) = (find(&head, lanes[*from]), find(&head, lanes[*to]));
        // The smaller number leads, so that a block stands where its first lane does.
        head[left.max(right)] = left.min(right);
    }
    let mut blocks = vec![Vec::new(); count];
    for lane in 0..count {
        blocks[find(&head, lane)].push(lane);
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}
