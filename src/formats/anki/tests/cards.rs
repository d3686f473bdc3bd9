//! What cards of all sorts of templates and texts become, and which of them are one both ways round.

use super::{item_of, legacy, package, read_first, said};
use crate::anki::{Read, read};
use cairn_domain::{
    item::{Form, Item, gaps::gaps},
    kind::Kind,
};
use std::{collections::BTreeSet, io::Cursor};

fn codes(read: &Read) -> Vec<&'static str> {
    read.source.problems.iter().map(|problem| problem.code).collect()
}

/// What the first card of a text with gaps becomes.
fn gapped(text: &str) -> Item {
    let read = read_first(&format!(
        "INSERT INTO notes VALUES (12, 'g2', 2, '', '{text}|Why');
         INSERT INTO cards VALUES (23, 12, 1, 0, 0, 0, 2, 0, 0, 0);"
    ))
    .unwrap();
    assert_eq!(codes(&read), [] as [&str; 0], "{text}");
    said(&read, "g2 1")
}

/// What a note becomes whose kind has these templates, each a front and a back, with the fields A, B and C.
fn of_templates(templates: &[(&str, &str)], fields: &str, cards: &str) -> Read {
    let templates: Vec<_> = (0..)
        .zip(templates)
        .map(|(ord, (front, back))| serde_json::json!({"name": format!("T{ord}"), "ord": ord, "qfmt": front, "afmt": back}))
        .collect();
    let kind = serde_json::json!({"7": {
        "flds": [{"name": "A"}, {"name": "B", "ord": 1}, {"name": "C", "ord": 2}], "tmpls": templates,
    }});
    read_first(&format!(
        "UPDATE col SET models = '{kind}';
         INSERT INTO notes VALUES (11, 'g1', 7, '', '{fields}'), (12, 'g2', 7, '', 'x|y|z'); INSERT INTO cards VALUES {cards};"
    ))
    .unwrap()
}

const FIRST: &str = "(21, 11, 1, 0, 0, 0, 1, 0, 0, 0)";

#[test]
fn a_text_that_is_one_gap_is_asked() {
    for (text, expected) in [
        ("{{c1::The cat is black}}", "{{c1::The cat is black}}"),
        ("{{c1::The cat::animal}}", "{{c1::The cat::animal}}"),
        ("<b>{{c1::x}}</b>", "**{{c1::x}}**"),
        ("{{{c1::x}}}", "{{{c1::x}}}"),
    ] {
        let item = gapped(text);
        assert_eq!((item.form, item.prompt.as_str(), item.explanation.as_str()), (Form::Cloze, expected, "Why"));
        assert_eq!(gaps(&item.prompt).len(), 1);
    }
}

#[test]
fn braces_that_are_no_gap_become_none() {
    for (text, form, prompt) in [
        ("{{c1::Ways}}: \\({{n}\\choose{k}}\\)", Form::Cloze, "{{c1::Ways}}: ${ {n}\\choose{k}}$"),
        ("{{ name }} is {{c1::Django}}", Form::Cloze, "\\{\\{ name }} is {{c1::Django}}"),
        ("<code>{{ name }}</code> is {{c1::Django}}", Form::Card, "`{{ name }}` is \\[…\\]"),
        ("\\({{{c1::x}}}\\)", Form::Card, "${[…]}$"),
    ] {
        let item = gapped(text);
        assert_eq!((item.form, item.prompt.as_str()), (form, prompt), "{text}");
        if form == Form::Cloze {
            let found = gaps(&item.prompt);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
        }
    }
}

