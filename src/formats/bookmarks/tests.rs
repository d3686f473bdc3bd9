//! What links, folders and notes become; files that are broken, or made to harm.

use super::*;
use crate::source::SourceRecord;
use cairn_domain::{cbor::Value, noun::Field, resource::Resource};

const HEAD: &str = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n";

fn page(body: &str) -> Vec<u8> {
    format!("{HEAD}{body}").into_bytes()
}

fn value<V: Value>(record: &SourceRecord, field: &Field<V>) -> Option<V> {
    record.registers.iter().find(|(tag, _)| *tag == field.0).and_then(|(_, value)| value.get())
}

/// Address, title, tags, note.
fn told(record: &SourceRecord) -> (String, String, Vec<String>, String) {
    let tags = record.elements.iter().map(|(_, tag, _)| tag.get().unwrap()).collect();
    let note = record.texts.first().map(|(_, text)| text.clone()).unwrap_or_default();
    (value(record, &Resource::LINK).unwrap(), value(record, &Resource::TITLE).unwrap(), tags, note)
}

fn links(body: &str) -> Vec<(String, String, Vec<String>, String)> {
    read(&page(body)).unwrap().records.iter().map(told).collect()
}

fn problems(bytes: &[u8]) -> Vec<String> {
    let problems = read(bytes).unwrap().problems;
    problems.iter().map(|one| format!("{} {} {}", one.location, one.code, one.detail).trim().to_owned()).collect()
}

fn refused(bytes: &[u8]) -> (String, &'static str) {
    let refusal = read(bytes).expect_err("refused");
    (refusal.location.to_string(), refusal.code)
}

fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().concat()
}

fn one(link: &str, title: &str, tags: &[&str], note: &str) -> (String, String, Vec<String>, String) {
    (link.to_owned(), title.to_owned(), tags.iter().map(|tag| (*tag).to_owned()).collect(), note.to_owned())
}

#[test]
fn what_stands_around_a_link_is_its_own() {
    let check = |body: &str, expected: &[(String, String, Vec<String>, String)]| {
        assert_eq!(links(body), expected, "{body}");
    };
    check("<DT><A HREF=https://a.example>A</A>", &[one("https://a.example", "A", &[], "")]);
    check("<dt><a href = 'https://a.example' tags='x, y ,,x'>A</a>", &[one("https://a.example", "A", &["x", "y"], "")]);
    check(
        "<DT><H3>F &amp; G</H3><DD>of the folder<DL><p><DT><A HREF=\"https://a.example\">A</A><DD>n</DL><p>\
         <DT><A HREF=\"https://b.example\">B</A>",
        &[one("https://a.example", "A", &["F & G"], "n"), one("https://b.example", "B", &[], "")],
    );
    // A note may hold addresses and items; the next entry ends it.
    check(
        "<DT><A HREF=https://a.example>A</A><DD>x <a href=https://no.example>y</a><li>1</li></code>\n\n\n z \n<DT>",
        &[one("https://a.example", "A", &[], "x y\n1\n\n z")],
    );
    // A comma in a tag is a reference, so that lists can be parted.
    check(
        "<DT><A HREF=https://a.example TAGS=\"a&#44; b,c\">A</A>",
        &[one("https://a.example", "A", &["a, b", "c"], "")],
    );
    check("<DT><A HREF=https://a.example/wet-cells></A>", &[one("https://a.example/wet-cells", "Wet cells", &[], "")]);
}

#[test]
fn unclosed_tags_end_where_the_next_entry_begins() {
    let body = "<DL><DT><H3>F<DL><DT><A HREF=https://a.example>A<DT><A HREF=https://b.example>B<DD>n <b<DT>";
    assert_eq!(links(body), [one("https://a.example", "A", &["F"], ""), one("https://b.example", "B", &["F"], "n <b")]);
    assert_eq!(problems(&page(body)), ["line 2 unclosed"]);
    assert_eq!(
        refused(&page("<DT><A HREF=https://a.example>A</A>\n<DT><A HREF=\"https:")),
        ("line 3".to_owned(), "damaged")
    );
    assert_eq!(refused(&page("\n<!-- never closed")), ("line 3".to_owned(), "damaged"));
}

