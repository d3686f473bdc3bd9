//! What answers count, and what of that an item cannot say: it knows right and wrong options, and scores several right
//! ones by the share that was found less the share of wrong ones taken.

use super::question::Answer;

/// Per cent that make no difference: files round thirds.
const NEAR: f64 = 0.5;

/// What an answer counts, in per cent.
pub(super) fn worth(is_right: bool, weight: Option<f64>) -> f64 {
    weight.unwrap_or(if is_right { 100.0 } else { 0.0 })
}

/// Which options are right.
pub(super) struct Key {
    /// Their places.
    pub right: Vec<usize>,
    /// Whether more than one can be chosen.
    pub is_multiple: bool,
    /// Whether the file has one of several right ones chosen, not all of them.
    pub is_any: bool,
    /// Whether some options count in a way that is not kept.
    pub is_uneven: bool,
}

/// Which of these are right; none if nothing counts. With `=` before one of them, one is chosen.
pub(super) fn key(answers: &[Answer]) -> Option<Key> {
    let worths: Vec<f64> = answers.iter().map(|answer| worth(answer.is_right, answer.weight)).collect();
    let places = |is_right: &dyn Fn(f64) -> bool| -> Vec<usize> {
        worths.iter().enumerate().filter(|(_, worth)| is_right(**worth)).map(|(at, _)| at).collect()
    };
    let full = places(&|worth| worth > 100.0 - NEAR);
    if answers.iter().any(|answer| answer.is_right) && !full.is_empty() {
        let others = worths.iter().filter(|worth| **worth <= 100.0 - NEAR);
        let is_uneven = others.into_iter().any(|worth| worth.abs() > NEAR);
        let is_any = full.len() > 1;
        return Some(Key { right: full, is_multiple: is_any, is_any, is_uneven });
    }
    let right = places(&|worth| worth > 0.0);
    let (each, cost) = shares(right.len(), answers.len());
    let is_even = |(answer, worth): (&Answer, &f64)| {
        let near = |share: f64| (worth - share).abs() <= NEAR;
        if *worth > 0.0 { near(each) } else { answer.weight.is_none() || near(0.0) || near(-cost) }
    };
    let is_uneven = !answers.iter().zip(&worths).all(is_even);
    (!right.is_empty()).then_some(Key { right, is_multiple: true, is_any: false, is_uneven })
}

/// What each right option counts, and what each wrong one costs, in per cent.
pub(super) fn shares(right: usize, options: usize) -> (f64, f64) {
    let share = |of: usize| 100.0 / u32::try_from(of.max(1)).map_or(f64::INFINITY, f64::from);
    (share(right), share(options - right))
}

/// A weight as it is written: at most five digits behind the point, as Moodle does.
pub(super) fn written(weight: f64) -> String {
    let text = format!("{weight:.5}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gift::{Task, answers::task, words::Format};

    #[test]
    fn which_are_right_and_what_is_not_kept() {
        for (text, right, is_multiple, is_any, is_uneven) in [
            ("~a =b ~c", &[1][..], false, false, false),
            ("~a =b =c", &[1, 2], true, true, false),
            ("~a ~%50%b =c", &[2], false, false, true),
            ("~%100%a =%50%b", &[0], false, false, true),
            ("~%50%a ~%50%b ~c", &[0, 1], true, false, false),
            ("~%33.33333%a ~%33%b ~%-50%x ~%33.3%c ~%-50%y", &[0, 1, 3], true, false, false),
            ("~%50%a ~%50%b ~%-100%c ~%-100%d", &[0, 1], true, false, true),
            ("~%75%a ~%25%b ~c", &[0, 1], true, false, true),
            ("~%100%a ~b", &[0], true, false, false),
        ] {
            let Ok((Task::Choice(answers), _)) = task(text, Format::Moodle) else { panic!("{text}") };
            let key = key(&answers).unwrap();
            assert_eq!(
                (&key.right[..], key.is_multiple, key.is_any, key.is_uneven),
                (right, is_multiple, is_any, is_uneven),
                "{text}"
            );
        }
        let Ok((Task::Choice(none), _)) = task("~a ~%-50%b", Format::Moodle) else { panic!() };
        assert!(key(&none).is_none());
    }

    #[test]
    fn weights_are_written_as_moodle_writes_them() {
        assert_eq!([100.0, 100.0 / 3.0, -12.5, 0.0].map(written), ["100", "33.33333", "-12.5", "0"]);
    }
}
