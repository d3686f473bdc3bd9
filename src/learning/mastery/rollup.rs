//! A parent drawn together from all leaves below it, each with its own weight, however deep. Which leaves
//! those are is the tree's business, see [`crate::structure::Tree`].

use super::Level;

/// One leaf below a parent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaf {
    /// Its weight, more than 0; 1 unless set.
    pub weight: f64,
    /// Whether the parent needs it.
    pub required: bool,
    /// Its readiness, in `[0, 1]`.
    pub readiness: f64,
    /// The standard deviation of its estimate.
    pub sd: f64,
    /// Its level.
    pub level: Level,
}

/// A parent's numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rollup {
    /// Weighted mean of the leaves' readiness.
    pub readiness: f64,
    /// Standard deviation of that mean, the leaves taken as independent.
    pub sd: f64,
    /// The least level among the required leaves.
    pub level: Level,
    /// Share of the required leaves at proficient or above.
    pub progress: f64,
}

/// Draws `leaves` together; if none is required, all are. `None` without leaves or without weight.
#[expect(clippy::cast_precision_loss, reason = "a parent has far fewer than 2^52 leaves")]
pub fn rollup(leaves: &[Leaf]) -> Option<Rollup> {
    let total: f64 = leaves.iter().map(|leaf| leaf.weight).sum();
    if total.is_nan() || total <= 0.0 {
        return None;
    }
    let none_required = leaves.iter().all(|leaf| !leaf.required);
    let required: Vec<Level> =
        leaves.iter().filter(|leaf| leaf.required || none_required).map(|leaf| leaf.level).collect();
    let proficient = required.iter().filter(|level| **level >= Level::Proficient).count();
    let readiness: f64 = leaves.iter().map(|leaf| leaf.weight * leaf.readiness).sum();
    let variance: f64 = leaves.iter().map(|leaf| (leaf.weight * leaf.sd) * (leaf.weight * leaf.sd)).sum();
    Some(Rollup {
        readiness: readiness / total,
        sd: libm::sqrt(variance) / total,
        level: required.iter().min().copied()?,
        progress: proficient as f64 / required.len() as f64,
    })
}

#[cfg(test)]
mod tests {
    use super::rollup;

    #[test]
    fn nothing_below_gives_nothing() {
        assert_eq!(rollup(&[]), None);
    }
}
