//! The learning models from outside: against the vectors, as invariants over random histories, and as the
//! operating characteristics that the thresholds were chosen by.

mod baseline;
mod calibration;
mod fit;
mod grading;
mod histories;
mod mastery_rules;
mod monotone;
mod outlook;
mod placement;
mod prerequisites;
mod replay;
mod retention;
mod schedule;
mod sitting;
mod vectors;
