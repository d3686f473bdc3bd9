//! What Anki itself makes of packages: of one that goes out of here it makes the same cards, answers and files, and of one that it
//! wrote the schedule goes on here as there. It is asked only with `CAIRN_FULL=1`, where `CAIRN_PYTHON` is a Python that has it.

use super::full;
use crate::{
    hostile::make::PNG,
    worker::{Answers, Device},
};
use cairn::{
    domain::{
        cbor::value::Day,
        change::Reply,
        command::Command,
        event::Event,
        id::{DeckId, EventId, Id, ItemId},
        item::{
            Form,
            command::{Command as ItemCommand, Edit},
        },
        kind::Kind,
        response::Response,
        time::{DAY_MS, Moment},
    },
    formats::anki::Leaving,
    learning::schedule::{Card, Fsrs, Rating},
};
use cairn_worker::{
    jobs::World,
    protocol::{Answer, Export, Join, Request},
};
use data_encoding::BASE64;
use serde_json::Value;
use std::{collections::BTreeMap, path::Path, process, time::SystemTime};

/// What Anki says, rounded in its database to four places and reckoned in single precision.
const NEAR: f64 = 2e-3;

/// What Anki finds in a package, where it is the time of `device`; `None` where it is not asked.
fn anki(package: &Path, device: &Device) -> Option<Value> {
    if !full() {
        println!("skipped: Anki is asked only with CAIRN_FULL=1");
        return None;
    }
    let Some(python) = std::env::var_os("CAIRN_PYTHON") else {
        println!("skipped: CAIRN_PYTHON names no Python that has Anki");
        return None;
    };
    // What is east of Greenwich is written with a minus there.
    let zone = format!("UTC{:+}", -device.now().tz_offset_min / 60);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/storm/what_anki_makes.py");
    let output = process::Command::new(python).arg(script).arg(package).env("TZ", zone).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// A device whose clock is this machine's, as Anki's is.
fn device(number: u64) -> Device {
    let device = Device::of(u8::try_from(number).unwrap(), number);
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis();
    device.wait_ms(i64::try_from(now).unwrap() - device.now().ms);
    device
}

fn leaving(device: &Device) -> Vec<Leaving> {
    let (records, events) = device.store.all();
    Leaving::all(&records, &events, device.now().ms, &Fsrs::default())
}

fn near(ours: f64, theirs: &Value, what: &str) {
    let theirs = theirs.as_f64().unwrap();
    assert!((ours - theirs).abs() <= NEAR * theirs.abs().max(1.0), "{what}: {ours} here, {theirs} there");
}

/// Holds where a card stands, and where it would stand after each rating, against what Anki says of it.
fn goes_on(one: &Leaving, theirs: &Value, today: i64) {
    let (ours, what) = (one.card.unwrap(), one.item.title());
    near(ours.memory.stability, &theirs["memory"][0], &what);
    near(ours.memory.difficulty, &theirs["memory"][1], &what);
    for (at, rating) in [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy].into_iter().enumerate() {
        let then = Card::after(Some(ours), today, rating, &Fsrs::default());
        near(then.memory.stability, &theirs["next"][at][0], &format!("{what}, then {rating:?}"));
        near(then.memory.difficulty, &theirs["next"][at][1], &format!("{what}, then {rating:?}"));
    }
}

/// Answers in milliseconds, those that are ratings.
fn answers(card: &Value) -> Vec<i64> {
    let rows = card["answers"].as_array().unwrap().iter();
    rows.filter(|row| row[1].as_i64() > Some(0)).map(|row| row[0].as_i64().unwrap()).collect()
}

#[test]
fn the_schedule_of_a_collection_goes_on_as_there() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/anki/text-scheduled-fsrs-legacy.apkg");
    let Ok(bytes) = std::fs::read(&package) else { return println!("skipped: the samples are not here") };
    let device = device(1);
    let Some(told) = anki(&package, &device) else { return };
    device.import(&bytes, Join::Plain).unwrap();
    let ours: BTreeMap<i64, Leaving> =
        leaving(&device).into_iter().filter_map(|one| Some((one.answers.last()?.0.ms, one))).collect();
    let mut compared = 0;
    for theirs in told["cards"].as_array().unwrap().iter().filter(|card| !card["next"].is_null()) {
        let Some(last) = answers(theirs).last().copied() else { continue };
        goes_on(&ours[&last], theirs, device.now().study_day());
        compared += 1;
    }
    assert!(compared >= 5, "{compared} cards in review");
    println!("{compared} cards go on as in Anki");
}

