//! Row 12: a log of answers is gone through, and each item's memory is told.
//!
//! The log is told by numbers alone, so that a peer goes through the same: item `i` has [`ANSWERS`] answers, answer `t` of
//! it after [`gap`] days and with [`rating`].

use cairn_learning::schedule::{Card, Fsrs, Rating};
use wasm_bindgen::prelude::wasm_bindgen;

/// Answers to an item.
pub const ANSWERS: u32 = 10;

/// Days between an answer and the one before; the first is at 0. Some are of one day.
pub fn gap(item: u32, answer: u32) -> u32 {
    if answer == 0 { 0 } else { (item * 5 + answer * 3) % 30 }
}

/// How an answer went, 1 to 4.
pub fn rating(item: u32, answer: u32) -> u32 {
    1 + (item * 7 + answer * 13) % 4
}

/// A log, and what it came to.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Replay {
    /// Study day and rating, item by item.
    log: Vec<(i64, Rating)>,
    cards: Vec<Card>,
}

#[wasm_bindgen]
impl Replay {
    /// The log of so many items.
    #[wasm_bindgen(constructor)]
    pub fn new(items: u32) -> Self {
        let mut log = Vec::new();
        for item in 0..items {
            let mut day = 0;
            for answer in 0..ANSWERS {
                day += i64::from(gap(item, answer));
                let rated = u8::try_from(rating(item, answer)).ok().and_then(Rating::from_u8);
                log.push((day, rated.unwrap_or(Rating::Good)));
            }
        }
        Self { log, cards: Vec::new() }
    }

    /// Goes through all of it. Answers how many items there are.
    pub fn replay(&mut self) -> usize {
        let fsrs = Fsrs::default();
        let answers = usize::try_from(ANSWERS).unwrap_or(1);
        let item = |history: &[(i64, Rating)]| {
            history.iter().fold(None, |card, (day, rating)| Some(Card::after(card, *day, *rating, &fsrs)))
        };
        self.cards = self.log.chunks(answers).filter_map(item).collect();
        self.cards.len()
    }

    /// Stability and difficulty of each item, one after the other.
    pub fn memories(&self) -> Vec<f64> {
        self.cards.iter().flat_map(|card| [card.memory.stability, card.memory.difficulty]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{ANSWERS, Replay, gap, rating};

    #[test]
    fn a_log_has_every_kind_of_answer() {
        let mut replay = Replay::new(100);
        assert_eq!((replay.replay(), replay.memories().len()), (100, 200));
        let all = || (0..100).flat_map(|item| (0..ANSWERS).map(move |answer| (item, answer)));
        assert!((1..=4).all(|wanted| all().any(|(item, answer)| rating(item, answer) == wanted)));
        assert!(all().any(|(item, answer)| answer > 0 && gap(item, answer) == 0));
    }
}
