//! Where a fit stands: pure, and tested.

use cairn_domain::practice::Fitted;
use cairn_learning::schedule::{Fit, ScheduleConfig, what_to_fit};
use cairn_worker::protocol::Fits;

/// What there is to fit on. `have` counts answers on a later day than those before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stand {
    /// So many more are needed.
    Few {
        /// How many there are.
        have: usize,
        /// How many more a first fit needs.
        more: usize,
    },
    /// The last fit was less than a month ago.
    Recent {
        /// How many there are.
        have: usize,
        /// Days until the next.
        next_in: i64,
    },
    /// Enough for the first four weights.
    First(usize),
    /// Enough for all.
    Whole(usize),
}

/// What a fit came to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Result {
    /// Weights that predict better.
    Better(Fitted),
    /// None that do; the best that were found.
    NotBetter(Fitted),
    /// Nothing that could be judged.
    Nothing,
}

/// Where it stands on study day `today`, with the study day of the last fit.
pub fn stand(have: usize, tried: Option<i64>, today: i64) -> Stand {
    let rule = ScheduleConfig::default().fitting;
    match what_to_fit(have, tried, today, &rule) {
        Fit::FirstFour => Stand::First(have),
        Fit::All => Stand::Whole(have),
        Fit::Nothing if have < rule.first_four_from => Stand::Few { have, more: rule.first_four_from - have },
        Fit::Nothing => {
            // A clock that was set back does not make her wait longer than a pause.
            let left = tried.map_or(0, |tried| tried + rule.pause_days - today);
            Stand::Recent { have, next_in: left.clamp(1, rule.pause_days) }
        }
    }
}

/// What the worker's answer comes to.
pub fn result(fits: &Fits) -> Result {
    match fits.found.as_ref().and_then(|found| Some((found.fitted()?, found.is_better))) {
        Some((set, true)) => Result::Better(set),
        Some((set, false)) => Result::NotBetter(set),
        None => Result::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::cbor::Cbor;
    use cairn_learning::schedule::Parameters;
    use cairn_worker::protocol::{Fittable, Found};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn it_says_what_is_missing() {
        let cases = [
            (0, None, Stand::Few { have: 0, more: 100 }),
            (99, Some(990), Stand::Few { have: 99, more: 1 }),
            (100, None, Stand::First(100)),
            (512, Some(970), Stand::Whole(512)),
            (600, Some(971), Stand::Recent { have: 600, next_in: 1 }),
            (600, Some(1_000), Stand::Recent { have: 600, next_in: 30 }),
            // A clock that ran ahead holds nothing up.
            (600, Some(2_000), Stand::Whole(600)),
        ];
        for (have, tried, expected) in cases {
            assert_eq!(stand(have, tried, 1_000), expected, "{have}, {tried:?}");
        }
    }

    #[test]
    fn an_answer_is_better_or_not_or_nothing() {
        let weights = Parameters::default();
        let set = Fitted { weights, day: 1, reviews: 600, judged: 120, before: 0.3, after: 0.29, all: true };
        let told = |found: Option<Found>| result(&Fits { reviews: 600, fittable: Fittable::All, found });
        let found = |is_better| Some(Found { set: Cbor::of(&set), is_better });
        assert_eq!(told(found(true)), Result::Better(set));
        assert_eq!(told(found(false)), Result::NotBetter(set));
        assert_eq!(told(None), Result::Nothing);
        assert_eq!(told(Some(Found { set: Cbor::null(), is_better: true })), Result::Nothing);
    }
}
