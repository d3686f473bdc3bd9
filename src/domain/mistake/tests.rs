//! Mistakes as commands write them, as two devices note them, and as the log lists them.

use super::{
    Cause, Mistake, Repair,
    command::{Command, Edit, Wrong},
    log::{self, Log},
};
use crate::{
    cbor::value::Day,
    change::{Outcome, Reply},
    command::Command as Any,
    desk::Desk,
    error::Rejection,
    event::Event,
    id::{EventId, Id, ItemId, MistakeId, ResourceId},
    item::{Form, command as item},
    kind::Kind,
    registry,
    response::{self, Response},
    text::NOTE_MAX,
    time::Moment,
};

/// A card, and its id.
fn card(desk: &mut Desk, prompt: &str) -> ItemId {
    let (form, prompt) = (Form::Card, prompt.to_owned());
    ItemId(desk.made(&Any::Item(item::Command::Add { form, prompt, more: vec![], both_ways: false })))
}

/// An answer to an item, wrong unless its rating says otherwise.
fn answer(desk: &mut Desk, number: u8, item: ItemId, rating: u8) -> Wrong {
    let (id, ms) = (EventId(Id::from_bytes([number; 16])), desk.now_ms() + i64::from(number));
    let at = Moment { ms, tz_offset_min: 0 };
    let blank = Response::read(&Event::new(Kind::RESPONSE, id, at));
    let given = (rating == 1).then(|| format!("answer {number}"));
    let event = Response { item: Some(item), rating, confidence: Some(0.8), given, ..blank }.to_event(id, at);
    desk.events.insert((Kind::RESPONSE, id), event);
    Wrong { answer: id, item, ms }
}

fn take_back(desk: &mut Desk, wrong: Wrong) {
    let event = desk.events[&(Kind::RESPONSE, wrong.answer)].clone();
    let id = EventId(Id::from_bytes([200; 16]));
    let void = Event::void(id, event.at, event.id, event.kind, &registry::owner(&event));
    desk.events.insert((Kind::VOID, id), void);
}

fn note(desk: &mut Desk, wrong: Wrong, edits: Vec<Edit>) -> MistakeId {
    MistakeId(desk.made(&Any::Mistake(Command::Note(wrong, edits))))
}

fn does(desk: &mut Desk, command: Command) -> Result<Outcome, Rejection> {
    desk.run(&Any::Mistake(command))
}

fn read(desk: &Desk, today: i64) -> Log {
    log::read(desk.now_ms() + 1_000_000, today, &desk.gather(log::needs))
}

fn titles(noted: &[log::Noted]) -> Vec<&str> {
    noted.iter().map(|noted| noted.title.as_str()).collect()
}

#[test]
fn a_wrong_answer_is_noted_mended_and_taken_up_again() {
    let mut desk = Desk::default();
    let item = card(&mut desk, "Ohm's law");
    let wrong = answer(&mut desk, 1, item, 1);
    let first = read(&desk, 0);
    assert_eq!((first.unnoted.len(), first.unnoted[0].given.as_deref()), (1, Some("answer 1")));

    let id = note(&mut desk, wrong, vec![Edit::Cause(Cause::MixedUp), Edit::Text("with Joule's".to_owned())]);
    assert_eq!(id, MistakeId::of(wrong.answer));
    let open = read(&desk, 0);
    let noted = &open.open[0];
    assert_eq!((titles(&open.open), open.unnoted.len(), open.done.len()), (vec!["Ohm's law"], 0, 0));
    assert_eq!((noted.mistake.cause, noted.mistake.text.as_str()), (Cause::MixedUp, "with Joule's"));
    assert_eq!((noted.given.as_deref(), noted.confidence, noted.taken_back), (Some("answer 1"), Some(0.8), false));
    assert_eq!(noted.mistake.answered.map(|ms| ms.0), Some(wrong.ms));

    does(&mut desk, Command::Done(id, true)).unwrap();
    let since = desk.noun::<Mistake>(id.0).unwrap().done_at;
    assert!(does(&mut desk, Command::Done(id, true)).unwrap().is_empty(), "the first moment stays");
    assert_eq!((titles(&read(&desk, 0).done), desk.noun::<Mistake>(id.0).unwrap().done_at), (vec!["Ohm's law"], since));
    does(&mut desk, Command::Done(id, false)).unwrap();
    assert_eq!((read(&desk, 0).open.len(), read(&desk, 0).done.len()), (1, 0));
}

