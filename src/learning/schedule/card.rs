//! One item's way through its answers: memory, stage, lapses. Its answers are gone through in the one order, one
//! [`Card::after`] each; undo is the same without the answer. Which answers count, and their order, is the log's
//! business.

use super::{Fsrs, Memory, Rating};
use crate::calendar::elapsed_days;

/// Where an item that was answered stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Never recalled yet.
    Learning,
    /// Recalled.
    Review,
    /// Forgotten, and not recalled since.
    Relearning,
}

/// An item that was answered at least once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Card {
    /// Its memory.
    pub memory: Memory,
    /// Study day of the last answer; a clock that was set back does not take it back.
    pub last_day: i64,
    /// Where it stands.
    pub stage: Stage,
    /// How often it was answered.
    pub reps: u32,
    /// How often it was forgotten after it had been recalled, at most once a study day.
    pub lapses: u32,
}

impl Card {
    /// The card after an answer on study day `day`; `None` is an item never answered.
    pub fn after(card: Option<Self>, day: i64, rating: Rating, fsrs: &Fsrs) -> Self {
        let Some(before) = card else {
            let stage = if rating.is_success() { Stage::Review } else { Stage::Learning };
            return Self { memory: fsrs.first(rating), last_day: day, stage, reps: 1, lapses: 0 };
        };
        let elapsed = elapsed_days(day, before.last_day);
        let stage = match (before.stage, rating.is_success()) {
            (_, true) => Stage::Review,
            (Stage::Learning, false) => Stage::Learning,
            (Stage::Review | Stage::Relearning, false) => Stage::Relearning,
        };
        let lapsed = before.stage == Stage::Review && !rating.is_success() && elapsed > 0;
        Self {
            memory: fsrs.after(Some(before.memory), elapsed, rating),
            last_day: before.last_day.max(day),
            stage,
            reps: before.reps.saturating_add(1),
            lapses: before.lapses.saturating_add(u32::from(lapsed)),
        }
    }

    /// Probability of recall on study day `today`, in `(0, 1]`.
    pub fn retrievability(&self, today: i64, fsrs: &Fsrs) -> f64 {
        fsrs.retrievability(crate::numbers::days(elapsed_days(today, self.last_day)), self.memory.stability)
    }
}

#[cfg(test)]
mod tests {
    use super::{Card, Fsrs, Rating, Stage};

    fn walk(answers: &[(i64, Rating)]) -> Card {
        let fsrs = Fsrs::default();
        let card = answers.iter().fold(None, |card, (day, rating)| Some(Card::after(card, *day, *rating, &fsrs)));
        card.expect("an answer")
    }

    #[test]
    fn a_lapse_is_forgetting_what_was_recalled_once_a_day() {
        use Rating::{Again, Good};
        let cases = [
            (&[(0, Again), (0, Again), (1, Again)][..], Stage::Learning, 0),
            (&[(0, Good), (0, Again)], Stage::Relearning, 0),
            (&[(0, Good), (5, Again), (5, Again)], Stage::Relearning, 1),
            (&[(0, Good), (5, Again), (5, Good), (5, Again), (6, Good), (9, Again)], Stage::Relearning, 2),
            (&[(0, Again), (0, Good)], Stage::Review, 0),
        ];
        for (answers, stage, lapses) in cases {
            let card = walk(answers);
            assert_eq!((card.stage, card.lapses), (stage, lapses), "{answers:?}");
        }
    }

    #[test]
    fn a_clock_that_jumps_back_a_year_counts_as_the_same_day() {
        let card = walk(&[(400, Rating::Good), (35, Rating::Good)]);
        assert_eq!((card.last_day, card.reps), (400, 2));
        assert_eq!(card.memory, walk(&[(400, Rating::Good), (400, Rating::Good)]).memory);
    }
}
