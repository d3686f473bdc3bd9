//! How well she knows what she knows: stated confidence against what came of it, and how far her own ratings are
//! to be trusted for that. Judges no trait; it is one sentence, a few dots and a list.
//!
//! Order of reading: [`Judgement`]s come in, [`calibrate()`] gives a [`Calibration`]; [`headline()`],
//! [`surprises()`] and [`trust()`] are read off.

mod config;
mod judgement;
mod reading;
mod summary;

pub use config::CalibrationConfig;
pub use judgement::Judgement;
pub use reading::{headline, surprises, trust};
pub use summary::{Bin, Calibration, Verdict, calibrate};
