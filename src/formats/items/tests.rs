//! What goes out comes back: any item of any form, through a table that a spreadsheet may have stored anew.

use super::*;
use crate::{apply::ApplySource, source::Source};
use cairn_domain::{
    cbor::value::{Day, Ms},
    id::{CompetencyId, DeckId, DeviceId, Id, ItemId},
    item::{Deck, Form, Item, MarksRule, Scoring},
    kind::Kind,
    noun::Noun,
    port::{Decision, Snapshot},
    record::{Context, Draft, Record},
    time::Moment,
};
use proptest::prelude::*;

fn context() -> Context {
    Context::new(Moment { ms: 5, tz_offset_min: 0 }, DeviceId(7), 1)
}

fn made(kind: Kind, number: u128, fill: impl FnOnce(&mut Draft)) -> Record {
    let mut draft = Draft::create(Record::new(kind, Id::new(1, number)), &context());
    fill(&mut draft);
    draft.finish().unwrap().0
}

fn brought(source: &Source) -> Vec<Record> {
    let apply = ApplySource { source, space: None, restore: false, others: false };
    let outcome = apply.decide(&Snapshot::default(), &mut context()).unwrap();
    let record = |write| match write {
        cairn_domain::change::Write::Record(record) => Some(record),
        _ => None,
    };
    outcome.writes.into_iter().filter_map(record).collect()
}

fn of<N: Noun>(records: &[Record]) -> Vec<N> {
    records.iter().filter(|record| record.kind == N::KIND).map(N::read).collect()
}

/// Texts with all that tables, spreadsheets and lists have a meaning for.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c=+@,;|\"'\\\\\t\n{}:ق −-]{0,12}", Just("=1+1".to_owned()), Just("'=x".to_owned()), ".{0,8}"]
        .prop_map(|text| text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect())
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 0..4)
}

fn item() -> impl Strategy<Value = Record> {
    let first = (any::<prop::sample::Index>(), text(), text(), texts(), prop::collection::vec(0..9_u32, 0..3), texts());
    let more = (texts(), texts(), prop::option::of(-1e9..1e9_f64), text(), any::<bool>(), 0..8_u8);
    let last = (
        prop::option::of(any::<i32>()),
        prop::collection::btree_map(any::<u64>(), 0..7_u8, 0..3),
        texts(),
        any::<u64>(),
        any::<bool>(),
    );
    (first, more, last).prop_map(
        |(
            (form, prompt, answer, options, right, matches),
            (accepted, hints, number, unit, yes, flag),
            (day, competencies, tags, id, in_deck),
        )| {
            made(Kind::ITEM, u128::from(id) + 100, |draft| {
                draft.set(&Item::FORM, form.get(Form::ALL));
                draft.set(&Item::PROMPT, &["Q", &prompt].concat());
                draft.set(&Item::ANSWER, &answer);
                draft.set(&Item::OPTIONS, &options);
                draft.set(&Item::RIGHT, &right);
                draft.set(&Item::MATCHES, &matches);
                draft.set(&Item::ACCEPTED, &accepted);
                draft.set(&Item::HINTS, &hints);
                draft.set(&Item::NUMBER, &number);
                draft.set(&Item::UNIT, &unit);
                draft.set(&Item::UNIT_REQUIRED, &yes);
                draft.set(&Item::MARKS, if yes { &MarksRule::Strict } else { &MarksRule::Warn });
                draft.set(&Item::SCORING, &Scoring::Whole);
                draft.set(&Item::FLAG, &flag);
                draft.set(&Item::BURIED_UNTIL, &day.map(|day| Day(i64::from(day))));
                draft.set(&Item::CREATED, &day.map(|day| Ms(i64::from(day) * 1_000)));
                draft.set(&Item::DECK, &in_deck.then(|| DeckId(Id::new(1, 2))));
                for (id, demand) in &competencies {
                    draft.insert(&Item::COMPETENCIES, &CompetencyId(Id::new(1, u128::from(*id))), demand);
                }
                tags.iter().for_each(|tag| draft.insert(&Item::TAGS, tag, &true));
            })
        },
    )
}

fn decks() -> [Record; 2] {
    [
        made(Kind::DECK, 1, |draft| draft.set(&Deck::TITLE, &"=Lang | uages".to_owned())),
        made(Kind::DECK, 2, |draft| {
            draft.set(&Deck::TITLE, &"Arabic".to_owned());
            draft.set(&Deck::PARENT, &Some(DeckId(Id::new(1, 1))));
        }),
    ]
}

