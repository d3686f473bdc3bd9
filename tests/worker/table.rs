//! Tables whose columns are assigned: looked at, previewed, brought in, and the table that goes out.

use super::Device;
use cairn::domain::{
    command::Command,
    item::{Deck, Form, Item, command::Edit},
    kind::Kind,
    noun::Noun,
    record::Record,
};
use cairn_worker::{
    jobs::{Given, Input, World, run},
    protocol::{
        Answer, Export, Failure, Imported, Join, Request,
        table::{Columns, Field, Into, Layout, Look, Mapping, Pairs, Separator, Table},
    },
};
use std::io::Cursor;

const WORDS: &str = "front,back,deck\nhola,hello,Spanish\nsol,sun,Spanish\nalone,,\n";

fn looked(device: &Device, name: &str, text: &str) -> Table {
    let look = Look { name: name.to_owned(), separator: None, heading: None };
    table(device.run(&Request::Look(look), text.as_bytes())).unwrap()
}

fn table(answer: Result<(Answer, Option<Vec<u8>>), Failure>) -> Result<Table, Failure> {
    match answer?.0 {
        Answer::Table(table) => Ok(*table),
        other => panic!("{other:?}"),
    }
}

/// Brings in a table whose columns are called by what they hold.
pub fn bring(device: &Device, text: &str) -> Imported {
    let mapping = looked(device, "words.csv", text).mapping;
    device.import(text.as_bytes(), Join::Table(mapping)).unwrap()
}

fn of<N: Noun>(device: &Device) -> Vec<N> {
    let (records, _) = device.store.all();
    records.iter().filter(|record| record.kind == N::KIND && record.is_alive()).map(N::read).collect()
}

fn items(device: &Device) -> Vec<(String, String)> {
    let mut items: Vec<_> = of::<Item>(device).into_iter().map(|item| (item.prompt, item.answer)).collect();
    items.sort();
    items
}

/// The table that goes out of a device with some items.
pub fn exported() -> Vec<u8> {
    let device = Device::of(1, 10);
    bring(&device, include_str!("../fixtures/sheet/words.csv"));
    device.run(&Request::Export(Export::Items), &[]).unwrap().1.unwrap()
}

#[test]
fn a_table_is_looked_at_then_brought_in_and_again_adds_nothing() {
    let device = Device::of(1, 10);
    let before = device.change();
    assert_eq!(device.run(&Request::Preview, WORDS.as_bytes()).unwrap().0, Answer::IsTable);
    let table = looked(&device, "words (1).csv", WORDS);
    assert_eq!((table.rows, table.refused, table.left_out), (3, 1, 1));
    assert_eq!((table.problems[0].place.as_str(), table.problems[0].code.as_str()), ("line 4", "no_back"));
    assert_eq!(
        table.first.iter().map(|draft| (draft.prompt.as_str(), draft.deck.as_str())).collect::<Vec<_>>(),
        [("hola", "Spanish"), ("sol", "Spanish")]
    );
    assert_eq!((table.mapping.name.as_str(), &table.mapping.deck), ("words", &Into::Named("words".to_owned())));
    assert_eq!(
        table.new.iter().map(|amount| (amount.kind, amount.count)).collect::<Vec<_>>(),
        [(Kind::ITEM, 2), (Kind::DECK, 1)]
    );
    assert_eq!(device.change(), before, "looking writes nothing");

    let done = device.import(WORDS.as_bytes(), Join::Table(table.mapping)).unwrap();
    assert!(done.undoable);
    assert_eq!(items(&device), [("hola".into(), "hello".into()), ("sol".into(), "sun".into())]);
    assert!(of::<Item>(&device).iter().all(|item| item.created.is_some() && item.deck.is_some()));
    device.wait_days(1);
    let again = bring(&device, WORDS);
    assert_eq!((again.new, again.changed, again.undoable), (vec![], vec![], false));
    device.store.apply(&Command::Undo(done.change), device.now(), device.seed()).unwrap();
    assert_eq!(items(&device), []);
    // Nothing is made for what stays in the trash.
    assert!(!bring(&device, WORDS).undoable);
    assert!(of::<Deck>(&device).is_empty());
    // What was taken back comes in again by her word, with its deck.
    let table = looked(&device, "words.csv", WORDS);
    assert_eq!(table.trashed.iter().map(|amount| amount.count).sum::<u64>(), 2);
    device.import(WORDS.as_bytes(), Join::Table(Mapping { bring_back: true, ..table.mapping })).unwrap();
    assert_eq!((items(&device).len(), of::<Deck>(&device).len()), (2, 1));
}

#[test]
fn a_changed_row_changes_its_item_unless_she_edited_it() {
    let device = Device::of(1, 10);
    bring(&device, WORDS);
    let sol = of::<Item>(&device).into_iter().find(|item| item.prompt == "sol").unwrap().id;
    let edit = Edit::Answer("the sun, mine".to_owned());
    let edit = Command::Item(cairn::domain::item::command::Command::Edit(sol, vec![edit]));
    device.store.apply(&edit, device.now(), device.seed()).unwrap();
    let changed = bring(&device, "front,back,deck\nhola,hello there,Spanish\nsol,star,Spanish\n");
    assert_eq!(changed.changed.iter().map(|amount| (amount.kind, amount.count)).collect::<Vec<_>>(), [(Kind::ITEM, 1)]);
    assert_eq!(items(&device), [("hola".into(), "hello there".into()), ("sol".into(), "the sun, mine".into())]);
}

