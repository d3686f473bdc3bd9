//! Banks as Moodle writes them, and such as nobody should.

mod hostile;
mod types;

use super::read;
use crate::{
    apply::ApplySource,
    problem::Refusal,
    sheet::{Decks, Into, Place},
    source::{Content, Source, SourceRecord},
};
use cairn_domain::{
    cbor::{Cbor, Value},
    change::Write,
    id::{DeckId, DeviceId},
    item::{Deck, Item},
    kind::Kind,
    media::{MediaHash, reference},
    noun::Field,
    port::{Decision, Hit, Lookup, Row, Snapshot},
    record::{Context, Record},
    time::Moment,
};

fn place() -> Place {
    Place { name: "bank".to_owned(), deck: Into::Nowhere, now_ms: 1_000_000 }
}

fn of(xml: &str) -> Result<Source, Refusal> {
    read(xml.as_bytes(), &place(), Decks::default())
}

/// A bank of these questions.
fn bank(questions: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n{questions}\n</quiz>")
}

/// A question with a text in HTML.
fn question(kind: &str, text: &str, rest: &str) -> String {
    format!(
        "<question type=\"{kind}\"><name><text>Q</text></name><questiontext format=\"html\"><text><![CDATA[{text}]]></text>\
         </questiontext>{rest}</question>"
    )
}

fn answer(fraction: &str, text: &str, more: &str) -> String {
    format!("<answer fraction=\"{fraction}\" format=\"html\"><text><![CDATA[{text}]]></text>{more}</answer>")
}

fn feedback(text: &str) -> String {
    format!("<feedback format=\"html\"><text>{text}</text></feedback>")
}

fn items(source: &Source) -> Vec<&SourceRecord> {
    source.records.iter().filter(|record| record.kind == Kind::ITEM).collect()
}

fn get<V: Value + Default>(record: &SourceRecord, field: &Field<V>) -> V {
    let cell = record.registers.iter().find(|(tag, _)| *tag == field.0).map(|(_, value)| value);
    cell.and_then(Cbor::get).unwrap_or_default()
}

/// The one item of a bank of one question, and the codes of what was told.
fn one(kind: &str, text: &str, rest: &str) -> (SourceRecord, Vec<&'static str>) {
    let source = of(&bank(&question(kind, text, rest))).unwrap();
    assert_eq!(items(&source).len(), 1, "{:?}", source.problems);
    (items(&source)[0].clone(), source.problems.iter().map(|problem| problem.code).collect())
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn categories_are_decks() {
    let category =
        |path: &str| format!("<question type=\"category\"><category><text>{path}</text></category></question>");
    let essay = |text: &str| question("essay", text, "");
    let list = [
        essay("first"),
        category("$course$/top/Physics/Heat"),
        essay("second"),
        category("$course$/top/Physics"),
        essay("third"),
    ];
    let place = Place { deck: Into::Named("Bank".to_owned()), ..place() };
    let source = read(bank(&list.concat()).as_bytes(), &place, Decks::default()).unwrap();
    let decks: Vec<&SourceRecord> = source.records.iter().filter(|record| record.kind == Kind::DECK).collect();
    let title = |id: Option<DeckId>| {
        decks.iter().find(|deck| Some(DeckId(deck.id)) == id).map(|deck| get(deck, &Deck::TITLE)).unwrap_or_default()
    };
    let of: Vec<String> = items(&source).iter().map(|item| title(get(item, &Item::DECK))).collect();
    assert_eq!(of, ["Bank", "Heat", "Physics"]);
    assert_eq!(decks.len(), 3);
}

/// What begins as a picture does.
fn picture(more: usize) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01".to_vec(), vec![7; more]].concat()
}