#[test]
fn what_cannot_be_used_is_named_with_its_line() {
    let body = "<DT><A HREF=\"javascript:alert(1)\">x</A>\n<DT><A HREF=\"data:text/html,x\">x</A>\n<DT><A>Bare</A>\n\
                <DT><A HREF=\"https://a.example/?\n1\">x</A>\n<DT><A HREF=https://ok.example>a\0b</A>";
    assert_eq!(
        problems(&page(body)),
        [
            "line 2 bad_link javascript:alert(1)",
            "line 3 bad_link data:text/html,x",
            "line 4 no_link Bare",
            "line 5 bad_link https://a.example/?\n1",
            "line 7 text_mended ab"
        ]
    );
    let windows = [HEAD.as_bytes(), b"<DT>\n<A HREF=https://a.example>Pr\xfcfen</A>"].concat();
    assert_eq!((format_of(&windows), refused(&windows)), (Some(Format::Bookmarks), ("line 3".to_owned(), "not_utf8")));
    for nothing in [&b""[..], HEAD.as_bytes(), b"title,url,time_added,tags,status\n"] {
        assert_eq!(refused(nothing), ("file".to_owned(), "no_links"));
    }
}

#[test]
fn moments_are_told_apart_by_their_size() {
    for (text, ms) in [
        ("1700000000", Some(1_700_000_000_000)),
        ("1700000000123", Some(1_700_000_000_123)),
        ("1700000000123456", Some(1_700_000_000_123)),
        ("0", None),
        ("-5", None),
        ("10/Oct/2000:13:55:36 +0300", None),
        ("99999999999999999999", None),
    ] {
        assert_eq!(gather::moment(text), ms, "{text}");
    }
}

#[test]
fn folders_lie_in_each_other_but_not_without_end() {
    let nested = |depth: usize| {
        let open = numbered(depth, |n| format!("<DT><H3>f{n}</H3>\n<DL><p>\n"));
        page(&format!("{open}<DT><A HREF=https://a.example>A</A>{}", "</DL><p>".repeat(depth)))
    };
    assert_eq!(read(&nested(64)).unwrap().records[0].elements.len(), 64);
    assert_eq!(refused(&nested(65)), ("line 131".to_owned(), "too_deep"));
    assert_eq!(refused(&nested(100_000)).1, "too_deep");
}

#[test]
fn hostile_texts_are_texts_or_refused() {
    let script = "<script>alert(1)</script>";
    let body = format!(
        "{script}<DT><H3>{script}F{script}</H3><DL><DT><A HREF=\"https://a.example/{script}\" TAGS=\"{script}\">\
         {script}T&lt;script&gt;{script}</A><DD>{script}N<SCRIPT>never closed <DT><A HREF=https://b.example>B</A>"
    );
    let tags = ["<script>alert(1)</script>", "F"];
    assert_eq!(
        links(&body),
        [one("https://a.example/<script>alert(1)</script>", "T<script>", &tags, "N")],
        "what comes from an attribute is text, never markup"
    );
    let long = format!("<DT><A HREF=https://a.example>{}</A><DD>{}", "x".repeat(10_000), "y".repeat(200_000));
    let read_long = &links(&long)[0];
    assert_eq!((read_long.1.chars().count(), read_long.3.chars().count()), (500, 100_000));
    assert_eq!(problems(&page(&format!("<DT><A HREF=https://a.example/{}>x</A>", "x".repeat(5_000)))).len(), 1);
    let many = numbered(500, |n| format!("t{n},"));
    let many = page(&format!("<DT><A HREF=https://a.example TAGS=\"{many}\">x</A>"));
    assert_eq!(problems(&many), ["line 2 too_many_tags t100"]);
}

#[test]
fn a_small_file_does_not_grow_large_and_a_large_one_is_read_at_once() {
    let open = numbered(60, |n| format!("<DT><H3>{n}{}</H3><DL>", "x".repeat(480)));
    let grows = page(&format!("{open}{}", "<A HREF=a.example>".repeat(200_000)));
    let unit_lines: [String; 8] = [
        "<A HREF=https://a.example/x>T</A>".repeat(150_000),
        "<".repeat(5_000_000),
        "<a \"".repeat(1_250_000),
        "<a b='<a b=\"".repeat(400_000),
        "&".repeat(5_000_000),
        "</DL>".repeat(1_000_000),
        format!("<A HREF=https://a.example {}>", "a=".repeat(2_500_000)),
        format!("<A HREF=https://a.example>{}", "<script></scrip".repeat(350_000)),
    ];
    // A quadratic pass takes hours.
    assert_eq!(refused(&grows).1, "too_dense");
    for line in &unit_lines {
        // Read or refused: either is an answer.
        let _ = read(&page(line));
    }
}
