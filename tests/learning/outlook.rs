//! What the next level still needs, as the screen tells it, along a learner's way.

use cairn::learning::mastery::{
    Aid, Condition, Evidence, EvidenceKind, Level, MasteryConfig, Outlook, Setting, Standing, View, outlook, replay,
};
use proptest::prelude::*;

use super::histories::{any_history, cases, views};

const IDS: [&[u8]; 12] = [b"00", b"01", b"02", b"03", b"04", b"05", b"06", b"07", b"08", b"09", b"10", b"11"];

/// Typed answers, three a day.
fn answers(scores: &[f64]) -> Vec<Evidence<'static>> {
    (0_i64..)
        .zip(IDS)
        .zip(scores)
        .map(|((i, id), score)| Evidence {
            id,
            canonical: id,
            t_ms: i,
            day: i / 3,
            kind: EvidenceKind::QuizItem,
            score: *score,
            guess: 0.0,
            slip: None,
            aid: Aid::None,
            demand: Some(2),
            item: Some(id),
        })
        .collect()
}

fn look(scores: &[f64], target_demand: Option<u8>) -> (Level, Outlook) {
    let config = MasteryConfig::default();
    let setting = Setting { target_demand, trust: 1.0 };
    let evidence = answers(scores);
    let standing = replay(&evidence, &setting, View::Neutral, &config);
    (standing.level, outlook(&standing, &config))
}

#[test]
fn without_evidence_only_evidence_is_missing() {
    let (level, seen) = look(&[], None);
    assert_eq!((level, seen.level), (Level::NotAssessed, Level::Beginning));
    assert_eq!(seen.conditions, [Condition::Mass { have: 0.0, need: 1.0 }]);
}

#[test]
fn a_high_mean_with_too_little_certainty_says_so() {
    let (level, seen) = look(&[1.0, 1.0], None);
    assert_eq!((level, seen.level), (Level::Developing, Level::Proficient));
    let open: Vec<_> = seen.open().collect();
    assert!(matches!(open[..], [Condition::ConfidenceAbove { tau: 0.60, need: 0.80, .. }]), "{open:?}");
}

#[test]
fn at_proficient_the_demand_of_the_target_is_what_is_missing() {
    let (level, seen) = look(&[1.0; 12], Some(3));
    assert_eq!((level, seen.level), (Level::Proficient, Level::Mastered));
    let open: Vec<_> = seen.open().collect();
    assert_eq!(open, [&Condition::Demand { target: 3, shown: false }]);
    assert_eq!(seen.conditions.len(), 4);
}

#[test]
fn mastered_says_what_keeps_it() {
    let (level, seen) = look(&[1.0; 9], None);
    assert_eq!((level, seen.level), (Level::Mastered, Level::Mastered));
    assert_eq!(seen.open().count(), 0);
    assert!(matches!(seen.conditions[0], Condition::Mean { need: 0.75, .. }));
}

proptest! {
    #![proptest_config(cases())]

    /// Below mastered something is always missing; at mastered nothing is: the outlook and the rule agree.
    #[test]
    fn the_outlook_agrees_with_the_rule(
        pieces in any_history(30),
        target in proptest::sample::select(vec![None, Some(2), Some(3), Some(4)]),
    ) {
        let config = MasteryConfig::default();
        let setting = Setting { target_demand: target, trust: 0.5 };
        let evidence = views(&pieces);
        let standing: Standing<'_> = replay(&evidence, &setting, View::Neutral, &config);
        let seen = outlook(&standing, &config);
        prop_assert_eq!(seen.open().count() == 0, standing.level == Level::Mastered);
    }
}
