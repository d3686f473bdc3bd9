//! Collections of Anki whose database is broken or strange, and notes that would run, load or never end.

use super::{
    File,
    anki::{NOTES, first, new, of_note, old, second, third},
    make::{SVG, base64, cut, database},
    read, read_with_more, refused,
};
use serde_json::json;

const APKG: &str = "deck.apkg";
const DAMAGED: (&str, &str) = ("collection.anki2", "damaged_collection");

pub fn files() -> Vec<File> {
    let mut files = databases();
    files.extend(rows());
    files.extend(texts());
    files.extend(templates());
    files
}

fn page_size(bytes: &[u8]) -> usize {
    match u16::from_be_bytes([bytes[16], bytes[17]]) {
        1 => 65_536,
        size => usize::from(size),
    }
}

/// The bytes of a page, counted from 1.
fn page(bytes: &mut [u8], number: usize) -> &mut [u8] {
    let size = page_size(bytes);
    &mut bytes[(number - 1) * size..number * size]
}

/// The page on which a text stands.
fn page_of(bytes: &[u8], text: &str) -> usize {
    bytes.windows(text.len()).position(|part| part == text.as_bytes()).unwrap() / page_size(bytes) + 1
}

/// The database as bytes.
fn databases() -> Vec<File> {
    vec![
        refused("half a database", APKG, DAMAGED, || first(&cut(&old(NOTES), 500))),
        refused("a database of nothing but its head", APKG, DAMAGED, || first(&old(NOTES)[..100])),
        refused("an encrypted database", APKG, ("collection.anki2", "not_sqlite"), || {
            first(&old(NOTES).iter().map(|byte| byte ^ 0x5a).collect::<Vec<u8>>())
        }),
        refused("a database of a later format", APKG, ("collection.anki2", "newer_collection"), || {
            let mut bytes = old(NOTES);
            bytes[19] = 3;
            first(&bytes)
        }),
        refused("pages of no length", APKG, ("collection.anki2", "not_sqlite"), || {
            let mut bytes = old(NOTES);
            bytes[16..18].copy_from_slice(&[0, 0]);
            first(&bytes)
        }),
        refused("pages with nothing in them that can be used", APKG, ("collection.anki2", "not_sqlite"), || {
            let mut bytes = new(NOTES);
            bytes[20] = 255;
            first(&bytes)
        }),
        refused("a page of an unknown kind", APKG, DAMAGED, || {
            let mut bytes = old(NOTES);
            let number = page_of(&bytes, "perro");
            page(&mut bytes, number)[0] = 7;
            first(&bytes)
        }),
        refused("a page that lies below itself", APKG, DAMAGED, || {
            let mut bytes = old(NOTES);
            let number = page_of(&bytes, "perro");
            let below = u32::try_from(number).unwrap().to_be_bytes();
            let page = page(&mut bytes, number);
            page[..12].copy_from_slice(&[5, 0, 0, 0, 0, 0, 0, 0, below[0], below[1], below[2], below[3]]);
            first(&bytes)
        }),
        refused("cells that begin behind their page", APKG, DAMAGED, || {
            let mut bytes = old(NOTES);
            let number = page_of(&bytes, "perro");
            page(&mut bytes, number)[8..10].copy_from_slice(&[255, 255]);
            first(&bytes)
        }),
        refused("a text that goes on in its own page", APKG, DAMAGED, || {
            let mut bytes =
                old(&format!("INSERT INTO notes VALUES (11, 'overflowing', 1, '', '{}|b')", "long ".repeat(1_000)));
            let number = page_of(&bytes, "overflowing");
            let to = u32::try_from(number).unwrap().to_be_bytes();
            let page = page(&mut bytes, number);
            let end = page.len();
            page[end - 4..].copy_from_slice(&to);
            first(&bytes)
        }),
        refused("one cell as thousands of rows", APKG, DAMAGED, || {
            let text = "x".repeat(40_000);
            let insert = format!("INSERT INTO notes VALUES (11, 'only', 1, '', '{text}|b')");
            let mut bytes = paged(&old(&insert));
            let number = page_of(&bytes, "only");
            let page = page(&mut bytes, number);
            let [high, low] = [page[8], page[9]];
            let cells = 10_000_u16.to_be_bytes();
            page[3..5].copy_from_slice(&cells);
            page[8..8 + 20_000].copy_from_slice(&[high, low].repeat(10_000));
            first(&bytes)
        }),
        refused("a schema of long ago", APKG, ("collection.anki2", "unknown_schema"), || {
            first(&old("UPDATE col SET ver = 5"))
        }),
        refused("a schema of the future", APKG, ("collection.anki21", "unknown_schema"), || {
            second(&old("UPDATE col SET ver = 9000000000000000000"))
        }),
        refused("no collection in the collection", APKG, ("collection.anki2", "unknown_schema"), || {
            first(&old("DELETE FROM col"))
        }),
        refused("no notes", APKG, ("collection.anki2", "no_table"), || first(&old("DROP TABLE notes"))),
        refused("no kinds of notes", "all.colpkg", ("collection.anki21b", "no_table"), || {
            third(&new("DROP TABLE notetypes"))
        }),
        refused("a view in place of the notes", APKG, ("collection.anki2", "no_table"), || {
            first(&old(
                "DROP TABLE notes; CREATE VIEW notes AS SELECT 1 AS id, 'g' AS guid, 1 AS mid, '' AS tags, 'a' AS flds",
            ))
        }),
        refused("kinds of notes that are a list", APKG, ("collection.anki2", "bad_models"), || {
            first(&old("UPDATE col SET models = '[]'"))
        }),
        refused("kinds of notes as deep as they are long", APKG, ("collection.anki2", "bad_models"), || {
            first(&old(&format!("UPDATE col SET models = '{}'", "{\"1\":".repeat(50_000))))
        }),
        refused("decks that are no JSON", APKG, ("collection.anki2", "bad_decks"), || {
            first(&old("UPDATE col SET decks = x'00ff'"))
        }),
    ]
}