#[test]
fn a_note_goes_to_the_trash_and_comes_back_and_every_step_is_taken_back() {
    let mut desk = Desk::default();
    let item = card(&mut desk, "Ohm's law");
    let wrong = answer(&mut desk, 1, item, 1);
    let id = note(&mut desk, wrong, vec![Edit::Cause(Cause::Slip)]);
    does(&mut desk, Command::Edit(id, vec![Edit::Cause(Cause::Misread)])).unwrap();
    assert!(matches!(desk.undo(), Reply::Undone { skipped: 0, .. }));
    assert_eq!(desk.noun::<Mistake>(id.0).unwrap().cause, Cause::Slip);

    desk.did(&Any::Trash(Kind::MISTAKE, id.0));
    let gone = read(&desk, 0);
    assert_eq!((gone.open.len(), gone.unnoted.len()), (0, 1), "the answer can be noted again");
    assert_eq!(does(&mut desk, Command::Done(id, true)), Err(Rejection::Missing));
    desk.did(&Any::Restore(Kind::MISTAKE, id.0));
    assert_eq!(read(&desk, 0).open[0].mistake.cause, Cause::Slip);

    desk.did(&Any::Trash(Kind::MISTAKE, id.0));
    note(&mut desk, wrong, vec![Edit::Cause(Cause::NotKnown)]);
    assert_eq!((read(&desk, 0).open[0].mistake.cause, read(&desk, 0).unnoted.len()), (Cause::NotKnown, 0));
    desk.undo();
    assert_eq!(desk.noun::<Mistake>(id.0), None);
}

#[test]
fn two_devices_that_note_one_answer_end_with_one_note() {
    let mut here = Desk::default();
    let item = card(&mut here, "Ohm's law");
    let wrong = answer(&mut here, 1, item, 1);
    let mut there = here.elsewhere();
    there.wait_days(1);
    let id = note(&mut here, wrong, vec![Edit::Cause(Cause::Slip), Edit::Text("in a hurry".to_owned())]);
    assert_eq!(note(&mut there, wrong, vec![Edit::Cause(Cause::MixedUp), Edit::Repair(Repair::Ask)]), id);
    let key = (Kind::MISTAKE, id.0);
    let mut joined = here.records[&key].clone();
    joined.join(there.records[&key].clone());
    let mut other = there.records[&key].clone();
    other.join(here.records[&key].clone());
    assert_eq!(joined, other);
    here.records.insert(key, joined);
    let both = here.noun::<Mistake>(id.0).unwrap();
    assert_eq!((both.cause, both.text.as_str(), both.repair), (Cause::MixedUp, "in a hurry", Repair::Ask));
    assert_eq!((both.answer, both.item), (Some(wrong.answer), Some(item)));
}

#[test]
fn a_repair_keeps_what_it_speaks_of_and_waits_for_its_day() {
    let mut desk = Desk::default();
    let item = card(&mut desk, "Ohm's law");
    let (early, late) = (answer(&mut desk, 1, item, 1), answer(&mut desk, 2, item, 1));
    let resource = ResourceId(Id::from_bytes([9; 16]));
    let put_off = note(&mut desk, late, vec![Edit::Repair(Repair::Practise), Edit::Day(Some(20_100))]);
    let read_again = note(&mut desk, early, vec![Edit::Repair(Repair::Reread), Edit::Resource(Some(resource))]);
    let order = |today| read(&desk, today).open.iter().map(|noted| noted.mistake.id).collect::<Vec<_>>();
    assert_eq!(order(20_099), [read_again, put_off], "what is due stands first");
    assert_eq!(order(20_100), [put_off, read_again]);
    let is_due = |id: MistakeId, today| desk.noun::<Mistake>(id.0).unwrap().is_due(today);
    assert!(!is_due(put_off, 20_099) && is_due(put_off, 20_100) && is_due(read_again, 0));

    does(&mut desk, Command::Edit(put_off, vec![Edit::Repair(Repair::Ask)])).unwrap();
    does(&mut desk, Command::Edit(read_again, vec![Edit::Repair(Repair::Practise), Edit::Day(Some(7))])).unwrap();
    let [one, other] = [put_off, read_again].map(|id| desk.noun::<Mistake>(id.0).unwrap());
    assert_eq!((one.repair, one.day), (Repair::Ask, None));
    assert_eq!((other.repair, other.resource, other.day), (Repair::Practise, None, Some(Day(7))));
    let long = Edit::Text("x".repeat(NOTE_MAX + 1));
    assert!(matches!(does(&mut desk, Command::Edit(put_off, vec![long])), Err(Rejection::Text { .. })));
}

