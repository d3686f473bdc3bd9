//! Files that mean harm, or were damaged, are refused or read in part; none takes long, none ends in a panic.

use super::*;
use proptest::prelude::*;
use std::io::{Cursor, Write as _};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const NOW: i64 = 1_700_000_000_000;

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(*name, options()).expect("an entry");
        zip.write_all(content).expect("content");
    }
    zip.finish().expect("a zip").into_inner()
}

const CARD: &[u8] = b"#flashcards\nq::a";

fn refused(bytes: &[u8]) -> (String, &'static str) {
    let refusal = read(bytes, "n.zip", NOW).expect_err("a refusal");
    (refusal.location.to_string(), refusal.code)
}

fn told(source: &Source) -> Vec<String> {
    source.problems.iter().map(|problem| format!("{} {}", problem.location, problem.code)).collect()
}

#[test]
fn paths_that_leave_the_zip_refuse_it() {
    for name in
        ["../n.md", "/n.md", "a/../../n.md", "C:/n.md", "a\\..\\n.md", "a//n.md", "./../n.md", "a/./n.md", "n\u{7}.md"]
    {
        assert_eq!(refused(&zipped(&[("ok.md", CARD), (name, CARD)])).1, "unsafe_path", "{name}");
    }
    for name in ["./n.md", "a: b.md", "sub\\n.md", "قواعد/ن.md"] {
        assert_eq!(read(&zipped(&[(name, CARD)]), "n.zip", NOW).expect("notes").counts().len(), 3, "{name}");
    }
}

#[test]
fn what_hides_or_leads_elsewhere_is_left_out() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("n.md", options()).expect("an entry");
    zip.write_all(b"#flashcards\nq::![[passwd.png]]").expect("content");
    zip.add_symlink("passwd.png", "/etc/passwd", options()).expect("a link");
    zip.start_file("__MACOSX/._n.md", options()).expect("an entry");
    zip.write_all(b"\0\xff").expect("content");
    zip.start_file(".trash/old.md", options()).expect("an entry");
    zip.write_all(CARD).expect("content");
    zip.add_directory("empty", options()).expect("a folder");
    let source = read(&zip.finish().expect("a zip").into_inner(), "n.zip", NOW).expect("notes");
    assert_eq!(
        told(&source),
        ["passwd.png symlink", "n.md:2 missing_file", "n.md:2 empty_back"].map(str::to_owned)[..2]
    );
}

#[test]
fn bombs_and_lies_are_refused() {
    let dense = zipped(&[("n.md", CARD), ("big.md", &vec![b' '; 20 << 20])]);
    assert_eq!(refused(&dense), ("big.md".to_owned(), "too_dense"));
    let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &vec![0; 20 << 20]].concat();
    let bytes = zipped(&[("n.md", b"#flashcards\nq::![[p.png]]"), ("p.png", &picture)]);
    assert_eq!(refused(&bytes), ("p.png".to_owned(), "too_dense"));
    // A picture that nothing shows is not opened.
    assert!(read(&zipped(&[("n.md", CARD), ("p.png", &picture)]), "n.zip", NOW).is_ok());
    let many: Vec<String> = (0..50_001).map(|at| format!("{at}.md")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(refused(&zipped(&many)).1, "too_many_entries");
    assert_eq!(refused(b"PK\x03\x04 nothing").1, "damaged");
    assert_eq!(refused(&zipped(&[("p.png", b"x")])).1, "no_notes");
    // A length that is not what follows, and bytes that were changed.
    let mut bytes = zipped(&[("a.md", CARD), ("b.md", CARD)]);
    let at = bytes.windows(4).position(|part| part == b"PK\x01\x02").expect("a directory");
    bytes[at + 24] = 3;
    let source = read(&bytes, "n.zip", NOW).expect("the other one");
    assert_eq!(told(&source), ["a.md damaged_entry"]);
}

/// Cards, each with a front of its own.
fn cards(count: usize) -> String {
    (0..count).flat_map(|at| [at.to_string(), "::b\n".to_owned()]).collect()
}

#[test]
fn a_small_note_does_not_grow_large() {
    let refused = |text: String| read(text.as_bytes(), "n.md", NOW).expect_err("a refusal").code;
    let tag = "t".repeat(300);
    let tags: String = (0..90).flat_map(|at| [" #", &tag, &at.to_string()].map(str::to_owned)).collect();
    assert_eq!(refused(["#flashcards", &tags, "\n", &cards(3_000)].concat()), "too_dense");
    assert_eq!(refused(["#flashcards\n# ", &"h".repeat(200), "\n", &cards(30_000)].concat()), "too_dense");
    assert_eq!(refused(["#flashcards\n", &cards(CARDS_MAX + 1)].concat()), "too_many_cards");
    assert!(read(["#flashcards\n", &cards(3_000)].concat().as_bytes(), "n.md", NOW).is_ok());
}