/// The same database in pages of 64 KiB.
fn paged(bytes: &[u8]) -> Vec<u8> {
    let file = std::env::temp_dir().join(format!("cairn-hostile-paged-{}.db", std::process::id()));
    std::fs::write(&file, bytes).unwrap();
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection.execute_batch("PRAGMA journal_mode = delete; PRAGMA page_size = 65536; VACUUM;").unwrap();
    drop(connection);
    let bytes = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    bytes
}

/// Rows that do not fit each other, and numbers that nothing bears.
fn rows() -> Vec<File> {
    vec![
        read(
            "cards of no note, of no kind, of no template",
            APKG,
            0,
            &[("g1[9]", "card_without_template"), ("g2[0]", "note_without_kind"), ("[0]", "card_without_note")],
            || {
                first(&old("INSERT INTO notes VALUES (11, 'g1', 1, '', 'a|b'), (12, 'g2', 77, '', 'a|b');
                 INSERT INTO cards VALUES (21, 99, 5, 0, 0, 0, 1, 0, 0, 0), (22, 11, 5, 9, 0, 0, 1, 0, 0, 0),
                   (23, 12, 5, 0, 0, 0, 1, 0, 0, 0);"))
            },
        ),
        read(
            "the greatest and the least of numbers",
            APKG,
            2,
            &[("g1[-9223372036854775808]", "card_without_template"), ("g2[9223372036854775807]", "gap_missing")],
            || {
                first(&old("INSERT INTO notes VALUES (-9223372036854775808, 'g1', 1, '', 'a|b'),
                   (9223372036854775807, 'g2', 2, '', 'a {{c4294967295::b}} {{c1::c}}|d');
                 INSERT INTO cards VALUES (21, -9223372036854775808, 5, 0, 2, 2, 9223372036854775807, 0, 0, 9223372036854775807),
                   (22, 9223372036854775807, 5, 9223372036854775807, 1, 1, -9223372036854775808, 0, 0, -1),
                   (23, 9223372036854775807, 5, 4294967294, 3, 1, 9223372036854775807, 9223372036854775807, 7, 0),
                   (24, -9223372036854775808, 5, -9223372036854775808, 0, 0, 0, 0, 0, 0);
                 INSERT INTO revlog VALUES (9223372036854775807, 21, 3, 9223372036854775807, 0, 9223372036854775807, 1),
                   (-9223372036854775808, 21, 3, -9223372036854775808, 0, -1, 1),
                   (1700000000000, 21, 4, 9223372036854775807, 2500, 1, 1), (1700000000001, 23, 2, 4, 2500, 1, 1);
                 UPDATE col SET crt = 9223372036854775807;"))
            },
        ),
        read("texts in place of numbers and numbers in place of texts", APKG, 1, &[], || {
            first(&old("PRAGMA ignore_check_constraints = on;
                 INSERT INTO notes VALUES (11, 1.5, '1', 7, 12345), (12, x'ff00', 1, NULL, NULL);
                 INSERT INTO cards VALUES (21, '11', 'five', '0', NULL, x'', 1e300, 'a', '', '9');"))
        }),
        read("one card many times, and two notes of one name", APKG, 1, &[], || {
            first(&old("INSERT INTO notes VALUES (11, 'g1', 3, '', 'a|b'), (12, 'g1', 3, '', 'a|c');
                 INSERT INTO cards VALUES (21, 11, 5, 0, 0, 0, 1, 0, 0, 0), (22, 11, 5, 0, 0, 0, 1, 0, 0, 0),
                   (23, 12, 5, 0, 0, 0, 1, 0, 0, 0);"))
        }),
        read("decks without names, with strange names, and one below the other without end", APKG, 3, &[], || {
            let deep = "a::".repeat(30_000);
            first(&old(&format!(
                "UPDATE col SET decks = '{{\"5\":{{\"name\":\"::::\"}},\"6\":{{\"name\":\"\\u202e\\u0000<b>x</b>\\n{{}}\"}},\"7\":{{\"name\":\"{deep}\"}}}}';
                 INSERT INTO notes VALUES (11, 'g1', 3, '', 'a|b'), (12, 'g2', 3, '', 'c|d'), (13, 'g3', 3, '', 'e|f');
                 INSERT INTO cards VALUES (21, 11, 5, 0, 0, 0, 1, 0, 0, 0), (22, 12, 6, 0, 0, 0, 1, 0, 0, 0),
                   (23, 13, 7, 0, 0, 0, 1, 0, 0, 0);"
            )))
        }),
        read("tags without end", APKG, 1, &[("g1[0]", "many_tags")], || {
            let tags: String = (0..20_000).map(|number| format!("t{number} ")).collect();
            first(&old(&format!(
                "INSERT INTO notes VALUES (11, 'g1', 3, '{tags}', 'a|b');
                 INSERT INTO cards VALUES (21, 11, 5, 0, 0, 0, 1, 0, 0, 0);"
            )))
        }),
        read("names and letters of UTF-16", APKG, 1, &[], || {
            first(&database(&format!(
                "PRAGMA encoding = 'UTF-16be';
                 CREATE TABLE col (id integer PRIMARY KEY, crt integer, ver integer, models text, decks text);
                 CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, tags text, flds text);
                 CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer);
                 CREATE TABLE revlog (id integer PRIMARY KEY, cid integer);
                 INSERT INTO col VALUES (1, 0, 11, '{}', '{{}}');
                 INSERT INTO notes VALUES (11, 'g', 1, '', 'ما' || char(31) || x'd8');
                 INSERT INTO cards VALUES (21, 11, 1, 0);",
                r#"{"1":{"flds":[{"name":"F"},{"name":"B"}],"tmpls":[{"qfmt":"{{F}}","afmt":"{{B}}"}]}}"#
            )))
        }),
    ]
}

/// Texts that would run or load.
fn texts() -> Vec<File> {
    vec![
        read("a script in a field", APKG, 1, &[("g1[0]", "script_left_out")], || {
            of_note("a<script>steal()</script><b onclick=\"steal()\">b</b>|<a href=\"javascript:steal()\">c</a>")
        }),
        read("frames and forms in a field", APKG, 1, &[("g1[0]", "frame_left_out")], || {
            of_note(
                "a<iframe src=\"https://x.invalid\"></iframe>|b<form action=\"https://x.invalid\"><input></form><object data=\"x\"></object>",
            )
        }),
        read("pictures and sounds of elsewhere", APKG, 1, &[("g1[0]", "remote_left_out")], || {
            of_note(
                "a<img src=\"https://x.invalid/a.png\" srcset=\"https://x.invalid/b.png 2x\">|b<img src=\"//x.invalid/a\"><video src=\"http://x.invalid/c\" poster=\"https://x.invalid/d\"></video>[sound:https://x.invalid/e.mp3]",
            )
        }),
        read("styles that load", APKG, 1, &[], || {
            of_note(
                "a<style>@import url(https://x.invalid/a.css)</style>|<div style=\"background:url(https://x.invalid/b.png)\">b</div><link rel=\"stylesheet\" href=\"https://x.invalid/c.css\">",
            )
        }),
        read(
            "a picture with a script in the text",
            APKG,
            1,
            &[("g1[0]", "script_left_out"), ("g1[0]", "frame_left_out"), ("g1[0]", "file_missing")],
            || {
                let svg = String::from_utf8_lossy(SVG);
                of_note(&format!("a{svg}<img src=\"data:image/svg+xml;base64,{}\">|b", base64(SVG)))
            },
        ),
        read("2.7 MB of base64", APKG, 1, &[("g1[0]", "side_cut")], || {
            of_note(&format!("a<img src=\"data:image/png;base64,{}\">|b", base64(&vec![7; 2_000_000])))
        }),
        read("Markdown that would load", APKG, 1, &[], || {
            of_note("![x](https://x.invalid/a.png) [y](https://x.invalid) <https://x.invalid>|![](//x.invalid/b.png)")
        }),
        read("elements in each other without end", APKG, 1, &[], || {
            of_note(&format!("{}a|b", "<div><b>".repeat(20_000)))
        }),
        read("signs that begin something, without end", APKG, 1, &[("g1[0]", "side_cut")], || {
            of_note(&format!("a{}|b", "&lt;[sound:[sound:\\(<![CDATA[&#".repeat(5_000)))
        }),
        read("a gap in a gap without end", APKG, 0, &[("g2[0]", "gap_missing")], || {
            first(&old(&format!(
                "INSERT INTO notes VALUES (12, 'g2', 2, '', '{}|x');
                 INSERT INTO cards VALUES (23, 12, 1, 0, 0, 0, 2, 0, 0, 0);",
                "{{c1{{c::".repeat(40_000)
            )))
        }),
    ]
}

/// Templates that do not end, and cards that show more than there is.
fn templates() -> Vec<File> {
    vec![
        read("a template with a script", APKG, 1, &[("g1[0]", "script_left_out")], || {
            with_template(
                "<script>steal()</script>{{Front}}<style>@import \"https://x.invalid\"</style>",
                "{{Back}}",
                "a|b",
            )
        }),
        read("sections that are never closed", APKG, 1, &[], || {
            with_template(&format!("{{{{Front}}}}{}", "{{#Back}}".repeat(9_000)), "{{Back}}", "a|b")
        }),
        read("fields that are never closed", APKG, 1, &[], || {
            with_template(&format!("{{{{Front}}}} {}", "{{".repeat(20_000)), "{{Back}}", "a|b")
        }),
        read("a template that calls its own side", APKG, 1, &[], || {
            with_template("{{Front}}{{FrontSide}}", &"{{FrontSide}}{{Back}}".repeat(100), "a|b")
        }),
        read("a template that shows a field ten thousand times", APKG, 1, &[("g1[0]", "side_cut")], || {
            let front = "{{text:furigana:Front}}".repeat(9_000);
            with_template(&front, "{{Back}}", &format!("{}|b", "a ".repeat(20_000)))
        }),
        read("brackets of readings without end", APKG, 1, &[("g1[0]", "file_missing"), ("g1[0]", "side_cut")], || {
            with_template("{{furigana:Front}}", "{{kana:Back}}", &format!("a {}]|b", "[sound:".repeat(70_000)))
        }),
        read("a hint ten thousand times", APKG, 1, &[("g1[0]", "too_many")], || {
            with_template(&format!("{{{{Front}}}}{}", "{{hint:Back}}".repeat(5_000)), "{{Back}}", "a|b")
        }),
        refused("cards that show beyond measure what is there once", APKG, ("g1554[0]", "too_dense"), || {
            // What is never shown must be gone through all the same.
            let long = "long ".repeat(60_000);
            with_many(&format!("{{{{Front}}}}{{{{^Front}}}}{long}{{{{/Front}}}}"), "{{Back}}", "a|b", 2_500)
        }),
        read_with_more(
            "fifty thousand fields and as many cards",
            APKG,
            1,
            &[("g1[1]", "gap_missing"), ("g1[2]", "gap_missing")],
            49_997,
            || with_many_fields("{{c1::x}}"),
        ),
        read_with_more(
            "fifty thousand fields and as many covers of no picture",
            APKG,
            0,
            &[("g1[0]", "image_occlusion")],
            49_999,
            || with_many_fields("{{c1::image-occlusion:rect:left=.1:top=.1:width=.1:height=.1}}"),
        ),
        read("a template without a front", APKG, 0, &[("g1[0]", "empty_front")], || {
            with_template("{{Nothing}}", "{{Back}}", "a|b")
        }),
    ]
}

/// A note of these fields with a card of this template.
fn with_template(front: &str, back: &str, fields: &str) -> Vec<u8> {
    with_many(front, back, fields, 1)
}

/// The same of so many notes that are alike but for their names.
fn with_many(front: &str, back: &str, fields: &str, notes: usize) -> Vec<u8> {
    let kind = json!({"1": {
        "flds": [{"name": "Front"}, {"name": "Back", "ord": 1}],
        "tmpls": [{"name": "Card 1", "qfmt": front, "afmt": back}],
    }});
    let kind = kind.to_string().replace('\'', "''");
    let numbers = format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {notes})");
    first(&old(&format!(
        "UPDATE col SET models = '{kind}';
         {numbers} INSERT INTO notes SELECT i, printf('g%d', i), 1, '', '{fields}' FROM n;
         {numbers} INSERT INTO cards SELECT i, i, 1, 0, 0, 0, 0, 0, 0, 0 FROM n;"
    )))
}

/// A note with fifty thousand fields, of which the first says this, and as many cards that ask its gaps.
fn with_many_fields(text: &str) -> Vec<u8> {
    let fields: Vec<String> = (0..50_000).map(|ord| format!("{{\"name\":\"F{ord}\",\"ord\":{ord}}}")).collect();
    let template = r#"{"name":"Cloze","qfmt":"{{cloze:F0}}","afmt":"{{F49999}}"}"#;
    let kind = format!("{{\"1\":{{\"type\":1,\"flds\":[{}],\"tmpls\":[{template}]}}}}", fields.join(","));
    drop(fields);
    first(&old(&format!(
        "UPDATE col SET models = '{kind}';
         INSERT INTO notes VALUES (11, 'g1', 1, '', replace(printf('{text}%49999s', ''), ' ', char(31)));
         WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 49999)
           INSERT INTO cards SELECT 21 + i, 11, 1, i, 0, 0, 0, 0, 0, 0 FROM n;"
    )))
}
