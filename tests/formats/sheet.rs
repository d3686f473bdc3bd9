//! Tables of cards: what a whole file becomes, in every encoding; real files; cells of a megabyte; time.

use super::{counts, nouns, problems, records, sample};
use cairn::domain::item::{Deck, Form, Item};
use cairn::formats::{
    problem::Refusal,
    recognise::recognise,
    report::Format,
    sheet::{self, Decks, Encoding, Into, Layout, Pairs, Place, Told},
};
use std::time::{Duration, Instant};

const WORDS: &[u8] = include_bytes!("../fixtures/sheet/words.csv");
const QUIZLET: &[u8] = include_bytes!("../fixtures/sheet/quizlet.txt");

fn place() -> Place {
    Place { name: "words".to_owned(), deck: Into::Named("words".to_owned()), now_ms: 1_000_000 }
}

fn read(bytes: &[u8]) -> Result<Told, Refusal> {
    let mapping = sheet::look(bytes, None, None)?.mapping;
    sheet::read(bytes, &Layout::Table(mapping), &place(), Decks::default())
}

#[test]
fn a_table_becomes_cards_and_questions() {
    assert_eq!(recognise(WORDS), Ok(Format::Sheet));
    let told = read(WORDS).unwrap();
    assert_eq!(problems(&told.source), Vec::<String>::new());
    assert_eq!((told.rows, told.refused, told.first.len()), (10, 0, 10));
    assert_eq!((counts(&told.source)["item"], counts(&told.source)["deck"]), (10, 6));
    let made = records(&told.source);
    let items: Vec<Item> = nouns(&made);
    assert_eq!(items.iter().filter(|item| item.form == Form::Card).count(), 3);
    assert!(items.iter().all(Item::has_key));
    assert_eq!(
        (items[5].prompt.as_str(), items[5].answer.as_str()),
        ("A \"quoted\" word, and\na second line", "=1+1 is a text")
    );
    let decks: Vec<Deck> = nouns(&made);
    assert!(decks.iter().any(|deck| deck.title == "Basics" && deck.parent.is_some()));
}

#[test]
fn the_same_table_in_another_encoding_has_the_same_cards() {
    let text = std::str::from_utf8(WORDS).unwrap();
    let expected = read(WORDS).unwrap().source.content_hash();
    let with_mark = [b"\xef\xbb\xbf", WORDS].concat();
    let in_utf16 = |mark: [u8; 2], write: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.into_iter().chain(text.encode_utf16().flat_map(write)).collect()
    };
    for (bytes, encoding) in [
        (with_mark, Encoding::Utf8),
        (in_utf16([0xff, 0xfe], u16::to_le_bytes), Encoding::Utf16Le),
        (in_utf16([0xfe, 0xff], u16::to_be_bytes), Encoding::Utf16Be),
    ] {
        let told = read(&bytes).unwrap();
        assert_eq!((told.encoding, told.source.content_hash()), (encoding, expected));
        assert_eq!(recognise(&bytes), Ok(Format::Sheet));
    }
    let told = read(b"front;back\nPr\xfcfung;examen\n").unwrap();
    assert_eq!((told.encoding, told.first[0].0.prompt.as_str()), (Encoding::Windows1252, "Prüfung"));
}

#[test]
fn terms_of_quizlet() {
    let layout = Layout::Pairs(Pairs::default());
    let told = sheet::read(QUIZLET, &layout, &place(), Decks::default()).unwrap();
    assert_eq!((told.rows, told.refused), (7, 1));
    assert_eq!(problems(&told.source), ["line 7 no_back no definition"]);
    assert_eq!(told.first[2].0.prompt, "\"comillas\"");
}

/// Ten notes with twelve cards: two are asked the other way round too, one is typed. One has nothing on its back.
#[test]
fn what_anki_writes_as_text() {
    for path in ["tsv/anki-export-notes-with-headers.txt", "anki/text-notes.txt"] {
        let Some(bytes) = sample(path) else { return };
        assert_eq!(recognise(&bytes), Ok(Format::Sheet));
        let told = read(&bytes).unwrap();
        assert_eq!((told.rows, told.refused), (10, 1), "{path}");
        let codes: Vec<&str> = told.source.problems.iter().map(|problem| problem.code).collect();
        assert_eq!(
            codes.iter().filter(|code| **code != "scripts" && **code != "missing_media").collect::<Vec<_>>(),
            [&"no_back"]
        );
        let items: Vec<Item> = nouns(&records(&told.source));
        let cards = items.iter().filter(|item| item.twin.is_none());
        assert!(cards.clone().all(|item| !item.source_id.is_empty()));
        assert_eq!((cards.count(), items.iter().filter(|item| item.twin.is_some()).count()), (9, 2));
        assert!(items.iter().any(|item| item.prompt == "hello" && item.answer == "مرحبا"));
        assert!(items.iter().any(|item| item.form == Form::Short && item.accepted == ["peace"]));
        let decks: Vec<Deck> = nouns(&records(&told.source));
        assert!(decks.iter().any(|deck| deck.title == "child \"quoted\" & <b>"), "no name is markup");
        // Under another name it is the same notes.
        let mapping = sheet::look(&bytes, None, None).unwrap().mapping;
        let other = Place { name: "notes (2)".to_owned(), ..place() };
        let again = sheet::read(&bytes, &Layout::Table(mapping), &other, Decks::default()).unwrap();
        assert_eq!(again.source.content_hash(), told.source.content_hash());
    }
}

#[test]
fn a_cell_of_a_megabyte_costs_its_row_alone() {
    let long = "x".repeat(1 << 20);
    let text = format!("front,back\na,b\n{long},c\n\"{}\",d\ne,f\n", "\"\"\n".repeat(1 << 19));
    let told = read(text.as_bytes()).unwrap();
    assert_eq!((told.rows, told.refused, told.first.len()), (4, 2, 2));
    assert_eq!(problems(&told.source), ["line 3, column 1 too_long", "line 4, column 1 too_long"]);
}

#[test]
fn an_unclosed_quote_is_told_with_its_line() {
    let told = read(b"front,back\na,b\n\"open,c\nd,e\n").unwrap();
    assert_eq!((told.refused, problems(&told.source)), (0, vec!["line 3 unclosed_quote".to_owned()]));
    assert_eq!(told.first[1].0.prompt, "\"open");
}

#[test]
fn fifty_thousand_rows_take_no_long() {
    let row = |at: usize| format!("term {at},\"definition {at}, with a comma\",tag{}\n", at % 50);
    let text = ["front,back,tags\n".to_owned()].into_iter().chain((0..50_000).map(row)).collect::<String>();
    let began = Instant::now();
    let told = read(text.as_bytes()).unwrap();
    let took = began.elapsed();
    assert_eq!((told.rows, told.refused), (50_000, 0));
    println!("50,000 rows in {took:?}");
    // Not optimised, on a loaded machine.
    assert!(took < Duration::from_secs(30), "{took:?}");
}
