//! What is said of an answer that the app graded: right, partly, or not yet, and why, in words. Pure but for the words.

use crate::i18n::{self, tr};
use cairn_domain::item::{Form, Given, Graded, Item, Scoring, gaps};
use cairn_learning::{grading::Code, schedule::ScheduleConfig};

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Right, or near enough.
    Right,
    /// In part.
    Partly,
    /// Not yet.
    NotYet,
}

/// How an answer went, by its grade.
pub fn verdict(graded: &Graded) -> Verdict {
    match graded.grade.score {
        _ if graded.is_partly() => Verdict::Partly,
        score if score > 0.0 => Verdict::Right,
        _ => Verdict::NotYet,
    }
}

/// The verdict in a few words, with the reason where there is one.
pub fn words(item: &Item, given: &Given, graded: &Graded) -> String {
    use tr::practise as said;
    if *given == Given::Unknown {
        return said::not_known();
    }
    match (verdict(graded), graded.grade.code) {
        (Verdict::Right, Code::Typo) => said::right_typo(),
        (Verdict::Right, Code::Accent) => said::right_accent(),
        (Verdict::Right, Code::OkUnitMissing) => said::right_unit(),
        (Verdict::Right, _) => said::right(),
        (Verdict::Partly, _) => [said::partly(), parts(item, given, graded)].join(" "),
        (Verdict::NotYet, Code::Accent) => said::not_yet_accent(),
        (Verdict::NotYet, Code::UnitMismatch) => said::not_yet_unit(),
        (Verdict::NotYet, _) => said::not_yet(),
    }
}

/// How many parts were right, as a sentence; empty where parts are not counted.
fn parts(item: &Item, given: &Given, graded: &Graded) -> String {
    use tr::practise as said;
    match (item.form, given) {
        (Form::Cloze, _) => said::gaps_right(right_gaps(graded), gaps::gaps(&item.prompt).len()),
        (Form::Matching, Given::Paired(pairs)) => {
            let right = pairs.iter().enumerate().filter(|(at, pair)| pair.is_some_and(|pair| fits(item, *at, pair)));
            said::pairs_right(right.count(), item.pairs())
        }
        (Form::Ordering, _) if item.scoring == Scoring::Partial => {
            said::in_order(in_order(graded.grade.score, item.options.len()), item.options.len())
        }
        (Form::Multiple, Given::Chosen(chosen)) => {
            let right = |place: &&usize| is_right(item, **place);
            let all = (0..item.options.len()).filter(|place| is_right(item, *place)).count();
            said::options_right(chosen.iter().filter(right).count(), all)
        }
        _ => String::new(),
    }
}

/// How many gaps were filled rightly.
fn right_gaps(graded: &Graded) -> usize {
    graded.parts.iter().filter(|part| part.score >= ScheduleConfig::default().rating.hard_from).count()
}

/// The longest run in order that a score stands for: `(run - 1) / (things - 1)`.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)] // a few things
fn in_order(score: f64, things: usize) -> usize {
    (score * (things.max(1) - 1) as f64).round() as usize + 1
}

/// Whether an option is one of the right ones; where one alone is asked for, the first named is.
pub fn is_right(item: &Item, place: usize) -> bool {
    let named = if item.form == Form::Multiple { item.right.len() } else { 1 };
    item.right.iter().take(named).any(|right| usize::try_from(*right) == Ok(place))
}

/// Whether what was put to a thing belongs to it; of two with the same text either does.
pub fn fits(item: &Item, at: usize, pair: usize) -> bool {
    item.matches.get(at).is_some_and(|right| item.matches.get(pair) == Some(right))
}

