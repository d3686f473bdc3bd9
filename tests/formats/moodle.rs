//! Moodle's competency CSV: by position, with or without a byte order mark, commas or semicolons.

use super::{counts, id_of, nouns, problems, records, sample};
use cairn::domain::{
    competency::{Competency, Scale},
    kind::Kind,
};
use cairn::formats::moodle;

const LAMPS: &str = include_str!("../fixtures/moodle/lamps.csv");

#[test]
fn a_file_becomes_a_framework() {
    let source = moodle::read(LAMPS.as_bytes()).unwrap();
    assert_eq!(problems(&source), Vec::<String>::new());
    let made = records(&source);
    let title = |text| id_of(&made, Kind::COMPETENCY, &Competency::TITLE, text);
    let items: Vec<Competency> = nouns(&made);
    let of = |id| items.iter().find(|item| item.id.0 == id).unwrap();
    let (group, voltage, current) = (of(title("Measuring")), of(title("Voltage")), of(title("التيار")));
    assert_eq!(voltage.parent, Some(group.id));
    assert_eq!((voltage.weight, voltage.optional), (Some(3.0), false));
    assert_eq!((current.weight, current.optional), (Some(1.0), true));
    assert_eq!((group.entry_type.as_str(), voltage.entry_type.as_str()), ("domain", "skill"));
    assert_eq!(voltage.statement, "Under load & at rest");
    assert_eq!(counts(&source)["relation"], 1, "a cross reference is drawn from both ends, and is one");
    let scale = &nouns::<Scale>(&made)[0];
    assert_eq!((scale.labels.len(), scale.proficient_from), (3, Some(2)));
}

#[test]
fn separators_and_marks_make_no_difference() {
    let comma = moodle::read(LAMPS.as_bytes()).unwrap();
    let marked = moodle::read(format!("\u{feff}{LAMPS}").as_bytes()).unwrap();
    assert_eq!(marked, comma);
}

#[test]
fn another_encoding_is_refused_with_its_line() {
    let mut bytes = LAMPS.as_bytes().to_vec();
    let at = LAMPS.find("Voltage").unwrap();
    bytes[at] = 0xe9;
    let refusal = moodle::read(&bytes).unwrap_err();
    assert_eq!((refusal.location.to_string().as_str(), refusal.code), ("line 4", "not_utf8"));
}

#[test]
fn a_file_without_a_framework_is_refused() {
    let refusal = moodle::read(LAMPS.lines().next().unwrap().as_bytes()).unwrap_err();
    assert_eq!(refusal.code, "no_framework");
    assert_eq!(moodle::read(b"a,b\n1,2\n").unwrap_err().code, "not_moodle");
}

#[test]
fn real_files_are_read() {
    let check = |file: &str, competencies: usize, expected: &[&str]| {
        let Some(bytes) = sample(file) else { return };
        let source = moodle::read(&bytes).unwrap();
        assert_eq!(
            (counts(&source)["competency"], problems(&source)),
            (competencies, expected.iter().map(|p| (*p).to_owned()).collect()),
            "{file}"
        );
    };
    check("moodle-competency-csv/arabic-bom.csv", 3, &[]);
    check("moodle-competency-csv/german-header-semicolon.csv", 2, &[]);
    check("moodle-competency-csv/rules.csv", 4, &[]);
    check("moodle-competency-csv/large-5000.csv", 5000, &[]);
    check(
        "moodle-competency-csv/orphan-duplicate-cycle.csv",
        4,
        &["line 5 duplicate X2", "line 3 orphan NOPE", "line 6 tree_cycle X3, X4"],
    );
    if let Some(bytes) = sample("moodle-competency-csv/windows-1252.csv") {
        let refusal = moodle::read(&bytes).unwrap_err();
        assert_eq!((refusal.code, refusal.location.to_string().as_str()), ("not_utf8", "line 2"));
    }
}