#[test]
fn columns_are_hers_to_assign() {
    let device = Device::of(1, 10);
    let text = "hello;hola;x\nsun;sol;y\n";
    let columns = Columns {
        separator: Separator::Semicolon,
        heading: false,
        columns: vec![Some(Field::Back), Some(Field::Front), Some(Field::Tags)],
    };
    let mapping = Mapping { name: "w".into(), layout: Layout::Table(columns), deck: Into::Nowhere, bring_back: false };
    let told = table(device.run(&Request::Table(mapping.clone()), text.as_bytes())).unwrap();
    assert_eq!(
        (told.first[0].prompt.as_str(), told.first[0].answer.as_str(), told.first[0].tags.as_slice()),
        ("hola", "hello", &["x".to_owned()][..])
    );
    device.import(text.as_bytes(), Join::Table(mapping)).unwrap();
    assert!(of::<Deck>(&device).is_empty() && of::<Item>(&device).len() == 2);
}

#[test]
fn cards_go_into_a_deck_that_is_here() {
    let device = Device::of(1, 10);
    let add = cairn::domain::item::command::Command::AddDeck { title: "Español".to_owned(), parent: None };
    device.store.apply(&Command::Item(add), device.now(), device.seed()).unwrap();
    let deck = of::<Deck>(&device)[0].id;
    let pairs = Pairs { between: " - ".into(), rows: "\n".into() };
    let mapping =
        Mapping { name: "Español".into(), layout: Layout::Pairs(pairs), deck: Into::Known(deck), bring_back: false };
    device.import("hola - hello\nsol - sun".as_bytes(), Join::Table(mapping)).unwrap();
    assert!(of::<Item>(&device).iter().all(|item| item.deck == Some(deck)));
    // Named, it is the same one, whatever its case.
    bring(&device, "front,back,deck\nluna,moon,español\n");
    assert_eq!((of::<Deck>(&device).len(), of::<Item>(&device).len()), (1, 3));
    // One in the trash is left there.
    device.store.apply(&Command::Trash(Kind::DECK, deck.0), device.now(), device.seed()).unwrap();
    bring(&device, "front,back,deck\nmar,sea,español\n");
    let mar = of::<Item>(&device).into_iter().find(|item| item.prompt == "mar").unwrap();
    assert!(of::<Deck>(&device).iter().any(|deck| Some(deck.id) == mar.deck));
}

#[test]
fn the_table_that_goes_out_comes_in_again() {
    let device = Device::of(1, 10);
    bring(&device, include_str!("../fixtures/sheet/words.csv"));
    let (told, bytes) = device.run(&Request::Export(Export::Items), &[]).unwrap();
    let bytes = bytes.unwrap();
    assert!(matches!(told, Answer::Made(made) if made.holds.len() == 1 && made.holds[0].count == 10));
    let again = device.import(&bytes, Join::Plain).unwrap();
    assert_eq!((again.new, again.changed), (vec![], vec![]));
    let other = Device::of(2, 20);
    other.import(&bytes, Join::Plain).unwrap();
    let sorted = |device: &Device| {
        let mut records: Vec<Record> =
            device.store.all().0.into_iter().filter(|record| record.kind == Kind::ITEM).collect();
        records.sort_by_key(|record| record.id);
        records.iter().map(Item::read).collect::<Vec<_>>()
    };
    assert_eq!(sorted(&other), sorted(&device));
    assert_eq!(of::<Deck>(&other).len(), of::<Deck>(&device).len());
    assert!(of::<Item>(&other).iter().any(|item| item.form == Form::Matching));
}

#[test]
fn a_second_pasted_set_changes_no_card_of_the_first() {
    let device = Device::of(1, 10);
    let paste = |text: &str| {
        let pairs = Pairs { between: "\t".into(), rows: "\n".into() };
        let mapping =
            Mapping { name: String::new(), layout: Layout::Pairs(pairs), deck: Into::Nowhere, bring_back: false };
        device.import(text.as_bytes(), Join::Table(mapping)).unwrap()
    };
    paste("sol\tsun");
    assert_eq!(paste("sol\tsoleil").changed, vec![]);
    assert_eq!(items(&device), [("sol".into(), "soleil".into()), ("sol".into(), "sun".into())]);
    assert!(!paste("sol\tsun").undoable, "again it adds nothing");
}

