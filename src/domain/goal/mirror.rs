//! What the mirror of `cairn_learning::smart` is told of a goal: words are counted here.

use super::{Criterion, Goal};
use cairn_learning::smart::{GoalFacts, Mirror, mirror};

/// Holds the mirror up to a goal. `means` are the mastery estimates in `[0, 1]` of its target
/// competencies, 0 where there is none; the forecast of finishing on time is not known yet.
pub fn look(goal: &Goal, criteria: &[Criterion], means: &[f64]) -> Mirror {
    #[allow(clippy::cast_precision_loss)] // a goal has a few targets
    let mean = (!means.is_empty()).then(|| means.iter().sum::<f64>() / means.len() as f64);
    mirror(&GoalFacts {
        title_words: words(&goal.title),
        kind_set: true,
        checked_criteria: criteria.len(),
        why_words: words(goal.why.shown()),
        has_deadline: goal.deadline.is_some(),
        has_weekly_minutes: goal.weekly_minutes.is_some(),
        on_time: None,
        target_mean: mean,
    })
}

/// Words of a text. Scripts that set no spaces between words count one word per four characters.
pub fn words(text: &str) -> usize {
    text.split_whitespace()
        .map(|piece| match piece.chars().filter(|letter| is_unspaced(*letter)).count() {
            0 => usize::from(piece.chars().any(char::is_alphanumeric)),
            letters => letters.div_ceil(4),
        })
        .sum()
}

/// Thai, Lao, Myanmar, Khmer, and the scripts of China and Japan.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_many_scripts() {
        for (text, expected) in [
            ("", 0),
            ("Repair solar lamps", 3),
            ("  –  fractions ! ", 1),
            ("أفهم كسور السوق", 3),
            ("ซ่อมโคมไฟพลังงานแสงอาทิตย์", 7),
            ("修理太阳能灯", 2),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
