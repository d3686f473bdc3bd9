//! The invariants of calibration over random judgements.

use cairn::learning::calibration::{Calibration, CalibrationConfig, Judgement, Verdict, calibrate, surprises, trust};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::histories::cases;

fn judgements() -> impl Strategy<Value = Vec<Judgement>> {
    let confidence = select(CalibrationConfig::default().scale.to_vec());
    let binary = vec((confidence.clone(), select(vec![0.0, 1.0])), 1..60);
    let graded = vec((confidence, 0.0..=1.0), 1..60);
    prop_oneof![binary, graded].prop_map(|pairs| {
        pairs.into_iter().filter_map(|(confidence, outcome)| Judgement::new(confidence, outcome)).collect()
    })
}

fn figures(judgements: &[Judgement]) -> Calibration {
    calibrate(judgements, &CalibrationConfig::default()).expect("judgements")
}

/// Gamma and AUROC pair by pair, as they are defined.
fn by_pairs(judgements: &[Judgement]) -> (Option<f64>, Option<f64>) {
    if judgements.iter().any(|j| j.outcome() > 0.0 && j.outcome() < 1.0) {
        return (None, None);
    }
    let (mut above, mut below, mut tied) = (0_u32, 0_u32, 0_u32);
    for right in judgements.iter().filter(|j| j.outcome() > 0.5) {
        for wrong in judgements.iter().filter(|j| j.outcome() < 0.5) {
            match right.confidence().total_cmp(&wrong.confidence()) {
                std::cmp::Ordering::Greater => above += 1,
                std::cmp::Ordering::Less => below += 1,
                std::cmp::Ordering::Equal => tied += 1,
            }
        }
    }
    let [above, below, tied] = [above, below, tied].map(f64::from);
    let share = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    (share(above - below, above + below), share(above + 0.5 * tied, above + below + tied))
}

proptest! {
    #![proptest_config(cases())]

    /// P9: Murphy's identity, and the bounds of every figure.
    #[test]
    fn the_brier_score_is_the_sum_of_its_parts(judgements in judgements()) {
        let seen = figures(&judgements);
        prop_assert!((seen.brier - (seen.reliability - seen.resolution + seen.uncertainty)).abs() < 1e-9);
        prop_assert!(seen.reliability >= 0.0 && seen.resolution >= 0.0 && seen.uncertainty >= 0.0);
        prop_assert!((0.0..=1.0).contains(&seen.brier));
        prop_assert!(seen.bias.abs() <= seen.ece + 1e-12);
        prop_assert!(seen.bias_shrunk.abs() <= seen.bias.abs());
        prop_assert_eq!(seen.bins.iter().map(|bin| bin.n).sum::<usize>(), seen.n);
        prop_assert_eq!(seen.verdict == Verdict::Insufficient, seen.n < 10);
        prop_assert!((0.25..=1.0).contains(&trust(seen.bias, seen.n, &CalibrationConfig::default())));
    }

    #[test]
    fn discrimination_is_that_of_all_pairs(judgements in judgements()) {
        let seen = figures(&judgements);
        prop_assert_eq!((seen.gamma, seen.auroc), by_pairs(&judgements));
    }

    /// The same judgements give the same figures, to the bit, in any order.
    #[test]
    fn order_changes_no_figure(
        (judgements, shuffled) in judgements().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        prop_assert_eq!(figures(&judgements), figures(&shuffled));
    }

    #[test]
    fn a_surprise_is_wrong_and_was_certain(judgements in judgements()) {
        let found = surprises(&judgements, &CalibrationConfig::default());
        for (at, judgement) in judgements.iter().enumerate() {
            let surprising = judgement.outcome() <= 0.0 && judgement.confidence() >= 0.8 - 1e-9;
            prop_assert_eq!(found.contains(&at), surprising);
        }
    }
}
