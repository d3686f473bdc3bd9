//! From columns and rows to the units of the picture: how large a node is, and the lines between them. Sixteen units
//! are one rem, so that the map grows with the text.

use super::model::Tie;
use cairn_learning::drawing::{Drawing, Point};
use std::{collections::BTreeMap, fmt::Write as _};

/// Units of one rem.
pub const REM: f64 = 16.0;
/// The least and the most width of a node.
const NARROW: f64 = 92.0;
const WIDE: f64 = 132.0;
/// A node's height: stones, three lines, a word. Shorter ones end at the same line.
pub const NODE: f64 = 116.0;
/// The height of what every node has at least.
const LEAST: f64 = 68.0;
/// From one row to the next.
const ROW: f64 = 156.0;
/// The height of a heading.
pub const HEAD: f64 = 66.0;
/// Under a node.
const UNDER: f64 = 4.0;
/// An arrow's head.
const TIP: f64 = 7.0;
/// Arrows into one node stand so far apart at most.
const APART: f64 = 14.0;

/// The height of a heading in rows.
pub const HEAD_ROWS: f64 = HEAD / ROW;

/// How many nodes fit beside each other in so many rem.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few dozen at most
pub fn columns(rem: f64) -> usize {
    (rem * REM / NARROW).floor().clamp(1.0, 40.0) as usize
}

/// A drawing in units.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scale {
    /// The width of a column.
    pub column: f64,
    pub width: f64,
    pub height: f64,
    rtl: bool,
}

/// A rectangle in units.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Place {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Scale {
    /// Fills `rem` if it can; mirrored where one reads from right to left.
    pub fn new(drawing: &Drawing, rem: f64, rtl: bool) -> Self {
        let column = (rem * REM / drawing.width.max(1.0)).clamp(NARROW, WIDE);
        Self { column, width: drawing.width * column, height: drawing.height * ROW, rtl }
    }

    fn x(&self, columns: f64) -> f64 {
        let x = columns * self.column;
        if self.rtl { self.width - x } else { x }
    }

    /// Where a node's box lies.
    pub fn node(&self, spot: &Point) -> Place {
        let width = self.column - 8.0;
        Place { x: self.x(spot.x) - width / 2.0, y: bottom(spot) - NODE, width, height: NODE }
    }

    /// Where a lane's frame lies; its heading takes [`HEAD`] of it.
    pub fn frame(&self, frame: &cairn_learning::drawing::Frame) -> Place {
        let width = frame.width * self.column;
        let x = self.x(frame.x) - if self.rtl { width } else { 0.0 };
        Place { x, y: frame.y * ROW, width, height: frame.height * ROW }
    }

    /// The line and the arrow's head of each edge that is drawn.
    pub fn lines(&self, drawing: &Drawing, ties: &[Tie]) -> Vec<Line> {
        let drawn = || ties.iter().zip(&drawing.ways).filter(|(_, way)| way.len() > 1);
        // Arrows into one node lie side by side, in the order in which they come.
        let mut ends: BTreeMap<usize, Vec<(f64, usize)>> = BTreeMap::new();
        for (tie, way) in drawn() {
            ends.entry(tie.to).or_default().push((way[way.len() - 2].x, tie.from));
        }
        for list in ends.values_mut() {
            list.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
        }
        let line = |(tie, way): (&Tie, &Vec<Point>)| {
            let list = &ends[&tie.to];
            let place = list.iter().position(|(_, from)| *from == tie.from).unwrap_or(0);
            let apart = APART.min(self.column * 0.6 / real(list.len()));
            let aside = (real(place) - (real(list.len()) - 1.0) / 2.0) * apart;
            self.line(way, if self.rtl { -aside } else { aside }, tie.helps)
        };
        drawn().map(line).collect()
    }

    fn line(&self, way: &[Point], aside: f64, helps: bool) -> Line {
        let mut path = String::new();
        let (mut x, mut y) = (self.x(way[0].x), bottom(&way[0]) - LEAST);
        let _ = write!(path, "M{} {}V{}", short(x), short(y), short(bottom(&way[0]) - NODE));
        y = bottom(&way[0]) - NODE;
        for (at, point) in way.iter().enumerate().skip(1) {
            let last = at + 1 == way.len();
            let to = self.x(point.x) + if last { aside } else { 0.0 };
            let end = bottom(point) + UNDER + if last && !helps { TIP } else { 0.0 };
            let middle = short(f64::midpoint(y, end));
            let _ = write!(path, "C{} {middle} {} {middle} {} {}", short(x), short(to), short(to), short(end));
            (x, y) = (to, end);
            if !last {
                y = bottom(point) - NODE;
                let _ = write!(path, "V{}", short(y));
            }
        }
        let tip = way.last().map_or(0.0, |point| bottom(point) + UNDER);
        let (left, right, base) = (short(x - TIP * 0.65), short(x + TIP * 0.65), short(tip + TIP));
        let close = if helps { "" } else { "Z" };
        let head = format!("M{left} {base}L{} {}L{right} {base}{close}", short(x), short(tip));
        Line { path, head, helps }
    }
}

/// An edge as two paths.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    pub path: String,
    pub head: String,
    pub helps: bool,
}

/// The lower edge of the node at a spot.
fn bottom(spot: &Point) -> f64 {
    (spot.y + 0.5) * ROW - UNDER - TIP * 2.0
}

/// A number as paths need it: tenths are more than is seen.
fn short(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[allow(clippy::cast_precision_loss)] // counts of edges
fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_learning::drawing::{Graph, draw};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_phone_holds_three_beside_each_other_and_enlarged_text_fewer() {
        for (rem, expected) in [(20.25, 3), (18.0, 3), (9.0, 1), (0.0, 1), (60.0, 10)] {
            assert_eq!(columns(rem), expected, "{rem}");
        }
    }

    #[test]
    fn lines_rise_from_one_node_to_the_next_and_are_mirrored() {
        let drawing = draw(&Graph { lanes: &[0; 3], edges: &[(0, 2), (1, 2)], columns: 3, head: 0.0 });
        let ties = [Tie { from: 0, to: 2, helps: false }, Tie { from: 1, to: 2, helps: true }];
        let (ltr, rtl) = (Scale::new(&drawing, 16.0, false), Scale::new(&drawing, 16.0, true));
        let (first, second) = (ltr.node(&drawing.spots[0]), ltr.node(&drawing.spots[1]));
        assert!(first.x + first.width < second.x && ltr.node(&drawing.spots[2]).y < first.y);
        assert!((rtl.node(&drawing.spots[0]).x - second.x).abs() < 1e-9);
        let lines = ltr.lines(&drawing, &ties);
        assert!(lines[0].head.ends_with('Z') && !lines[1].head.ends_with('Z'));
        assert_ne!(lines[0].head, lines[1].head, "two arrows into one node do not lie on each other");
        let starts = |line: &Line| line.path.split(' ').next().map(str::to_owned);
        assert_eq!(starts(&rtl.lines(&drawing, &ties)[0]), starts(&lines[1]));
    }
}
