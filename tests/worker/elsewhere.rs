//! Answers that were given elsewhere and come in with a package: they are kept as her own are, taken back with what they came
//! with, and left out where another gave them.

use super::{Answers, Device, banks::of};
use cairn::domain::{
    cbor::value::Day,
    change::Reply,
    command::Command,
    event::Event,
    id::{EventId, Id, ItemId},
    item::{
        Form, Item,
        command::{Command as ItemCommand, Edit},
    },
    kind::Kind,
    response::Response,
    time::{DAY_MS, Moment},
};
use cairn_worker::{
    jobs::World,
    protocol::{Amount, Answer, Export, Fitting, Join, Preview, Request, Taken},
};

fn card(device: &Device, prompt: &str) -> ItemId {
    let add = ItemCommand::Add { form: Form::Card, prompt: prompt.to_owned(), more: Vec::new(), both_ways: false };
    match device.store.apply(&Command::Item(add), device.now(), device.seed()).unwrap().reply {
        Reply::Created(id) => ItemId(id),
        other => panic!("{other:?}"),
    }
}

/// Answers it on each of so many days before today.
fn practise(device: &Device, item: ItemId, days: i64) {
    let events = (1..=days).map(|ago| {
        let at = Moment { ms: device.now().ms - ago * DAY_MS, tz_offset_min: 0 };
        let id = EventId(Id::new(at.ms, u128::from(item.0.bytes()[15]) + 1));
        let bare = Response::read(&Event::new(Kind::RESPONSE, id, at));
        Response { item: Some(item), day: Some(Day(at.study_day())), rating: 3, ..bare }.to_event(id, at)
    });
    device.store.apply(&Answers(events.collect()), device.now(), device.seed()).unwrap();
}

fn package(device: &Device) -> Vec<u8> {
    device.run(&Request::Export(Export::Anki), &[]).unwrap().1.unwrap()
}

/// A package with two cards, one of them answered three times.
fn practised() -> Vec<u8> {
    let there = Device::of(1, 10);
    let answered = card(&there, "Ohm's law");
    card(&there, "Capital of Kenya");
    practise(&there, answered, 3);
    package(&there)
}

fn answers(device: &Device) -> usize {
    let (_, events) = device.store.all();
    let voided: Vec<EventId> = events.iter().filter_map(Event::void_target).collect();
    events.iter().filter(|event| event.kind == Kind::RESPONSE && !voided.contains(&event.id)).count()
}

fn preview(device: &Device, bytes: &[u8]) -> Preview {
    device.preview(bytes).unwrap()
}

#[test]
fn they_go_into_every_copy_even_where_nothing_was_answered_yet() {
    let device = Device::of(2, 20);
    device.import(&practised(), Join::Plain).unwrap();
    assert_eq!(answers(&device), 3);
    let third = Device::of(3, 30);
    third.import(&device.backup().1, Join::Plain).unwrap();
    assert_eq!(answers(&third), 3, "in a backup");
    let fourth = Device::of(4, 40);
    fourth.import(&package(&device), Join::Plain).unwrap();
    assert_eq!(answers(&fourth), 3, "in a package");
    let Answer::Fitted(fits) = device.run(&Request::Fit(Fitting::Count), &[]).unwrap().0 else { panic!() };
    assert_eq!(fits.reviews, 2, "all but the first of a card");
}

#[test]
fn those_of_another_learner_are_left_out_when_she_says_so() {
    let device = Device::of(2, 20);
    let told = preview(&device, &practised());
    assert_eq!((told.answers, told.met), (3, false));
    device.import(&practised(), Join::Parts(Taken { trashed: false, answers: false })).unwrap();
    assert_eq!((answers(&device), of::<Item>(&device).len()), (0, 2));
    // She begins by herself; the next version of the deck brings the others again.
    let own = of::<Item>(&device).into_iter().find(|item| item.prompt == "Ohm's law").unwrap().id;
    device.wait_ms(5_000);
    practise(&device, own, 1);
    let told = preview(&device, &practised());
    assert_eq!((told.answers, told.met), (3, true), "she is asked whose they are");
}