#[test]
fn a_table_takes_out_nothing_that_it_cannot_speak_of() {
    let device = Device::of(1, 10);
    bring(&device, "front,back,why,tags,deck\nsun,sol,warm,a,Spanish\n");
    let again = bring(&device, "front,back\nsun,sol\n");
    let item = of::<Item>(&device).remove(0);
    assert_eq!((item.explanation.as_str(), item.tags.len()), ("warm", 1));
    assert!(again.changed.iter().all(|amount| amount.kind == Kind::ITEM));
    let decks = || of::<Deck>(&device).into_iter().map(|deck| (deck.id, deck.created)).collect::<Vec<_>>();
    let before = decks();
    assert!(before.iter().all(|(_, created)| created.is_some()));
    let (_, bytes) = device.run(&Request::Export(Export::Items), &[]).unwrap();
    assert_eq!(device.import(&bytes.unwrap(), Join::Plain).unwrap().changed, vec![]);
    assert_eq!(decks(), before);
}

#[test]
fn countless_problems_are_told_by_their_number() {
    let device = Device::of(1, 10);
    let table = looked(&device, "x.csv", &["front,back\n", &"alone,\n".repeat(3_000)].concat());
    assert_eq!((table.left_out, table.refused), (3_000, 3_000));
}

#[test]
fn a_front_that_becomes_two_or_one_again_doubles_no_card() {
    let device = Device::of(1, 10);
    bring(&device, "front,back\nbank,orilla\n");
    let first = of::<Item>(&device)[0].id;
    let count = |imported: &Imported| imported.new.iter().map(|amount| amount.count).sum::<u64>();
    // In any order: what is here says which of them it is.
    let grown = bring(&device, "front,back\nbank,banco\nbank,orilla\n");
    assert_eq!((count(&grown), grown.changed.len()), (1, 0));
    assert!(of::<Item>(&device).iter().any(|item| item.id == first && item.answer == "orilla"));
    let fewer = bring(&device, "front,back\nbank,orilla\n");
    assert_eq!((count(&fewer), fewer.changed.len()), (0, 0));
    let other = Device::of(2, 20);
    bring(&other, "front,back\nbank,orilla\nbank,banco\n");
    let fewer = bring(&other, "front,back\nbank,banco\n");
    assert_eq!((count(&fewer), fewer.changed.len(), items(&other).len()), (0, 0, 2));
}

/// A card that she has edited is not taken for a row that merely has its front: each row comes in, and her words stay.
#[test]
fn what_she_edited_is_taken_for_no_other_row() {
    let device = Device::of(1, 10);
    let count = |imported: &Imported| imported.new.iter().map(|amount| amount.count).sum::<u64>();
    let edit = |device: &Device, answer: &str, edit: Edit| {
        let id = of::<Item>(device).into_iter().find(|item| item.answer == answer).unwrap().id;
        let edit = Command::Item(cairn::domain::item::command::Command::Edit(id, vec![edit]));
        device.store.apply(&edit, device.now(), device.seed()).unwrap();
    };
    bring(&device, "front,back\nbank,orilla\n");
    edit(&device, "orilla", Edit::Answer("mine".to_owned()));
    let both = "front,back\nbank,banco\nbank,orilla\n";
    let told = table(device.run(&Request::Table(looked(&device, "words.csv", both).mapping), both.as_bytes())).unwrap();
    assert_eq!((told.new[0].count, told.changed.len()), (2, 0), "as it is told beforehand");
    let grown = bring(&device, both);
    assert_eq!((count(&grown), grown.changed.len()), (2, 0));
    let answers = |device: &Device| items(device).into_iter().map(|(_, answer)| answer).collect::<Vec<_>>();
    assert_eq!(answers(&device), ["banco", "mine", "orilla"]);
    assert_eq!(count(&bring(&device, both)), 0, "again it adds nothing");

    // What she edited beside the task makes it no other one; and the name of a whole task is that task's, whatever she made of it.
    let other = Device::of(2, 20);
    bring(&other, "front,back\nbank,orilla\n");
    edit(&other, "orilla", Edit::Explanation("of a river".to_owned()));
    assert_eq!(count(&bring(&other, both)), 1);
    edit(&other, "banco", Edit::Answer("el banco".to_owned()));
    assert_eq!(count(&bring(&other, "front,back\nbank,banco\n")), 0);
    assert_eq!(answers(&other), ["el banco", "orilla"]);
}

/// Says that it is longer than anything.
struct Lie;

impl Given for Lie {
    fn length(&self) -> u64 {
        2 << 30
    }

    fn reader(&self) -> impl Input {
        Cursor::new(WORDS.as_bytes())
    }
}

#[test]
fn what_is_too_long_or_empty_is_refused() {
    let device = Device::of(1, 10);
    let look = Request::Look(Look { name: "x".into(), separator: None, heading: None });
    let refused = |answer: Result<(Answer, Option<Vec<u8>>), Failure>| match answer {
        Err(Failure::File(trouble)) => trouble.code,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(cairn::store::memory::ready(run(&look, &Lie, None, &device))), "too_large");
    assert_eq!(refused(device.run(&look, b"")), "empty");
    assert_eq!(refused(device.run(&look, b"front,back\n")), "no_rows");
    let pairs = Mapping {
        name: String::new(),
        layout: Layout::Pairs(Pairs { between: "\t".into(), rows: "\t".into() }),
        deck: Into::Nowhere,
        bring_back: false,
    };
    assert_eq!(refused(device.run(&Request::Table(pairs), b"a\tb")), "bad_signs");
    assert_eq!(device.change(), 0);
}
