//! An item while it is written: what a form changes of it, and what it still lacks to be asked. Pure; the fields are in
//! [`super::fields`].

use cairn_domain::{
    error::Rejection,
    id::Id,
    item::{Form, Item, command::Edit, gaps},
    kind::Kind,
    noun::Noun,
    record::Record,
    tags::Retag,
    text,
};

/// A field of the form, for what is wrong in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    Prompt,
    Answer,
    Options,
    Truth,
    Accepted,
    Rejected,
    Number,
    Unit,
    Tolerance,
    Relative,
    Explanation,
    Hints,
    Tags,
    Deck,
}

/// What keeps an item from being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Gap,
    Options,
    Right,
    Accepted,
    Number,
    Pairs,
}

/// An item of which nothing is written yet.
pub fn blank() -> Item {
    Item::read(&Record::new(Kind::ITEM, Id::new(0, 0)))
}

/// Whether anything is written that would be missed.
pub fn is_blank(item: &Item) -> bool {
    let texts = [&item.prompt, &item.answer, &item.explanation, &item.unit];
    let lists = [&item.options, &item.matches, &item.feedback, &item.accepted, &item.rejected, &item.hints];
    texts.into_iter().chain(lists.into_iter().flatten()).all(|text| text.trim().is_empty()) && item.number.is_none()
}

/// What is empty once it is saved and the next one begins: the kind, the deck and what it practises stay.
pub fn next(item: &Item) -> Item {
    let (deck, resource) = (item.deck, item.resource);
    let (competencies, tags) = (item.competencies.clone(), item.tags.clone());
    Item { form: item.form, language: item.language.clone(), deck, resource, competencies, tags, ..blank() }
}

/// The edits that make `now` of `before`; fields that are equal are left alone.
pub fn difference(before: &Item, now: &Item) -> Vec<Edit> {
    let mut edits = Vec::new();
    macro_rules! compare {
        ($($field:ident => $edit:ident),* $(,)?) => {
            let new = now.clone();
            $(if before.$field != new.$field {
                edits.push(Edit::$edit(new.$field));
            })*
        };
    }
    compare! {
        form => Form, deck => Deck, prompt => Prompt, answer => Answer, options => Options, right => Right,
        matches => Matches, feedback => Feedback, accepted => Accepted, rejected => Rejected, marks => Marks,
        exact_spelling => ExactSpelling, number => Number, unit => Unit, tolerance => Tolerance, relative => Relative,
        unit_required => UnitRequired, scoring => Scoring, explanation => Explanation, hints => Hints,
        language => Language, rubric => Rubric, resource => Resource,
    }
    let demand =
        |item: &Item, wanted| item.competencies.iter().find(|(id, _)| *id == wanted).map(|(_, demand)| *demand);
    for (id, new) in &now.competencies {
        if demand(before, *id) != Some(*new) {
            edits.push(Edit::Competency(*id, Some(*new)));
        }
    }
    let gone = before.competencies.iter().filter(|(id, _)| demand(now, *id).is_none());
    edits.extend(gone.map(|(id, _)| Edit::Competency(*id, None)));
    let tags = |item: &Item| item.tags.iter().map(|(tag, _)| tag.clone()).collect::<Vec<_>>();
    if before.tags != now.tags {
        edits.push(Edit::Tags(Retag { opened: tags(before), now: tags(now) }));
    }
    edits
}

/// What it lacks to be asked, and where that is written.
pub fn lack(item: &Item) -> Option<(Spot, Lack)> {
    let filled = |list: &[String]| list.iter().filter(|text| !text.trim().is_empty()).count();
    match item.form {
        Form::Cloze => gaps::gaps(&item.prompt).is_empty().then_some((Spot::Prompt, Lack::Gap)),
        Form::Single | Form::Multiple | Form::Ordering if filled(&item.options) < 2 => {
            Some((Spot::Options, Lack::Options))
        }
        Form::Single | Form::Multiple => (!item.has_key()).then_some((Spot::Options, Lack::Right)),
        Form::TrueFalse => (!item.has_key()).then_some((Spot::Truth, Lack::Right)),
        Form::Short => (!item.has_key()).then_some((Spot::Accepted, Lack::Accepted)),
        Form::Numeric => (!item.has_key()).then_some((Spot::Number, Lack::Number)),
        Form::Card | Form::Open | Form::Ordering => None,
        Form::Matching => {
            let whole = item.pairs() >= 1 && filled(&item.options) == filled(&item.matches);
            (!whole).then_some((Spot::Options, Lack::Pairs))
        }
    }
}

