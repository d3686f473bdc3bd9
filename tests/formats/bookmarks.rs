//! Bookmarks of browsers and links of Pocket: what they become, what goes out again, bytes at random.

use super::{counts, nouns, problems, records, sample};
use cairn::domain::{
    cbor::value::Ms,
    resource::{Format as Form, Resource, Shelf},
};
use cairn::formats::{bookmarks, recognise::recognise, report::Format, source::Source};
use std::collections::BTreeSet;

const BROWSER: &[u8] = include_bytes!("../fixtures/bookmarks/browser.html");
const POCKET_HTML: &[u8] = include_bytes!("../fixtures/bookmarks/pocket.html");
const POCKET_CSV: &[u8] = include_bytes!("../fixtures/bookmarks/pocket.csv");
const POCKET_OLD: &[u8] = include_bytes!("../fixtures/bookmarks/pocket-old.csv");

fn resources(source: &Source) -> Vec<Resource> {
    nouns(&records(source))
}

fn tags(resource: &Resource) -> Vec<&str> {
    let mut tags: Vec<&str> = resource.tags.iter().map(|(tag, _)| tag.as_str()).collect();
    tags.sort_unstable();
    tags
}

/// Link, title, tags and notes of each, in an order of their own.
fn told(source: &Source) -> BTreeSet<(String, String, Vec<String>, String)> {
    let tell = |one: Resource| {
        let tags = one.tags.iter().map(|(tag, _)| tag.clone()).collect();
        (one.link, one.title, tags, one.notes.shown().to_owned())
    };
    resources(source).into_iter().map(tell).collect()
}

#[test]
fn formats_are_known_by_what_they_hold() {
    let check = |bytes: &[u8], format| assert_eq!(recognise(bytes).ok(), format);
    check(BROWSER, Some(Format::Bookmarks));
    check(POCKET_HTML, Some(Format::Pocket));
    check(POCKET_CSV, Some(Format::Pocket));
    check(POCKET_OLD, Some(Format::Pocket));
    check(&[b"\xef\xbb\xbf\r\n", BROWSER].concat(), Some(Format::Bookmarks));
    check(b"<html><body><p>A page</p></body></html>", None);
    // A list of links that names no tool is a table like any other: she says what its columns are.
    check(b"title,url\nA,https://a.example\n", Some(Format::Sheet));
}

#[test]
fn bookmarks_of_a_browser_become_resources() {
    let source = bookmarks::read(BROWSER).unwrap();
    assert_eq!(
        problems(&source),
        [
            "line 8 bad_link place:sort=8&maxResults=10",
            "line 28 bad_link javascript:alert(1)",
            "line 29 bad_link file:///C:/lamps.pdf",
            "line 30 no_link Nowhere"
        ]
    );
    let made = resources(&source);
    let [cells, iron, clip] = made.as_slice() else { panic!("{made:?}") };
    assert_eq!(cells.link, "https://lamps.example/cells?a=1&b=2");
    assert_eq!(cells.title, "Why cells swell & what to do", "the first of two of the same address");
    assert_eq!(tags(cells), ["batteries", "lamps", "إصلاح \"المصابيح\""]);
    assert_eq!(cells.notes.shown(), "Never press it flat.\n  - first: gloves\n\nThen <read> on.");
    assert_eq!(cells.created, Some(Ms(1_600_000_000_000)), "the earlier of two");
    assert_eq!(tags(iron), ["Tools, and where", "إصلاح \"المصابيح\""]);
    assert_eq!(iron.created, Some(Ms(1_700_000_300_000)));
    assert_eq!((clip.title.as_str(), clip.format, clip.created), ("Clip", Form::Video, None));
}

#[test]
fn links_of_pocket_come_from_either_form() {
    for (bytes, titles) in [
        (POCKET_HTML, ["Why cells swell", "Part3", "Irons"]),
        (POCKET_CSV, ["Why cells swell, and what to do", "Part3", "مكاوي"]),
    ] {
        let source = bookmarks::read(bytes).unwrap();
        assert_eq!(problems(&source), Vec::<String>::new());
        let made = resources(&source);
        assert_eq!(made.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), titles);
        assert_eq!(tags(&made[0]), ["lamps", "to read"]);
        assert_eq!(made.iter().map(|one| one.shelf).collect::<Vec<_>>(), [Shelf::Later, Shelf::Later, Shelf::Finished]);
        assert_eq!(made[2].created, Some(Ms(1_640_000_000_000)));
    }
    let old = bookmarks::read(POCKET_OLD).unwrap();
    assert_eq!(problems(&old), ["line 4 no_link No address", "line 5 bad_link javascript:alert(1)"]);
    assert_eq!(resources(&old)[0].title, "Two lines");
}

#[test]
fn a_link_has_one_id_whatever_it_comes_from() {
    let id = |bytes: &[u8]| bookmarks::read(bytes).unwrap().records[0].id;
    assert_eq!(id(BROWSER), id(POCKET_HTML));
    assert_eq!(id(BROWSER), id(POCKET_CSV));
    assert_ne!(id(BROWSER), id(POCKET_OLD));
}

#[test]
fn what_goes_out_comes_in_again() {
    for bytes in [BROWSER, POCKET_HTML, POCKET_CSV] {
        let source = bookmarks::read(bytes).unwrap();
        let (text, links) = bookmarks::write(&records(&source));
        assert_eq!(recognise(text.as_bytes()), Ok(Format::Bookmarks));
        assert_eq!(usize::try_from(links), Ok(source.records.len()));
        let again = bookmarks::read(text.as_bytes()).unwrap();
        assert_eq!(problems(&again), Vec::<String>::new());
        assert_eq!(told(&again), told(&source));
        assert!(!text.contains("<read>") && !text.contains("javascript:"));
    }
}

#[test]
fn real_files_are_read() {
    let check = |name: &str, links: usize, expected: &[&str]| {
        let Some(bytes) = sample(&format!("bookmarks-html/tests__input__{name}.htm")) else { return };
        assert_eq!(recognise(&bytes).ok(), Some(Format::Bookmarks), "{name}");
        let source = bookmarks::read(&bytes).unwrap();
        assert_eq!((counts(&source)["resource"], problems(&source)), (links, owned(expected)), "{name}");
    };
    check("chromium_nested", 18, &[]);
    check("delicious_sanitize", 2, &[]);
    check(
        "firefox_nested",
        21,
        &[
            "line 10 bad_link place:folder=BOOKMARKS_MENU&folder=UNFILED_BOOKMARKS&folder=TOOLBAR&queryType=1&sort=12&maxResults=1",
            "line 11 bad_link place:type=6&sort=14&maxResults=10",
            "line 72 bad_link place:sort=8&maxResults=10",
        ],
    );
    check("internet_explorer_11_nested", 27, &[]);
    check("netscape_basic", 2, &[]);
    check("netscape_extended", 1, &[]);
    check("netscape_multiline", 3, &[]);
    check("netscape_nested", 8, &[]);
    check("safari_folded", 3, &[]);
    check("scuttle", 4, &[]);
    if let Some(bytes) = sample("bookmarks-html/tests__input__empty.htm") {
        assert!(recognise(&bytes).is_err());
    }
    if let Some(bytes) = sample("bookmarks-html/tests__input__netscape_nested.htm") {
        let made = resources(&bookmarks::read(&bytes).unwrap());
        assert_eq!(tags(&made[1]), ["Folder1, the first,folder to encounter", "multi word", "tag1", "tag2"]);
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
