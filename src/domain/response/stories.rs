//! Stories of answers: two devices, a void, a clock that jumped, a foreign file.

use super::{
    ALGORITHM, DURATION_MAX_MS, Response, Source, StateBefore, answers, card, counted_day, due_day,
    replays::{answered, now, walked},
};
use crate::{
    cbor::value::Day,
    command::Command,
    desk::Desk,
    event::{Event, Journal, clock},
    evidence::AidUsed,
    id::{EventId, Id, ItemId},
    kind::Kind,
    registry,
    time::{DAY_MS, Moment},
};
use cairn_learning::schedule::{Fsrs, Rating, ScheduleConfig};

pub(super) const START: i64 = 20_000;

pub(super) fn item() -> ItemId {
    ItemId(Id::from_bytes([7; 16]))
}

pub(super) fn response(day: i64, rating: Rating) -> Response {
    Response {
        item: Some(item()),
        day: Some(Day(day)),
        rating: rating.as_u8(),
        raw_score: None,
        confidence: None,
        duration_ms: Some(2_500),
        state_before: Some(StateBefore::Review),
        s_before: Some(2.5),
        d_before: Some(5.0),
        elapsed_days: Some(3),
        scheduled_days: Some(2),
        planned_due_day: Some(Day(day + 2)),
        algo_version: ALGORITHM,
        param_set: String::new(),
        source: Source::Review,
        guess: None,
        slip: None,
        aid: AidUsed::None,
        given: None,
        first: None,
    }
}

#[test]
fn two_devices_end_with_one_card_and_a_void_takes_an_answer_back() {
    let fsrs = Fsrs::default();
    let [first, second, third] =
        [answered(1, START, Rating::Good), answered(2, START + 3, Rating::Again), answered(3, START + 4, Rating::Good)];
    let one = Journal::of([first.clone(), second.clone(), third.clone()]);
    let other = Journal::of([third.clone(), first.clone(), second.clone(), first.clone()]);
    let expected = walked(&[(START, Rating::Good), (START + 3, Rating::Again), (START + 4, Rating::Good)]);
    assert_eq!(card(&one, now(START + 9), &fsrs), expected);
    assert_eq!(card(&other, now(START + 9), &fsrs), expected);

    let void =
        Event::void(EventId(Id::from_bytes([9; 16])), third.at, second.id, Kind::RESPONSE, &registry::owner(&second));
    let undone = Journal::of([void, first, second, third]);
    let expected = walked(&[(START, Rating::Good), (START + 4, Rating::Good)]);
    assert_eq!(card(&undone, now(START + 9), &fsrs), expected);
    assert_eq!(card(&Journal::default(), now(START), &fsrs), None);
}

#[test]
fn a_clock_a_year_ahead_counts_as_today_and_the_day_told_holds_otherwise() {
    let ahead = answered(1, START + 400, Rating::Good);
    assert_eq!(counted_day(&ahead, now(START)), START);
    assert_eq!(counted_day(&ahead, now(START + 400)), START + 400);
    // At two in the morning of a day that turned at midnight.
    let at = Moment { ms: START * DAY_MS + 2 * 3_600_000, tz_offset_min: 0 };
    let id = EventId(Id::from_bytes([1; 16]));
    assert_eq!(counted_day(&response(START, Rating::Good).to_event(id, at), now(START)), START);
    assert_eq!(
        counted_day(&Response { day: None, ..response(0, Rating::Good) }.to_event(id, at), now(START)),
        START - 1
    );
}

/// A file may tell any day of any moment: only the one beside its own may turn at another hour.
#[test]
fn a_day_that_is_not_that_of_the_moment_is_not_believed() {
    let fsrs = Fsrs::default();
    let expected = walked(&[(START, Rating::Good), (START + 2, Rating::Good), (START + 9, Rating::Good)]);
    for told in [i64::MAX, i64::MIN, START + 4, START, -1] {
        let at = Moment { ms: now(START + 2), tz_offset_min: 0 };
        let foreign = Response { day: Some(Day(told)), planned_due_day: Some(Day(told)), ..response(0, Rating::Good) };
        let foreign = foreign.to_event(EventId(Id::from_bytes([2; 16])), at);
        let answers = [answered(1, START, Rating::Good), foreign.clone(), answered(3, START + 9, Rating::Good)];
        assert_eq!(card(&Journal::of(answers), now(START + 9), &fsrs), expected, "{told}");
        let due = due_day(&foreign, now(START + 9)).expect("a due day");
        assert!((START + 2..=START + 2 + ScheduleConfig::default().interval_max).contains(&due), "{told}: {due}");
        let held = Response::read(&foreign).held(at);
        assert_eq!((held.day, held.planned_due_day), (None, Some(Day(due))));
    }
    for told in [START + 1, START + 2, START + 3] {
        let at = Moment { ms: now(START + 2), tz_offset_min: 0 };
        let event = response(told, Rating::Good).to_event(EventId(Id::from_bytes([2; 16])), at);
        assert_eq!((counted_day(&event, now(START + 2)), due_day(&event, now(START + 2))), (told, Some(told + 2)));
    }
}

