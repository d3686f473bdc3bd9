//! Retention and readiness over random histories: the clock alone never raises them, a failed day never does, order
//! and duplicates change nothing; and when mastery counts as confirmed.

use cairn::learning::mastery::{
    Aid, Confirmation, EvidenceKind, Freshness, LinkedCard, MasteryConfig, Retained, Setting, View, confidence_above,
    confirmation, days_until, freshness, readiness, replay, retained,
};
use cairn::learning::mastery::{Belief, Evidence};
use cairn::learning::schedule::{Fsrs, Rating};
use proptest::collection::vec;
use proptest::prelude::*;

use super::histories::{Piece, any_history, cases, views};

const TOLERANCE: f64 = 1e-12;
const SETTING: Setting = Setting { target_demand: None, trust: 1.0 };

fn memory(pieces: &[Piece]) -> Retained {
    retained(&views(pieces), &SETTING, &Fsrs::default(), &MasteryConfig::default())
}

fn mean(pieces: &[Piece]) -> f64 {
    replay(&views(pieces), &SETTING, View::Neutral, &MasteryConfig::default()).estimate.mean
}

fn last_day(pieces: &[Piece]) -> i64 {
    pieces.iter().map(|piece| piece.day).max().unwrap_or(0)
}

fn cards(longest: usize) -> impl Strategy<Value = Vec<LinkedCard>> {
    let card = (0.1..100.0, 0_i64..50, 0.1..3.0);
    vec(card.prop_map(|(stability, last_day, weight)| LinkedCard { stability, last_day, weight }), 0..=longest)
}

/// A day on which everything went wrong, or at most not well enough.
fn failed_day(day: i64, answers: usize, score: f64) -> Vec<Piece> {
    let answer = |i: usize| Piece {
        id: format!("z{i}"),
        t_ms: day * 1_000,
        day,
        kind: if i.is_multiple_of(2) { EvidenceKind::QuizItem } else { EvidenceKind::Review },
        score,
        guess: 0.0,
        aid: Aid::None,
        demand: None,
        item: Some(format!("z{i}")),
        canonical: Vec::new(),
    };
    (0..answers).map(answer).collect()
}

