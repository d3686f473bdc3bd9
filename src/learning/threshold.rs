//! How a number meets a threshold: with a slack, so that a value which reaches a threshold on paper
//! reaches it in binary floating point too. Clamps and caps do not go through here; they compare plainly.

/// The slack of every threshold.
pub const SLACK: f64 = 1e-9;

/// `x >= threshold` on paper. Its negation is `x < threshold`. Not a number reaches nothing.
pub fn reaches(x: f64, threshold: f64) -> bool {
    x >= threshold - SLACK
}

/// `x > threshold` on paper. Its negation is `x <= threshold`.
pub fn exceeds(x: f64, threshold: f64) -> bool {
    x > threshold + SLACK
}
