//! `cairn inspect`, `import`, `merge` and `verify` on files of every format.

#![allow(clippy::unwrap_used, reason = "tests may unwrap; clippy sees only test functions as tests")]

mod folder;
mod sealed;
mod sheet;

use cairn::domain::{id::DeviceId, time::Moment};
use cairn::formats::cairn::{About, Contents, Use, write};
use cairn_cli::files::{self, Told};
use std::path::{Path, PathBuf};

/// A folder of this test's own.
fn desk(name: &str) -> PathBuf {
    let desk = std::env::temp_dir().join(format!("cairn-files-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&desk);
    std::fs::create_dir_all(&desk).unwrap();
    desk
}

fn inspect(path: &Path) -> Told {
    files::inspect(path, None)
}

fn verify(path: &Path) -> Told {
    files::verify(path, None)
}

fn import(given: &[PathBuf], into: &Path, same_person: bool, now: Moment) -> Told {
    files::import(given, into, same_person, None, now)
}

fn merge(a: &Path, b: &Path, output: &Path, same_person: bool, now: Moment) -> Told {
    files::merge(a, b, output, same_person, None, now)
}

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut files: Vec<PathBuf> = ["bookmarks", "case", "moodle"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| !inspect(path).refused)
        .collect();
    files.sort();
    assert!(files.len() >= 3, "{files:?}");
    files
}

fn at(ms: i64) -> Moment {
    Moment { ms, tz_offset_min: 0 }
}

fn good(told: Told) -> Told {
    assert!(!told.refused, "{}", told.to_text());
    told
}

#[test]
fn an_import_reports_what_inspect_reports_and_a_second_one_adds_nothing() {
    let desk = desk("import");
    for (n, file) in fixtures().iter().enumerate() {
        let state = desk.join(format!("{n}.cairn"));
        let seen = inspect(file).report;
        let first = good(import(std::slice::from_ref(file), &state, false, at(1_000))).report;
        let after_first = good(verify(&state)).report;
        let second = good(import(std::slice::from_ref(file), &state, false, at(9_000_000))).report;
        let after_second = good(verify(&state)).report;
        assert_eq!((&first.counts, first.hash), (&seen.counts, seen.hash), "{}", file.display());
        assert_eq!((&second.counts, second.hash), (&seen.counts, seen.hash), "{}", file.display());
        assert_eq!(after_first, after_second, "{}", file.display());
        assert_eq!(after_first.problems, []);
    }
}

#[test]
fn merging_gives_the_same_state_in_either_order() {
    let desk = desk("merge");
    let files = fixtures();
    let (a, b) = (desk.join("a.cairn"), desk.join("b.cairn"));
    good(import(&files[..1], &a, false, at(1_000)));
    good(import(&files, &b, false, at(2_000)));
    let ab = good(merge(&a, &b, &desk.join("ab.cairn"), false, at(3_000)));
    let ba = good(merge(&b, &a, &desk.join("ba.cairn"), false, at(4_000)));
    assert_eq!((&ab.report.counts, ab.report.hash), (&ba.report.counts, ba.report.hash));
    let again = good(merge(&desk.join("ab.cairn"), &b, &desk.join("abb.cairn"), false, at(5_000)));
    assert_eq!(again.report.hash, ab.report.hash);
    assert_eq!(ab.status(), 0, "{}", ab.to_text());
}

#[test]
fn what_others_made_must_say_of_which_space_it_is() {
    let desk = desk("pack");
    let (state, pack) = (desk.join("state.cairn"), desk.join("pack.cairn"));
    good(import(&fixtures()[..1], &state, false, at(1_000)));
    let before = std::fs::read(&state).unwrap();
    let about = About {
        purpose: Use::Pack,
        profile: None,
        space: None,
        made_ms: 2_000,
        device: DeviceId(9),
        app: "0".to_owned(),
        change: 1,
    };
    let bytes = write(&Contents::default(), &about, |records, events| cairn::sync::state_hash(records, events));
    std::fs::write(&pack, bytes.unwrap()).unwrap();
    let told = import(&[pack], &state, false, at(3_000));
    assert_eq!((told.refused, told.report.problems[0].code), (true, "bad_manifest"));
    assert_eq!(std::fs::read(&state).unwrap(), before);
}

#[test]
fn a_refused_file_changes_nothing() {
    let desk = desk("refused");
    let state = desk.join("state.cairn");
    let files = fixtures();
    good(import(&files[..1], &state, false, at(1_000)));
    let before = std::fs::read(&state).unwrap();

    let cut = desk.join("cut.cairn.txt");
    std::fs::write(&cut, &before[..before.len() / 2]).unwrap();
    let words = desk.join("words.txt");
    std::fs::write(&words, "only words").unwrap();
    for bad in [&cut, &words, &desk.join("absent.csv")] {
        let told = import(&[files[1].clone(), bad.clone()], &state, false, at(2_000));
        assert_eq!(told.status(), 2, "{}", told.to_text());
        assert_eq!(std::fs::read(&state).unwrap(), before);
        assert_eq!(
            std::fs::read_dir(&desk)
                .unwrap()
                .filter(|entry| {
                    entry.as_ref().unwrap().path().extension().is_some_and(|extension| extension == "part")
                })
                .count(),
            0
        );
    }
    let renamed = desk.join("state.cairn.txt");
    std::fs::write(&renamed, &before).unwrap();
    assert_eq!(verify(&renamed).status(), 0);
}

#[test]
fn the_report_is_json_of_four_keys() {
    let json: serde_json::Value = serde_json::from_str(&inspect(&fixtures()[0]).to_json()).unwrap();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 4);
    assert!(["format", "counts", "hash", "problems"].iter().all(|key| json.get(key).is_some()));
    assert_eq!(json["hash"].as_str().unwrap().len(), 64);
}

#[test]
fn files_beside_the_rows_go_through_import_and_merge() {
    let desk = desk("media");
    let (a, b, c) = (desk.join("a.cairn"), desk.join("b.cairn"), desk.join("c.cairn"));
    let full = crate::worker::media::backup_with_a_file(true);
    std::fs::write(&a, &full).unwrap();
    std::fs::write(&b, crate::worker::media::backup_with_a_file(false)).unwrap();
    let told = good(verify(&a));
    let media = told.report.media.unwrap();
    assert_eq!((media.count, media.bytes, media.missing), (1, 8, 0));
    assert!(told.to_text().contains("1  files, 8 bytes") && told.to_json().contains("\"media\""));
    assert_eq!(good(inspect(&b)).report.media.unwrap().missing, 1, "described and not there");
    for (first, second) in [(&a, &b), (&b, &a)] {
        let merged = good(merge(first, second, &c, true, at(5)));
        assert_eq!((merged.report.media, merged.status()), (Some(media), 0));
        assert_eq!(good(verify(&c)).report.media, Some(media));
    }
    // An altered byte of the file is found.
    let mut bad = full;
    let at = bad.windows(8).position(|part| part == b"a letter").unwrap();
    bad[at] ^= 1;
    std::fs::write(&a, &bad).unwrap();
    assert_eq!(verify(&a).report.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["altered"]);
    assert!(verify(&a).status() == 1 && merge(&a, &b, &c, true, self::at(6)).refused);
}