proptest! {
    #[test]
    fn what_goes_out_comes_in_again(items in prop::collection::vec(item(), 0..5)) {
        let mut records: Vec<Record> = decks().into();
        records.extend(items);
        records.sort_by_key(|record| record.id);
        records.dedup_by_key(|record| record.id);
        let (bytes, count) = write(&records).unwrap();
        let source = read(&bytes).unwrap();
        prop_assert_eq!(&source.problems, &vec![]);
        let mut back = brought(&source);
        back.sort_by_key(|record| record.id);
        prop_assert_eq!(of::<Item>(&back), of::<Item>(&records));
        prop_assert_eq!(of::<Item>(&back).len() as u64, count);
        if back.iter().any(|record| record.kind == Kind::DECK) {
            prop_assert_eq!(of::<Deck>(&back).len(), 2);
            let decks = of::<Deck>(&back);
            prop_assert_eq!((decks[0].title.as_str(), decks[1].parent), ("=Lang | uages", Some(decks[0].id)));
        }
        // Out of the copy it is the same table.
        prop_assert_eq!(write(&back).unwrap().0, bytes);
    }
}

fn two() -> Vec<Record> {
    let card = made(Kind::ITEM, 7, |draft| {
        draft.set(&Item::PROMPT, &"كتاب; \"x\"".to_owned());
        draft.set(&Item::ANSWER, &"-book".to_owned());
        draft.set(&Item::CREATED, &Some(Ms(10)));
    });
    let id = ItemId(card.id).twin();
    let mut turned = Record::new(Kind::ITEM, id.0);
    turned.space = None;
    let mut draft = Draft::create(turned, &context());
    draft.set(&Item::TWIN, &Some(ItemId(card.id)));
    vec![draft.finish().unwrap().0, card]
}

#[test]
fn a_turned_card_stands_behind_its_card_and_comes_back() {
    let (bytes, count) = write(&two()).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("\u{feff}cairn_item,deck,deck_ids,form,prompt,answer,"), "{text}");
    assert!(text.contains(",'-book,") && count == 2);
    let back = of::<Item>(&brought(&read(&bytes).unwrap()));
    assert_eq!((back[0].answer.as_str(), back[1].twin), ("-book", Some(back[0].id)));
    assert!(looks_like(&bytes));
}