/// The present date is that of all that an answer tells: it neither lies in the future nor waits until then.
#[test]
fn an_answer_of_a_wrong_clock_that_is_given_the_present_date_counts_today() {
    let mut desk = Desk::default();
    let today = Moment { ms: desk.now_ms(), tz_offset_min: 180 }.study_day();
    let (before, ahead) = (answered(1, today - 3, Rating::Good), answered(2, today + 400, Rating::Good));
    let id = ahead.id;
    assert_eq!(due_day(&ahead, desk.now_ms()), Some(today + 2), "before it is corrected");
    desk.events.extend([before, ahead].map(|event| ((event.kind, event.id), event)));
    desk.did(&Command::CorrectDates(vec![(Kind::RESPONSE, id)]));

    let now = desk.now_ms();
    let (wrong, _) = clock::wrong(now, &desk.gather(|snapshot| clock::needs(now, snapshot)));
    assert_eq!(wrong, []);
    let journal = Journal::of(desk.events.values().cloned());
    let in_order = answers(&journal, now);
    let [_, corrected] = &in_order[..] else { panic!("two answers") };
    assert_eq!((corrected.day, corrected.response.planned_due_day), (today, Some(Day(today + 2))));
    assert_eq!(due_day(corrected.event, now), Some(today + 2));
    assert_eq!(corrected.response.rated(), Some(Rating::Good));

    // And the answers that come after it are days after it.
    let [second, third] = [answered(3, today + 2, Rating::Again), answered(4, today + 5, Rating::Good)];
    let journal = Journal::of(desk.events.values().cloned().chain([second, third]));
    let all = [(today - 3, Rating::Good), (today, Rating::Good), (today + 2, Rating::Again), (today + 5, Rating::Good)];
    assert_eq!(card(&journal, now + 5 * DAY_MS, &Fsrs::default()), walked(&all));
}

/// Days are days in files, as a goal's are; the stored numbers are the same.
#[test]
fn days_are_days_outside() {
    let days = Response::SCHEMA.fields.iter().filter(|(_, _, shape)| *shape == crate::cbor::Shape::Day);
    assert_eq!(
        days.map(|(number, name, _)| (*number, *name)).collect::<Vec<_>>(),
        [(2, "day"), (12, "planned_due_day")]
    );
}

#[test]
fn it_is_listed_under_its_item_and_comes_back_whole() {
    let event = answered(1, START, Rating::Hard);
    assert_eq!(Response::read(&event), response(START, Rating::Hard));
    assert_eq!(registry::owner(&event), item().to_string());
    assert_eq!(Event::from_bytes(&event.to_bytes()).as_ref(), Ok(&event));
    let page = crate::event::page::pack(std::slice::from_ref(&event)).expect("a page");
    assert_eq!(crate::event::page::unpack(&page), Ok(vec![event]));
}

#[test]
fn what_a_foreign_file_claims_is_held_to_its_ranges() {
    let wild = Response {
        rating: 9,
        raw_score: Some(7.0),
        confidence: Some(-1.0),
        duration_ms: Some(u32::MAX),
        guess: Some(1.5),
        slip: Some(1.0),
        ..response(START, Rating::Good)
    };
    let at = Moment { ms: now(START), tz_offset_min: 0 };
    let event = wild.to_event(EventId(Id::from_bytes([1; 16])), at);
    assert_eq!(card(&Journal::of([event.clone()]), now(START), &Fsrs::default()), None);
    let held = Response::read(&event).held(at);
    assert_eq!((held.raw_score, held.confidence, held.duration_ms), (Some(1.0), Some(0.0), Some(DURATION_MAX_MS)));
    assert_eq!((held.guess, held.slip, held.rated()), (Some(1.0), Some(0.1), None));
}

#[test]
fn an_answer_in_part_is_one_that_the_app_found_right_and_wrong() {
    let partly = |score| Response { raw_score: score, ..response(START, Rating::Hard) }.is_partly();
    let found: Vec<bool> = [None, Some(0.0), Some(0.3), Some(0.8), Some(0.9), Some(1.0)].map(partly).into();
    assert_eq!(found, [false, false, true, true, false, false]);
    // Twenty-one typing errors, as they add up; and one gap of ten that was filled wrongly.
    let typed = (0..21).map(|_| 0.9).sum::<f64>() / 21.0;
    assert!(typed < 0.9 && !partly(Some(typed)));
    let said = |score| Response { given: Some("one · x".to_owned()), ..score };
    let scored = |score| Response { raw_score: Some(score), ..response(START, Rating::Hard) };
    assert_eq!([0.9, 1.0].map(|score| said(scored(score)).is_partly()), [true, false]);
}
