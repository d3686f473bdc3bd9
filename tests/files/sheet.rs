//! Tables on the command line: inspected, brought in, and out again.

use super::{at, desk, good, import, inspect, verify};
use cairn::domain::kind::Kind;
use cairn::formats::report::Format;
use cairn_cli::files;
use std::path::Path;

#[test]
fn a_table_comes_in_once_and_goes_out_as_one_that_comes_back() {
    let desk = desk("sheet");
    let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sheet/words.csv");
    let seen = good(inspect(&words)).report;
    assert_eq!((seen.format, seen.counts[&Kind::ITEM], seen.counts[&Kind::DECK]), (Some(Format::Sheet), 10, 6));
    let state = desk.join("state.cairn");
    let first = good(import(std::slice::from_ref(&words), &state, false, at(1_000))).report;
    assert_eq!((first.counts[&Kind::ITEM], first.problems.len()), (10, 0));
    let after_first = good(verify(&state)).report;
    good(import(&[words], &state, false, at(9_000_000)));
    assert_eq!(good(verify(&state)).report, after_first);

    let table = desk.join("out.csv");
    let out = good(files::export(&state, &table, None, at(2_000))).report;
    assert_eq!((out.format, out.counts[&Kind::ITEM], out.problems.len()), (Some(Format::Items), 10, 0));
    assert_eq!(good(inspect(&table)).report.hash, out.hash);
    assert!(files::export(&state, &state, None, at(2_001)).refused);
    assert_eq!(good(verify(&state)).report, after_first);
    good(import(std::slice::from_ref(&table), &state, false, at(9_000_001)));
    assert_eq!(good(verify(&state)).report, after_first);
    let other = desk.join("other.cairn");
    let copied = good(import(&[table], &other, false, at(3_000))).report;
    assert_eq!(copied.counts, after_first.counts);
    // The same items in another state are the same table.
    let again = desk.join("again.csv");
    good(files::export(&other, &again, None, at(4_000)));
    assert_eq!(std::fs::read(&again).unwrap(), std::fs::read(desk.join("out.csv")).unwrap());
}

#[test]
fn what_is_wrong_in_a_table_is_said_with_its_place() {
    let desk = desk("sheet-problems");
    let table = desk.join("bad.csv");
    std::fs::write(&table, format!("front,back\n,x\n{},y\n\"open,z\n", "x".repeat(200_000))).unwrap();
    let text = inspect(&table).to_text();
    assert!(text.contains("line 2") && text.contains("line 3, column 1") && text.contains("line 4"), "{text}");
    std::fs::write(&table, b"\x89PNG\r\n\x1a\n\0\xff,\n").unwrap();
    assert!(inspect(&table).refused);
    assert!(files::export(&desk.join("absent.cairn"), &desk.join("x.csv"), None, at(1)).refused);
}

#[test]
fn what_is_converted_takes_no_other_files_place() {
    let desk = desk("sheet-convert");
    let words = desk.join("words.csv");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sheet/words.csv"), &words).unwrap();
    let before = std::fs::read(&words).unwrap();
    let refused = |output: &Path, force: bool, why: &str| {
        let there = std::fs::read(output).ok();
        let told = files::convert(&words, output, None, force, at(1));
        assert!(told.refused && told.to_text().contains(why), "{}", told.to_text());
        assert_eq!(std::fs::read(output).ok(), there);
    };
    std::fs::create_dir(desk.join("x")).unwrap();
    for way in [words.clone(), desk.join("x/../words.csv")] {
        refused(&way, false, "it is the file that is read");
        refused(&way, true, "it is the file that is read");
    }
    for unknown in ["out", "out.txt", "out.csv.bak"] {
        refused(&desk.join(unknown), true, "its ending is none of");
    }
    let out = desk.join("out.gift");
    std::fs::write(&out, "hers").unwrap();
    refused(&out, false, "--force");
    let convert = |output: &Path, force| good(files::convert(&words, output, None, force, at(1))).report;
    assert_eq!(convert(&out, true).format, Some(Format::Gift));
    assert_ne!(std::fs::read(&out).unwrap(), b"hers");
    let state = desk.join("out.cairn");
    assert_eq!(convert(&state, false).counts[&Kind::ITEM], 10);
    refused(&state, true, "a Cairn file stands there");
    assert_eq!(convert(&desk.join("OUT.CSV"), false).format, Some(Format::Items));
    assert_eq!(std::fs::read(&words).unwrap(), before);
}
