//! Items that are forgotten again and again. They are only named; what is done is hers to choose.

use super::ScheduleConfig;

/// Whether a card is to be named a leech at this number of lapses: at the configured number, then after every
/// half of it, rounded up (as Anki does). Never if the number is 0.
pub fn is_leech(lapses: u32, config: &ScheduleConfig) -> bool {
    let first = config.leech_lapses;
    first > 0 && lapses >= first && (lapses - first).is_multiple_of(first.div_ceil(2))
}