/// The first text that does not fit its field: told there, not by the command, which knows no fields.
pub fn misfit(item: &Item) -> Option<(Spot, Rejection)> {
    use cairn_domain::error::Place;
    let one = |spot: Spot, text: &str| text::note(text).err().map(|fault| (spot, fault));
    let all = |spot: Spot, list: &[String]| list.iter().find_map(|text| one(spot, text));
    let empty = item.prompt.trim().is_empty().then_some((Spot::Prompt, text::TextFault::Empty));
    let unit = || text::line(&item.unit, text::TITLE_MAX).err().map(|fault| (Spot::Unit, fault));
    let tag = || item.tags.iter().find_map(|(tag, _)| text::line(tag, text::TITLE_MAX).err()).map(|f| (Spot::Tags, f));
    let found = empty
        .or_else(|| one(Spot::Prompt, &item.prompt))
        .or_else(|| one(Spot::Answer, &item.answer))
        .or_else(|| all(Spot::Options, &item.options))
        .or_else(|| all(Spot::Options, &item.matches))
        .or_else(|| all(Spot::Options, &item.feedback))
        .or_else(|| all(Spot::Accepted, &item.accepted))
        .or_else(|| all(Spot::Rejected, &item.rejected))
        .or_else(unit)
        .or_else(|| one(Spot::Explanation, &item.explanation))
        .or_else(|| all(Spot::Hints, &item.hints))
        .or_else(tag)?;
    let (spot, fault) = found;
    let place = if spot == Spot::Tags { Place::Tag } else { Place::Text };
    Some((spot, Rejection::Text { place, fault }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::id::CompetencyId;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn item(form: Form) -> Item {
        Item { form, prompt: "?".to_owned(), ..blank() }
    }

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn only_what_changed_is_written() {
        let [kept, gone, new] = [1, 2, 3].map(|n| CompetencyId(Id::new(0, n)));
        let before = Item { competencies: vec![(kept, 0), (gone, 2)], ..item(Form::Card) };
        assert_eq!(difference(&before, &before), []);
        let now = Item {
            answer: "!".to_owned(),
            competencies: vec![(kept, 3), (new, 0)],
            tags: vec![("exam".to_owned(), true)],
            ..before.clone()
        };
        let expected = [
            Edit::Answer("!".to_owned()),
            Edit::Competency(kept, Some(3)),
            Edit::Competency(new, Some(0)),
            Edit::Competency(gone, None),
            Edit::Tags(Retag { opened: vec![], now: owned(&["exam"]) }),
        ];
        assert_eq!(difference(&before, &now), expected);
    }

    #[test]
    fn what_is_lacking_is_told_at_its_field() {
        let check = |item: Item, expected: Option<(Spot, Lack)>| assert_eq!(lack(&item), expected, "{item:?}");
        check(item(Form::Card), None);
        check(item(Form::Cloze), Some((Spot::Prompt, Lack::Gap)));
        check(Item { prompt: "{{c1::a}}".to_owned(), ..item(Form::Cloze) }, None);
        check(Item { options: owned(&["a", " "]), ..item(Form::Single) }, Some((Spot::Options, Lack::Options)));
        let two = Item { options: owned(&["a", "b"]), ..item(Form::Multiple) };
        check(two.clone(), Some((Spot::Options, Lack::Right)));
        check(Item { right: vec![1], ..two.clone() }, None);
        check(Item { form: Form::Ordering, ..two.clone() }, None);
        check(Item { form: Form::Matching, ..two.clone() }, Some((Spot::Options, Lack::Pairs)));
        check(Item { form: Form::Matching, matches: owned(&["1", "2"]), ..two }, None);
        check(item(Form::TrueFalse), Some((Spot::Truth, Lack::Right)));
        check(item(Form::Short), Some((Spot::Accepted, Lack::Accepted)));
        check(item(Form::Numeric), Some((Spot::Number, Lack::Number)));
        check(item(Form::Open), None);
    }

    #[test]
    fn a_text_that_does_not_fit_is_told_at_its_field() {
        let spot = |item: Item| misfit(&item).map(|(spot, _)| spot);
        assert_eq!(spot(item(Form::Card)), None);
        assert_eq!(spot(Item { prompt: " ".to_owned(), ..blank() }), Some(Spot::Prompt));
        let long = "x".repeat(text::NOTE_MAX + 1);
        assert_eq!(spot(Item { hints: vec![long.clone()], ..item(Form::Card) }), Some(Spot::Hints));
        assert_eq!(spot(Item { answer: long, ..item(Form::Card) }), Some(Spot::Answer));
    }

    #[test]
    fn the_next_one_begins_empty_but_for_where_it_belongs() {
        let deck = Some(cairn_domain::id::DeckId(Id::new(0, 7)));
        let saved = Item { deck, answer: "a".to_owned(), ..item(Form::Short) };
        let next = next(&saved);
        assert!(is_blank(&next) && !is_blank(&saved));
        assert_eq!((next.form, next.deck), (Form::Short, deck));
    }
}
