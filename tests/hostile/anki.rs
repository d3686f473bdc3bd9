//! Collections and packages of Anki as they should be, in all three layouts: what hostile ones are made from.

use super::make::{PNG, database, field, hex, stored, zstd};

/// Notes that ask in every way: two sides both ways, gaps, letters to be typed; with a picture, answers and decks.
pub const NOTES: &str = "INSERT INTO notes VALUES (1700000000011, 'g1', 1, ' es animal ', '<b>dog</b> <img src=\"0.png\">|perro'),
       (1700000000012, 'g2', 2, '', 'The {{c1::cell}} is the {{c2::unit::what?}} of \\(x^2\\).|Cells'),
       (1700000000013, 'g3', 3, '', 'cat|gato [sound:a.mp3]');
     INSERT INTO cards VALUES (21, 1700000000011, 5, 0, 2, 2, 30, 0, 0, 0), (22, 1700000000011, 5, 1, 0, -1, 1, 0, 0, 3),
       (23, 1700000000012, 1, 0, 0, 0, 2, 0, 0, 0), (24, 1700000000012, 1, 1, 0, 0, 2, 0, 0, 0),
       (25, 1700000000013, 9, 0, 1, 1, 3, 0, 5, 0);
     INSERT INTO revlog VALUES (1700200000000, 21, 3, -600, 2500, 4000, 0), (1700300000000, 21, 3, 4, 2500, 9000, 1),
       (1700400000000, 25, 1, 1, 0, 900, 0);";

/// The kinds of notes as the first two layouts have them.
const MODELS: &str = r#"{"1":{"name":"Basic","type":0,"flds":[{"name":"Front","ord":0},{"name":"Back","ord":1}],
    "tmpls":[{"name":"Card 1","ord":0,"qfmt":"{{Front}}","afmt":"{{FrontSide}}<hr id=answer>{{Back}}"},
             {"name":"Card 2","ord":1,"qfmt":"{{Back}}","afmt":"{{FrontSide}}<hr id=answer>{{Front}}"}]},
    "2":{"name":"Cloze","type":1,"flds":[{"name":"Text","ord":0},{"name":"Back Extra","ord":1}],
    "tmpls":[{"name":"Cloze","ord":0,"qfmt":"{{cloze:Text}}","afmt":"{{cloze:Text}}<br>{{Back Extra}}"}]},
    "3":{"name":"Typed","type":0,"flds":[{"name":"Front","ord":0},{"name":"Back","ord":1}],
    "tmpls":[{"name":"Card 1","ord":0,"qfmt":"{{Front}} {{type:Back}}","afmt":"{{Front}}<hr id=answer>{{type:Back}}"}]}}"#;
const DECKS: &str = r#"{"1":{"name":"Default"},"5":{"name":"Languages::Español"}}"#;

/// Tables that both schemas have.
const TABLES: &str = "CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, tags text, flds text);
     CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer, type integer, queue integer,
        due integer, odue integer, odid integer, flags integer);
     CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, ease integer, ivl integer, factor integer, time integer,
        type integer);";

/// What parts fields is written `|` in statements.
fn filled(fill: &str) -> String {
    fill.replace('|', "'||char(31)||'")
}

/// A collection of the first two layouts, which these statements fill.
pub fn old(fill: &str) -> Vec<u8> {
    database(&format!(
        "PRAGMA page_size = 1024;
         CREATE TABLE col (id integer PRIMARY KEY, crt integer, ver integer, models text, decks text);
         {TABLES} INSERT INTO col VALUES (1, 1700020800, 11, '{MODELS}', '{DECKS}'); {}",
        filled(fill)
    ))
}

