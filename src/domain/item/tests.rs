//! Items as commands write them and as they are graded.

use super::{
    Deck, Form, Given, Item, MarksRule, Scoring,
    command::{Bulk, Command, DeckEdit, Edit, OPTIONS_MAX},
    example::Example,
};
use crate::{
    command::Command as Any,
    desk::Desk,
    error::{Place, Rejection},
    example::is_example,
    id::{CompetencyId, DeckId, Id, ItemId},
    kind::Kind,
    registry,
    text::TextFault,
};
use cairn_learning::grading::{Code, DecimalMark};

fn add(desk: &mut Desk, form: Form, prompt: &str, more: Vec<Edit>) -> ItemId {
    let command = Command::Add { form, prompt: prompt.to_owned(), more, both_ways: false };
    ItemId(desk.made(&Any::Item(command)))
}

fn item(desk: &Desk, id: ItemId) -> Item {
    desk.noun(id.0).unwrap()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn made(form: Form, prompt: &str, more: Vec<Edit>) -> Item {
    let mut desk = Desk::default();
    let id = add(&mut desk, form, prompt, more);
    item(&desk, id)
}

fn graded(item: &Item, given: &Given) -> Option<(f64, Code)> {
    item.grade(given, DecimalMark::Point).map(|graded| (graded.grade.score, graded.grade.code))
}

#[test]
fn an_item_is_split_into_two_with_the_same_texts() {
    let mut desk = Desk::default();
    let (skill, place) = (CompetencyId(Id::new(1, 1)), DeckId(Id::new(1, 2)));
    let more = vec![
        Edit::Deck(Some(place)),
        Edit::Options(owned(&["3", "4"])),
        Edit::Right(vec![1]),
        Edit::Hints(owned(&["Count."])),
        Edit::Competency(skill, Some(3)),
        Edit::Suspended(true),
        Edit::Flag(2),
    ];
    let first = add(&mut desk, Form::Single, "2 + 2", more);
    let second = ItemId(desk.made(&Any::Item(Command::Split(first))));
    let (one, other) = (item(&desk, first), item(&desk, second));
    assert_ne!(first, second);
    // It is asked, and marked by nobody.
    assert_eq!((one.suspended, one.flag, other.suspended, other.flag), (true, 2, false, 0));
    let alike = Item { id: one.id, created: one.created, suspended: true, flag: 2, ..other };
    assert_eq!(alike, one);
    assert_eq!(desk.run(&Any::Item(Command::Split(ItemId(Id::new(1, 9))))), Err(Rejection::Missing));
}

#[test]
fn a_card_is_written_and_asked_both_ways() {
    let mut desk = Desk::default();
    let add = Command::Add {
        form: Form::Card,
        prompt: "Ohm's law".to_owned(),
        more: vec![Edit::Answer("U = R · I".to_owned())],
        both_ways: true,
    };
    let id = ItemId(desk.made(&Any::Item(add)));
    assert_eq!((item(&desk, id).answer.as_str(), item(&desk, id.twin()).twin), ("U = R · I", Some(id)));
    assert_eq!(id.twin().twin(), id);
    // Neither list of items nor its deck names the twin.
    assert_eq!(registry::record_keys(&desk.records[&(Kind::ITEM, id.twin().0)]), [format!("twin/{id}")]);
    desk.did(&Any::Item(Command::BothWays(id, false)));
    assert!(!desk.records[&(Kind::ITEM, id.twin().0)].is_alive());
    desk.did(&Any::Item(Command::BothWays(id, true)));
    assert!(desk.records[&(Kind::ITEM, id.twin().0)].is_alive());
}

#[test]
fn the_other_way_round_comes_back_after_it_left_the_trash_for_good() {
    let mut desk = Desk::default();
    let id = add(&mut desk, Form::Card, "Ohm's law", vec![Edit::Answer("U = R · I".to_owned())]);
    desk.did(&Any::Item(Command::BothWays(id, true)));
    desk.did(&Any::Item(Command::BothWays(id, false)));
    desk.wait_days(31);
    desk.did(&Any::Purge(vec![(Kind::ITEM, id.twin().0)]));
    assert!(desk.records[&(Kind::ITEM, id.twin().0)].is_purged());
    desk.did(&Any::Item(Command::BothWays(id, true)));
    assert_eq!((item(&desk, id.twin()).form, item(&desk, id.twin()).twin), (Form::Card, Some(id)));
    assert_eq!(registry::record_keys(&desk.records[&(Kind::ITEM, id.twin().0)]), [format!("twin/{id}")]);
}

#[test]
fn only_a_card_has_another_way_round() {
    let mut desk = Desk::default();
    let card = add(&mut desk, Form::Card, "Ohm's law", vec![]);
    desk.did(&Any::Item(Command::BothWays(card, true)));
    let short = add(&mut desk, Form::Short, "Who found it?", vec![Edit::Accepted(owned(&["Ohm"]))]);
    for id in [short, card.twin()] {
        assert_eq!(desk.run(&Any::Item(Command::BothWays(id, true))).unwrap_err(), Rejection::Missing);
    }
    // What became of a card lets go of it.
    desk.did(&Any::Item(Command::Edit(card, vec![Edit::Form(Form::Short)])));
    desk.did(&Any::Item(Command::BothWays(card, false)));
    assert!(!desk.records[&(Kind::ITEM, card.twin().0)].is_alive());
}

#[test]
fn an_infinite_number_is_nothing_to_grade_by() {
    for number in [f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
        let item = Item { number: Some(number), ..made(Form::Numeric, "How many?", vec![Edit::Number(Some(7.0))]) };
        assert!(!item.has_key(), "{number}");
        assert_eq!(graded(&item, &Given::Typed("3".to_owned())), None, "{number}");
    }
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_is_written() {
    let mut desk = Desk::default();
    let id = add(&mut desk, Form::Single, "2 + 2", vec![Edit::Options(owned(&["3", "4"])), Edit::Right(vec![1])]);
    let before = desk.records.clone();
    let mut refuse = |edit: Edit| desk.run(&Any::Item(Command::Edit(id, vec![Edit::Flag(1), edit]))).unwrap_err();
    let empty = Rejection::Text { place: Place::Text, fault: TextFault::Empty };
    assert_eq!(refuse(Edit::Prompt(" \n".to_owned())), empty);
    let long = Rejection::Text { place: Place::Text, fault: TextFault::TooLong { max: 100_000, found: 100_001 } };
    assert_eq!(refuse(Edit::Prompt("x".repeat(100_001))), long);
    let many = refuse(Edit::Options(owned(&["x"; OPTIONS_MAX + 1])));
    assert_eq!(many, Rejection::Number { place: Place::Number, min: 0, max: 64 });
    assert!(matches!(refuse(Edit::Number(Some(f64::NAN))), Rejection::Number { .. }));
    assert!(matches!(refuse(Edit::Tolerance(Some(-0.1))), Rejection::Number { .. }));
    assert!(matches!(refuse(Edit::Flag(8)), Rejection::Number { .. }));
    assert!(matches!(refuse(Edit::Competency(CompetencyId(Id::new(0, 1)), Some(7))), Rejection::Number { .. }));
    assert_eq!(desk.records, before);
}

#[test]
fn many_items_change_in_one_step_that_is_taken_back_whole() {
    let mut desk = Desk::default();
    let cells = DeckId(desk.made(&Any::Item(Command::AddDeck { title: "Cells".to_owned(), parent: None })));
    let ids: Vec<ItemId> = ["a", "b", "c"].map(|text| add(&mut desk, Form::Card, text, vec![])).to_vec();
    let gone = ItemId(Id::new(0, 99));
    let each = || ids.iter().copied().chain([gone]).collect::<Vec<_>>();
    desk.did(&Any::Item(Command::Each(each(), Bulk::Move(Some(cells)))));
    desk.did(&Any::Item(Command::Each(each(), Bulk::Tag("exam".to_owned(), true))));
    desk.did(&Any::Item(Command::Each(each(), Bulk::Suspend(true))));
    let all = |desk: &Desk| ids.iter().map(|id| item(desk, *id)).collect::<Vec<_>>();
    assert!(all(&desk).iter().all(|item| item.deck == Some(cells) && item.suspended && item.tags.len() == 1));
    desk.undo();
    assert!(all(&desk).iter().all(|item| item.deck == Some(cells) && !item.suspended));
    desk.did(&Any::Item(Command::Each(each(), Bulk::Trash)));
    assert!(ids.iter().all(|id| !desk.records[&(Kind::ITEM, id.0)].is_alive()));
    let edits = vec![DeckEdit::Title("Cell biology".to_owned())];
    desk.did(&Any::Item(Command::EditDeck(cells, edits)));
    assert_eq!(desk.noun::<Deck>(cells.0).unwrap().title, "Cell biology");
}

#[test]
fn each_form_is_graded_by_its_rule() {
    let options = || Edit::Options(owned(&["a", "b", "c", "d"]));
    let single = made(Form::Single, "?", vec![options(), Edit::Right(vec![2])]);
    assert_eq!(graded(&single, &Given::Chosen(vec![2])), Some((1.0, Code::Ok)));
    assert_eq!(graded(&single, &Given::Chosen(vec![])), Some((0.0, Code::Wrong)));
    let truth = made(Form::TrueFalse, "?", vec![Edit::Right(vec![1])]);
    assert_eq!(graded(&truth, &Given::Chosen(vec![1])), Some((1.0, Code::Ok)));
    let multiple = made(Form::Multiple, "?", vec![options(), Edit::Right(vec![0, 1])]);
    assert_eq!(graded(&multiple, &Given::Chosen(vec![0, 1, 2])), Some((0.5, Code::Partial)));
    let whole = Item { scoring: Scoring::Whole, ..multiple };
    assert_eq!(graded(&whole, &Given::Chosen(vec![0, 1, 2])), Some((0.0, Code::Wrong)));
    let rejected = Edit::Rejected(owned(&["affect"]));
    let short = made(Form::Short, "?", vec![Edit::Accepted(owned(&["effect"])), rejected]);
    assert_eq!(graded(&short, &Given::Typed("Efect".to_owned())), Some((0.9, Code::Typo)));
    assert_eq!(graded(&short, &Given::Typed("affect".to_owned())), Some((0.0, Code::KnownWrong)));
    let strict = Item { marks: MarksRule::Strict, accepted: owned(&["año"]), ..short };
    assert_eq!(graded(&strict, &Given::Typed("ano".to_owned())), Some((0.0, Code::Accent)));
    let more = vec![Edit::Number(Some(2.2)), Edit::Unit("kohm".to_owned()), Edit::Relative(Some(0.01))];
    let numeric = made(Form::Numeric, "?", more);
    assert_eq!(graded(&numeric, &Given::Typed("2200 ohm".to_owned())), Some((1.0, Code::Ok)));
    assert_eq!(graded(&numeric, &Given::Typed("2,2 kohm".to_owned())), Some((0.0, Code::Unparsable)), "asked");
    let cloze = made(Form::Cloze, "{{c1::a|x}} and {{c2::bread}}", vec![]);
    let filled = Given::Filled(owned(&["x", "breed"]));
    assert_eq!(graded(&cloze, &filled), Some((0.95, Code::Partial)));
    assert_eq!(cloze.grade(&filled, DecimalMark::Point).unwrap().parts.len(), 2);
    let order = made(Form::Ordering, "?", vec![options()]);
    assert_eq!(graded(&order, &Given::Placed(vec![1, 0, 2, 3])).unwrap().1, Code::Partial);
    assert_eq!(graded(&order, &Given::Placed(vec![0, 1])), None);
    let matches = Edit::Matches(owned(&["1", "2", "1", "4"]));
    let pairs = made(Form::Matching, "?", vec![options(), matches]);
    let paired = Given::Paired(vec![Some(2), Some(1), Some(0), None]);
    assert_eq!(graded(&pairs, &paired), Some((0.75, Code::Partial)), "equal texts are as good as each other");
}

#[test]
fn an_answer_in_part_is_told_by_its_parts_and_not_by_its_score() {
    let partly = |item: &Item, given: Given| item.grade(&given, DecimalMark::Point).unwrap().is_partly();
    let gaps = |count: usize| made(Form::Cloze, &"{{c1::bread}} ".repeat(count), vec![]);
    let filled = |count: usize, word: &str, last: &str| {
        Given::Filled([vec![word.to_owned(); count - 1], vec![last.to_owned()]].concat())
    };
    assert!(partly(&gaps(10), filled(10, "bread", "x")) && partly(&gaps(30), filled(30, "bread", "")));
    assert!(!partly(&gaps(10), filled(10, "bread", "bred")) && !partly(&gaps(21), filled(21, "bred", "bred")));
    assert!(!partly(&gaps(2), filled(2, "x", "x")) && !partly(&gaps(1), filled(1, "", "bred")));
    let things: Vec<String> = (0..11).map(|at| at.to_string()).collect();
    let ordering = made(Form::Ordering, "?", vec![Edit::Options(things)]);
    let placed = |last: [usize; 2]| Given::Placed((0..9).chain(last).collect());
    assert_eq!([[9, 10], [10, 9]].map(|last| partly(&ordering, placed(last))), [false, true]);
    let short = made(Form::Short, "?", vec![Edit::Accepted(owned(&["bread"]))]);
    assert!(!partly(&short, Given::Typed("bred".to_owned())) && !partly(&short, Given::Unknown));
}

#[test]
fn not_knowing_is_no_slip_and_what_lost_its_key_is_not_graded() {
    let options = Edit::Options(owned(&["a", "b"]));
    let single = made(Form::Single, "?", vec![options, Edit::Right(vec![0])]);
    let unknown = single.grade(&Given::Unknown, DecimalMark::Point).unwrap();
    assert_eq!((unknown.grade.score, unknown.observation.unwrap().slip), (0.0, 0.0));
    assert!((unknown.observation.unwrap().guess - 0.5).abs() < 1e-12);
    let without = |item: Item| (item.has_key(), item.grade(&Given::Unknown, DecimalMark::Point).is_some());
    assert_eq!(without(Item { right: vec![], ..single.clone() }), (false, false));
    assert_eq!(without(Item { right: vec![7], ..single.clone() }), (false, false));
    assert_eq!(without(Item { form: Form::Multiple, right: vec![7], ..single.clone() }), (false, false));
    assert_eq!(without(Item { form: Form::Short, accepted: owned(&[" "]), ..single.clone() }), (false, false));
    assert_eq!(without(Item { form: Form::Numeric, ..single.clone() }), (false, false));
    assert_eq!(without(Item { form: Form::Cloze, ..single.clone() }), (false, false));
    assert_eq!(without(Item { form: Form::Ordering, options: owned(&["a"]), ..single.clone() }), (false, false));
    assert_eq!(without(Item { form: Form::Matching, ..single.clone() }), (false, false));
    assert!(Item { form: Form::Card, ..single }.has_key(), "she judges it herself");
}

#[test]
fn an_item_is_called_by_its_first_words() {
    let cloze = made(Form::Cloze, "The {{c1::cell::unit}}\n  of   life", vec![]);
    assert_eq!(cloze.title(), "The cell of life");
    let titled = |text: &str| made(Form::Open, text, vec![]).title();
    let words = "word ".repeat(23);
    for formula in ["$\\frac{a}{b} + 1$", "$$\\frac{a}{b}$$", "$a \\$ b$", "$a$ $b + c$"] {
        assert_eq!(titled(&[&words, formula, " and more"].concat()), [&words, formula].concat(), "whole");
    }
    let price = [&words, "for $5 or less, and so on"].concat();
    assert_eq!(titled(&price), price[..120], "a sign alone begins none");
    assert_eq!(titled(&"$a$ ".repeat(40)), "$a$ ".repeat(30));
    assert_eq!(made(Form::Card, &"ق ".repeat(300), vec![]).title().chars().count(), 120);
}

#[test]
fn the_example_comes_and_goes_with_what_was_made_of_it() {
    let mut desk = Desk::default();
    let example = |prompt: &str| Example { form: Form::Card, prompt: prompt.to_owned(), more: vec![] };
    let show = Any::Item(Command::ShowExample(vec![example("a"), example("b")]));
    desk.did(&show);
    let ids: Vec<ItemId> = desk.records.keys().map(|(_, id)| ItemId(*id)).collect();
    assert!(ids.len() == 2 && ids.iter().all(|id| is_example(*id) && !ids.contains(&id.twin())));
    desk.did(&Any::Item(Command::BothWays(ids[0], true)));
    desk.did(&Any::Item(Command::RemoveExample));
    assert!(desk.records.values().all(|record| !record.is_alive()));
    desk.did(&show);
    assert_eq!(desk.records.values().filter(|record| record.is_alive()).count(), 2);
}
