//! Stories of answers: two devices, a void, a clock that jumped, a foreign file.

use super::{ALGORITHM, DURATION_MAX_MS, Response, Source, StateBefore, as_evidence, card, counted_day};
use crate::{
    event::{Event, Journal},
    evidence::AidUsed,
    id::{EventId, Id, ItemId},
    kind::Kind,
    registry,
    time::{DAY_MS, Moment},
};
use cairn_learning::{
    mastery::{Aid, EvidenceKind},
    schedule::{Card, Fsrs, Rating},
};

const START: i64 = 20_000;

fn item() -> ItemId {
    ItemId(Id::from_bytes([7; 16]))
}

fn response(day: i64, rating: Rating) -> Response {
    Response {
        item: Some(item()),
        day: Some(day),
        rating: rating.as_u8(),
        raw_score: None,
        confidence: None,
        duration_ms: Some(2_500),
        state_before: StateBefore::Review,
        s_before: Some(2.5),
        d_before: Some(5.0),
        elapsed_days: Some(3),
        scheduled_days: Some(2),
        planned_due_day: Some(day + 2),
        algo_version: ALGORITHM,
        param_set: String::new(),
        source: Source::Review,
        guess: None,
        slip: None,
        aid: AidUsed::None,
    }
}

/// An answer at noon of a day, by the number of its id.
fn answered(number: u8, day: i64, rating: Rating) -> Event {
    let at = Moment { ms: day * DAY_MS + DAY_MS / 2, tz_offset_min: 0 };
    response(day, rating).to_event(EventId(Id::from_bytes([number; 16])), at)
}

fn now(day: i64) -> i64 {
    day * DAY_MS + DAY_MS / 2
}

fn walked(answers: &[(i64, Rating)]) -> Option<Card> {
    let fsrs = Fsrs::default();
    answers.iter().fold(None, |card, (day, rating)| Some(Card::after(card, *day, *rating, &fsrs)))
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
        guess: Some(1.0),
        slip: Some(1.0),
        ..response(START, Rating::Good)
    };
    let at = Moment { ms: now(START), tz_offset_min: 0 };
    let event = wild.to_event(EventId(Id::from_bytes([1; 16])), at);
    assert_eq!(card(&Journal::of([event.clone()]), now(START), &Fsrs::default()), None);
    let held = Response::read(&event).held();
    assert_eq!((held.raw_score, held.confidence, held.duration_ms), (Some(1.0), Some(0.0), Some(DURATION_MAX_MS)));
    assert_eq!((held.guess, held.slip, held.rated()), (Some(0.9), Some(0.1), None));
}

#[test]
fn as_evidence_it_has_the_score_of_the_app_or_of_her_rating() {
    let score = |raw_score, rating| Response { raw_score, ..response(START, rating) }.score();
    assert_eq!(score(None, Rating::Again), Some(0.0));
    assert_eq!(score(None, Rating::Hard), Some(0.8));
    assert_eq!(score(None, Rating::Easy), Some(1.0));
    assert_eq!(score(Some(0.45), Rating::Again), Some(0.45));
    assert_eq!(Response { rating: 0, ..response(START, Rating::Good) }.score(), None);
    let at = Moment { ms: now(START), tz_offset_min: 0 };
    let typed =
        Response { raw_score: Some(1.0), guess: Some(0.25), aid: AidUsed::Hint, ..response(START, Rating::Good) };
    let event = typed.to_event(EventId(Id::from_bytes([1; 16])), at);
    let seen = as_evidence(&typed, &event, Some(3), now(START)).expect("evidence");
    assert_eq!((seen.day, seen.item, seen.demand), (START, Some(&[7; 16][..]), Some(3)));
    assert!((seen.score - 1.0).abs() < 1e-12 && (seen.guess - 0.25).abs() < 1e-12);
    assert_eq!((seen.kind, seen.aid, seen.slip), (EvidenceKind::Review, Aid::Hint, None));
    let kind = |state_before| Response { state_before, ..response(START, Rating::Good) }.evidence_kind();
    assert_eq!((kind(StateBefore::New), kind(StateBefore::Learning)), (EvidenceKind::QuizItem, EvidenceKind::Review));
}
