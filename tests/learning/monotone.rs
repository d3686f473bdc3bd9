//! The invariants of the mastery model over random histories: bounds, direction, order, monotonicity.

use cairn::learning::mastery::{Aid, Belief, EvidenceKind, Level, MasteryConfig, Setting, Standing, View, replay};
use proptest::prelude::*;
use proptest::sample::select;

use super::histories::{Piece, any_history, cases, mixed, views};

const TOLERANCE: f64 = 1e-12;

fn setting(target_demand: Option<u8>) -> Setting {
    Setting { target_demand, trust: 0.7 }
}

fn stand(pieces: &[Piece], target: Option<u8>, check: impl FnOnce(&Standing<'_>)) {
    let standing = replay(&views(pieces), &setting(target), View::Neutral, &MasteryConfig::default());
    check(&standing);
}

fn mean(pieces: &[Piece], target: Option<u8>) -> f64 {
    let mut mean = 0.0;
    stand(pieces, target, |standing| mean = standing.estimate.mean);
    mean
}

fn levels(pieces: &[Piece], target: Option<u8>) -> Vec<u8> {
    let mut levels = Vec::new();
    stand(pieces, target, |standing| {
        levels = standing.steps.iter().map(|s| s.level.as_u8()).collect();
    });
    levels
}

/// A reachable belief: between the floors, at most at the cap; a third of them at a floor.
fn reachable() -> impl Strategy<Value = Belief> {
    let n = prop_oneof![2.0..12.0, Just(12.0)];
    (n, 0_u8..3, 0.0..=1.0).prop_map(|(n, place, share): (f64, u8, f64)| {
        let b = match place {
            0 => 0.2,
            1 => n - 0.2,
            _ => 0.2 + share * (n - 0.4),
        };
        Belief { a: n - b, b }
    })
}

proptest! {
    #![proptest_config(cases())]

    /// P1: never more than the cap, never less than the floor.
    #[test]
    fn the_belief_stays_between_floor_and_cap(
        pieces in any_history(60),
        trust in 0.0..=1.0,
        personal in proptest::option::of(0.0..=1.0),
    ) {
        let config = MasteryConfig::default();
        let view = personal.map_or(View::Neutral, |mean| View::personal(mean, &config));
        let setting = Setting { target_demand: Some(2), trust };
        let estimate = replay(&views(&pieces), &setting, view, &config).estimate;
        prop_assert!(estimate.n <= config.cap + 1e-9);
        prop_assert!(estimate.belief.a >= config.floor - TOLERANCE);
        prop_assert!(estimate.belief.b >= config.floor - TOLERANCE);
        prop_assert!(estimate.mean > 0.0 && estimate.mean < 1.0);
    }

    /// P2: a right answer never lowers the mean, a wrong one never raises it.
    #[test]
    fn an_answer_moves_the_mean_its_own_way(
        belief in reachable(),
        guess in select(vec![0.0, 0.2, 0.25, 0.5]),
        weight in 0.05..3.0,
    ) {
        let config = MasteryConfig::default();
        let after = |score| belief.update(score, weight, guess, config.slip_auto, &config).belief.mean();
        prop_assert!(after(1.0) >= belief.mean() - TOLERANCE);
        prop_assert!(after(0.0) <= belief.mean() + TOLERANCE);
    }

    /// P3: one update is monotone in the score.
    #[test]
    fn a_better_score_never_gives_a_lower_mean(
        belief in reachable(),
        guess in select(vec![0.0, 0.25, 0.5]),
        weight in 0.05..3.0,
        scores in (0.0..=1.0, 0.0..=1.0),
    ) {
        let config = MasteryConfig::default();
        let after = |score| belief.update(score, weight, guess, config.slip_auto, &config).belief.mean();
        let (x, y): (f64, f64) = scores;
        prop_assert!(after(x.max(y)) >= after(x.min(y)) - TOLERANCE);
    }

    /// P4: order and duplicates change nothing, to the bit.
    #[test]
    fn the_same_set_gives_the_same_standing(
        (pieces, shuffled) in with_duplicates().prop_flat_map(|pieces| {
            let mut doubled = pieces.clone();
            doubled.extend(pieces.iter().take(3).cloned());
            (Just(pieces), Just(doubled).prop_shuffle())
        }),
        target in select(vec![None, Some(2), Some(3)]),
    ) {
        let config = MasteryConfig::default();
        for view in [View::Neutral, View::personal(0.8, &config)] {
            let here = views(&pieces);
            let there = views(&shuffled);
            let here = replay(&here, &setting(target), view, &config);
            let there = replay(&there, &setting(target), view, &config);
            prop_assert_eq!(here.estimate.mean.to_bits(), there.estimate.mean.to_bits());
            prop_assert_eq!(here, there);
        }
    }

    /// P5: the mean is monotone in every score of the history.
    #[test]
    fn a_better_score_anywhere_never_lowers_the_mean(
        pieces in mixed(20),
        at in any::<prop::sample::Index>(),
        part in 0.0..=1.0_f64,
    ) {
        let mut better = pieces.clone();
        let piece = at.get_mut(&mut better);
        piece.score = (piece.score + part * (1.0 - piece.score)).min(1.0);
        prop_assert!(mean(&better, None) >= mean(&pieces, None) - TOLERANCE);
    }

    /// P13: scores changed downward raise neither the mean nor any level of the replay.
    #[test]
    fn lower_scores_never_raise_the_mean_or_a_level(
        pieces in any_history(40),
        factors in proptest::collection::vec(prop_oneof![Just(1.0), Just(0.0), 0.0..=1.0], 40),
        target in select(vec![None, Some(2), Some(3), Some(4)]),
    ) {
        let mut lower = pieces.clone();
        for (piece, factor) in lower.iter_mut().zip(factors) {
            piece.score *= factor;
        }
        prop_assert!(mean(&lower, target) <= mean(&pieces, target) + TOLERANCE);
        let pairs = levels(&lower, target).into_iter().zip(levels(&pieces, target));
        for (low, high) in pairs {
            prop_assert!(low <= high);
        }
    }
}

/// A history in which some ids come with two contents.
fn with_duplicates() -> impl Strategy<Value = Vec<Piece>> {
    let other = proptest::option::of((any::<prop::sample::Index>(), 0.0..=1.0));
    (any_history(25), other).prop_map(|(mut pieces, other)| {
        if let Some((at, score)) = other {
            let piece = at.get(&pieces).clone().rescored(score);
            pieces.push(piece);
        }
        pieces
    })
}

/// What placement concludes moves what the planner expects, and certifies nothing.
#[test]
fn inferred_evidence_moves_the_personal_view_only() {
    let config = MasteryConfig::default();
    let inferred: Vec<Piece> = (0..8)
        .map(|i| Piece {
            id: format!("e{i}"),
            t_ms: i,
            day: i,
            kind: EvidenceKind::Inferred,
            score: 1.0,
            guess: 0.0,
            aid: Aid::None,
            demand: Some(6),
            item: None,
            canonical: Vec::new(),
        })
        .collect();
    let evidence = views(&inferred);
    let neutral = replay(&evidence, &setting(Some(3)), View::Neutral, &config);
    let personal = replay(&evidence, &setting(Some(3)), View::personal(0.5, &config), &config);
    assert!((neutral.estimate.mean - 0.5).abs() < TOLERANCE);
    assert!(personal.estimate.mean > 0.8);
    for standing in [neutral, personal] {
        assert_eq!(standing.level, Level::NotAssessed);
        assert_eq!((standing.success_days, standing.diverse), (0, false));
        assert!(standing.estimate.mass.abs() < TOLERANCE);
    }
}
