//! Banks of questions and notes with cards: previewed, brought in, and again; what they hold for a deck; out as they came.

use super::{Called, Device};
use cairn::{
    domain::{
        command::Command,
        item::{Deck, Form, Item, command::Edit},
        kind::Kind,
        noun::Noun,
    },
    store::memory::ready,
};
use cairn_worker::{
    jobs::{World, run},
    protocol::{Answer, Export, Failure, Imported, Join, Made, Preview, Request, Source, Taken},
};

const GIFT: &str = "$CATEGORY: History\n\n::Ada::Who wrote the first program? {=Ada Lovelace ~Grace Hopper#Later.}\n\n\
                    ::Born::When was she born? {#1815:0}\n\n::Broken::Unfinished {=a ~b\n";
const XML: &str = "<?xml version=\"1.0\"?><quiz>\
    <question type=\"category\"><category><text>$course$/Physics</text></category></question>\
    <question type=\"truefalse\"><name><text>Light</text></name><questiontext format=\"html\"><text><![CDATA[<p>Light is a \
    <b>wave</b>.</p><script>steal()</script>]]></text></questiontext>\
    <answer fraction=\"100\"><text>true</text></answer><answer fraction=\"0\"><text>false</text></answer></question></quiz>";
const AIKEN: &str = "What is 2 + 2?\nA. Three\nB. Four\nANSWER: B\n";
const NOTE: &str = "---\ntags: [flashcards/birds]\n---\n\nLargest bird::Ostrich\n\nThe ==wren== is small.\n";

pub fn preview(device: &Device, file: &Called) -> Preview {
    match ready(run(&Request::Preview, file, None, device)).unwrap().0 {
        Answer::Preview(preview) => *preview,
        other => panic!("{other:?}"),
    }
}

pub fn import(device: &Device, file: &Called, join: Join) -> Imported {
    match ready(run(&Request::Import(join), file, None, device)).unwrap().0 {
        Answer::Imported(imported) => imported,
        other => panic!("{other:?}"),
    }
}

pub fn of<N: Noun>(device: &Device) -> Vec<N> {
    let (records, _) = device.store.all();
    records.iter().filter(|record| record.kind == N::KIND && record.is_alive()).map(N::read).collect()
}

fn forms(device: &Device) -> Vec<Form> {
    let mut items = of::<Item>(device);
    items.sort_by_key(|item| item.created.map(|ms| ms.0));
    items.iter().map(|item| item.form).collect()
}

fn decks(device: &Device) -> Vec<String> {
    let mut titles: Vec<_> = of::<Deck>(device).into_iter().map(|deck| deck.title).collect();
    titles.sort();
    titles
}

#[test]
fn each_bank_comes_in_as_what_it_is_and_again_adds_nothing() {
    for (file, source, expected, into) in [
        (Called("bank.gift", GIFT.as_bytes()), Source::Gift, vec![Form::Single, Form::Numeric], "History"),
        (Called("bank.xml", XML.as_bytes()), Source::Quiz, vec![Form::TrueFalse], "Physics"),
        (Called("sums (2).txt", AIKEN.as_bytes()), Source::Aiken, vec![Form::Single], "sums"),
        (Called("Birds.md", NOTE.as_bytes()), Source::Notes, vec![Form::Card, Form::Cloze], "birds"),
    ] {
        let device = Device::of(1, 10);
        let told = preview(&device, &file);
        assert_eq!((&told.source, device.change()), (&source, 0), "looking writes nothing");
        let items = told.new.iter().find(|amount| amount.kind == Kind::ITEM).map(|amount| amount.count);
        assert_eq!(items, Some(expected.len() as u64), "{}", file.0);
        let done = import(&device, &file, Join::Plain);
        assert!(done.undoable);
        assert_eq!((forms(&device), decks(&device).contains(&into.to_owned())), (expected, true), "{}", file.0);
        device.wait_days(1);
        let again = import(&device, &file, Join::Plain);
        assert_eq!((again.new, again.changed, again.undoable), (vec![], vec![], false), "{}", file.0);
        device.store.apply(&Command::Undo(done.change), device.now(), device.seed()).unwrap();
        assert_eq!((forms(&device), decks(&device)), (vec![], vec![]));
        // What was taken back comes in again by her word, with its deck.
        assert!(!preview(&device, &file).trashed.is_empty());
        import(&device, &file, Join::Parts(Taken { trashed: true, answers: true }));
        assert!(decks(&device).contains(&into.to_owned()), "{}", file.0);
    }
}

#[test]
fn what_is_broken_is_told_and_the_rest_comes() {
    let device = Device::of(1, 10);
    let told = preview(&device, &Called("bank.gift", GIFT.as_bytes()));
    let troubles: Vec<_> = told.problems.iter().map(|one| (one.place.as_str(), one.code.as_str())).collect();
    assert_eq!(troubles, [("line 7", "unclosed_answers")]);
    let told = preview(&device, &Called("bank.xml", XML.as_bytes()));
    assert!(told.problems.iter().any(|one| one.code == "scripts"), "{:?}", told.problems);
    let refused = ready(run(&Request::Preview, &Called("x.xml", b"<quiz><!DOCTYPE x></quiz>"), None, &device));
    assert!(matches!(refused, Err(Failure::File(_))), "{refused:?}");
    assert_eq!(device.change(), 0);
}

#[test]
fn a_newer_bank_changes_what_she_has_not_edited() {
    let device = Device::of(1, 10);
    import(&device, &Called("bank.gift", GIFT.as_bytes()), Join::Plain);
    let born = of::<Item>(&device).into_iter().find(|item| item.form == Form::Numeric).unwrap().id;
    let edit = Edit::Explanation("In London".to_owned());
    let edit = Command::Item(cairn::domain::item::command::Command::Edit(born, vec![edit]));
    device.store.apply(&edit, device.now(), device.seed()).unwrap();
    let newer = GIFT.replace("~Grace Hopper", "~Admiral Hopper").replace("1815:0", "1815:1");
    let done = import(&device, &Called("bank (1).gift", newer.as_bytes()), Join::Plain);
    assert_eq!(done.new, []);
    let items = of::<Item>(&device);
    assert!(items.iter().any(|item| item.options.contains(&"Admiral Hopper".to_owned())));
    assert_eq!(items.iter().find(|item| item.id == born).unwrap().explanation, "In London");
}

fn exported(device: &Device, what: Export) -> (Made, Vec<u8>) {
    match device.run(&Request::Export(what), &[]).unwrap() {
        (Answer::Made(made), Some(bytes)) => (made, bytes),
        other => panic!("{other:?}"),
    }
}

#[test]
fn questions_go_out_and_come_back() {
    let device = Device::of(1, 10);
    for file in [Called("bank.gift", GIFT.as_bytes()), Called("Birds.md", NOTE.as_bytes())] {
        import(&device, &file, Join::Plain);
    }
    let (made, bytes) = exported(&device, Export::Gift);
    assert_eq!(made.holds[0].count, 4);
    let other = Device::of(2, 20);
    import(&other, &Called("cairn.gift", &bytes), Join::Plain);
    assert_eq!(of::<Item>(&other).len(), 4);
    let (made, bytes) = exported(&device, Export::Notes);
    assert_eq!(made.holds[0].count, 4);
    assert_eq!(made.problems.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), ["only_readable"]);
    let again = import(&device, &Called("cairn.zip", &bytes), Join::Plain);
    assert_eq!(again.new.iter().filter(|amount| amount.kind == Kind::ITEM).count(), 0, "the same cards come back");
}
