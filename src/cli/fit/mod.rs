//! `cairn fit LOG.json`: a log of answers in the format of `cairn replay`, and which weights fit it better than those
//! that stand in it, or than the published ones. The same fit, under the same conditions, as the app's.

use std::fmt::Write as _;
use std::path::Path;

use cairn_fitting::{FitError, Found, Ground, fit, ground};
use cairn_learning::schedule::{Fit, History, LogLoss, Rating, ScheduleConfig};
use serde_json::{Value, json};

use crate::replay::{Log, ReplayError, log};

/// Why nothing was fitted.
#[derive(Debug, thiserror::Error)]
pub enum FittingError {
    /// The log was refused.
    #[error(transparent)]
    Log(#[from] ReplayError),
    /// The optimiser found no weights.
    #[error(transparent)]
    Fit(#[from] FitError),
}

/// What a log has to say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fits {
    /// What there is to fit on.
    pub ground: Ground,
    /// How well the weights of the log predict all of it; `None` where there is nothing to predict.
    pub loss: Option<LogLoss>,
    /// What was found.
    pub found: Option<Found>,
}

/// Reads the log at `path` and fits it.
pub fn run(path: &Path) -> Result<Fits, FittingError> {
    let unreadable = |source| ReplayError::Unreadable { path: path.to_path_buf(), source };
    let log = log::read(&std::fs::read(path).map_err(unreadable)?).map_err(ReplayError::from)?;
    Ok(fitted(log)?)
}

/// Fits a log as of its last day.
pub fn fitted(mut log: Log) -> Result<Fits, FitError> {
    let config = ScheduleConfig::default();
    // Stable: answers of one day keep their order.
    log.answers.sort_by_key(|answer| answer.day);
    let today = log.answers.last().map_or(0, |answer| answer.day);
    let mut histories: Vec<Vec<(i64, Rating)>> = vec![Vec::new(); log.items.len()];
    for answer in &log.answers {
        histories[answer.item].push((answer.day, answer.rating));
    }
    let histories: Vec<&History> = histories.iter().map(Vec::as_slice).collect();
    let ground = ground(&histories, None, today, &config.fitting);
    let fsrs = cairn_learning::schedule::Fsrs::new(&log.parameters, &config);
    let loss = cairn_learning::schedule::log_loss(&histories, i64::MIN, &fsrs);
    let found = fit(&histories, ground.what, &log.parameters, &config)?;
    Ok(Fits { ground, loss, found })
}

impl Fits {
    /// `{"reviews", "fitted", "log_loss", "found"}` and a line end; `found` is null or
    /// `{"params", "judged", "before", "after", "better"}`.
    pub fn to_json(&self) -> String {
        let found = self.found.map(|found| {
            json!({
                "params": found.weights.weights(),
                "judged": found.after.n,
                "before": found.before.mean,
                "after": found.after.mean,
                "better": found.is_better,
            })
        });
        let fitted = match self.ground.what {
            Fit::Nothing => "nothing",
            Fit::FirstFour => "first_four",
            Fit::All => "all",
        };
        let loss = self.loss.map(|loss| loss.mean);
        let whole: Value =
            json!({ "reviews": self.ground.reviews, "fitted": fitted, "log_loss": loss, "found": found });
        format!("{whole}\n")
    }

    /// A few lines.
    pub fn to_text(&self) -> String {
        let mut text = format!("{} answers on a later day", self.ground.reviews);
        let mut say = |line: String| {
            let written = write!(text, "{line}");
            debug_assert!(written.is_ok(), "writing to a String does not fail");
        };
        if let Some(loss) = self.loss {
            say(format!(", mean log-loss {:.4}", loss.mean));
        }
        match self.found {
            None => say("\nnothing to fit".to_owned()),
            Some(Found { weights, before, after, is_better }) => {
                let word = if is_better { "better" } else { "not better" };
                say(format!("\non the last {}: {:.4}, fitted {:.4}: {word}", after.n, before.mean, after.mean));
                let numbers: Vec<String> = weights.weights().iter().map(f64::to_string).collect();
                say(format!("\n{}", numbers.join(" ")));
            }
        }
        say("\n".to_owned());
        text
    }
}
