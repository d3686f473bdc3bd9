//! The 21 weights of FSRS-6, held within the bounds of the published algorithm. Where they come from is the
//! optimiser's business, not this module's.

/// How many weights FSRS-6 has.
pub const COUNT: usize = 21;

/// The published defaults (py-fsrs 6.3.2, ts-fsrs 5.4.2).
const DEFAULT: [f64; COUNT] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/// The published bounds, `(least, greatest)` of each weight (py-fsrs 6.3.2).
const BOUNDS: [(f64, f64); COUNT] = [
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (1.0, 10.0),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8),
];

/// Weights that are finite and within bounds; [`Default`] gives the published ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters([f64; COUNT]);

/// Why numbers are no weights.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ParametersError {
    /// There are not 21 of them.
    #[error("{have} weights, not 21")]
    Count {
        /// How many there are.
        have: usize,
    },
    /// One is not a number between its bounds.
    #[error("weight {index} is {value}, not between {least} and {greatest}")]
    OutOfBounds {
        /// Which, from 0.
        index: usize,
        /// What it is.
        value: f64,
        /// The least that it may be.
        least: f64,
        /// The greatest that it may be.
        greatest: f64,
    },
}

impl Parameters {
    /// Takes 21 weights.
    pub fn new(weights: &[f64]) -> Result<Self, ParametersError> {
        let weights: [f64; COUNT] = weights.try_into().map_err(|_| ParametersError::Count { have: weights.len() })?;
        for (index, (value, (least, greatest))) in weights.into_iter().zip(BOUNDS).enumerate() {
            if !(least..=greatest).contains(&value) {
                return Err(ParametersError::OutOfBounds { index, value, least, greatest });
            }
        }
        Ok(Self(weights))
    }

    /// The weights, `w0` to `w20`.
    pub fn weights(&self) -> &[f64; COUNT] {
        &self.0
    }

    /// The bounds of each weight, `(least, greatest)`.
    pub fn bounds() -> &'static [(f64, f64); COUNT] {
        &BOUNDS
    }
}

impl Default for Parameters {
    fn default() -> Self {
        Self(DEFAULT)
    }
}

#[cfg(test)]
mod tests {
    use super::{Parameters, ParametersError};

    #[test]
    fn the_defaults_are_within_the_bounds() {
        assert_eq!(Parameters::new(Parameters::default().weights()), Ok(Parameters::default()));
    }

    #[test]
    fn what_is_no_weight_is_named() {
        assert_eq!(Parameters::new(&[0.5; 20]), Err(ParametersError::Count { have: 20 }));
        for bad in [f64::NAN, f64::INFINITY, 0.05, -1.0] {
            let mut weights = *Parameters::default().weights();
            weights[20] = bad;
            let refused = Parameters::new(&weights);
            assert!(matches!(refused, Err(ParametersError::OutOfBounds { index: 20, .. })), "{refused:?}");
        }
    }
}
