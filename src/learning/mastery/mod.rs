//! Capped Beta Mastery: how well a competency stands, from all evidence on it, with its uncertainty and
//! its reasons. Order of reading: [`Evidence`] comes in, [`replay()`] goes through it, [`Standing`] comes out;
//! [`outlook()`] says what the next level still needs; [`rollup()`] draws leaves together.
//!
//! Those numbers say what was shown. What of it is still retrievable today is [`retained()`], a memory of the
//! competency beside its estimate; it never takes a level away.

mod belief;
mod canonical;
mod confidence;
mod config;
mod confirmation;
mod evidence;
mod level;
mod outlook;
mod replay;
mod retention;
mod rollup;
mod view;
mod weight;

pub use belief::{Belief, Update};
pub use canonical::{Counted, in_order};
pub use confidence::{Interval, beta_quantile, confidence_above, incomplete_beta, interval};
pub use config::{AidFactors, BaseWeights, MasteryConfig, RetentionRule};
pub use confirmation::{Confirmation, confirmation};
pub use evidence::{Aid, Evidence, EvidenceKind};
pub use level::{Level, LevelFacts, level_after};
pub use outlook::{Condition, Outlook, outlook};
pub use replay::{Estimate, Standing, Step, replay};
pub use retention::{Freshness, LinkedCard, RatedDay, Retained, days_until, freshness, readiness, retained};
pub use rollup::{Leaf, Rollup, rollup};
pub use view::{View, learner_mean};
pub use weight::{Setting, weight};