/// The right answer in words, for what is said aloud and for forms that show it as one text.
pub fn right_answer(item: &Item) -> String {
    let option = |place: usize| item.options.get(place).cloned().unwrap_or_default();
    match item.form {
        Form::Card | Form::Open => item.answer.clone(),
        Form::TrueFalse if is_right(item, 0) => tr::practise::yes(),
        Form::TrueFalse => tr::practise::no(),
        Form::Single | Form::Multiple => {
            let places = (0..item.options.len()).filter(|place| is_right(item, *place));
            i18n::list(&places.map(option).collect::<Vec<_>>())
        }
        Form::Short => item.accepted.first().cloned().unwrap_or_default(),
        Form::Numeric => {
            let number = item.number.map(i18n::exact_number).unwrap_or_default();
            [number, item.unit.clone()].join(" ").trim_end().to_owned()
        }
        Form::Cloze => {
            let filled: Vec<String> = gaps::gaps(&item.prompt).iter().map(|gap| gap.filled().to_owned()).collect();
            i18n::list(&filled)
        }
        Form::Ordering => item.options.join(", "),
        Form::Matching => {
            let pairs = (0..item.pairs()).map(|at| [item.options[at].as_str(), item.matches[at].as_str()].join(": "));
            pairs.collect::<Vec<_>>().join("; ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::{id::Id, kind::Kind, noun::Noun, record::Record};
    use cairn_learning::grading::DecimalMark;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn item(form: Form) -> Item {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Item {
            form,
            options: own(&["a", "b", "c", "d", "e"]),
            matches: own(&["1", "2", "1", "4", "5"]),
            right: vec![0, 1],
            accepted: own(&["año"]),
            prompt: "{{one}} {{two}}".to_owned(),
            number: Some(6.0),
            unit: "ohm".to_owned(),
            unit_required: true,
            ..Item::read(&Record::new(Kind::ITEM, Id::new(1, 2)))
        }
    }

    #[test]
    fn right_partly_and_not_yet_follow_from_the_grade() {
        let typed = |text: &str| Given::Typed(text.to_owned());
        let filled = |one: &str, two: &str| Given::Filled(vec![one.to_owned(), two.to_owned()]);
        for (form, given, expected) in [
            (Form::Short, typed("año"), Verdict::Right),
            (Form::Short, typed("ano"), Verdict::Right),
            (Form::Short, typed("día"), Verdict::NotYet),
            (Form::Numeric, typed("6"), Verdict::Right),
            (Form::Numeric, typed("6 V"), Verdict::NotYet),
            (Form::Multiple, Given::Chosen(vec![0]), Verdict::Partly),
            (Form::Cloze, filled("one", "x"), Verdict::Partly),
            (Form::Ordering, Given::Placed(vec![1, 0, 2, 3, 4]), Verdict::Partly),
            (Form::Ordering, Given::Placed(vec![0, 1, 2, 3, 4]), Verdict::Right),
            (Form::Single, Given::Unknown, Verdict::NotYet),
        ] {
            let graded = item(form).grade(&given, DecimalMark::Point).unwrap();
            assert_eq!(verdict(&graded), expected, "{form:?} {given:?}");
        }
        // One of many parts costs less than a typing error, and is wrong all the same.
        let long = Item { prompt: "{{one}} ".repeat(20), ..item(Form::Cloze) };
        let with = |last: &str| Given::Filled([vec!["one".to_owned(); 19], vec![last.to_owned()]].concat());
        let of = |last: &str| verdict(&long.grade(&with(last), DecimalMark::Point).unwrap());
        assert_eq!([of("one"), of("x")], [Verdict::Right, Verdict::Partly]);
    }

    #[test]
    fn parts_are_counted() {
        assert_eq!((in_order(0.75, 5), in_order(0.0, 5), in_order(1.0, 2), in_order(0.0, 0)), (4, 1, 2, 1));
        let cloze = item(Form::Cloze);
        let filled = Given::Filled(vec!["one".to_owned(), "tow".to_owned()]);
        assert_eq!(right_gaps(&cloze.grade(&filled, DecimalMark::Point).unwrap()), 1);
        assert!(fits(&item(Form::Matching), 0, 2) && !fits(&item(Form::Matching), 0, 1));
        assert!(is_right(&item(Form::Multiple), 1) && !is_right(&item(Form::Multiple), 2));
        assert!(is_right(&item(Form::Single), 0) && !is_right(&item(Form::Single), 1), "one alone");
    }
}
