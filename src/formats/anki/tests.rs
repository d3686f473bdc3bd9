//! Packages of all three layouts, made here, and what becomes of them.

mod answers;
mod cards;
mod covered;

use super::{Counts, Read, read};
use crate::{problem::Refusal, source::SourceRecord};
use cairn_domain::{
    id::DeviceId,
    item::{Deck, Form, Item},
    kind::Kind,
    media::{MediaHash, reference},
    noun::Noun,
    record::{Context, Draft, Record},
    response::Response,
    time::Moment,
};
use rusqlite::Connection;
use std::{
    io::{Cursor, Write},
    sync::atomic::{AtomicUsize, Ordering},
};
use zip::{ZipWriter, write::SimpleFileOptions};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x02\x08\x02\0\0\0";
const DAY_S: i64 = 86_400;
/// The fourth hour of a day.
const CREATED: i64 = 1_700_020_800;

/// How many collections were made by this process.
static MADE: AtomicUsize = AtomicUsize::new(0);

/// A collection in the schema of the first two layouts.
fn legacy(fill: &str) -> Vec<u8> {
    let models = r#"{"1":{"name":"Basic","type":0,"flds":[{"name":"Front","ord":0},{"name":"Back","ord":1}],
        "tmpls":[{"name":"Card 1","ord":0,"qfmt":"{{Front}}","afmt":"{{FrontSide}}<hr id=answer>{{Back}}"},
                 {"name":"Card 2","ord":1,"qfmt":"{{Back}}","afmt":"{{FrontSide}}<hr id=answer>{{Front}}"}]},
        "2":{"name":"Cloze","type":1,"flds":[{"name":"Text","ord":0},{"name":"Back Extra","ord":1}],
        "tmpls":[{"name":"Cloze","ord":0,"qfmt":"{{cloze:Text}}","afmt":"{{cloze:Text}}<br>{{Back Extra}}"}]},
        "3":{"name":"Typed","type":0,"flds":[{"name":"Front","ord":0},{"name":"Back","ord":1}],
        "tmpls":[{"name":"Card 1","ord":0,"qfmt":"{{Front}} {{type:Back}}","afmt":"{{Front}}<hr id=answer>{{type:Back}}"}]}}"#;
    let decks = r#"{"1":{"name":"Default"},"5":{"name":"Languages::Español"}}"#;
    let statements = format!(
        "CREATE TABLE col (id integer PRIMARY KEY, crt integer, ver integer, models text, decks text);
         CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, tags text, flds text);
         CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer, type integer, queue integer,
            due integer, odue integer, odid integer, flags integer);
         CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, ease integer, ivl integer, factor integer, time integer, type integer);
         INSERT INTO col VALUES (1, {CREATED}, 11, '{models}', '{decks}');"
    );
    let made = MADE.fetch_add(1, Ordering::Relaxed);
    let place = std::env::temp_dir().join(format!("cairn-anki-{}-{made}.db", std::process::id()));
    let _ = std::fs::remove_file(&place);
    let base = Connection::open(&place).unwrap();
    base.execute_batch(&statements).unwrap();
    base.execute_batch(&fill.replace('|', "'||char(31)||'")).unwrap();
    drop(base);
    let bytes = std::fs::read(&place).unwrap();
    std::fs::remove_file(&place).unwrap();
    bytes
}

