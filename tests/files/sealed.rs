//! Sealed files on the command line: opened with the passphrase from a file, refused without, told from damaged ones.

use super::{at, desk, good};
use cairn::formats::{
    report::Format,
    sealed::{Cost, Fresh, is_sealed, seal},
};
use cairn_cli::files::{Told, import, inspect, merge, verify};
use std::{
    fs,
    path::{Path, PathBuf},
};

const WORDS: &str = "Möwen über stillen Steinen";

/// Two plain states, the same sealed, and files with the right words and others.
struct Desk {
    plain: [PathBuf; 2],
    sealed: [PathBuf; 2],
    right: PathBuf,
    wrong: PathBuf,
    folder: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Self {
        let folder = desk(name);
        let put = |name: &str, bytes: &[u8]| {
            let path = folder.join(name);
            fs::write(&path, bytes).unwrap();
            path
        };
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let sources = ["case/solar.json", "moodle/lamps.csv"];
        let plain = sources.map(|source| {
            let state = folder.join(source.replace('/', "-")).with_extension("cairn");
            good(import(&[fixtures.join(source)], &state, false, None, at(1_000)));
            state
        });
        let sealed = plain.clone().map(|path| {
            let fresh = Fresh { salt: [5; 16], nonce_prefix: [6; 19] };
            let bytes = seal(&fs::read(&path).unwrap(), WORDS, Cost::SMALL, &fresh).unwrap();
            let name = path.file_name().unwrap().to_str().unwrap();
            put(&format!("sealed-{name}"), &bytes)
        });
        let right = put("right.txt", format!("{WORDS}\r\n").as_bytes());
        let wrong = put("wrong.txt", b"still stones");
        Self { plain, sealed, right, wrong, folder }
    }
}

fn refused(told: &Told) -> (&'static str, String) {
    assert_eq!(told.status(), 2, "{}", told.to_text());
    (told.report.problems[0].code, told.to_text())
}

#[test]
fn a_sealed_file_says_what_the_plain_one_says() {
    let desk = Desk::new("sealed-says");
    for (plain, sealed) in desk.plain.iter().zip(&desk.sealed) {
        assert_eq!(good(inspect(sealed, Some(&desk.right))).report, good(inspect(plain, None)).report);
        let told = good(verify(sealed, Some(&desk.right)));
        assert_eq!((told.report, told.refused), (good(verify(plain, Some(&desk.wrong))).report, false));
    }
}

#[test]
fn without_its_passphrase_and_damaged_it_is_refused_in_words_of_its_own() {
    let desk = Desk::new("sealed-refused");
    let sealed = &desk.sealed[0];
    let bytes = fs::read(sealed).unwrap();
    let bad = |name: &str, at: usize| {
        let mut bad = bytes.clone();
        bad[at] ^= 1;
        let path = desk.folder.join(name);
        fs::write(&path, &bad).unwrap();
        path
    };
    let (body, header) = (bad("body.cairn", 500), bad("header.cairn", 30));
    let (right, wrong) = (Some(desk.right.as_path()), Some(desk.wrong.as_path()));
    let two = desk.folder.join("two-lines.txt");
    fs::write(&two, "one\ntwo\n").unwrap();
    let absent = desk.folder.join("absent.txt");
    let cases = [
        (sealed, None, "needs_passphrase", "--passphrase-file"),
        (sealed, wrong, "wrong_passphrase", "not the passphrase of this file"),
        (&body, right, "broken_seal", "byte 87: This file is damaged"),
        (&header, None, "broken_seal", "This file is damaged"),
        (sealed, Some(two.as_path()), "no_passphrase", "one line"),
        (sealed, Some(absent.as_path()), "unreadable", "absent.txt"),
    ];
    let state = desk.folder.join("state.cairn");
    for (file, passphrase, code, words) in cases {
        let files = std::slice::from_ref(file);
        for told in [
            inspect(file, passphrase),
            verify(file, passphrase),
            import(files, &state, false, passphrase, at(2_000)),
            merge(&desk.plain[1], file, &state, true, passphrase, at(2_000)),
        ] {
            let (found, text) = refused(&told);
            assert!(found == code && text.contains(words) && !text.contains(WORDS), "{code}: {text}");
            assert_eq!(told.report.format == Some(Format::Sealed), !["no_passphrase", "unreadable"].contains(&code));
        }
        assert!(!state.exists(), "{code}");
    }
}

#[test]
fn what_was_sealed_is_sealed_again_and_what_was_plain_stays_plain() {
    let desk = Desk::new("sealed-again");
    let right = Some(desk.right.as_path());
    let [plain, sealed] = [&desk.plain, &desk.sealed];
    let reads_sealed = |path: &Path| is_sealed(&fs::read(path).unwrap());
    let expected = good(merge(&plain[0], &plain[1], &desk.folder.join("plain.cairn"), true, None, at(2_000))).report;

    for (name, a, b, stays) in [
        ("both", &sealed[0], &sealed[1], true),
        ("one", &sealed[0], &plain[1], false),
        ("other", &plain[0], &sealed[1], false),
    ] {
        let output = desk.folder.join(name);
        assert_eq!(good(merge(a, b, &output, true, right, at(3_000))).report, expected, "{name}");
        assert_eq!(reads_sealed(&output), stays, "{name}");
        assert_eq!(good(verify(&output, right)).report, expected, "{name}");
    }

    let before = fs::read(&sealed[0]).unwrap();
    good(import(&[plain[1].clone()], &sealed[0], true, right, at(4_000)));
    assert!(reads_sealed(&sealed[0]));
    assert_ne!(fs::read(&sealed[0]).unwrap()[20..55], before[20..55], "salt and nonce prefix are new");
    assert_eq!(good(verify(&sealed[0], right)).report.hash, expected.hash);
    good(import(&[sealed[1].clone()], &plain[0], true, right, at(4_000)));
    assert!(!reads_sealed(&plain[0]));
    assert_eq!(good(verify(&plain[0], None)).report.hash, expected.hash);
}