/// A collection of the third layout, which these statements fill.
pub fn new(fill: &str) -> Vec<u8> {
    let sides = |front: &str, back: &str| hex(&[field(1, front.as_bytes()), field(2, back.as_bytes())].concat());
    let (front, back) = (sides("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"), sides("{{Back}}", "{{Front}}"));
    let cloze = sides("{{cloze:Text}}", "{{cloze:Text}}<br>{{Back Extra}}");
    let typed = sides("{{Front}} {{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}");
    database(&format!(
        "PRAGMA page_size = 512;
         CREATE TABLE col (id integer PRIMARY KEY, crt integer, ver integer, models text, decks text);
         CREATE TABLE notetypes (id integer PRIMARY KEY, name text, config blob);
         CREATE TABLE fields (ntid integer, ord integer, name text, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
         CREATE TABLE templates (ntid integer, ord integer, name text, config blob, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
         CREATE TABLE decks (id integer PRIMARY KEY, name text);
         {TABLES} INSERT INTO col VALUES (1, 1700020800, 18, '', '');
         INSERT INTO notetypes VALUES (1, 'Basic', x''), (2, 'Cloze', x'0801'), (3, 'Typed', x'');
         INSERT INTO fields VALUES (1, 0, 'Front'), (1, 1, 'Back'), (2, 0, 'Text'), (2, 1, 'Back Extra'), (3, 0, 'Front'),
            (3, 1, 'Back');
         INSERT INTO templates VALUES (1, 0, 'Card 1', x'{front}'), (1, 1, 'Card 2', x'{back}'), (2, 0, 'Cloze', x'{cloze}'),
            (3, 0, 'Card 1', x'{typed}');
         INSERT INTO decks VALUES (1, 'Default'), (5, 'Languages' || char(31) || 'Español'); {}",
        filled(fill)
    ))
}

/// Two files: what a text shows, and what it plays.
pub const MEDIA: &[u8] = br#"{"0":"0.png","1":"a.mp3"}"#;
pub const SOUND: &[u8] = b"ID3\x03rest";

/// A package of the first layout.
pub fn first(collection: &[u8]) -> Vec<u8> {
    stored(&[("collection.anki2", collection), ("media", MEDIA), ("0", PNG), ("1", SOUND)])
}

/// A package of the second, beside a stub.
pub fn second(collection: &[u8]) -> Vec<u8> {
    let entries: [(&str, &[u8]); 6] = [
        ("meta", b"\x08\x02"),
        ("collection.anki2", b"stub"),
        ("collection.anki21", collection),
        ("media", MEDIA),
        ("0", PNG),
        ("1", SOUND),
    ];
    stored(&entries)
}

/// A package of the third, of a collection and a list of files that are packed already.
pub fn third_of(collection: &[u8], media: &[u8]) -> Vec<u8> {
    let entries: [(&str, &[u8]); 6] = [
        ("meta", b"\x08\x03"),
        ("collection.anki2", b"stub"),
        ("collection.anki21b", collection),
        ("media", media),
        ("0", &zstd(PNG)),
        ("1", &zstd(SOUND)),
    ];
    stored(&entries)
}

/// A package of the third.
pub fn third(collection: &[u8]) -> Vec<u8> {
    third_of(&zstd(collection), &zstd(&list(&["0.png", "a.mp3"])))
}

/// The list of files of the third layout.
pub fn list(names: &[&str]) -> Vec<u8> {
    names.iter().flat_map(|name| field(1, &field(1, name.as_bytes()))).collect()
}

/// A note of two fields and its first card, in a package of the first layout.
pub fn of_note(fields: &str) -> Vec<u8> {
    first(&old(&format!(
        "INSERT INTO notes VALUES (1700000000011, 'g1', 1, '', '{fields}');
         INSERT INTO cards VALUES (21, 1700000000011, 5, 0, 0, 0, 1, 0, 0, 0);"
    )))
}

/// A package with this text on the front of a card, or with a gap in it: the same collection each time but for the text.
pub fn of_fields(text: &str, has_gap: bool) -> Vec<u8> {
    let text = text.replace('\'', "''").replace(['|', '\0'], " ");
    let (kind, fields) = if has_gap { (2, format!("{text} {{{{c1::gap}}}}|x")) } else { (3, format!("x {text}|y")) };
    first(&old(&format!(
        "INSERT INTO notes VALUES (11, 'g', {kind}, '', '{fields}'); INSERT INTO cards VALUES (21, 11, 5, 0, 0, 0, 1, 0, 0, 0);"
    )))
}