#[test]
fn long_and_nested_notes_are_read_at_once() {
    for unit in [
        "[",
        "![[",
        "[[a|b]] ",
        "`",
        "$",
        "==",
        "**",
        "{{",
        "<!--",
        "-->",
        "%%",
        "#a ",
        "#flashcards ",
        "::",
        "a::b ",
        "? \n",
        "?\n",
        "> ",
        "- ",
        "| ",
        "\\",
        "a\n",
        "\n",
        "```\n",
        "$$\n",
        "# a\n",
        "==a==^[",
        "<a ",
        "<script>",
        "^",
        "---\n",
        "a ==b==[^ash] ",
        "![](data:;base64,",
        "[a](b",
        "](",
        "a\n?\nb\n",
    ] {
        let text = ["#flashcards\n", &unit.repeat(120_000 / unit.len())].concat();
        let _ = read(text.as_bytes(), "n.md", NOW);
        let front = ["---\ntags:\n", &unit.repeat(60_000 / unit.len()), "\n---\n#flashcards\nq::a"].concat();
        let _ = read(front.as_bytes(), "n.md", NOW);
        // Within one card, up to its bound.
        let text = ["#flashcards\nq\n?\n", &unit.replace('\n', " ").repeat(120_000 / unit.len())].concat();
        let _ = read(text.as_bytes(), "n.md", NOW);
    }
}

#[test]
fn settings_of_a_vault_are_found_and_may_be_broken() {
    let path = "Vault/.obsidian/plugins/obsidian-spaced-repetition/data.json";
    let said = br##"{"settings": {"flashcardTags": ["#karten"]}}"##;
    let note = ("Vault/n.md", &b"#karten\nq::a"[..]);
    let source = read(&zipped(&[note, (path, said)]), "n.zip", NOW).expect("notes");
    assert_eq!((told(&source).len(), source.counts()[&cairn_domain::kind::Kind::ITEM]), (0, 1));
    // The folder of the vault is not part of the names.
    let bare = zipped(&[("n.md", b"#karten\nq::a"), (&path["Vault/".len()..], said)]);
    assert_eq!(read(&bare, "n.zip", NOW).expect("notes").content_hash(), source.content_hash());
    let source = read(&zipped(&[note, (path, b"{")]), "n.zip", NOW).expect("notes");
    assert!(told(&source)[0].ends_with("data.json bad_settings"), "{:?}", told(&source));
}

const GOOD: &str = "---\ntitle: T\ntags: [flashcards/a, b]\naliases:\n  - x\n---\n# H\nq::a ^k\nr:::s\n\nm\n?\nn\n```\nx\n\ny\n```\n\nThe ==g==^[h][^1] \
                    of {{i}} $x$ [[T|w]] ![[p.png]] [l](https://x.example) <b>t</b>\n<!--SR:!2024-01-01,3,250-->\n\n| a | b |\n| - | - |\n";

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes, "n.md", NOW);
        let _ = looks_like(&bytes);
        let _ = read(&[b"PK\x03\x04".as_slice(), &bytes].concat(), "n.zip", NOW);
        let _ = read(&zipped(&[("n.md", &bytes)]), "n.zip", NOW);
    }

    #[test]
    fn any_signs_are_read(text in "[a-c:=?#|*_`$<>!\\[\\](){}%^~ \n\t\\\\é,;/.'\"-]{0,120}") {
        let _ = read(["#flashcards\n", &text].concat().as_bytes(), "n.md", NOW);
        let _ = read(["---\n", &text, "\n---\n#flashcards\nq::a"].concat().as_bytes(), "n.md", NOW);
    }

    #[test]
    fn a_good_note_that_was_changed_is_read(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..12)) {
        let mut bytes = GOOD.as_bytes().to_vec();
        for (at, byte, how) in changes {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => { bytes.remove(at); }
            }
        }
        let _ = read(&bytes, "n.md", NOW);
        let mut zip = zipped(&[("n.md", GOOD.as_bytes()), ("p.png", b"\x89PNG\r\n\x1a\n")]);
        let at = usize::from(bytes[0]) * zip.len() / 256;
        zip[at] ^= bytes[1] | 1;
        let _ = read(&zip, "n.zip", NOW);
    }
}
