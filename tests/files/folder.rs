//! A folder of notes, given as it lies.

use super::{at, desk, good, import, inspect};
use cairn::domain::kind::Kind;
use std::fs;

#[test]
fn a_folder_of_notes_is_given_as_it_lies() {
    let desk = desk("folder");
    let vault = desk.join("vault");
    fs::create_dir_all(vault.join("birds")).unwrap();
    fs::create_dir_all(vault.join(".git")).unwrap();
    fs::write(vault.join("birds/b.md"), "#flashcards\nLargest bird::Ostrich\nA book::[[book.pdf]]\n").unwrap();
    fs::write(vault.join(".git/hidden.md"), "#flashcards\nq::a\n").unwrap();
    fs::write(vault.join("book.pdf"), "%PDF-").unwrap();
    let told = good(inspect(&vault));
    assert_eq!(told.report.counts[&Kind::ITEM], 2);
    let codes: Vec<_> = told.report.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["file_left"], "what lies there is not said to be missing");
    let state = desk.join("own.cairn");
    let first = good(import(std::slice::from_ref(&vault), &state, false, at(1_000))).report;
    let second = good(import(&[vault], &state, false, at(2_000))).report;
    assert_eq!((first.counts, first.hash), (second.counts, second.hash));
    fs::create_dir_all(desk.join("empty")).unwrap();
    let none = inspect(&desk.join("empty"));
    assert_eq!((none.refused, none.report.problems[0].code), (true, "no_notes"));
}