#[test]
fn powers_are_kept_in_gaps_and_in_what_is_typed() {
    assert_eq!(gapped("a {{c1::10<sup>6</sup>::x<sub>1</sub>}}").prompt, "a {{c1::10⁶::x₁}}");
    let reading = gapped("a {{c1::<ruby>漢字<rt>かんじ</rt></ruby>}}");
    assert_eq!((reading.form, reading.answer.as_str()), (Form::Card, "a 漢字(かんじ)"));
    let typed =
        |back: &str| said(&of_templates(&[("{{A}} {{type:B}}", "{{type:B}}")], &format!("a|{back}|"), FIRST), "g1 1");
    assert_eq!(typed("10<sup>-3</sup>").accepted, ["10⁻³"]);
    let reading = typed("<ruby>漢字<rt>かんじ</rt></ruby>");
    assert_eq!((reading.form, reading.answer.as_str()), (Form::Card, "漢字(かんじ)"));
}

#[test]
fn what_stands_above_the_line_is_kept() {
    let answer =
        |front: &str, back: &str| said(&of_templates(&[(front, back)], "犬|犬[いぬ]|dog", FIRST), "g1 1").answer;
    assert_eq!(answer("{{A}}", "{{furigana:B}}<hr id=answer>{{C}}"), "犬(いぬ)\n\ndog");
    assert_eq!(answer("{{A}}", "{{FrontSide}}<hr id=\"answer\" class=x>{{C}}"), "dog");
    assert_eq!(answer("{{A}}", "{{A}}<br>{{kana:B}}<hr id=answer>{{C}}"), "いぬ\n\ndog");
    assert_eq!(answer("{{A}}", "{{#B}}{{kana:B}}<hr id=answer>{{C}}{{/B}}{{^B}}none{{/B}}"), "いぬ\n\ndog");
    let typed = said(
        &of_templates(&[("{{A}}{{type:C}}", "{{kana:B}}<hr id=answer>{{type:C}}")], "犬|犬[いぬ]|dog", FIRST),
        "g1 1",
    );
    assert_eq!((typed.form, typed.explanation.as_str()), (Form::Short, "いぬ"));
}

/// Of two cards, what the second is: the twin of an item, or its own source id.
fn second(read: &Read) -> String {
    let items: Vec<Item> = read.source.records.iter().filter(|record| record.kind == Kind::ITEM).map(item_of).collect();
    let item = items.last().unwrap();
    item.twin
        .map_or_else(|| item.source_id.clone(), |of| if of == items[0].id { "twin".to_owned() } else { "?".to_owned() })
}

#[test]
fn templates_say_which_card_is_the_other_way_round() {
    let turned = [("{{A}}", "{{FrontSide}}<hr id=answer>{{B}}"), ("{{B}}", "{{FrontSide}}<hr id=answer>{{A}}")];
    let both = "(21, 11, 1, 0, 0, 0, 1, 0, 0, 0), (22, 11, 1, 1, 0, 0, 1, 0, 0, 0)";
    assert_eq!(second(&of_templates(&turned, "a|b|", both)), "twin");
    // What another kind of note shows may be the same on a day, and different on the next.
    let more = [turned[0], ("{{B}}", "{{FrontSide}}<hr id=answer>{{A}}{{#C}}, {{C}}{{/C}}")];
    for fields in ["a|b|", "a|b|c"] {
        assert_eq!(second(&of_templates(&more, fields, both)), "g1 T1");
    }
    // Without its first card, or in another deck, it says itself what it asks; it is called the same.
    let second_id = |read: &Read| read.source.records.iter().rfind(|record| record.kind == Kind::ITEM).unwrap().id;
    let id = second_id(&of_templates(&turned, "a|b|", both));
    for cards in
        ["(22, 11, 1, 1, 0, 0, 1, 0, 0, 0)", "(21, 11, 1, 0, 0, 0, 1, 0, 0, 0), (22, 11, 5, 1, 0, 0, 1, 0, 0, 0)"]
    {
        let read = of_templates(&turned, "a|b|", cards);
        assert_eq!((second(&read), second_id(&read)), ("g1 T1".to_owned(), id), "{cards}");
        assert_eq!(said(&read, "g1 T1").answer, "a");
    }
    // In a deck that a filter made it is at home in its own.
    let away = format!("{both}, (23, 12, 5, 0, 0, 0, 1, 0, 0, 0), (24, 12, 9, 1, 0, 0, 1, 0, 5, 0)");
    let read = of_templates(&turned, "a|b|", &away);
    assert_eq!(read.source.records.iter().map(item_of).filter(|item| item.twin.is_some()).count(), 2);
}

