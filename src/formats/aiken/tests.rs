//! Texts of Aiken, and such as are none.

use super::{looks_like, read};
use crate::{
    problem::Refusal,
    sheet::{Decks, Into, Place},
    source::{Source, SourceRecord},
};
use cairn_domain::{
    cbor::{Cbor, Value},
    item::{Form, Item},
    noun::Field,
};
use proptest::prelude::*;

const GOOD: &str = "What is the capital of *France*?\nA. London\nB) Paris\nC. Rome\nANSWER: B\n\n\
    Two lines\nof a question.\n\nA. one\nB. two\nwith more\nANSWER: A\nFEEDBACK: It is said first.\n";

fn of(text: &str) -> Result<Source, Refusal> {
    let place = Place { name: "bank".to_owned(), deck: Into::Nowhere, now_ms: 1_000_000 };
    read(text.as_bytes(), &place, Decks::default())
}

fn get<V: Value + Default>(record: &SourceRecord, field: &Field<V>) -> V {
    let cell = record.registers.iter().find(|(tag, _)| *tag == field.0).map(|(_, value)| value);
    cell.and_then(Cbor::get).unwrap_or_default()
}

#[test]
fn questions_are_read() {
    let source = of(GOOD).unwrap();
    assert_eq!((source.records.len(), source.problems.len()), (2, 0));
    let [first, second] = &source.records[..] else { panic!() };
    assert_eq!(get(first, &Item::FORM), Form::Single);
    assert_eq!(get(first, &Item::PROMPT), "What is the capital of \\*France\\*?");
    assert_eq!(get(first, &Item::OPTIONS), ["London", "Paris", "Rome"]);
    assert_eq!(get(first, &Item::RIGHT), [1]);
    assert_eq!(get(second, &Item::PROMPT), "Two lines\nof a question.");
    assert_eq!(get(second, &Item::OPTIONS), ["one", "two\nwith more"]);
    assert_eq!(get(second, &Item::EXPLANATION), "It is said first.");
    let formulas = of("Is \\(x^2\\) <b>\n$$y$$?\nA. \\(z\\)\nB. <i>\nANSWER: A").unwrap();
    assert_eq!(get(&formulas.records[0], &Item::PROMPT), "Is $x^2$ \\<b>\n\n$$y$$\n?");
    assert_eq!(get(&formulas.records[0], &Item::OPTIONS), ["$z$", "\\<i>"]);
    let several = of("a\nA. b\nB. c\nC. d\nANSWER: C, a").unwrap();
    assert_eq!(get(&several.records[0], &Item::FORM), Form::Multiple);
    assert_eq!(get(&several.records[0], &Item::RIGHT), [0, 2]);
    assert_eq!(of(&GOOD.replace('\n', "\r\n")).unwrap().content_hash(), source.content_hash());
}

#[test]
fn what_is_broken_is_told_with_its_line() {
    let told = |text: &str| {
        let source = of(text).unwrap();
        source.problems.iter().map(|problem| format!("{} {}", problem.location, problem.code)).collect::<Vec<_>>()
    };
    assert_eq!(told("a\nA. b\nB. c\n\nd\nA. e\nB. f\nANSWER: A"), ["line 1 no_answer"]);
    assert_eq!(told("a\nA. b\nB. c\nANSWER: D"), ["line 1 no_right"]);
    assert_eq!(told("a\nA. b\nB. c\nANSWER: all"), ["line 1 no_right"]);
    assert_eq!(told("\na\nANSWER: A"), ["line 2 no_options"]);
    assert_eq!(told("ANSWER: A"), ["line 1 no_options"]);
    assert_eq!(told("a\nA. b\nANSWER: A"), ["line 1 few_options"]);
    assert_eq!(told("a\nA. b\nC. c\nANSWER: C"), ["line 1 option_order"]);
    assert_eq!(told("a\nA. b\nB. c"), ["line 1 no_answer"]);
    assert_eq!(told("a\nA. b\nB. c\nANSWER: A\na\nA. b\nB. c\nANSWER: A"), ["line 5 repeated_question"]);
    assert_eq!(told(&["a\n", &"A. b\n".repeat(70), "ANSWER: A"].concat()).last().unwrap(), "line 1 many_options");
    assert_eq!(told("U.S. capital?\nA)Washington\nB)U.S.\nANSWER: A) Washington"), Vec::<String>::new());
    assert_eq!(of("\n \n").unwrap_err().code, "no_questions");
    let wide: Vec<u8> = [vec![0xff, 0xfe], GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let place = Place { name: "bank".to_owned(), deck: Into::Nowhere, now_ms: 1_000_000 };
    let source = read(&wide, &place, Decks::default()).unwrap();
    assert_eq!(source.content_hash(), of(GOOD).unwrap().content_hash());
}

#[test]
fn it_is_known_by_its_first_question() {
    for (text, expected) in [
        (GOOD, true),
        ("a\nA. b\nB. c\nANSWER: A", true),
        ("a\tb\nc\td", false),
        ("A. b\nB. c\nANSWER: A", false),
        ("ANSWER: A", false),
        ("a\nA. b\nB. c\n", false),
        ("", false),
    ] {
        assert_eq!(looks_like(text.as_bytes()), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn any_lines_are_read(parts in proptest::collection::vec(0_usize..9, 0..30), bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        const LINES: [&str; 9] = ["a", "", "A. b", "B) c", "ANSWER: A", "ANSWER: x", "FEEDBACK: d", "ANSWER", "A."];
        let text: String = parts.into_iter().map(|at| [LINES[at], "\n"].concat()).collect();
        let _ = (of(&text), looks_like(text.as_bytes()), looks_like(&bytes));
        let place = Place { name: String::new(), deck: Into::Named("x".to_owned()), now_ms: 0 };
        let _ = read(&bytes, &place, Decks::default());
    }
}