fn package(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read_first(fill: &str) -> Result<Read, Refusal> {
    read(Cursor::new(package(&[("collection.anki2", &legacy(fill)), ("media", b"{}")])), 0)
}

/// What a record that was read becomes.
fn item_of(record: &SourceRecord) -> Item {
    let at = Moment { ms: 0, tz_offset_min: 0 };
    let mut draft = Draft::create(Record::new(Kind::ITEM, record.id), &Context::new(at, DeviceId(1), 1));
    for (tag, value) in record.registers.iter().chain(&record.once) {
        draft.import_register(*tag, value.clone());
    }
    Item::read(draft.record())
}

fn said(read: &Read, source_id: &str) -> Item {
    let items = read.source.records.iter().filter(|record| record.kind == Kind::ITEM).map(item_of);
    items.into_iter().find(|item| item.source_id == source_id).unwrap_or_else(|| panic!("no {source_id}"))
}

#[test]
fn cards_of_a_note_become_items_with_their_texts() {
    let read = read_first(
        "INSERT INTO notes VALUES (11, 'g1', 1, ' es  animal ', '<b>dog</b>|perro'),
           (12, 'g2', 2, '', 'The {{c1::cell}} is the {{c2::unit::what?}} of life.|Cells'),
           (13, 'g3', 3, '', 'cat|gato');
         INSERT INTO cards VALUES (21, 11, 5, 0, 0, 0, 1, 0, 0, 0), (22, 11, 5, 1, 0, -1, 1, 0, 0, 3),
           (23, 12, 1, 0, 0, 0, 2, 0, 0, 0), (24, 12, 1, 1, 0, 0, 2, 0, 0, 0), (25, 13, 9, 0, 0, 0, 3, 0, 5, 0);",
    )
    .unwrap();
    assert_eq!(read.source.problems, []);
    let counts = Counts { notes: 3, cards: 5, responses: 0, media: 0, decks: 2, tags: 2 };
    assert_eq!(read.counts, counts);
    let dog = said(&read, "g1 Card 1");
    assert_eq!((dog.form, dog.answer.as_str(), dog.suspended), (Form::Card, "perro", false));
    let turned = read.source.records.iter().filter(|record| record.kind == Kind::ITEM).map(item_of);
    let turned = turned.into_iter().find(|item| item.twin == Some(dog.id)).expect("the other way round");
    assert_eq!((turned.prompt.as_str(), turned.suspended, turned.flag), ("", true, 3));
    let gap = said(&read, "g2 1");
    assert_eq!((gap.form, gap.prompt.as_str()), (Form::Cloze, "The {{c1::cell}} is the unit of life."));
    let other = said(&read, "g2 2");
    assert_eq!(
        (other.prompt.as_str(), other.explanation.as_str()),
        ("The cell is the {{c2::unit::what?}} of life.", "Cells")
    );
    let typed = said(&read, "g3 1");
    assert_eq!((typed.form, typed.accepted), (Form::Short, vec!["gato".to_owned()]));
    let decks: Vec<&str> = read
        .source
        .records
        .iter()
        .filter(|record| record.kind == Kind::DECK)
        .flat_map(|deck| &deck.registers)
        .filter(|(tag, _)| *tag == Deck::TITLE.0)
        .map(|_| "deck")
        .collect();
    assert_eq!(decks.len(), 3, "the default deck, and two in each other");
}

#[test]
fn answers_come_in_their_order_and_the_last_says_when_it_is_due() {
    let at = (CREATED + 2 * DAY_S) * 1_000;
    let read = read_first(&format!(
        "INSERT INTO notes VALUES (11, 'g1', 1, '', 'a|b');
         INSERT INTO cards VALUES (21, 11, 1, 0, 2, 2, 30, 0, 0, 0), (22, 11, 1, 1, 0, 0, 3, 0, 0, 0);
         INSERT INTO revlog VALUES ({at}, 21, 3, -600, 2500, 4000, 0), ({}, 21, 3, 4, 2500, 90000, 1), ({}, 21, 0, 0, 2500, 0, 4),
           ({}, 22, 3, 1, 2500, 10, 1), ({}, 99, 3, 1, 2500, 10, 1);",
        at + DAY_S * 1_000,
        at + DAY_S * 2_000,
        at + 5,
        at + 6,
    ))
    .unwrap();
    // What belongs to a card that was put back among the new ones, or to none, counts no more.
    let told: Vec<Response> = read.source.events.values().map(Response::read).collect();
    assert_eq!(
        told.iter().map(|response| (response.rating, response.duration_ms)).collect::<Vec<_>>(),
        [(3, Some(4_000)), (3, Some(60_000))]
    );
    let first_day = Moment { ms: CREATED * 1_000, tz_offset_min: 0 }.study_day();
    assert_eq!(told[1].planned_due_day.map(|day| day.0), Some(first_day + 30));
    assert_eq!(read.counts.responses, 5);
}

#[test]
fn pictures_and_sounds_are_shown_by_their_content() {
    let fill = "INSERT INTO notes VALUES (11, 'g1', 1, '', '<img src=\"my%20cat.png\">x|[sound:a.mp3] y <img src=\"gone.png\">');
        INSERT INTO cards VALUES (21, 11, 1, 0, 0, 0, 1, 0, 0, 0);";
    let collection = legacy(fill);
    let entries: [(&str, &[u8]); 5] = [
        ("collection.anki2", b"stub"),
        ("collection.anki21", &collection),
        ("media", br#"{"0":"my cat.png","1":"a.mp3","2":"unused.svg"}"#),
        ("0", PNG),
        ("1", b"ID3\x03rest"),
    ];
    let read = read(Cursor::new(package(&entries)), 0).unwrap();
    assert_eq!((read.counts.media, read.source.files.len()), (3, 2));
    let item = said(&read, "g1 Card 1");
    let png = MediaHash(*blake3::hash(PNG).as_bytes());
    assert_eq!(reference::references(&item.prompt).into_iter().map(|(hash, _)| hash).collect::<Vec<_>>(), [png]);
    assert_eq!(reference::references(&item.answer).len(), 1, "{}", item.answer);
    assert_eq!(read.source.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["file_missing"]);
}

#[test]
fn what_is_no_collection_is_refused_with_its_reason() {
    let stub = "INSERT INTO notes VALUES (1, 'x', 1, '', 'Please update to the latest Anki version, then import the .colpkg file again.|');
        INSERT INTO cards VALUES (1, 1, 1, 0, 0, 0, 0, 0, 0, 0)";
    let code =
        |entries: &[(&str, &[u8])]| read(Cursor::new(package(entries)), 0).map(|_| ()).map_err(|refusal| refusal.code);
    assert_eq!(code(&[("media", b"{}")]), Err("no_collection"));
    assert_eq!(code(&[("collection.anki2", b"nothing")]), Err("not_sqlite"));
    assert_eq!(code(&[("collection.anki2", &legacy(stub)), ("media", b"{}")]), Err("only_a_stub"));
    assert_eq!(code(&[("meta", b"\x08\x09"), ("collection.anki2", &legacy(""))]), Err("newer_collection"));
    assert_eq!(code(&[("meta", b"\x08\x03"), ("collection.anki21b", b"no zstd")]), Err("altered"));
    assert_eq!(code(&[("collection.anki2", &legacy("UPDATE col SET ver = 5"))]), Err("unknown_schema"));
    assert_eq!(code(&[("collection.anki2", &legacy("DROP TABLE revlog"))]), Err("no_table"));
    assert_eq!(code(&[("collection.anki2", &legacy("UPDATE col SET models = '[]'"))]), Err("bad_models"));
    assert_eq!(code(&[("collection.anki2", &legacy("")), ("media", b"[")]), Err("bad_media_list"));
    assert_eq!(code(&[("../collection.anki2", &legacy(""))]), Err("unsafe_path"));
    let cut = package(&[("collection.anki2", &legacy(""))]);
    assert_eq!(
        read(Cursor::new(cut[..cut.len() / 2].to_vec()), 0).map_err(|refusal| refusal.code).err(),
        Some("damaged")
    );
}

/// What Anki's own importer makes of files that Anki and others wrote.
#[test]
fn the_samples_hold_what_anki_says_they_hold() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/anki");
    let Ok(expected) = std::fs::read_to_string(folder.join("expected.json")) else {
        eprintln!("skipped: no shared samples (anki)");
        return;
    };
    let expected: std::collections::BTreeMap<String, serde_json::Value> = serde_json::from_str(&expected).unwrap();
    for (name, says) in expected {
        let read = read(Cursor::new(std::fs::read(folder.join(&name)).unwrap()), 0);
        if says["error"] == "refused" {
            assert!(read.is_err(), "{name}");
            continue;
        }
        let read = read.unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        let count = |what: &str| says[what].as_u64().unwrap();
        let counts = read.counts;
        let told = (counts.notes, counts.cards, counts.responses, counts.media, counts.decks, counts.tags);
        let theirs = (count("notes"), count("cards"), count("revlog"), count("media"), count("decks"), count("tags"));
        assert_eq!(told, theirs, "{name}");
        let items = read.source.records.iter().filter(|record| record.kind == Kind::ITEM).count() as u64;
        let left: Vec<_> = read.source.problems.iter().map(|problem| (problem.code, &problem.detail)).collect();
        eprintln!("{name}: {items} items of {} cards, {} answers; {left:?}", counts.cards, read.source.events.len());
    }
}

/// Of every card that Anki scheduled by FSRS, what our model makes of its answers is what Anki kept, as far as it kept it.
#[test]
fn the_schedule_goes_on_where_anki_left_it() {
    use super::{collection::Collection, items::item_id, package::Package};
    use crate::sqlite::{Database, Fault};
    use cairn_domain::{event::Journal, id::ItemId, response};
    use cairn_learning::schedule::Fsrs;

    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/anki");
    let mut compared = 0;
    for name in ["text-scheduled-fsrs-legacy.apkg", "collection-latest.colpkg"] {
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            eprintln!("skipped: no shared samples (anki)");
            return;
        };
        let read = read(Cursor::new(&bytes[..]), 0).unwrap();
        let mut package = Package::open(Cursor::new(&bytes[..])).unwrap();
        let stored = package.collection().unwrap();
        let collection = Collection::read(&stored, "").unwrap();
        let database = Database::open(&stored).unwrap();
        let mut kept = std::collections::BTreeMap::new();
        let cards = database.table("cards").unwrap();
        let mut keep = |row: crate::sqlite::Row| {
            let data: serde_json::Value = serde_json::from_str(&row.text("data")).unwrap_or_default();
            kept.extend(data["s"].as_f64().zip(data["d"].as_f64()).map(|state| (row.int("id"), state)));
            Ok(())
        };
        database.each::<Fault>(cards, &mut keep).unwrap();
        for card in &collection.cards {
            let Some((stability, difficulty)) = kept.get(&card.id) else { continue };
            let note = collection.notes.iter().find(|note| note.id == card.note).unwrap();
            // What asks the other way round is named by its card.
            let own = item_id(note, card.ord);
            let is_item = read.source.records.iter().any(|record| record.id == own);
            let item = if is_item { ItemId(own) } else { ItemId(item_id(note, 0)).twin() };
            let own = read.source.events.values().filter(|event| Response::read(event).item == Some(item));
            let journal = Journal::of(own.cloned());
            let ours = response::card(&journal, i64::MAX / 4, &Fsrs::default()).expect("answered");
            // Anki keeps four and three digits, and goes on from those after each answer.
            assert!((ours.memory.stability - stability).abs() <= 2e-4, "{name} {}: {ours:?}, {stability}", card.id);
            assert!((ours.memory.difficulty - difficulty).abs() <= 2e-3, "{name} {}: {ours:?}, {difficulty}", card.id);
            compared += 1;
        }
    }
    assert!(compared > 10, "{compared}");
}
