//! When an item comes again: FSRS-6 and what is decided around it. Order of reading: [`Fsrs`] says what an answer
//! does to a [`Memory`], and a [`Card`] goes through an item's answers; [`choices()`] says what each button would do;
//! [`fuzzed()`] and [`balanced()`] put the due day; [`Sitting`] is the order of a sitting; [`load_forecast()`],
//! [`catch_up()`] and [`prospect()`] look ahead; [`what_to_fit()`] and [`log_loss()`] judge weights of her own.
//!
//! Not here: whether a competency is mastered ([`crate::mastery`]), how an answer is graded
//! ([`crate::grading`]), and the fitting of the weights itself.

mod card;
mod catch_up;
mod choices;
mod config;
mod deadline;
mod fitting;
mod forecast;
mod leech;
mod memory;
mod parameters;
mod place;
mod rating;
mod sitting;

pub use card::{Card, Stage};
pub use catch_up::{CatchUp, Waiting, catch_up};
pub use choices::{Choice, choices};
pub use config::{
    DeadlineRule, EasyDays, Effort, FittingRule, Fuzz, Priority, RatingRule, Retention, ScheduleConfig, SittingRule,
};
pub use deadline::{Arrival, Prospect, Wanted, Wish, arrive, prospect};
pub use fitting::{
    Fit, History, LogLoss, first_unseen_day, is_better, is_recent, later_answers, log_loss, what_to_fit,
};
pub use forecast::{Due, load_forecast, load_forecast_placed, review_gain};
pub use leech::is_leech;
pub use memory::{Fsrs, Memory, Rating};
pub use parameters::{Parameters, ParametersError};
pub use place::{Moved, Placed, Window, balanced, fuzzed, window};
pub use rating::{rating_of, score_of};
pub use sitting::{Sitting, Task, TaskKind};