#[test]
fn pictures_are_kept_by_their_content() {
    let base64 = data_encoding::BASE64.encode(&picture(100));
    let lines = base64.as_bytes().chunks(20).map(|line| String::from_utf8_lossy(line).into_owned()).collect::<Vec<_>>();
    let hash = MediaHash(*blake3::hash(&picture(100)).as_bytes());
    let text = format!(
        "<question type=\"essay\"><questiontext format=\"html\"><text><![CDATA[<p>What is <img src=\"@@PLUGINFILE@@/my%20heart.png\" \
         alt=\"this\"> <img src=\"@@PLUGINFILE@@/gone.png\"> <img src=\"data:image/png;base64,{base64}\">?</p>]]></text>\
         <file name=\"my heart.png\" path=\"/\" encoding=\"base64\">{}</file><file name=\"unused.png\" \
         encoding=\"base64\">{base64}</file></questiontext></question>",
        lines.join("\n")
    );
    let source = of(&bank(&text)).unwrap();
    let prompt = get(items(&source)[0], &Item::PROMPT);
    assert_eq!(reference::references(&prompt), [(hash, "this".to_owned()), (hash, String::new())], "{prompt}");
    assert_eq!(source.files.len(), 1);
    let kept = &source.files[&hash];
    assert_eq!((kept.name.as_str(), &kept.content), ("my heart.png", &Content::Here(picture(100))));
    let told: Vec<(&str, &str)> =
        source.problems.iter().map(|problem| (problem.code, problem.detail.as_str())).collect();
    assert_eq!(told, [("missing_media", "@@PLUGINFILE@@/gone.png")]);

    let file = |name: &str, content: &str| {
        let shown = format!("![a]({}/{name})", "@@PLUGINFILE@@");
        let file = format!("<file name=\"{name}\" encoding=\"base64\">{content}</file>");
        let text = format!("<questiontext format=\"markdown\"><text>x {shown}</text>{file}</questiontext>");
        let source = of(&bank(&format!("<question type=\"essay\">{text}</question>"))).unwrap();
        (get(items(&source)[0], &Item::PROMPT), source.problems.first().map(|problem| problem.code))
    };
    assert_eq!(file("a.png", &base64), (format!("x ![a](cairn:{hash})"), None));
    assert_eq!(file("a.png", "???").1, Some("bad_media"));
    assert_eq!(file("a.svg", &data_encoding::BASE64.encode(b"<svg/>")).1, Some("media_type"));
}

#[test]
fn a_picture_of_two_megabytes_in_one_question_is_read() {
    let bytes = picture(2_025_000);
    let base64 = data_encoding::BASE64.encode(&bytes);
    assert!(base64.len() > 2_700_000);
    for text in [
        format!("<img src=\"data:image/png;base64,{base64}\">"),
        format!("<img src=\"@@PLUGINFILE@@/a.png\">]]></text><file name=\"a.png\">{base64}</file><text><![CDATA["),
    ] {
        let source = of(&bank(&question("essay", &text, ""))).unwrap();
        let lengths: Vec<_> = source.files.values().map(|file| file.length).collect();
        assert_eq!(lengths, [bytes.len() as u64]);
    }
}

#[test]
fn a_bank_of_long_ago_is_read() {
    let base64 = data_encoding::BASE64.encode(&picture(9));
    let answers = "<answer fraction=\"100\">\n<text>\nright answer\n  </text><feedback>\n<text>\n\n</text></feedback></answer>\
        <answer fraction=\"0\"><text>\nwrong\n</text></answer>";
    let rest = format!(
        "<image>a/my.png</image><image_base64>\n{base64}\n</image_base64><idnumber>T &amp; F</idnumber>{answers}"
    );
    let text = "<questiontext><text>What?<br />Which?</text></questiontext>".replace("<br />", "&lt;br /&gt;");
    let source = of(&bank(&format!("<question type=\"multichoice\">{text}{rest}</question>"))).unwrap();
    let item = items(&source)[0];
    let hash = MediaHash(*blake3::hash(&picture(9)).as_bytes());
    assert_eq!(get(item, &Item::PROMPT), format!("What?\nWhich?\n\n![my](cairn:{hash})"));
    assert_eq!((get(item, &Item::OPTIONS), get(item, &Item::FEEDBACK)), (texts(&["right answer", "wrong"]), vec![]));
    assert_eq!((get(item, &Item::SOURCE_ID), source.files.len()), ("T & F".to_owned(), 1));
}

#[test]
fn a_file_that_is_shown_often_is_decoded_once() {
    let base64 = data_encoding::BASE64.encode(&picture(2_000_000));
    let text =
        ["<img src='@@PLUGINFILE@@/a.png'>".repeat(2_000), "]]></text><file name='a.png'>".into(), base64].concat();
    let text = [&text, "</file><text><![CDATA["].concat();
    let source = of(&bank(&question("essay", &text, ""))).unwrap();
    assert_eq!((source.files.len(), source.problems[0].code), (0, "too_long"));
}

#[test]
fn texts_are_read_in_their_format() {
    let of = |format: &str, text: &str| {
        let text = format!("<questiontext format=\"{format}\"><text>{text}</text></questiontext>");
        let source = self::of(&bank(&format!("<question type=\"essay\">{text}</question>"))).unwrap();
        get(items(&source)[0], &Item::PROMPT)
    };
    assert_eq!(of("html", "a\nb &lt;b&gt;c&lt;/b&gt; *"), "a b **c** \\*");
    assert_eq!(of("markdown", "a\n\n*b* ![c](https://x.y)"), "a\n\n*b* ![c](https://x.y)");
    assert_eq!(of("plain_text", "a\n*b* &lt;i&gt;"), "a\n\\*b\\* \\<i>");
    assert_eq!(of("moodle_auto_format", "a\nb &lt;i&gt;c&lt;/i&gt;"), "a\nb *c*");
    assert_eq!(of("", "a\nb"), "a\nb");
}

