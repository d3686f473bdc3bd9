//! A log as the optimiser wants it: for each answer on a later day, the item's answers up to it. Days are those of the
//! schedule: a clock that was set back does not take them back.

use cairn_learning::{calendar::elapsed_days, schedule::History};
use fsrs::{FSRSItem, FSRSReview};

/// The later answers before study day `until`, in the order of their days; of an item the first `longest` answers.
pub(crate) fn before(histories: &[&History], until: i64, longest: usize) -> Vec<FSRSItem> {
    let mut found: Vec<(i64, FSRSItem)> = Vec::new();
    for history in histories {
        let mut reviews: Vec<FSRSReview> = Vec::new();
        let Some((mut last, _)) = history.first().copied() else { continue };
        for (day, rating) in history.iter().take(longest) {
            let elapsed = elapsed_days(*day, last);
            reviews.push(FSRSReview {
                rating: u32::from(rating.as_u8()),
                delta_t: u32::try_from(elapsed).unwrap_or(u32::MAX),
            });
            if elapsed > 0 && *day < until {
                found.push((*day, FSRSItem { reviews: reviews.clone() }));
            }
            last = last.max(*day);
        }
    }
    found.sort_by_key(|(day, _)| *day);
    found.into_iter().map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::before;
    use cairn_learning::schedule::Rating::{Again, Good};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn each_later_answer_comes_with_what_was_before_it() {
        let one = [(10, Good), (10, Again), (12, Good), (11, Good), (20, Again)];
        let other = [(5, Again), (11, Good)];
        let items = before(&[&one, &other, &[]], 20, 256);
        let told: Vec<Vec<(u32, u32)>> = items
            .iter()
            .map(|item| item.reviews.iter().map(|review| (review.rating, review.delta_t)).collect())
            .collect();
        assert_eq!(told, [vec![(1, 0), (3, 6)], vec![(3, 0), (1, 0), (3, 2)]]);
        let all = before(&[&one, &other], 21, 256);
        assert_eq!(all.last().map(|item| item.reviews[3].delta_t), Some(0), "the clock that was set back");
        assert_eq!(before(&[&one], 21, 3).len(), 1);
    }
}
