//! Whether weights of her own are worth fitting, and whether what was fitted is to be taken (LEARNING.md 3.4). The
//! fitting itself is done elsewhere; this says on what, and judges the result on answers that it has not seen.

use super::{Card, FittingRule, Fsrs, Rating};
use crate::calendar::elapsed_days;
use crate::numbers::{count, whole};
use crate::threshold::reaches;

/// What is to be fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// Nothing: too few answers, or the last fit is recent.
    Nothing,
    /// `w0` to `w3`, the stabilities after a first answer.
    FirstFour,
    /// Every weight.
    All,
}

/// The answers to one item in the one order: study day and rating.
pub type History = [(i64, Rating)];

/// How well weights predict.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogLoss {
    /// Answers that were predicted: those on a later day than all before.
    pub n: usize,
    /// Mean of `-ln` of the probability given to what happened.
    pub mean: f64,
}

/// What to fit on study day `today`, with `n` answers on a later day than those before, see [`later_answers`].
pub fn what_to_fit(n: usize, last_fit: Option<i64>, today: i64, rule: &FittingRule) -> Fit {
    if is_recent(last_fit, today, rule) || n < rule.first_four_from {
        Fit::Nothing
    } else if n < rule.all_from {
        Fit::FirstFour
    } else {
        Fit::All
    }
}

/// Whether the last fit was so late that the next one waits. A day that has not come is one of a clock that ran ahead, and
/// holds nothing up; one day ahead may be a time zone.
pub fn is_recent(last_fit: Option<i64>, today: i64, rule: &FittingRule) -> bool {
    last_fit.is_some_and(|last| last <= today.saturating_add(1) && elapsed_days(today, last) < rule.pause_days)
}

/// Study days of all answers on a later day than every one before, sorted: those that [`log_loss`] predicts. After a
/// clock that was set back none is later until the day that it had reached has passed.
pub fn later_answers(histories: &[&History]) -> Vec<i64> {
    let mut all = Vec::new();
    for history in histories {
        let mut last = history.first().map(|(day, _)| *day);
        for (day, _) in *history {
            if last.is_some_and(|last| *day > last) {
                all.push(*day);
                last = Some(*day);
            }
        }
    }
    all.sort_unstable();
    all
}

/// The first study day that the fit may not see: the configured share of `later` (sorted) lies before it, or less where
/// many fall on one day. `None` without answers.
pub fn first_unseen_day(later: &[i64], rule: &FittingRule) -> Option<i64> {
    let at = whole(libm::floor(rule.seen_share * count(later.len())));
    later.get(usize::try_from(at).ok()?).copied()
}

/// How well the weights of `fsrs` predict the answers from study day `from` on; each item is gone through from its first
/// answer. `None` if there is nothing to predict.
pub fn log_loss(histories: &[&History], from: i64, fsrs: &Fsrs) -> Option<LogLoss> {
    let (mut n, mut sum) = (0_usize, 0.0);
    for history in histories {
        let mut held: Option<Card> = None;
        for (day, rating) in *history {
            if let Some(card) = held.filter(|card| *day > card.last_day && *day >= from) {
                let recall = card.retrievability(*day, fsrs);
                // Recall is less than 1 after a day, so neither outcome is impossible.
                sum -= libm::log(if rating.is_success() { recall } else { 1.0 - recall });
                n += 1;
            }
            held = Some(Card::after(held, *day, *rating, fsrs));
        }
    }
    (n > 0).then(|| LogLoss { n, mean: sum / count(n) })
}

/// Whether fitted weights are to be taken: on what the fit has not seen, they predict clearly better than those in use.
pub fn is_better(in_use: &LogLoss, fitted: &LogLoss, rule: &FittingRule) -> bool {
    reaches(in_use.mean - fitted.mean, rule.improvement)
}

#[cfg(test)]
mod tests {
    use super::{Fit, LogLoss, first_unseen_day, is_better, later_answers, log_loss, what_to_fit};
    use crate::schedule::{Fsrs, Rating, ScheduleConfig};

    #[test]
    fn few_answers_fit_little_and_not_again_within_the_month() {
        let rule = ScheduleConfig::default().fitting;
        let cases = [
            (99, None, Fit::Nothing),
            (100, None, Fit::FirstFour),
            (511, Some(69), Fit::FirstFour),
            (512, Some(70), Fit::All),
            (9_000, Some(71), Fit::Nothing),
            // Of another time zone, and of a clock that ran ahead, which would hold it up until then.
            (9_000, Some(101), Fit::Nothing),
            (9_000, Some(500), Fit::All),
        ];
        for (n, last, expected) in cases {
            assert_eq!(what_to_fit(n, last, 100, &rule), expected, "{n}, {last:?}");
        }
    }

    #[test]
    fn the_last_fifth_by_time_is_not_seen_by_the_fit() {
        use Rating::{Again, Good};
        let one = [(0, Good), (0, Good), (2, Good), (9, Again), (20, Good)];
        let other = [(1, Again), (3, Good), (30, Good)];
        let later = later_answers(&[&one, &other]);
        assert_eq!(later, [2, 3, 9, 20, 30]);
        let rule = ScheduleConfig::default().fitting;
        assert_eq!(first_unseen_day(&later, &rule), Some(30));
        assert_eq!(first_unseen_day(&[], &rule), None);

        let fsrs = Fsrs::default();
        let all = log_loss(&[&one, &other], i64::MIN, &fsrs).expect("answers");
        let rest = log_loss(&[&one, &other], 30, &fsrs).expect("an answer");
        assert_eq!((all.n, rest.n), (5, 1));
        assert_eq!(log_loss(&[&one], 21, &fsrs), None);
    }

    #[test]
    fn a_clock_that_was_set_back_counts_the_same_answers_for_both() {
        let history = [10, 5, 7, 10, 11, 9, 12].map(|day| (day, Rating::Good));
        let later = later_answers(&[&history, &history[..3]]);
        assert_eq!(later, [11, 12]);
        let judged = log_loss(&[&history, &history[..3]], i64::MIN, &Fsrs::default()).expect("answers");
        assert_eq!(judged.n, later.len());
    }

    #[test]
    fn only_a_clear_improvement_is_taken() {
        let rule = ScheduleConfig::default().fitting;
        let loss = |mean| LogLoss { n: 100, mean };
        assert!(is_better(&loss(0.350), &loss(0.348), &rule));
        assert!(!is_better(&loss(0.350), &loss(0.3481), &rule));
        assert!(!is_better(&loss(0.350), &loss(0.36), &rule));
        assert!(!is_better(&loss(0.350), &loss(f64::NAN), &rule));
    }
}
