//! A graph as a drawing: where each node stands and how each edge runs, in columns and rows. What comes first stands
//! on the ground, what follows from it above.
//!
//! A layered drawing (Sugiyama, Tagawa, Toda 1981): rows by longest path, order by barycentres, then places. Nodes
//! of a group stand in a lane of their own. Lanes that no edge ties together are set beside and below each other like
//! words on a page, so that a drawing grows downwards where it can. Deterministic; it knows no words and no pixels.

mod order;
mod places;
mod rows;
mod shelves;
mod walk;

pub use walk::{Step, walk};

/// What is to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Graph<'a> {
    /// The lane of each node, counted from 0 in the order in which lanes are shown.
    pub lanes: &'a [usize],
    /// (what comes first, what follows), by node. What names no node or closes a circle is not drawn.
    pub edges: &'a [(usize, usize)],
    /// How many nodes fit beside each other; at least 1.
    pub columns: usize,
    /// The height of a lane's heading, in rows.
    pub head: f64,
}

/// A place: `x` in columns from the start, `y` in rows from the top.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Point {
    /// Columns.
    pub x: f64,
    /// Rows.
    pub y: f64,
}

/// A rectangle, in columns and rows.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Frame {
    /// Its start.
    pub x: f64,
    /// Its top.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height, with the heading.
    pub height: f64,
}

/// A graph with places.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Drawing {
    /// The middle of each node, which is one column wide and one row high.
    pub spots: Vec<Point>,
    /// The way of each edge from the first node to the one that follows, past the nodes between them; empty if it is
    /// not drawn.
    pub ways: Vec<Vec<Point>>,
    /// Each lane with its heading.
    pub frames: Vec<Frame>,
    /// Columns.
    pub width: f64,
    /// Rows.
    pub height: f64,
}

/// Draws a graph.
pub fn draw(graph: &Graph) -> Drawing {
    let nodes = graph.lanes.len();
    let known = |(from, to): &(usize, usize)| *from < nodes && *to < nodes;
    let edges: Vec<Option<(usize, usize)>> = graph.edges.iter().copied().map(|edge| Some(edge).filter(known)).collect();
    let rows = rows::rows(graph.lanes, &edges, graph.columns.max(1));
    let edges: Vec<_> = edges.into_iter().map(|edge| edge.filter(|(from, to)| rows[*from] < rows[*to])).collect();
    let mut grid = order::Grid::new(graph.lanes, &edges, &rows);
    grid.untangle();
    let places = places::places(&grid);
    shelves::arrange(graph, &edges, &grid, &places)
}

#[cfg(test)]
mod tests;