proptest! {
    #![proptest_config(cases())]

    /// P6: more certain of less, and of more after a success.
    #[test]
    fn confidence_falls_with_what_is_asked_and_rises_with_success(a in 0.3..11.0, b in 0.3..11.0) {
        let belief = Belief { a, b };
        prop_assert!(confidence_above(&belief, 0.6) >= confidence_above(&belief, 0.7) - TOLERANCE);
        let after = Belief { a: a + 0.5, b };
        prop_assert!(confidence_above(&after, 0.7) >= confidence_above(&belief, 0.7) - TOLERANCE);
    }

    /// P7 and P15: in (0, 1], and with the days alone neither retention nor readiness rises.
    #[test]
    fn the_clock_alone_raises_nothing(pieces in any_history(25), cards in cards(6)) {
        let (fsrs, config) = (Fsrs::default(), MasteryConfig::default());
        let (memory, mean, last) = (memory(&pieces), mean(&pieces), last_day(&pieces).max(50));
        let mut before = f64::INFINITY;
        for later in [0, 1, 2, 5, 9, 40, 400, 100_000] {
            let retention = memory.with(&cards, last + later, &fsrs, &config);
            prop_assert!(retention > 0.0 && retention <= 1.0 + TOLERANCE);
            prop_assert!(retention <= before + TOLERANCE);
            prop_assert!(readiness(mean, retention) <= mean + TOLERANCE);
            before = retention;
        }
    }

    /// P14: a failed day never raises retention, and one of wrong answers never readiness, then or later.
    #[test]
    fn a_failed_day_raises_nothing(
        pieces in any_history(15),
        gap in proptest::sample::select(vec![1_i64, 1, 2, 5, 30, 200]),
        answers in 1_usize..5,
        score in prop_oneof![Just(0.0), 0.0..0.59],
        cards in cards(5),
    ) {
        let (fsrs, config) = (Fsrs::default(), MasteryConfig::default());
        let day = last_day(&pieces) + gap;
        let mut failed = pieces.clone();
        failed.extend(failed_day(day, answers, score));
        let (before, after) = (memory(&pieces), memory(&failed));
        prop_assert_eq!(after.days.last().map(|last| (last.day, last.rating)), Some((day, Rating::Again)));
        let retention = before.with(&cards, day, &fsrs, &config);
        prop_assert!(after.with(&cards, day, &fsrs, &config) <= retention + TOLERANCE);
        if score <= 0.0 {
            let ready = readiness(mean(&pieces), retention);
            for later in [0, 1, 3, 10, 100] {
                let now = after.with(&cards, day + later, &fsrs, &config);
                prop_assert!(readiness(mean(&failed), now) <= ready + TOLERANCE);
            }
        }
    }

    /// P4 of the memory: the same set gives the same memory, to the bit.
    #[test]
    fn the_same_set_gives_the_same_memory(
        (pieces, shuffled) in any_history(25).prop_flat_map(|pieces| {
            let mut doubled = pieces.clone();
            doubled.extend(pieces.iter().take(3).cloned());
            (Just(pieces), Just(doubled).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(memory(&pieces), memory(&shuffled));
    }

    /// The day on which a threshold is met is the day on which it is met.
    #[test]
    fn a_threshold_is_met_on_its_day(pieces in any_history(20), threshold in 0.3..0.95) {
        let fsrs = Fsrs::default();
        let memory = memory(&pieces);
        let days = days_until(threshold, 1.0, &memory, &fsrs);
        prop_assert_eq!(days.is_none(), memory.days.is_empty());
        if let (Some(days), Some(last)) = (days, memory.memory()) {
            let then = fsrs.retrievability(days, last.stability).min(memory.cap);
            prop_assert!(days >= 0.0 && (then <= threshold + 1e-9));
            prop_assert!(days <= 0.0 || (then - threshold).abs() < 1e-9);
        }
    }
}

#[test]
fn fresh_then_due_then_fading() {
    let config = MasteryConfig::default();
    let cases = [
        (0.95, 0.90, Freshness::Fresh),
        (0.90, 0.90, Freshness::Fresh),
        (0.85, 0.90, Freshness::RefreshDue),
        (0.79, 0.90, Freshness::Fading),
        (0.80, 0.80, Freshness::Fresh),
        (0.75, 0.70, Freshness::Fading),
        (0.65, 0.70, Freshness::Fading),
        (0.80, 0.70, Freshness::Fresh),
    ];
    for (retention, desired, expected) in cases {
        assert_eq!(freshness(retention, desired, &config), expected, "{retention} of {desired}");
    }
}

/// Nine right answers, three a day, then one more on the given day; the item's first letter is its context.
fn confirmed(context: &'static str, day: i64, score: f64) -> Confirmation {
    let ids = ["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"];
    let answer = |(i, id): (i64, &'static str)| (id, id, i / 3, i, 1.0);
    let mut answers: Vec<(&str, &str, i64, i64, f64)> = (0..).zip(ids).map(answer).collect();
    answers.push(("z", context, day, 1_000, score));
    let evidence: Vec<Evidence<'_>> = answers
        .iter()
        .map(|(id, item, day, t_ms, score)| Evidence {
            id: id.as_bytes(),
            canonical: &[],
            t_ms: *t_ms,
            day: *day,
            kind: EvidenceKind::QuizItem,
            score: *score,
            guess: 0.0,
            slip: None,
            aid: Aid::None,
            demand: None,
            item: Some(item.as_bytes()),
        })
        .collect();
    let config = MasteryConfig::default();
    let standing = replay(&evidence, &SETTING, View::Neutral, &config);
    confirmation(&standing, |piece| piece.item.and_then(|item| item.first().copied()), &config)
}

#[test]
fn mastery_is_confirmed_later_and_elsewhere() {
    // The sixth right answer, on day 1, is the first that is enough.
    assert_eq!(confirmed("b", 8, 1.0), Confirmation::Given { day: 8 });
    assert_eq!(confirmed("b", 7, 1.0), Confirmation::Wanted { from_day: 8 });
    assert_eq!(confirmed("a9", 30, 1.0), Confirmation::Wanted { from_day: 8 });
    assert_eq!(confirmed("b", 30, 0.5), Confirmation::Wanted { from_day: 8 });
    let nothing = replay(&[], &SETTING, View::Neutral, &MasteryConfig::default());
    let none = confirmation(&nothing, |piece| piece.item, &MasteryConfig::default());
    assert_eq!(none, Confirmation::NotMastered);
}
