//! Whole numbers as floats and back, in one place with the reason why nothing is lost. Not a maths library:
//! `exp`, `pow` and the like come from `libm`.

/// The largest whole number up to which every whole number is an `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A count as a float.
#[expect(clippy::cast_precision_loss, reason = "nothing that is counted here comes near 2^53")]
pub(crate) fn count(n: usize) -> f64 {
    n as f64
}

/// Days as a float.
#[expect(clippy::cast_precision_loss, reason = "study days stay far below 2^53")]
pub(crate) fn days(n: i64) -> f64 {
    n as f64
}

/// A float without its fraction (towards 0), held within plus and minus 2^53; not a number gives 0.
#[expect(clippy::cast_possible_truncation, reason = "clamped to whole numbers that both types hold")]
pub(crate) fn whole(x: f64) -> i64 {
    if x.is_nan() { 0 } else { x.clamp(-EXACT, EXACT) as i64 }
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn what_is_no_whole_number_becomes_the_nearest_that_both_types_hold() {
        assert_eq!((whole(2.9), whole(-2.9), whole(f64::NAN)), (2, -2, 0));
        assert_eq!(whole(f64::INFINITY), 1 << 53);
    }
}
