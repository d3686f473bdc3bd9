//! Certainty: the regularised incomplete beta function, its inverse, and what is read off them. The
//! continued fraction is that of DLMF 8.17.22, evaluated by Lentz's method.

use super::{Belief, MasteryConfig};

const TINY: f64 = 1e-300;
const PRECISION: f64 = 1e-15;
const MAX_TERMS: u32 = 500;
const MAX_HALVINGS: u32 = 200;

/// A range that holds the success rate with the configured probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The probability that the success rate lies above `tau`: `1 - I_tau(a, b)`.
pub fn confidence_above(belief: &Belief, tau: f64) -> f64 {
    1.0 - incomplete_beta(belief.a, belief.b, tau)
}

/// The central interval of the configured mass (80 %).
pub fn interval(belief: &Belief, config: &MasteryConfig) -> Interval {
    let tail = (1.0 - config.interval_mass) / 2.0;
    Interval { low: beta_quantile(belief.a, belief.b, tail), high: beta_quantile(belief.a, belief.b, 1.0 - tail) }
}

/// The regularised incomplete beta function `I_x(a, b)` for `a, b > 0`; `x` outside `[0, 1]` is clamped.
pub fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front =
        libm::exp(libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x));
    if x < (a + 1.0) / (a + b + 2.0) {
        front * continued_fraction(a, b, x) / a
    } else {
        1.0 - front * continued_fraction(b, a, 1.0 - x) / b
    }
}

/// The `x` with `I_x(a, b) = p`, by bisection.
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..MAX_HALVINGS {
        let middle = f64::midpoint(low, high);
        if incomplete_beta(a, b, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
        if high - low < PRECISION {
            break;
        }
    }
    f64::midpoint(low, high)
}

fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut ratio = 1.0;
    let mut inverse = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = inverse;
    for term in 1..MAX_TERMS {
        let term = f64::from(term);
        let twice = 2.0 * term;
        let even = term * (b - term) * x / ((a - 1.0 + twice) * (a + twice));
        inverse = 1.0 / away_from_zero(1.0 + even * inverse);
        ratio = away_from_zero(1.0 + even / ratio);
        value *= inverse * ratio;
        let odd = -(a + term) * (a + b + term) * x / ((a + twice) * (a + 1.0 + twice));
        inverse = 1.0 / away_from_zero(1.0 + odd * inverse);
        ratio = away_from_zero(1.0 + odd / ratio);
        let step = inverse * ratio;
        value *= step;
        if (step - 1.0).abs() < PRECISION {
            break;
        }
    }
    value
}

fn away_from_zero(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}
