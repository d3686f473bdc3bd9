//! Files such as nobody should write.

use super::{answer, bank, feedback, get, items, of, place, question};
use crate::{
    quiz::{FORMAT, looks_like, read},
    sheet::Decks,
};
use cairn_domain::item::Item;
use proptest::prelude::*;

#[test]
fn hostile_files_are_refused_or_read_in_part() {
    let refused = |xml: &str, code: &str| assert_eq!(of(xml).unwrap_err().code, code, "{xml:.80}");
    let essay = question("essay", "x", "");
    refused(&format!("<!DOCTYPE quiz [<!ENTITY a \"b\">]>{}", bank(&essay)[39..].trim()), "doctype");
    refused("<!DOCTYPE quiz SYSTEM \"file:///etc/passwd\"><quiz/>", "doctype");
    refused(&bank("<question type=\"essay\"><name>&lol;</name></question>"), "entity");
    refused(&bank("<question type=\"&lol;\"></question>"), "entity");
    refused(&bank(&"<a>".repeat(100)), "too_deep");
    refused("<html><quiz></quiz></html>", "no_quiz");
    refused("<quiz></quiz>", "no_questions");
    refused("<quiz/>", "no_questions");
    refused("", "no_questions");
    refused("<quiz><question type=\"essay\">", "damaged");
    refused("<quiz></other>", "damaged");
    assert_eq!(read(b"<quiz>\xff", &place(), Decks::default()).unwrap_err().code, "not_utf8");
    let cut = of(&format!("<quiz>\n{essay}\n<question type=\"essay\"><name>")).unwrap();
    assert_eq!((items(&cut).len(), cut.problems[0].code), (1, "cut_off"));
    let wide = of(&bank(&question("essay", "x", &"<a/>".repeat(100_000)))).unwrap();
    assert_eq!((items(&wide).len(), wide.problems[0].code), (0, "question_too_large"));
    let many = of(&bank(&question("multichoice", "x", &answer("100", "a", "").repeat(70)))).unwrap();
    assert_eq!(many.problems.last().unwrap().code, "many_options");
    let long = of(&bank(&question("essay", &"x".repeat(100_001), ""))).unwrap();
    assert_eq!(long.problems[0].code, "too_long");
    let gaps = of(&bank(&question("cloze", &"{1:SA:=x}".repeat(20_000), ""))).unwrap();
    assert!(gaps.more_problems > 10_000);
    for part in ["{1:SA:", "{1:", "{", "\\", "~=", "}"] {
        let _ = of(&bank(&question("cloze", &part.repeat(50_000), "")));
    }
    let numbers = "<answer fraction=\"1e999\"><text>1e999</text><tolerance>-1e999</tolerance></answer>";
    assert_eq!(of(&bank(&question("numerical", "x", numbers))).unwrap().problems[0].code, "no_right");
}

#[test]
fn a_bank_is_known_by_its_first_element() {
    for (text, expected) in [
        ("<?xml version=\"1.0\"?>\n<quiz>", true),
        ("\u{feff}<!-- x --><quiz/>", true),
        ("<quiz attribute=\"x\">", true),
        ("<quizzes>", false),
        ("<html><dl><dt>", false),
        ("a <quiz>", false),
        ("", false),
    ] {
        assert_eq!(looks_like(text.as_bytes()), expected, "{text}");
    }
    assert_eq!(FORMAT, "moodle-xml");
}

#[test]
fn what_runs_is_left_out_and_told_with_its_line() {
    let text = "a<script>x</script><iframe></iframe><img src='https://x.y/z.png'>";
    let source = of(&bank(&format!("\n\n{}", question("essay", text, "")))).unwrap();
    let told: Vec<String> = source.problems.iter().map(|p| format!("{} {} {}", p.location, p.code, p.detail)).collect();
    assert_eq!(told, ["line 5 scripts 1", "line 5 frames 1", "line 5 remote_media 1"]);
    assert_eq!(get(items(&source)[0], &Item::PROMPT), "a");
}

#[test]
fn one_of_each_type_is_read() {
    let source = of(&all()).unwrap();
    assert_eq!(items(&source).len(), 9, "{:?}", source.problems);
}

/// A bank with one question of each type.
fn all() -> String {
    bank(
        &[
            "<question type=\"category\"><category><text>$course$/top/A</text></category></question>".to_owned(),
            question("multichoice", "<b>a</b>", &[answer("100", "b", &feedback("c")), answer("0", "d", "")].concat()),
            question("truefalse", "a", &[answer("100", "true", ""), answer("0", "false", "")].concat()),
            question("shortanswer", "a", &answer("100", "b*", "")),
            question("numerical", "a", "<answer fraction=\"100\"><text>1.5</text><tolerance>0.1</tolerance></answer>"),
            question("matching", "a", "<subquestion><text>b</text><answer><text>c</text></answer></subquestion>"),
            question("ordering", "a", &[answer("1", "b", ""), answer("2", "c", "")].concat()),
            question("essay", "a<img src='@@PLUGINFILE@@/x.png'>", "<graderinfo><text>b</text></graderinfo>"),
            question("cloze", "a {1:SA:=b#c~%50%d} {2:MC:=e~f}", ""),
            question("calculated", "a", &answer("100", "{x}", "")),
        ]
        .concat(),
    )
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = (read(&bytes, &place(), Decks::default()), looks_like(&bytes));
    }

    #[test]
    fn any_change_of_a_good_file_is_read(
        changes in proptest::collection::vec((0_usize..4_000, "[<>/&;={}~%#:a-c0-9\"' \\\\]{0,4}", 0_usize..6), 1..6),
    ) {
        let mut text = all();
        for (at, put, length) in changes {
            let at = at.min(text.len());
            let to = (at + length).min(text.len());
            if text.is_char_boundary(at) && text.is_char_boundary(to) {
                text.replace_range(at..to, &put);
            }
        }
        let _ = of(&text);
    }

    #[test]
    fn any_text_in_a_question_is_read(text in "\\PC{0,80}", answers in "\\PC{0,80}") {
        let text = text.replace("]]>", "");
        let answers = answers.replace("]]>", "");
        for kind in ["cloze", "shortanswer", "numerical", "multichoice"] {
            let rest = [answer("100", &answers, ""), answer("50", &answers, "")].concat();
            let text = format!("{text}{{1:SA:={answers}}}");
            prop_assert!(of(&bank(&question(kind, &text, &rest))).is_ok());
        }
    }
}