#[test]
fn how_a_card_stands_is_hers_once_it_is_here() {
    use crate::apply::ApplySource;
    use cairn_domain::{
        change::Write,
        id::DeviceId,
        noun::Noun,
        port::{Decision, Hit, Lookup, Row, Snapshot},
        record::{Context, Record},
        time::Moment,
    };
    let of = |card: &str| of_templates(&[("{{A}}", "{{B}}")], "a|b|", card).source;
    let (before, after) = (of("(21, 11, 1, 0, 0, -1, 1, 0, 0, 3)"), of(FIRST));
    let apply = |source, known: &[Record]| {
        let apply = ApplySource { source, space: None, restore: false, others: false };
        let mut here = Snapshot::default();
        for lookup in apply.needs(&here) {
            let is_meant = |record: &&Record| matches!(&lookup, Lookup::Record(_, id) if *id == record.id);
            let hits = known.iter().filter(is_meant).cloned();
            let hits = hits.map(|record| Hit { key: String::new(), row: Row::Record(record) }).collect();
            here.put_rows(lookup, hits);
        }
        let at = Moment { ms: 10, tz_offset_min: 0 };
        let written = apply.decide(&here, &mut Context::new(at, DeviceId(7), 1)).unwrap().writes;
        let records = written.into_iter().filter_map(|write| match write {
            Write::Record(record) => Some(record),
            _ => None,
        });
        records.collect::<Vec<_>>()
    };
    let here = apply(&before, &[]);
    let items = here.iter().filter(|record| record.kind == Kind::ITEM).map(Item::read);
    assert_eq!(items.map(|item| (item.suspended, item.flag)).collect::<Vec<_>>(), [(true, 3)]);
    assert_eq!(apply(&after, &here), []);
}

#[test]
fn no_film_is_unpacked_that_is_too_long() {
    let collection = legacy(
        "INSERT INTO notes VALUES (11, 'g1', 1, '', 'a <img src=\"a.png\">|b'); INSERT INTO cards VALUES (21, 11, 1, 0, 0, 0, 1, 0, 0, 0);",
    );
    let mut bytes =
        package(&[("collection.anki2", &collection), ("media", br#"{"0":"a.png"}"#), ("0", b"\x89PNG\r\n\x1a\n")]);
    let head = bytes.windows(5).rposition(|part| part == b"PK\x01\x02\x14" || part.starts_with(b"PK\x01\x02")).unwrap();
    bytes[head + 24..head + 28].copy_from_slice(&(300_u32 << 20).to_le_bytes());
    let read = read(Cursor::new(bytes), 0).unwrap();
    assert_eq!(codes(&read), ["file_missing", "file_too_large"]);
}

/// Every card of the samples becomes an item.
#[test]
fn no_card_of_the_samples_is_lost() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/anki");
    let Ok(files) = std::fs::read_dir(folder) else {
        eprintln!("skipped: no shared samples (anki)");
        return;
    };
    let mut read_any = 0;
    for file in files.filter_map(Result::ok) {
        let Ok(read) = read(Cursor::new(std::fs::read(file.path()).unwrap()), 0) else { continue };
        let items = read.source.records.iter().filter(|record| record.kind == Kind::ITEM);
        let ids: BTreeSet<_> = items.map(|record| record.id).collect();
        assert_eq!(ids.len() as u64, read.counts.cards, "{:?}: {:?}", file.file_name(), read.source.problems);
        read_any += 1;
    }
    assert!(read_any > 5, "{read_any}");
}
