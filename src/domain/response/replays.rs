//! Answers in their order: the card that they leave, whatever way they came, and what they say as evidence.

use super::{
    Response, StateBefore, answers, card,
    stories::{START, item, response},
};
use crate::{
    event::{Event, Journal},
    evidence::AidUsed,
    id::{EventId, Id, ItemId},
    kind::Kind,
    registry,
    time::{DAY_MS, Moment},
};
use cairn_learning::{
    mastery::{Aid, EvidenceKind, Level, MasteryConfig, Setting, View, replay, weight},
    schedule::{Card, Fsrs, Rating},
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

pub(super) fn now(day: i64) -> i64 {
    day * DAY_MS + DAY_MS / 2
}

/// An event at noon of a day, by the number of its id.
fn told(number: u8, day: i64, response: &Response) -> Event {
    response.to_event(EventId(Id::from_bytes([number; 16])), Moment { ms: now(day), tz_offset_min: 0 })
}

/// An answer at noon of a day, by the number of its id.
pub(super) fn answered(number: u8, day: i64, rating: Rating) -> Event {
    told(number, day, &response(day, rating))
}

fn graded(day: i64, score: f64) -> Response {
    Response { raw_score: Some(score), ..response(day, Rating::Good) }
}

fn void(number: u8, of: &Event) -> Event {
    Event::void(EventId(Id::from_bytes([number; 16])), of.at, of.id, of.kind, &registry::owner(of))
}

pub(super) fn walked(answers: &[(i64, Rating)]) -> Option<Card> {
    let fsrs = Fsrs::default();
    answers.iter().fold(None, |card, (day, rating)| Some(Card::after(card, *day, *rating, &fsrs)))
}

proptest! {
    /// The same answers give the same card, to the bit, in any order and however often each is delivered; taking the
    /// last one back gives the card before it.
    #[test]
    fn two_devices_give_one_card(
        (list, order) in vec((0_i64..400, select(Rating::ALL.to_vec())), 1..20).prop_flat_map(|list| {
            let mut places: Vec<usize> = (0..list.len()).collect();
            places.extend(0..list.len() / 2);
            (Just(list), Just(places).prop_shuffle())
        }),
    ) {
        let (fsrs, today) = (Fsrs::default(), now(START + 400));
        let events: Vec<Event> =
            (1..).zip(&list).map(|(number, (day, rating))| answered(number, START + day, *rating)).collect();
        let mut by_time: Vec<(i64, usize)> = list.iter().enumerate().map(|(at, (day, _))| (*day, at)).collect();
        by_time.sort_unstable();
        let in_order: Vec<(i64, Rating)> = by_time.iter().map(|(day, at)| (START + day, list[*at].1)).collect();

        let delivered = Journal::of(order.iter().map(|at| events[*at].clone()));
        prop_assert_eq!(card(&delivered, today, &fsrs), walked(&in_order));

        let (_, last) = by_time[by_time.len() - 1];
        let undone = Journal::of(order.iter().map(|at| events[*at].clone()).chain([void(99, &events[last])]));
        prop_assert_eq!(card(&undone, today, &fsrs), walked(&in_order[..in_order.len() - 1]));
    }
}

/// The kinds of the answers of a journal, in their order.
fn kinds(events: impl IntoIterator<Item = Event>) -> Vec<EvidenceKind> {
    let journal = Journal::of(events);
    let kind = |answer: &super::Answer<'_>| answer.as_evidence(None).expect("evidence").kind;
    answers(&journal, now(START + 9)).iter().map(kind).collect()
}

#[test]
fn the_first_answer_to_an_item_is_the_first_of_all_devices() {
    use EvidenceKind::{QuizItem, Review};
    let new = |day| Response { state_before: Some(StateBefore::New), ..graded(day, 1.0) };
    // Two devices, without a word of each other, each met it new.
    let [one, other] = [told(1, START, &new(START)), told(2, START + 1, &new(START + 1))];
    assert_eq!(kinds([other.clone(), one.clone()]), [QuizItem, Review]);
    // What is not told, or told wrongly, changes nothing.
    let untold = told(3, START + 2, &Response { state_before: None, ..graded(START + 2, 1.0) });
    assert_eq!(kinds([untold.clone(), one.clone()]), [QuizItem, Review]);
    let review = told(4, START, &graded(START, 1.0));
    assert_eq!(kinds([review]), [QuizItem]);
    // The first was taken back: the second is the first.
    assert_eq!(kinds([void(9, &one), one.clone(), other.clone()]), [QuizItem]);
    // Another item is another.
    let elsewhere = Response { item: Some(ItemId(Id::from_bytes([8; 16]))), ..graded(START + 3, 1.0) };
    assert_eq!(kinds([one, other, told(5, START + 3, &elsewhere)]), [QuizItem, Review, QuizItem]);
    assert_eq!(Response { state_before: None, ..new(START) }.to_event(untold.id, untold.at).fields.get(&7), None);
}

#[test]
fn as_evidence_it_has_the_score_of_the_app_or_of_her_rating() {
    let score = |raw_score, rating| Response { raw_score, ..response(START, rating) }.score();
    assert_eq!(score(None, Rating::Again), Some(0.0));
    assert_eq!(score(None, Rating::Hard), Some(0.8));
    assert_eq!(score(None, Rating::Easy), Some(1.0));
    assert_eq!(score(Some(0.45), Rating::Again), Some(0.45));
    assert_eq!(Response { rating: 0, ..response(START, Rating::Good) }.score(), None);

    let typed = Response { guess: Some(0.25), slip: Some(0.0), aid: AidUsed::Hint, ..graded(START, 1.0) };
    let journal = Journal::of([told(1, START, &typed)]);
    let in_order = answers(&journal, now(START));
    let seen = in_order[0].as_evidence(Some(3)).expect("evidence");
    assert_eq!((seen.day, seen.item, seen.demand), (START, Some(&[7; 16][..]), Some(3)));
    assert!((seen.score - 1.0).abs() < 1e-12 && (seen.guess - 0.25).abs() < 1e-12);
    assert_eq!((seen.kind, seen.aid, seen.slip), (EvidenceKind::QuizItem, Aid::Hint, Some(0.0)));
}

#[test]
fn as_evidence_it_is_within_its_ranges_whoever_wrote_it() {
    let wild = Response { guess: Some(0.97), slip: Some(7.0), raw_score: Some(-3.0), ..graded(START, 1.0) };
    let nobody = Response { item: None, ..graded(START, 1.0) };
    let journal = Journal::of([told(1, START, &wild), told(2, START, &nobody)]);
    let in_order = answers(&journal, now(START));
    let seen = in_order[0].as_evidence(None).expect("evidence");
    assert_eq!((seen.score, seen.guess, seen.slip), (0.0, 0.9, Some(0.1)));
    assert_eq!(in_order[1].as_evidence(None), None, "an answer to no item says nothing");
}

/// LEARNING.md 9.3: where a guess is as good as knowing, neither a right answer nor a wrong one says anything.
#[test]
fn what_luck_alone_solves_is_no_evidence() {
    let told = |guess, raw_score| {
        let response = Response { guess: Some(guess), slip: Some(0.0), raw_score, ..response(START, Rating::Good) };
        let journal = Journal::of([told(1, START, &response)]);
        answers(&journal, now(START))[0].as_evidence(None).map(|seen| seen.score)
    };
    for guess in [1.0, 7.0] {
        assert_eq!([told(guess, Some(1.0)), told(guess, Some(0.0))], [None, None]);
    }
    assert_eq!(told(0.95, Some(1.0)), Some(1.0));
    assert!(told(1.0, None).is_some(), "her own judgement is no guess");
}

/// Nothing but her word says how it went: a review at most, times the trust in her judgement.
#[test]
fn her_own_button_weighs_as_a_judgement_of_hers() {
    let items = |number: u8| ItemId(Id::from_bytes([number; 16]));
    let six = |raw_score| {
        Journal::of((1..=6).map(|number| {
            let day = START + i64::from(number % 2);
            let slip = Some(0.05);
            told(number, day, &Response { item: Some(items(number)), raw_score, slip, ..response(day, Rating::Good) })
        }))
    };
    let (setting, config) = (Setting { target_demand: Some(3), trust: 0.7 }, MasteryConfig::default());
    let (own, by_the_app) = (six(None), six(Some(1.0)));
    let standing = |journal| {
        let in_order = answers(journal, now(START + 1));
        let evidence: Vec<_> = in_order.iter().filter_map(|answer| answer.as_evidence(Some(3))).collect();
        let standing = replay(&evidence, &setting, View::Neutral, &config);
        let first = &evidence[0];
        (standing.level, standing.diverse, weight(first, &setting, &config), first.kind, first.slip)
    };
    let (level, diverse, weight, kind, slip) = standing(&own);
    assert!(level < Level::Proficient && !diverse, "{level:?}");
    assert!((weight - 0.5 * 0.7).abs() < 1e-12);
    assert_eq!((kind, slip), (EvidenceKind::SelfGraded, None));
    assert_eq!(standing(&by_the_app), (Level::Mastered, true, 1.0, EvidenceKind::QuizItem, Some(0.05)));
}

/// A second answer on one day is a repeat, whoever graded which of them.
#[test]
fn the_second_answer_of_a_day_counts_for_nothing() {
    let journal = Journal::of([
        answered(1, START, Rating::Good),
        answered(2, START, Rating::Good),
        told(3, START, &graded(START, 1.0)),
    ]);
    let in_order = answers(&journal, now(START));
    let evidence: Vec<_> = in_order.iter().filter_map(|answer| answer.as_evidence(None)).collect();
    let setting = Setting { target_demand: None, trust: 1.0 };
    let standing = replay(&evidence, &setting, View::Neutral, &MasteryConfig::default());
    assert_eq!(standing.steps.iter().map(|step| step.repeat).collect::<Vec<_>>(), [false, true, true]);
    assert_eq!((in_order[0].response.item, in_order[0].event.kind), (Some(item()), Kind::RESPONSE));
}