#[test]
fn an_undone_import_leaves_none_that_count() {
    let device = Device::of(2, 20);
    let bytes = practised();
    device.import(&bytes, Join::Parts(Taken { trashed: false, answers: false })).unwrap();
    let second = device.import(&bytes, Join::Plain).unwrap();
    assert_eq!(answers(&device), 3);
    assert!(second.undoable);
    device.store.apply(&Command::Undo(second.change), device.now(), device.seed()).unwrap();
    assert_eq!((answers(&device), of::<Item>(&device).len()), (0, 2), "answers to cards that stay are taken back");

    let device = Device::of(3, 30);
    let first = device.import(&bytes, Join::Plain).unwrap();
    device.store.apply(&Command::Undo(first.change), device.now(), device.seed()).unwrap();
    assert_eq!(of::<Item>(&device).len(), 0);
    let Answer::Fitted(fits) = device.run(&Request::Fit(Fitting::Count), &[]).unwrap().0 else { panic!() };
    assert_eq!(fits.reviews, 0, "answers to cards in the trash fit nobody's weights");
    device.import(&bytes, Join::Parts(Taken { trashed: true, answers: true })).unwrap();
    assert_eq!((answers(&device), of::<Item>(&device).len()), (3, 2), "and come back with them");
}

#[test]
fn what_went_to_anki_and_comes_back_is_here_once() {
    let device = Device::of(5, 50);
    let answered = card(&device, "Ohm's law");
    practise(&device, answered, 3);
    let add = ItemCommand::Add {
        form: Form::Cloze,
        prompt: "The {{c1::cell}} has a {{c2::nucleus}}.".to_owned(),
        more: Vec::new(),
        both_ways: false,
    };
    device.store.apply(&Command::Item(add), device.now(), device.seed()).unwrap();
    let both = ItemCommand::Add {
        form: Form::Card,
        prompt: "hola".to_owned(),
        more: vec![Edit::Answer("hello".to_owned())],
        both_ways: true,
    };
    device.store.apply(&Command::Item(both), device.now(), device.seed()).unwrap();
    let (before, change) = (device.hash(), device.change());
    let bytes = package(&device);
    let told = preview(&device, &bytes);
    let sum = |amounts: &[Amount]| amounts.iter().map(|amount| amount.count).sum::<u64>();
    assert_eq!((sum(&told.new), sum(&told.changed), told.answers), (0, 0, 0), "{told:?}");
    device.import(&bytes, Join::Plain).unwrap();
    assert_eq!((device.hash(), device.change()), (before, change), "nothing is written");

    // Where it is not, it comes under its own name.
    let other = Device::of(6, 60);
    other.import(&bytes, Join::Plain).unwrap();
    let ids: Vec<ItemId> = of::<Item>(&other).into_iter().map(|item| item.id).collect();
    assert!(ids.contains(&answered), "{ids:?}");
    assert_eq!(answers(&other), 3);
}

#[test]
fn whose_they_are_can_be_said_later() {
    let (device, bytes) = (Device::of(7, 70), practised());
    let first = device.import(&bytes, Join::Plain).unwrap();
    device.store.apply(&Command::Undo(first.change), device.now(), device.seed()).unwrap();
    let told = preview(&device, &bytes);
    assert_eq!(told.answers, 3, "she is asked, since they lie here with the cards in the trash");
    device.import(&bytes, Join::Parts(Taken { trashed: true, answers: false })).unwrap();
    assert_eq!((answers(&device), of::<Item>(&device).len()), (0, 2), "the cards come back without them");
}

#[test]
fn what_stays_in_the_trash_gets_none() {
    let (device, bytes) = (Device::of(8, 80), practised());
    device.import(&bytes, Join::Parts(Taken { trashed: false, answers: false })).unwrap();
    let card = of::<Item>(&device).into_iter().find(|item| item.prompt == "Ohm's law").unwrap().id;
    device.store.apply(&Command::Trash(Kind::ITEM, card.0), device.now(), device.seed()).unwrap();
    let before = device.hash();
    device.import(&bytes, Join::Plain).unwrap();
    assert_eq!(device.hash(), before, "nothing of what she left is written");
}

#[test]
fn an_edit_that_she_took_back_is_the_imports_again() {
    let (device, bytes) = (Device::of(9, 90), practised());
    device.import(&bytes, Join::Plain).unwrap();
    let card = of::<Item>(&device).into_iter().find(|item| item.prompt == "Ohm's law").unwrap().id;
    let edit = Command::Item(ItemCommand::Edit(card, vec![Edit::Prompt("Ohm".to_owned())]));
    let edited = device.store.apply(&edit, device.now(), device.seed()).unwrap().changes.change;
    device.store.apply(&Command::Undo(edited), device.now(), device.seed()).unwrap();
    let newer = preview(&device, &bytes);
    assert!(newer.kept.is_empty(), "{newer:?}");
}