/// An item answered with these ratings, so many days ago each.
fn add(device: &Device, form: Form, prompt: &str, more: Vec<Edit>, ratings: &[(i64, u8)]) -> ItemId {
    let command = ItemCommand::Add { form, prompt: prompt.to_owned(), more, both_ways: false };
    let id = match device.store.apply(&Command::Item(command), device.now(), device.seed()).unwrap().reply {
        Reply::Created(id) => ItemId(id),
        other => panic!("{other:?}"),
    };
    let events = ratings.iter().map(|(ago, rating)| {
        let at = Moment { ms: device.now().ms - ago * DAY_MS, ..device.now() };
        let name = EventId(Id::new(at.ms, u128::from_be_bytes(*id.0.bytes()) ^ u128::from(*rating)));
        let bare = Response::read(&Event::new(Kind::RESPONSE, name, at));
        Response { item: Some(id), day: Some(Day(at.study_day())), rating: *rating, ..bare }.to_event(name, at)
    });
    device.store.apply(&Answers(events.collect()), device.now(), device.seed()).unwrap();
    id
}

#[test]
fn what_goes_out_is_the_same_there() {
    let device = device(2);
    let deck = ItemCommand::AddDeck { title: "Physics".to_owned(), parent: None };
    let deck = match device.store.apply(&Command::Item(deck), device.now(), device.seed()).unwrap().reply {
        Reply::Created(id) => DeckId(id),
        other => panic!("{other:?}"),
    };
    let answer = |text: &str| vec![Edit::Answer(text.to_owned()), Edit::Deck(Some(deck))];
    add(&device, Form::Card, "Ohm's law", answer("**U** = R · I"), &[(40, 3), (38, 3), (30, 1), (29, 3), (20, 4)]);
    let kept = match device.run(&Request::Keep, PNG).unwrap().0 {
        Answer::Kept(kept) => kept.hash,
        other => panic!("{other:?}"),
    };
    add(&device, Form::Card, &format!("What is this? ![a dot](cairn:{kept})"), answer("A dot"), &[]);
    add(&device, Form::Card, "Never asked", answer("yet"), &[]);
    add(&device, Form::Cloze, "The {{c1::cell::what?}} is the unit of life.", vec![], &[(12, 2), (9, 3)]);
    let suspended =
        add(&device, Form::Short, "Capital of Kenya", vec![Edit::Accepted(vec!["Nairobi".to_owned()])], &[(5, 3)]);
    let leave_out = ItemCommand::Edit(suspended, vec![Edit::Suspended(true), Edit::Flag(3)]);
    device.store.apply(&Command::Item(leave_out), device.now(), device.seed()).unwrap();
    let package = std::env::temp_dir().join(format!("cairn-anki-{}.apkg", process::id()));
    std::fs::write(&package, device.run(&Request::Export(Export::Anki), &[]).unwrap().1.unwrap()).unwrap();
    let told = anki(&package, &device);
    std::fs::remove_file(&package).unwrap();
    let Some(told) = told else { return };
    assert_eq!(told["files"], serde_json::json!([BASE64.encode(PNG)]));
    let ours = leaving(&device);
    let by_guid: BTreeMap<&str, &Value> =
        told["cards"].as_array().unwrap().iter().map(|card| (card["guid"].as_str().unwrap(), card)).collect();
    assert_eq!((told["notes"].as_array().unwrap().len(), by_guid.len()), (ours.len(), ours.len()));
    for one in &ours {
        let (title, theirs) = (one.item.title(), by_guid[one.item.id.to_string().as_str()]);
        let moments: Vec<i64> = one.answers.iter().map(|(at, _)| at.ms).collect();
        assert_eq!(answers(theirs), moments, "{title}");
        let rated: Vec<i64> =
            theirs["answers"].as_array().unwrap().iter().map(|row| row[1].as_i64().unwrap()).collect();
        assert_eq!(rated, one.answers.iter().map(|(_, given)| i64::from(given.rating)).collect::<Vec<_>>(), "{title}");
        let deck = if one.item.deck.is_some() { "Physics" } else { "Default" };
        assert_eq!(
            (theirs["deck"].as_str(), theirs["flag"].as_i64()),
            (Some(deck), Some(i64::from(one.item.flag))),
            "{title}"
        );
        assert_eq!(theirs["queue"].as_i64() == Some(-1), one.item.suspended, "{title}");
        let Some(card) = one.card else {
            assert_eq!(theirs["type"].as_i64(), Some(0), "{title}");
            continue;
        };
        if !theirs["next"].is_null() {
            goes_on(one, theirs, device.now().study_day());
            let due = one.due_day.unwrap_or(card.last_day + 1).max(0) - device.now().study_day();
            assert_eq!(theirs["due"].as_i64(), Some(due), "{title}");
        }
    }
    println!("{} notes, their answers and where they stand are the same in Anki", ours.len());
}
