//! Fits the weights of the schedule to a log of answers: on what, when, and whether the result is to be taken is
//! [`cairn_learning::schedule`]'s; the fitting itself is done by the crate `fsrs`, which nothing else here knows.
//!
//! Not for the page's own module: it is a job of the worker, and of `cairn fit`.

mod items;

use cairn_learning::schedule::{
    Fit, FittingRule, Fsrs, History, LogLoss, Parameters, ScheduleConfig, first_unseen_day, is_better, later_answers,
    log_loss, what_to_fit,
};
use fsrs::{ComputeParametersInput, TrainingConfig, compute_parameters};

/// Why weights could not be fitted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FitError {
    /// The optimiser found no weights for this log.
    #[error("no weights were found: {0}")]
    Optimiser(String),
}

/// What there is to fit on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    /// Answers on a later day than all before to the same item; only they tell anything.
    pub reviews: usize,
    /// What these allow.
    pub what: Fit,
}

/// What a fit found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// The weights.
    pub weights: Parameters,
    /// How well the weights in use predict what the fit has not seen.
    pub before: LogLoss,
    /// How well these do.
    pub after: LogLoss,
    /// Whether they are to be taken.
    pub is_better: bool,
}

/// What there is to fit on study day `today`; `last_fit` is the study day of the last attempt.
pub fn ground(histories: &[&History], last_fit: Option<i64>, today: i64, rule: &FittingRule) -> Ground {
    let reviews = later_answers(histories).len();
    Ground { reviews, what: what_to_fit(reviews, last_fit, today, rule) }
}

/// Fits what `what` says on the first part of the log by time, and judges it on the rest against the weights in use.
/// `None` if nothing is to be fitted, or nothing is left to judge by. Takes its time; the same log gives the same
/// weights.
pub fn fit(
    histories: &[&History],
    what: Fit,
    in_use: &Parameters,
    config: &ScheduleConfig,
) -> Result<Option<Found>, FitError> {
    let rule = &config.fitting;
    let Some(unseen) = first_unseen_day(&later_answers(histories), rule).filter(|_| what != Fit::Nothing) else {
        return Ok(None);
    };
    let judge = |weights: &Parameters| log_loss(histories, unseen, &Fsrs::new(weights, config));
    let weights = optimised(histories, unseen, what)?;
    Ok(judge(in_use).zip(judge(&weights)).map(|(before, after)| Found {
        weights,
        before,
        after,
        is_better: is_better(&before, &after, rule),
    }))
}

/// The weights that fit what lies before study day `until` best.
fn optimised(histories: &[&History], until: i64, what: Fit) -> Result<Parameters, FitError> {
    let usual = TrainingConfig::default();
    // The first four are what the optimiser begins with; without a round of training the others stay as published.
    let rounds = if what == Fit::All { usual.num_epochs } else { 0 };
    let input = ComputeParametersInput {
        train_set: items::before(histories, until, usual.max_seq_len),
        training_config: Some(TrainingConfig { num_epochs: rounds, ..usual }),
        ..ComputeParametersInput::default()
    };
    let found = compute_parameters(input).map_err(|error| FitError::Optimiser(error.to_string()))?;
    held(&found).map_err(|error| FitError::Optimiser(error.to_string()))
}

/// Its weights as ours: the decimal numbers that it means, within the bounds.
fn held(found: &[f32]) -> Result<Parameters, cairn_learning::schedule::ParametersError> {
    let decimal = |weight: &f32| weight.to_string().parse().unwrap_or(f64::NAN);
    let hold = |(weight, (least, greatest)): (f64, &(f64, f64))| weight.clamp(*least, *greatest);
    let weights: Vec<f64> = found.iter().map(decimal).zip(Parameters::bounds()).map(hold).collect();
    Parameters::new(&weights)
}

