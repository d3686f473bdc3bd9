//! What stands in the fields of a task before she answers, in which order things are put before her, and whether she has
//! answered at all. Pure: the same item gives the same order on every device until it is answered once more.

use cairn_domain::item::{Form, Given, Item, gaps};
use cairn_learning::random::SplitMix64;

/// The places of `count` things in an order of chance that `key` fixes.
pub fn shuffled(count: usize, key: &str) -> Vec<usize> {
    let mut chance = SplitMix64::from_key(key.as_bytes());
    let mut places: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        places.swap(last, below(last + 1, chance.next_unit()));
    }
    places
}

/// A place below `count`, by a chance in `[0, 1)`.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)] // a few options
fn below(count: usize, chance: f64) -> usize {
    ((count as f64 * chance) as usize).min(count - 1)
}

/// The order in which options, or what is to be matched, are shown. Two truth values stay as they are read.
pub fn shown_order(item: &Item, key: &str) -> Vec<usize> {
    match item.form {
        Form::Matching => shuffled(item.pairs(), key),
        Form::TrueFalse => vec![0, 1],
        _ => shuffled(item.options.len(), key),
    }
}

/// What stands in the fields at first. Things to be put in order are not in the right one, where there is another.
pub fn blank(item: &Item, key: &str) -> Given {
    match item.form {
        Form::Cloze => Given::Filled(vec![String::new(); gaps::gaps(&item.prompt).len()]),
        Form::Ordering => {
            let mut places = shuffled(item.options.len(), key);
            if places.is_sorted() && places.len() > 1 {
                places.rotate_left(1);
            }
            Given::Placed(places)
        }
        Form::Matching => Given::Paired(vec![None; item.pairs()]),
        Form::Single | Form::Multiple | Form::TrueFalse => Given::Chosen(vec![]),
        Form::Card | Form::Short | Form::Numeric | Form::Open => Given::Typed(String::new()),
    }
}

/// Whether there is nothing yet that could be graded. What she judges herself needs no words.
pub fn is_blank(item: &Item, given: &Given) -> bool {
    match given {
        Given::Typed(text) => item.is_graded_by_the_app() && text.trim().is_empty(),
        Given::Chosen(chosen) => chosen.is_empty(),
        Given::Filled(filled) => filled.iter().all(|text| text.trim().is_empty()),
        Given::Paired(paired) => paired.iter().all(Option::is_none),
        Given::Placed(_) | Given::Unknown => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::{id::Id, kind::Kind, noun::Noun, record::Record};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn item(form: Form, options: usize) -> Item {
        let options: Vec<String> = (0..options).map(|at| at.to_string()).collect();
        let empty = Item::read(&Record::new(Kind::ITEM, Id::new(1, 2)));
        Item { form, matches: options.clone(), options, prompt: "{{a}} and {{b}}".to_owned(), ..empty }
    }

    #[test]
    fn an_order_holds_everything_once_and_is_the_same_again() {
        for count in 0..9 {
            let mut places = shuffled(count, "a#1");
            assert_eq!(places, shuffled(count, "a#1"));
            places.sort_unstable();
            assert_eq!(places, (0..count).collect::<Vec<_>>());
        }
        assert!((0..9).any(|at| shuffled(6, "a#1") != shuffled(6, &format!("a#{at}"))), "another time another order");
    }

    #[test]
    fn things_to_order_never_begin_in_order() {
        for times in 0..50 {
            let Given::Placed(places) = blank(&item(Form::Ordering, 2), &format!("x#{times}")) else { panic!() };
            assert_eq!(places, [1, 0]);
        }
        assert_eq!(shown_order(&item(Form::TrueFalse, 0), "x"), [0, 1]);
        assert_eq!(shown_order(&item(Form::Matching, 3), "x").len(), 3);
    }

    #[test]
    fn nothing_is_graded_before_something_was_answered() {
        for form in
            [Form::Single, Form::Multiple, Form::TrueFalse, Form::Short, Form::Numeric, Form::Cloze, Form::Matching]
        {
            let item = item(form, 3);
            assert!(is_blank(&item, &blank(&item, "x")), "{form:?}");
        }
        for form in [Form::Card, Form::Open, Form::Ordering] {
            let item = item(form, 3);
            assert!(!is_blank(&item, &blank(&item, "x")), "{form:?}");
        }
        assert!(!is_blank(&item(Form::Cloze, 0), &Given::Filled(vec![String::new(), "x".to_owned()])));
        assert!(!is_blank(&item(Form::Short, 0), &Given::Unknown));
    }
}
