//! What she answered as one plain line, to be kept with an answer that went wrong. Pure but for two words.

use super::written;
use crate::i18n::tr;
use cairn_domain::item::{Form, Given, Item};

/// The line; empty for nothing, and for what she judges herself: what was written there is not kept.
pub fn line(item: &Item, given: &Given) -> String {
    let option = |place: &usize| match (item.form, place) {
        (Form::TrueFalse, 0) => tr::practise::yes(),
        (Form::TrueFalse, _) => tr::practise::no(),
        _ => plain(item.options.get(*place)),
    };
    let join = |parts: Vec<String>| parts.join(" · ");
    match given {
        _ if !item.is_graded_by_the_app() => String::new(),
        Given::Unknown => String::new(),
        Given::Typed(text) => text.trim().to_owned(),
        Given::Chosen(places) | Given::Placed(places) => join(places.iter().map(option).collect()),
        Given::Filled(texts) => join(texts.iter().map(|text| text.trim().to_owned()).collect()),
        Given::Paired(pairs) => {
            let other = |pair: &Option<usize>| plain(pair.and_then(|pair| item.matches.get(pair)));
            let pair = |(at, pair): (usize, &Option<usize>)| [option(&at), other(pair)].join(": ");
            join(pairs.iter().enumerate().map(pair).collect())
        }
    }
}

fn plain(text: Option<&String>) -> String {
    text.map(|text| written::plain(text)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::{id::Id, kind::Kind, noun::Noun, record::Record};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn an_answer_of_every_form_is_one_line() {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let empty = Item::read(&Record::new(Kind::ITEM, Id::new(1, 2)));
        let item = |form| Item { form, options: own(&["**a**", "b"]), matches: own(&["1", "2"]), ..empty.clone() };
        for (form, given, expected) in [
            (Form::Short, Given::Typed(" ano ".to_owned()), "ano"),
            (Form::Single, Given::Chosen(vec![0]), "a"),
            (Form::Multiple, Given::Chosen(vec![1, 0]), "b · a"),
            (Form::Ordering, Given::Placed(vec![1, 0]), "b · a"),
            (Form::Cloze, Given::Filled(own(&["one", " "])), "one · "),
            (Form::Matching, Given::Paired(vec![Some(1), None]), "a: 2 · b: "),
            (Form::Single, Given::Chosen(vec![7]), ""),
            (Form::Numeric, Given::Unknown, ""),
            (Form::Card, Given::Typed("a guess".to_owned()), ""),
        ] {
            assert_eq!(line(&item(form), &given), expected, "{form:?}");
        }
    }
}