#[cfg(test)]
mod tests {
    use super::{fit, ground, held};
    use cairn_learning::{
        random::SplitMix64,
        schedule::{Card, Fit, Fsrs, Parameters, Rating, ScheduleConfig},
    };
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// A learner whose memory follows these weights, answering when the published ones say.
    fn learner(weights: &Parameters, items: usize) -> Vec<Vec<(i64, Rating)>> {
        let config = ScheduleConfig::default();
        let (own, usual) = (Fsrs::new(weights, &config), Fsrs::default());
        let mut chance = SplitMix64::from_key(b"a learner");
        let mut history = |item: usize| {
            let mut day = i64::try_from(item % 120).unwrap_or(0);
            let first = if chance.next_unit() < 0.3 { Rating::Again } else { Rating::Good };
            let mut list = vec![(day, first)];
            let mut held = Card::after(None, day, first, &own);
            let mut planned = Card::after(None, day, first, &usual);
            for _ in 0..6 {
                day += usual.interval(planned.memory.stability, 0.9);
                let recalled = chance.next_unit() < held.retrievability(day, &own);
                let rating = if recalled { Rating::Good } else { Rating::Again };
                held = Card::after(Some(held), day, rating, &own);
                planned = Card::after(Some(planned), day, rating, &usual);
                list.push((day, rating));
            }
            list
        };
        (0..items).map(&mut history).collect()
    }

    /// A memory that loses what is new sooner, and gains less by each answer.
    fn quick_to_forget() -> Parameters {
        let mut weights = *Parameters::default().weights();
        weights[0] = 0.05;
        weights[2] = 0.6;
        weights[8] = 1.2;
        Parameters::new(&weights).expect("within the bounds")
    }

    fn slices(log: &[Vec<(i64, Rating)>]) -> Vec<&[(i64, Rating)]> {
        log.iter().map(Vec::as_slice).collect()
    }

    #[test]
    fn a_memory_of_another_kind_is_found_and_predicts_better() {
        let config = ScheduleConfig::default();
        let log = learner(&quick_to_forget(), 300);
        let log = slices(&log);
        assert_eq!(ground(&log, None, 400, &config.fitting).what, Fit::All);
        let found = fit(&log, Fit::All, &Parameters::default(), &config).expect("weights").expect("something to judge");
        assert!(found.is_better, "{found:?}");
        assert_eq!(found.before.n, found.after.n);
        assert!(found.weights.weights()[2] < 1.5, "{:?}", found.weights);
        // Again on the same: the same, to the bit.
        assert_eq!(fit(&log, Fit::All, &Parameters::default(), &config), Ok(Some(found)));
        // Against itself it is no improvement.
        let again = fit(&log, Fit::All, &found.weights, &config).expect("weights").expect("something to judge");
        assert!(!again.is_better, "{again:?}");
    }

    #[test]
    fn of_few_answers_only_the_first_four_weights_are_fitted() {
        let config = ScheduleConfig::default();
        let log = learner(&quick_to_forget(), 60);
        let log = slices(&log);
        let there = ground(&log, None, 400, &config.fitting);
        assert_eq!(there.what, Fit::FirstFour, "{there:?}");
        let found = fit(&log, there.what, &Parameters::default(), &config).expect("weights").expect("something");
        assert_eq!(found.weights.weights()[4..], Parameters::default().weights()[4..]);
        assert_ne!(found.weights.weights()[..4], Parameters::default().weights()[..4]);
    }

    #[test]
    fn whose_memory_is_as_published_keeps_the_published_weights() {
        let config = ScheduleConfig::default();
        let log = learner(&Parameters::default(), 300);
        let found = fit(&slices(&log), Fit::All, &Parameters::default(), &config).expect("weights").expect("something");
        assert!(!found.is_better, "{found:?}");
    }

    #[test]
    fn nothing_is_fitted_on_nothing() {
        let config = ScheduleConfig::default();
        assert_eq!(fit(&[], Fit::All, &Parameters::default(), &config), Ok(None));
        let log = learner(&Parameters::default(), 30);
        assert_eq!(fit(&slices(&log), Fit::Nothing, &Parameters::default(), &config), Ok(None));
    }

    #[test]
    fn its_numbers_stay_within_the_bounds() {
        let mut found: Vec<f32> = fsrs::DEFAULT_PARAMETERS.to_vec();
        assert_eq!(held(&found), Ok(Parameters::default()));
        found[20] = 0.8; // As a double it is greater than 0.8.
        assert_eq!(held(&found).map(|weights| weights.weights()[20].to_bits()), Ok(0.8_f64.to_bits()));
        found[5] = f32::NAN;
        assert!(held(&found).is_err());
    }
}
