//! Backup, check, restore: what went out comes back, and nothing is joined without being hers.

use super::{Device, profile_id};
use cairn::domain::{
    backup::LastBackup,
    command::Command,
    event::{Event, page::pack_numbered},
    goal,
    id::{DeviceId, EventId, GoalId, Id},
    item::Item,
    kind::Kind,
    record::{Context, Draft, Now, Record, page::pack},
    resource,
    time::Moment,
};
use cairn::formats::cairn::Limits;
use cairn::sync::{Apply, State};
use cairn_worker::jobs::World;
use cairn_worker::protocol::{Answer, Failure, Join, Phase, Request, Source, Usage, Whose};

pub fn usage(device: &Device) -> Usage {
    match device.run(&Request::Usage, &[]).unwrap().0 {
        Answer::Usage(usage) => usage,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_backup_restores_to_the_same_hash_on_an_empty_device() {
    let old = Device::of(1, 11).with_goals(&["Solder", "اقرأ"]);
    let (made, bytes) = old.backup();
    assert_eq!(old.phases(), [Phase::Collecting, Phase::Writing, Phase::Verifying]);
    assert!(old.secured.get(), "what leaves the device is on its disk");

    let new = Device::of(2, 22);
    let preview = new.preview(&bytes).unwrap();
    assert_eq!((preview.source, preview.whose), (Source::Cairn, Whose::Adopted(profile_id(1))));
    assert_eq!((&preview.new, &preview.hash), (&made.holds, &made.hash));
    assert_eq!(new.change(), 0, "a preview writes nothing");

    let imported = new.import(&bytes, Join::Plain).unwrap();
    assert_eq!((new.hash(), new.profile()), (old.hash(), profile_id(1)));
    assert_eq!(imported.hash, made.hash);
    assert!(!imported.undoable, "what was here is still in a join");
}

/// The ids of items look like those of competencies: however many answers come in, no estimate waits for them.
#[test]
fn answers_in_a_backup_are_reckoned_for_no_competency() {
    let old = Device::of(1, 11).with_goals(&["Solder"]);
    let at = Moment { ms: old.now().ms, tz_offset_min: 180 };
    let answer = |n: u128| Event::new(Kind::RESPONSE, EventId(Id::new(5, n)), at).with(1, &Id::new(6, n));
    let (state, _) = State::of(Vec::new(), (0..250).map(answer).collect::<Vec<_>>());
    old.store.apply(&Apply { state: &state, only: None }, old.now(), old.seed()).unwrap();
    let (_, bytes) = old.backup();

    let new = Device::of(2, 22);
    new.import(&bytes, Join::Plain).unwrap();
    assert!(!new.phases().contains(&Phase::Reckoning));
    assert_eq!(new.hash(), old.hash());
}

/// What a newer version put beside the rows is in the next backup, byte for byte.
#[test]
fn entries_that_are_not_known_are_kept() {
    let old = Device::of(1, 11).with_goals(&["Solder"]);
    let (_, bytes) = old.backup();
    let mut contents = cairn::formats::cairn::read(&bytes, Limits::OWN).unwrap().contents;
    contents.others.insert("media/x".to_owned(), vec![0, 159, 146, 150]);
    let about = cairn::formats::cairn::About {
        purpose: cairn::formats::cairn::Use::Backup,
        profile: Some(profile_id(1)),
        space: None,
        made_ms: 0,
        device: cairn::domain::id::DeviceId(11),
        app: "9.0.0".to_owned(),
        change: 1,
    };
    let newer =
        cairn::formats::cairn::write(&contents, &about, |records, events| cairn::sync::state_hash(records, events))
            .unwrap();

    let new = Device::of(2, 22);
    new.import(&newer, Join::Plain).unwrap();
    let change = new.change();
    new.import(&newer, Join::Plain).unwrap();
    assert_eq!(new.change(), change, "a second time nothing is written");
    let (_, again) = new.backup();
    let kept = cairn::formats::cairn::read(&again, Limits::OWN).unwrap().contents.others;
    assert_eq!(kept["media/x"], [0, 159, 146, 150]);
}

/// Honest, and denser than anything that may come from elsewhere.
#[test]
fn a_backup_that_repeats_itself_is_read_again_everywhere() {
    let old = Device::of(1, 11).with_goals(&["Solder", "Weld", "Braze", "Rivet"]);
    for goal in old.store.all().0.into_iter().filter(|record| record.kind == Kind::GOAL) {
        let why = goal::command::Edit::Why { opened: Vec::new(), text: "la ".repeat(33_000) };
        let edit = goal::command::Command::Edit(GoalId(goal.id), vec![why]);
        old.store.apply(&Command::Goal(edit), old.now(), old.seed()).unwrap();
    }
    let (made, bytes) = old.backup();
    assert!(bytes.len() * 40 < 4 * 99_000, "{} bytes", bytes.len());
    assert!(cairn::formats::cairn::read(&bytes, Limits::FOREIGN).is_err_and(|refusal| refusal.code == "too_dense"));

    let other = Device::of(3, 33).with_goals(&["Paint"]);
    for device in [&old, &Device::of(2, 22), &other] {
        let checked = device.check(&bytes).unwrap();
        assert!(checked.whole && checked.hash == made.hash);
    }
    let new = Device::of(2, 22);
    new.import(&bytes, Join::Plain).unwrap();
    assert_eq!(new.hash(), old.hash());
    other.import(&bytes, Join::SamePerson).unwrap();
}

#[test]
fn the_same_backup_twice_changes_nothing() {
    let device = Device::of(1, 11).with_goals(&["Solder"]);
    let (_, bytes) = device.backup();
    let before = device.change();
    let again = device.import(&bytes, Join::Plain).unwrap();
    assert!(again.new.is_empty() && again.changed.is_empty() && device.change() == before);
    assert_eq!(device.preview(&bytes).unwrap().whose, Whose::Hers);
}

#[test]
fn a_backup_of_another_profile_is_asked_about() {
    let hers = Device::of(1, 11).with_goals(&["Solder"]);
    let (_, bytes) = hers.backup();
    let other = Device::of(2, 22).with_goals(&["Weld"]);
    let before = other.hash();
    assert_eq!(other.preview(&bytes).unwrap().whose, Whose::Other(profile_id(1)));
    assert_eq!(other.import(&bytes, Join::Plain), Err(Failure::OtherProfile));
    assert_eq!(other.hash(), before);

    other.import(&bytes, Join::SamePerson).unwrap();
    assert_eq!(other.preview(&bytes).unwrap().whose, Whose::Hers, "asked once");
    // From now on the first device knows the second by the profile record that travels.
    let (_, back) = other.backup();
    assert_eq!(hers.preview(&back).unwrap().whose, Whose::Hers);
    hers.import(&back, Join::Plain).unwrap();
    assert_eq!(hers.hash(), other.hash());
}

#[test]
fn every_altered_byte_is_found_and_nothing_is_written() {
    let (_, bytes) = Device::of(1, 11).with_goals(&["Solder"]).backup();
    let here = Device::of(2, 22);
    assert!(here.check(&bytes).unwrap().whole);
    for at in (0..bytes.len()).step_by(bytes.len() / 60 + 1) {
        let mut altered = bytes.clone();
        altered[at] ^= 0x10;
        let whole = here.check(&altered).map(|checked| checked.whole);
        assert_ne!(whole, Ok(true), "byte {at}");
        let _ = here.preview(&altered);
    }
    for length in [0, 1, bytes.len() / 2, bytes.len() - 1] {
        assert!(here.import(&bytes[..length], Join::Plain).is_err(), "{length} bytes");
    }
    assert_eq!(here.change(), 0);
}

#[test]
fn of_a_damaged_backup_the_rest_comes_back() {
    let device = Device::of(1, 11).with_goals(&["Solder", "Weld"]);
    let link =
        resource::command::Pasted { title: "Why cells swell".to_owned(), link: "https://example.org".to_owned() };
    let add = Command::Resource(resource::command::Command::AddLinks(vec![link]));
    device.store.apply(&add, device.now(), device.seed()).unwrap();
    let (_, bytes) = device.backup();
    // Somewhere in the rows of the goals, which are deflated: the whole entry is lost.
    let name = b"records/goal.ndjson";
    let at = bytes.windows(name.len()).position(|part| part == name).unwrap() + name.len() + 20;
    let mut altered = bytes;
    altered[at] ^= 0x10;
    let here = Device::of(2, 22);
    let checked = here.check(&altered).unwrap();
    assert_eq!((checked.whole, checked.wrong, checked.problems[0].code.as_str()), (false, 1, "altered"));
    assert_eq!(here.preview(&altered).unwrap().left_out, 1);
    here.import(&altered, Join::Plain).unwrap();
    let held: Vec<Kind> = here.store.all().0.iter().map(|record| record.kind).collect();
    assert_eq!(held, [Kind::RESOURCE]);
}

#[test]
fn what_is_kept_is_counted_and_a_backup_resets_what_is_due() {
    let device = Device::of(1, 11).with_goals(&["Solder", "Weld"]);
    let before = usage(&device);
    assert_eq!(before.kinds.iter().map(|one| one.count).sum::<u64>(), before.since_backup);
    assert!(before.since_backup >= 2 && before.kinds.iter().all(|one| one.bytes > 0));
    let (made, _) = device.backup();
    let note = LastBackup { ms: 5, change: made.change };
    device.store.apply(&note, Now { ms: 5, tz_offset_min: 0 }, 1).unwrap();
    assert_eq!(usage(&device).since_backup, 0);
    assert!(usage(&device.with_goals(&["Braze"])).since_backup >= 1);
}

/// Answers lie packed in such a file as they do in the database; a row of its own wins.
#[test]
fn raw_pages_come_back_with_the_rows_beside_them() {
    let answer = |n: u128, rating: u8| {
        let (id, at) = (EventId(Id::new(9, n)), Moment { ms: 1_700_000_000_000, tz_offset_min: 0 });
        Event::new(Kind::RESPONSE, id, at).with(1, &Id::new(3, 3)).with(3, &rating)
    };
    let mut erased = answer(2, 1);
    erased.erase();
    let page = pack_numbered(&[(answer(1, 1), 4), (answer(2, 1), 5), (answer(3, 2), 6)]).unwrap();
    let row = |bytes: &[u8]| format!(r#"{{"id":"x","body":{{"bytes":"{}"}}}}"#, data_encoding::BASE64.encode(bytes));
    let raw = format!(
        r#"{{"format":"cairn-raw","version":1,"made":"","databases":[{{"name":"cairn.{}","version":4,"stores":{{"response":[{},{}],"response_page":[{},{}]}}}}]}}"#,
        profile_id(1),
        row(&answer(3, 4).to_bytes()),
        row(&erased.to_bytes()),
        row(&page),
        row(&page[1..]),
    );
    let device = Device::of(2, 22);
    assert_eq!(device.preview(raw.as_bytes()).unwrap().problems.len(), 1, "the torn page");
    device.import(raw.as_bytes(), Join::Plain).unwrap();
    assert_eq!(device.store.all().1, [answer(1, 1), erased, answer(3, 4)]);
}

/// Items too; of a page of which one cannot be read the others come.
#[test]
fn raw_pages_of_items_come_back_with_the_rows_beside_them() {
    let card = |n: u128, words: &str| {
        let context = Context::new(Now { ms: 1_700_000_000_000, tz_offset_min: 0 }, DeviceId(5), 1);
        let mut draft = Draft::create(Record::new(Kind::ITEM, Id::new(9, n)), &context);
        draft.set(&Item::PROMPT, &format!("{words} {n}"));
        draft.finish().unwrap().0
    };
    let packed = |cards: &[Record]| {
        let bodies: Vec<Vec<u8>> = cards.iter().map(Record::to_bytes).collect();
        pack(cards.iter().zip(&bodies).map(|(card, body)| (card.id, 4, body.as_slice())))
    };
    let mut torn = packed(&[card(4, "first"), card(5, "first")]);
    *torn.last_mut().unwrap() = 0xff;
    let row = |bytes: &[u8]| format!(r#"{{"id":"x","body":{{"bytes":"{}"}}}}"#, data_encoding::BASE64.encode(bytes));
    let raw = format!(
        r#"{{"format":"cairn-raw","version":1,"made":"","databases":[{{"name":"cairn.{}","version":5,"stores":{{"item":[{}],"item_page":[{},{},{}]}}}}]}}"#,
        profile_id(1),
        row(&card(2, "edited").to_bytes()),
        row(&packed(&[card(1, "first"), card(2, "first"), card(3, "first")])),
        row(&torn),
        row(b"no page"),
    );
    let device = Device::of(2, 22);
    assert_eq!(device.preview(raw.as_bytes()).unwrap().problems.len(), 2, "one item of a page, and a page");
    device.import(raw.as_bytes(), Join::Plain).unwrap();
    let items = device.store.all().0;
    assert_eq!(items, [card(1, "first"), card(2, "edited"), card(3, "first"), card(4, "first")]);
}

/// What the page of self-repair saves where nothing of the app can be had.
#[test]
fn raw_rows_come_back_like_a_backup() {
    let old = Device::of(1, 11).with_goals(&["Solder", "اقرأ"]);
    let (records, events) = old.store.all();
    let row = |bytes: Vec<u8>| format!(r#"{{"id":"x","body":{{"bytes":"{}"}}}}"#, data_encoding::BASE64.encode(&bytes));
    let rows = |bodies: Vec<Vec<u8>>| bodies.into_iter().map(row).collect::<Vec<_>>().join(",\n");
    let raw = |broken: &str| {
        format!(
            r#"{{"format":"cairn-raw","version":1,"made":"2026-11-28","databases":[{{"name":"cairn.{}","version":2,"stores":{{"meta":[{{"id":"state","profile":"{}","device":"000000000000000b"}}],"goal":[{}],"transition":[{}{broken}],"device":[{{"id":"backup.last","body":{{"bytes":"AAAA"}}}}]}}}}]}}"#,
            profile_id(1),
            profile_id(1),
            rows(records.iter().map(cairn::domain::record::Record::to_bytes).collect()),
            rows(events.iter().map(cairn::domain::event::Event::to_bytes).collect()),
        )
    };
    let new = Device::of(2, 22);
    let preview = new.preview(raw("").as_bytes()).unwrap();
    assert_eq!((preview.source, preview.whose, preview.left_out), (Source::Cairn, Whose::Adopted(profile_id(1)), 0));
    new.import(raw("").as_bytes(), Join::Plain).unwrap();
    assert_eq!((new.hash(), new.profile()), (old.hash(), profile_id(1)));

    let comma = if events.is_empty() { "" } else { "," };
    let broken = raw(&format!(r#"{comma}{{"id":"x","body":{{"bytes":"oA=="}}}}"#));
    let preview = Device::of(3, 33).preview(broken.as_bytes()).unwrap();
    assert_eq!(preview.problems.len(), 1, "{:?}", preview.problems);
    assert!(matches!(new.preview(&broken.as_bytes()[..90]), Err(Failure::File(trouble)) if trouble.code == "not_json"));
}