#[test]
fn the_same_file_again_and_two_of_one_text() {
    let first = of(&bank(&[question("essay", "a", ""), question("essay", "b", "")].concat())).unwrap();
    let turned = of(&bank(
        &[question("essay", "b", "<graderinfo><text>x</text></graderinfo>"), question("essay", "a", "")].concat(),
    ));
    let ids = |source: &Source| items(source).iter().map(|item| item.id).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(ids(&first), ids(&turned.unwrap()));
    let alike = [
        question("essay", "a", ""),
        question("essay", "a", "<graderinfo><text>x</text></graderinfo>"),
        question("essay", "a", ""),
    ];
    let source = of(&bank(&alike.concat())).unwrap();
    assert_eq!((ids(&source).len(), source.problems[0].code), (2, "repeated_question"));
    assert!(ids(&source).is_disjoint(&ids(&first)));
    assert!(items(&source)[0].or.contains(&items(&first)[0].id), "it was alone before");
    let keyed = |text: &str| of(&bank(&question("essay", text, "<idnumber>k</idnumber>"))).unwrap();
    assert_eq!(ids(&keyed("a")), ids(&keyed("b")));
}

#[test]
fn questions_of_one_key_or_one_text_keep_their_names() {
    let category =
        |path: &str| format!("<question type=\"category\"><category><text>{path}</text></category></question>");
    let keyed = |text: &str| question("essay", text, "<idnumber>1</idnumber>");
    let named = |name: &str, more: &str| question("essay", "x", more).replace("<text>Q<", &format!("<text>{name}<"));
    let more = "<graderinfo><text>more</text></graderinfo>";
    let (a, b) = ([category("A"), keyed("a")].concat(), [category("B"), keyed("b")].concat());
    let both = [a.as_str(), &b].concat();
    let (c, d) = (named("c", ""), named("d", "<graderinfo><text>d</text></graderinfo>"));
    // What is here, what comes, how much of it is new and how much has changed.
    for (before, after, expected) in [
        (a.clone(), both.clone(), (1, 0)),
        (both.clone(), a, (0, 0)),
        (both.clone(), both.replace("CDATA[b]", "CDATA[c]"), (0, 1)),
        (c.clone(), [c.as_str(), &d].concat(), (1, 0)),
        ([c.as_str(), &d].concat(), c.clone(), (0, 0)),
        ([c.as_str(), &d].concat(), [c.as_str(), &named("d", more)].concat(), (0, 1)),
        (c.clone(), named("c", more), (0, 1)),
    ] {
        let known = brought(&of(&bank(&before)).unwrap(), &[]);
        let source = of(&bank(&after)).unwrap();
        let effect = ApplySource { source: &source, space: None, restore: false, others: false }
            .effect(&here(&source, &known), &context());
        let decks = source.records.iter().filter(|record| record.kind == Kind::DECK).count();
        let new_decks = decks.saturating_sub(known.iter().filter(|record| record.kind == Kind::DECK).count());
        assert_eq!((effect.new - new_decks, effect.changed), expected, "{before}\n{after}");
    }
}

fn context() -> Context {
    Context::new(Moment { ms: 5, tz_offset_min: 0 }, DeviceId(7), 1)
}

/// What of these records is looked for.
fn here(source: &Source, known: &[Record]) -> Snapshot {
    let mut here = Snapshot::default();
    for lookup in (ApplySource { source, space: None, restore: false, others: false }).needs(&Snapshot::default()) {
        let Lookup::Record(kind, id) = &lookup else { continue };
        let hits = known.iter().filter(|record| (record.kind, record.id) == (*kind, *id));
        let hits = hits.map(|record| Hit { key: String::new(), row: Row::Record(record.clone()) }).collect();
        here.put_rows(lookup, hits);
    }
    here
}

/// The records that come of it.
fn brought(source: &Source, known: &[Record]) -> Vec<Record> {
    let apply = ApplySource { source, space: None, restore: false, others: false };
    let writes = apply.decide(&here(source, known), &mut context()).unwrap().writes;
    let record = |write| if let Write::Record(record) = write { Some(record) } else { None };
    writes.into_iter().filter_map(record).collect()
}