#[test]
fn only_what_went_wrong_counts_and_stands_is_offered() {
    let mut desk = Desk::default();
    let [first, second, third] = ["one", "two", "three"].map(|prompt| card(&mut desk, prompt));
    answer(&mut desk, 1, first, 1);
    let last = answer(&mut desk, 2, first, 1);
    answer(&mut desk, 3, second, 3);
    let voided = answer(&mut desk, 4, third, 1);
    let noted = note(&mut desk, voided, vec![Edit::Cause(Cause::Slip)]);
    take_back(&mut desk, voided);
    let log = read(&desk, 0);
    assert_eq!(log.unnoted.iter().map(|one| one.wrong.answer).collect::<Vec<_>>(), [last.answer]);
    assert!(log.open[0].taken_back && log.open[0].mistake.id == noted, "her own words stay");
    desk.did(&Any::Trash(Kind::MISTAKE, noted.0));
    assert_eq!(read(&desk, 0).open.len(), 0);
    desk.did(&Any::Trash(Kind::ITEM, first.0));
    assert_eq!(read(&desk, 0).unnoted, []);
}

/// A wrong clock dates an answer 400 days ahead: given the present date it is told again, and what was noted stays with it.
#[test]
fn a_mistake_stays_with_an_answer_whose_date_is_set_right() {
    let mut here = Desk::default();
    let item = card(&mut here, "Ohm's law");
    here.wait_days(400);
    let wrong = answer(&mut here, 1, item, 1);
    here.wait_days(-400);
    let mut there = here.elsewhere();
    there.events.clone_from(&here.events);
    let mut apart = there.elsewhere();
    apart.events.clone_from(&here.events);
    let right = |desk: &Desk| {
        let log = read(desk, 0);
        assert_eq!((log.open.len(), log.unnoted.len()), (1, 0));
        let noted = &log.open[0];
        assert!(!noted.taken_back, "it counts");
        assert_eq!((noted.given.as_deref(), noted.mistake.text.as_str()), (Some("answer 1"), "with Joule's"));
        noted.answered
    };
    let edits = || vec![Edit::Text("with Joule's".to_owned())];
    let id = note(&mut here, wrong, edits());
    let correct = Any::CorrectDates(vec![(Kind::RESPONSE, wrong.answer)]);
    let now = here.now_ms();
    here.did(&correct);
    assert_eq!(right(&here), Some(now));

    // Noted again it is the same one; taken back and set right once more, too.
    let ms = here.now_ms();
    assert_eq!(note(&mut here, Wrong { ms, ..wrong }, vec![Edit::Cause(Cause::Slip)]), id);
    here.undo();
    here.undo();
    right(&here);
    let again = here.events.values().find(|event| event.kind == Kind::RESPONSE && event.id != wrong.answer);
    assert_eq!(again.map(response::first), Some(wrong.answer));

    // Another device notes the answer that this one set right: joined, they are one.
    apart.did(&correct);
    assert_eq!(read(&apart, 0).unnoted[0].wrong.answer, wrong.answer);
    note(&mut there, wrong, edits());
    there.events.extend(apart.events.clone());
    right(&there);
    let unnoted = read(&apart, 0).unnoted[0].wrong;
    assert_eq!(note(&mut apart, unnoted, edits()), id);
    right(&apart);

    // Taken back altogether it says so.
    let told: Vec<Event> = there.events.values().filter(|event| event.kind == Kind::RESPONSE).cloned().collect();
    for (event, number) in told.iter().zip(201..) {
        let void = EventId(Id::from_bytes([number; 16]));
        let void = Event::void(void, event.at, event.id, event.kind, &registry::owner(event));
        there.events.insert((Kind::VOID, void.id), void);
    }
    assert!(read(&there, 0).open[0].taken_back);
}