#[test]
fn a_spreadsheet_may_store_it_anew() {
    let (bytes, _) = write(&two()).unwrap();
    let text = String::from_utf8(bytes).unwrap().replace('\u{feff}', "");
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut semicolons = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    rows.byte_records().for_each(|row| semicolons.write_byte_record(&row.unwrap()).unwrap());
    let semicolons = String::from_utf8(semicolons.into_inner().unwrap()).unwrap();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(semicolons.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert!(looks_like(&utf16) && looks_like(semicolons.as_bytes()));
    assert_eq!(read(&utf16).unwrap().content_hash(), read(text.as_bytes()).unwrap().content_hash());
}

#[test]
fn what_a_person_changed_is_read_or_told() {
    let text = "cairn_item,deck,form,prompt,answer,flag,colour\n,New,card,asked,said,1,red\n,,riddle,x,y,many,\nzz,,,,a,,\n,,,asked,,,\n";
    let source = read(text.as_bytes()).unwrap();
    let told: Vec<String> =
        source.problems.iter().map(|one| format!("{} {} {}", one.location, one.code, one.detail)).collect();
    assert_eq!(
        told,
        [
            "line 1 unknown_name colour",
            "line 3, column 3 bad_value riddle",
            "line 3, column 6 bad_value many",
            "line 4, column 1 bad_value zz",
        ]
    );
    let items = of::<Item>(&brought(&source));
    assert_eq!((items.len(), items[0].flag, items[0].deck.is_some()), (3, 1, true));
    assert!(
        source.leaves.contains(&(Kind::ITEM, Item::TAGS.0)) && !source.leaves.contains(&(Kind::ITEM, Item::FLAG.0))
    );
}

/// Two decks of two cards each, as they go out.
fn four() -> (String, Vec<Record>) {
    let mut records: Vec<Record> = vec![
        made(Kind::DECK, 1, |draft| draft.set(&Deck::TITLE, &"Spanish".to_owned())),
        made(Kind::DECK, 2, |draft| draft.set(&Deck::TITLE, &"French".to_owned())),
    ];
    for (number, deck) in [(10, 1), (11, 1), (12, 1), (13, 2), (14, 2)] {
        records.push(made(Kind::ITEM, number, |draft| {
            draft.set(&Item::PROMPT, &format!("q{number}"));
            draft.set(&Item::NUMBER, &Some(1.5));
            draft.set(&Item::DECK, &Some(DeckId(Id::new(1, deck))));
            draft.set(&Item::CREATED, &Some(Ms(10 + i64::try_from(number).unwrap())));
        }));
    }
    let (bytes, _) = write(&records).unwrap();
    (String::from_utf8(bytes).unwrap(), records)
}

#[test]
fn a_deck_that_she_overwrote_in_one_row_moves_one_card() {
    let (text, records) = four();
    // The first row of the deck, so that nothing is taken from the order.
    let changed = text.replacen(",Spanish,", ",French,", 1);
    let source = read(changed.as_bytes()).unwrap();
    assert_eq!(source.problems, []);
    let made = brought(&source);
    let (decks, items) = (of::<Deck>(&made), of::<Item>(&made));
    let mut titles: Vec<(Id, &str)> = decks.iter().map(|deck| (deck.id.0, deck.title.as_str())).collect();
    titles.sort();
    assert_eq!(titles, [(records[0].id, "Spanish"), (records[1].id, "French")]);
    assert_eq!(items[0].deck, Some(DeckId(records[1].id)));
    assert_eq!(items[1].deck, Some(DeckId(records[0].id)));
    // In all of them it is a new name of the deck.
    let renamed = brought(&read(text.replace(",Spanish,", ",Castellano,").as_bytes()).unwrap());
    assert!(of::<Deck>(&renamed).iter().any(|deck| deck.id.0 == records[0].id && deck.title == "Castellano"));
}

#[test]
fn new_rows_go_into_the_deck_of_that_name_and_are_as_many_items() {
    let (text, records) = four();
    let row = |answer: &str| {
        let names = text.lines().next().unwrap().trim_start_matches('\u{feff}').split(',');
        let cells = names.map(|name| match name {
            "deck" => "Spanish",
            "prompt" => "bank",
            "answer" => answer,
            _ => "",
        });
        cells.collect::<Vec<_>>().join(",")
    };
    let source =
        read([&*text, &*row("orilla"), "\n", &row("banco"), "\n", &row("banco"), "\n"].concat().as_bytes()).unwrap();
    let told: Vec<&str> = source.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(told, ["repeated_row"]);
    let made = brought(&source);
    assert_eq!(of::<Deck>(&made).len(), 2);
    let banks: Vec<Item> = of::<Item>(&made).into_iter().filter(|item| item.prompt == "bank").collect();
    assert_eq!(banks.len(), 2);
    assert!(banks.iter().all(|item| item.deck == Some(DeckId(records[0].id))));
}

#[test]
fn what_cannot_be_read_is_left_as_it_is() {
    let (text, _) = four();
    let first = brought(&read(text.as_bytes()).unwrap());
    let spoilt = text.replace(",1.5,", ",01-may,");
    assert_ne!(spoilt, text);
    let source = read(spoilt.as_bytes()).unwrap();
    assert!(source.problems.iter().all(|problem| problem.code == "bad_value"));
    let mut known = Snapshot::default();
    let apply = ApplySource { source: &source, space: None, restore: false, others: false };
    for lookup in apply.needs(&Snapshot::default()) {
        let cairn_domain::port::Lookup::Record(_, id) = &lookup else { continue };
        let hits = first.iter().filter(|record| record.id == *id).map(|record| cairn_domain::port::Hit {
            key: String::new(),
            row: cairn_domain::port::Row::Record(record.clone()),
        });
        let hits = hits.collect();
        known.put_rows(lookup, hits);
    }
    assert_eq!(apply.decide(&known, &mut context()).unwrap().writes, []);
    // A damaged id makes no second card.
    let damaged = text.replace(&Id::new(1, 10).to_text(), &Id::new(1, 10).to_text()[2..]);
    let source = read(damaged.as_bytes()).unwrap();
    assert_eq!((source.problems.len(), of::<Item>(&brought(&source)).len()), (1, 4));
}

#[test]
fn texts_of_full_length_and_many_tags_come_back() {
    let long = ["-", &"x".repeat(cairn_domain::text::NOTE_MAX - 1)].concat();
    let options = vec!["|".repeat(cairn_domain::text::NOTE_MAX); 3];
    let tags: Vec<String> = (0..500).map(|at| format!("tag {at}")).collect();
    let card = made(Kind::ITEM, 7, |draft| {
        draft.set(&Item::PROMPT, &long);
        draft.set(&Item::OPTIONS, &options);
        tags.iter().for_each(|tag| draft.insert(&Item::TAGS, tag, &true));
    });
    let source = read(&write(std::slice::from_ref(&card)).unwrap().0).unwrap();
    assert_eq!(source.problems, []);
    assert_eq!(of::<Item>(&brought(&source)), of::<Item>(&[card]));
}
