//! Going through a drawing by keys: up and down along edges, else to what stands nearest; to and fro in reading order,
//! which reaches everything.

use super::Point;

/// Where to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// To what follows from here.
    Up,
    /// To what comes before.
    Down,
    /// To the one before in reading order.
    Before,
    /// To the one after in reading order.
    After,
    /// To the first of all.
    First,
    /// To the last of all.
    Last,
}

/// The spot that a step from `from` leads to; none where the drawing ends.
pub fn walk(spots: &[Point], edges: &[(usize, usize)], from: usize, step: Step) -> Option<usize> {
    let here = spots.get(from)?;
    let up = match step {
        Step::Up => true,
        Step::Down => false,
        _ => return along(spots, from, step),
    };
    let ahead = |spot: &Point| if up { here.y - spot.y } else { spot.y - here.y };
    let tied = edges.iter().filter_map(|(first, next)| {
        let (here, other) = if up { (first, next) } else { (next, first) };
        (*here == from).then_some(*other)
    });
    let tied = nearest(here, spots, tied.filter(|other| spots.get(*other).is_some_and(|spot| ahead(spot) > 0.0)));
    tied.or_else(|| nearest(here, spots, (0..spots.len()).filter(|other| ahead(&spots[*other]) > 0.01)))
}

/// The nearest by rows, and twice as much by columns.
fn nearest(here: &Point, spots: &[Point], among: impl Iterator<Item = usize>) -> Option<usize> {
    let cost = |spot: &Point| (spot.y - here.y).abs() + 2.0 * (spot.x - here.x).abs();
    among.min_by(|left, right| cost(&spots[*left]).total_cmp(&cost(&spots[*right])).then(left.cmp(right)))
}

fn along(spots: &[Point], from: usize, step: Step) -> Option<usize> {
    let mut order: Vec<usize> = (0..spots.len()).collect();
    order.sort_by(|left, right| {
        let (left, right) = (&spots[*left], &spots[*right]);
        left.y.total_cmp(&right.y).then(left.x.total_cmp(&right.x))
    });
    let at = order.iter().position(|number| *number == from)?;
    let to = match step {
        Step::Before => at.checked_sub(1)?,
        Step::First => 0,
        Step::Last => order.len() - 1,
        _ => at + 1,
    };
    order.get(to).copied()
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "places are sums of halves, exact in binary")]
mod tests {
    use super::*;

    /// Two rows of three; 0 to 2 above.
    fn spots() -> Vec<Point> {
        (0..6).map(|n| Point { x: f64::from(n % 3), y: f64::from(n / 3) }).collect()
    }

    #[test]
    fn up_and_down_follow_edges_before_places() {
        for (edges, from, step, expected) in [
            (&[][..], 4, Step::Up, Some(1)),
            (&[(4, 2)], 4, Step::Up, Some(2)),
            (&[(4, 2), (4, 1)], 4, Step::Up, Some(1)),
            (&[(5, 0)], 0, Step::Down, Some(5)),
            (&[], 0, Step::Up, None),
            (&[], 4, Step::Down, None),
        ] {
            assert_eq!(walk(&spots(), edges, from, step), expected, "{edges:?} {from} {step:?}");
        }
    }

    #[test]
    fn to_and_fro_reaches_everything() {
        let mut at = walk(&spots(), &[], 4, Step::First);
        let mut met = Vec::new();
        while let Some(here) = at {
            met.push(here);
            at = walk(&spots(), &[], here, Step::After);
        }
        assert_eq!(met, [0, 1, 2, 3, 4, 5]);
        assert_eq!(walk(&spots(), &[], 0, Step::Before), None);
        assert_eq!(walk(&spots(), &[], 0, Step::Last), Some(5));
        assert_eq!(walk(&[], &[], 0, Step::First), None);
    }
}
