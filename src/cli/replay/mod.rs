//! `cairn replay LOG.json`: a log of answers in, how well each item is remembered and when it is due out. The same
//! algorithm as the app's, without what the app decides around it: the due day is the last day plus the plain interval,
//! neither moved by chance nor by load, and no button is held apart from another.
//!
//! The order in the log is the order within a day; days are sorted, so a log of several devices may be put together
//! anyhow. A log that is not wholly good is refused, with the place.

mod fault;
pub(crate) mod log;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use cairn_learning::schedule::{Card, Fsrs, ScheduleConfig};
use serde_json::{Map, Value, json};

pub use fault::Fault;
pub use log::{Answer, Log};

/// Why a log was refused.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// The file cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is no log.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// How one item stands at the end of the log.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stand {
    /// Stability in days.
    pub stability: f64,
    /// Difficulty, 1 to 10.
    pub difficulty: f64,
    /// The study day on which it is due.
    pub due_day: i64,
}

/// Every item of a log.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Replayed {
    /// How each item stands.
    pub items: BTreeMap<String, Stand>,
}

/// Reads the log at `path` and goes through it.
pub fn run(path: &Path) -> Result<Replayed, ReplayError> {
    let unreadable = |source| ReplayError::Unreadable { path: path.to_path_buf(), source };
    Ok(replay(log::read(&std::fs::read(path).map_err(unreadable)?)?))
}

/// Goes through a log.
pub fn replay(mut log: Log) -> Replayed {
    let fsrs = Fsrs::new(&log.parameters, &ScheduleConfig::default());
    // Stable: answers of one day keep their order.
    log.answers.sort_by_key(|answer| answer.day);
    let mut cards: Vec<Option<Card>> = vec![None; log.items.len()];
    for Answer { item, day, rating } in log.answers {
        cards[item] = Some(Card::after(cards[item], day, rating, &fsrs));
    }
    let stand = |card: Card| Stand {
        stability: card.memory.stability,
        difficulty: card.memory.difficulty,
        due_day: card.last_day.saturating_add(fsrs.interval(card.memory.stability, log.retention)),
    };
    let items = log.items.into_iter().zip(cards).filter_map(|(id, card)| Some((id, stand(card?))));
    Replayed { items: items.collect() }
}

impl Replayed {
    /// `{"items": {id: {"stability", "difficulty", "due_day"}}}` and a line end, items by id.
    pub fn to_json(&self) -> String {
        let item = |(id, stand): (&String, &Stand)| {
            let Stand { stability, difficulty, due_day } = *stand;
            (id.clone(), json!({ "stability": stability, "difficulty": difficulty, "due_day": due_day }))
        };
        let items: Map<String, Value> = self.items.iter().map(item).collect();
        format!("{}\n", json!({ "items": items }))
    }

    /// One line per item.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (id, Stand { stability, difficulty, due_day }) in &self.items {
            let written =
                writeln!(text, "{id}: stability {stability:.2} days, difficulty {difficulty:.2}, due on day {due_day}");
            debug_assert!(written.is_ok(), "writing to a String does not fail");
        }
        text
    }
}

impl ReplayError {
    /// `{"refused": {"place", "reason"}}` and a line end.
    pub fn to_json(&self) -> String {
        let (place, reason) = match self {
            Self::Unreadable { path, source } => (path.display().to_string(), source.to_string()),
            Self::Fault(fault) => (fault.place(), fault.reason()),
        };
        format!("{}\n", json!({ "refused": { "place": place, "reason": reason } }))
    }
}
