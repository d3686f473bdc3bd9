//! From pairs to a figure with its interval. Pure: the same pairs give the same interval.
//!
//! The figure is the ratio, or the difference, of two medians. Its interval is a percentile bootstrap over
//! pairs: what stood next to each other in time stays together.

/// How many samples are drawn for an interval.
const RESAMPLES: usize = 10_000;

/// Ours and the peer's, measured one after the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    pub ours: f64,
    pub peer: f64,
}

/// How two medians become one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// Ours in units of the peer's.
    Ratio,
    /// Ours less the peer's.
    Difference,
}

impl Compare {
    fn of(self, ours: f64, peer: f64) -> f64 {
        match self {
            Self::Ratio => ours / peer,
            Self::Difference => ours - peer,
        }
    }
}

/// What the pairs say: both medians, the figure, and where it lies with 95 % confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    pub ours: f64,
    pub peer: f64,
    pub figure: f64,
    pub low: f64,
    pub high: f64,
}

/// Nothing without at least two pairs, or where a ratio has no meaning.
pub fn estimate(pairs: &[Pair], compare: Compare) -> Option<Estimate> {
    let sound = |pair: &Pair| pair.ours.is_finite() && pair.peer.is_finite() && pair.peer > 0.0;
    if pairs.len() < 2 || !pairs.iter().all(sound) {
        return None;
    }
    let medians = |pairs: &[Pair]| {
        let ours = median(pairs.iter().map(|pair| pair.ours).collect());
        (ours, median(pairs.iter().map(|pair| pair.peer).collect()))
    };
    let (ours, peer) = medians(pairs);
    let mut random = Random(pairs.len() as u64);
    let mut drawn = Vec::with_capacity(pairs.len());
    let mut figures: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            drawn.clear();
            drawn.extend((0..pairs.len()).map(|_| pairs[random.below(pairs.len())]));
            let (ours, peer) = medians(&drawn);
            compare.of(ours, peer)
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    let tail = RESAMPLES / 40;
    Some(Estimate {
        ours,
        peer,
        figure: compare.of(ours, peer),
        low: figures[tail],
        high: figures[RESAMPLES - 1 - tail],
    })
}

/// The middle, or the mean of the two in the middle; 0 of nothing.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

/// `SplitMix64`: enough to draw pairs, and the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// The high bits of a product: below `limit`, which is small here.
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from((u128::from(self.next()) * limit as u128) >> 64).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(values: &[(f64, f64)]) -> Vec<Pair> {
        values.iter().map(|(ours, peer)| Pair { ours: *ours, peer: *peer }).collect()
    }

    #[test]
    fn the_median_is_the_middle() {
        for (values, middle) in [(vec![], 0.0), (vec![3.0], 3.0), (vec![9.0, 1.0, 5.0], 5.0), (vec![4.0, 1.0], 2.5)] {
            assert!((median(values.clone()) - middle).abs() < 1e-12, "{values:?}");
        }
    }

    #[test]
    fn pairs_without_noise_have_an_interval_without_width() {
        let found = estimate(&pairs(&[(3.0, 2.0); 30]), Compare::Ratio).unwrap();
        assert_eq!(found, Estimate { ours: 3.0, peer: 2.0, figure: 1.5, low: 1.5, high: 1.5 });
        let found = estimate(&pairs(&[(3.0, 2.0); 30]), Compare::Difference).unwrap();
        assert_eq!((found.figure, found.low, found.high), (1.0, 1.0, 1.0));
    }

    #[test]
    fn the_interval_is_that_of_the_median() {
        // Ours is 1 to 99, the peer always 1. The bounds of the median of 99 values are about the 40th and the 60th.
        let known: Vec<Pair> = (1..=99).map(|n| Pair { ours: f64::from(n), peer: 1.0 }).collect();
        let found = estimate(&known, Compare::Ratio).unwrap();
        assert!((found.figure - 50.0).abs() < 1e-12);
        assert!((39.0..=42.0).contains(&found.low) && (58.0..=61.0).contains(&found.high), "{found:?}");
        assert_eq!(estimate(&known, Compare::Ratio), Some(found), "the same pairs, the same interval");
    }

    #[test]
    fn more_pairs_narrow_the_interval_and_one_outlier_does_not_move_it() {
        let wave = |n: i32| 10.0 + f64::from(n % 7) / 10.0;
        let width = |count: i32| {
            let some: Vec<Pair> = (0..count).map(|n| Pair { ours: wave(n * 3), peer: wave(n) }).collect();
            let found = estimate(&some, Compare::Ratio).unwrap();
            found.high - found.low
        };
        assert!(width(300) < width(12));
        let mut some = pairs(&[(2.0, 1.0); 11]);
        some.push(Pair { ours: 900.0, peer: 1.0 });
        let found = estimate(&some, Compare::Ratio).unwrap();
        assert_eq!((found.figure, found.high), (2.0, 2.0));
    }

    #[test]
    fn what_says_nothing_gives_no_figure() {
        for none in [&[][..], &[(1.0, 1.0)], &[(1.0, 0.0), (1.0, 1.0)], &[(f64::NAN, 1.0), (1.0, 1.0)]] {
            assert_eq!(estimate(&pairs(none), Compare::Ratio), None, "{none:?}");
        }
    }
}
