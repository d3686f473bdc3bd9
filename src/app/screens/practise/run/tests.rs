//! A sitting in memory, without a screen.

use super::*;
use cairn_domain::{
    change::Write,
    command::Command,
    evidence::AidUsed,
    id::{DeviceId, EventId, Id},
    item::{Form, command::Command as Act},
    kind::Kind,
    port::{Decision, Hit, Lookup, Row, Snapshot},
    practice::{Given, Graded, Limits, Pacing, Reach, plan},
    record::Context,
    response::Source,
    time::Moment,
};
use wasm_bindgen_test::wasm_bindgen_test as test;

const NOW: Moment = Moment { ms: 1_800_000_000_000, tz_offset_min: 0 };

/// A sitting with so many new cards.
fn run(cards: usize) -> Run {
    let mut context = Context::new(NOW, DeviceId(7), 42);
    let mut hits = Vec::new();
    for at in 0..cards {
        let add = Act::Add { form: Form::Card, prompt: at.to_string(), more: vec![], both_ways: false };
        let outcome = Command::Item(add).decide(&Snapshot::default(), &mut context).unwrap();
        for write in outcome.writes {
            if let Write::Record(record) = write {
                hits.push(Hit { key: String::new(), row: Row::Record(record) });
            }
        }
    }
    let mut snapshot = Snapshot::default();
    loop {
        let missing: Vec<Lookup> =
            Queue::needs(NOW.ms, &snapshot).into_iter().filter(|lookup| !snapshot.has(lookup)).collect();
        if missing.is_empty() {
            break;
        }
        for lookup in missing {
            match lookup {
                Lookup::ChangedSince { kind: Kind::ITEM, .. } => snapshot.put_rows(lookup, hits.clone()),
                Lookup::Derived(..) | Lookup::DerivedRange(..) | Lookup::Device(_) => {
                    snapshot.put_derived(lookup, Vec::new());
                }
                _ => snapshot.put_rows(lookup, Vec::new()),
            }
        }
    }
    let queue = Queue::make(NOW.ms, &snapshot);
    let tasks = plan(&Reach::Everything, &queue, NOW.study_day(), Limits::default()).tasks;
    assert_eq!(tasks.len(), cards);
    Run::begin(queue, tasks)
}

fn answer(run: &mut Run, rating: Rating) -> ItemId {
    let item = run.coming().unwrap();
    let given = Given {
        graded: Graded::Own(rating),
        confidence: None,
        duration_ms: 1_000,
        aid: AidUsed::None,
        source: Source::Review,
    };
    let id = EventId(Id::new(NOW.ms, run.answers().len() as u128));
    let answer = Answer::new(id, NOW, run.entry(item).unwrap(), &given, &Pacing::default());
    run.answer(&answer);
    item
}

#[test]
fn what_was_not_known_comes_back_and_the_sitting_ends_by_itself() {
    let mut run = run(3);
    let first = answer(&mut run, Rating::Again);
    assert_eq!(run.progress(), (0, 3));
    answer(&mut run, Rating::Good);
    answer(&mut run, Rating::Good);
    assert_eq!((run.coming(), run.progress()), (Some(first), (2, 3)));
    assert!(run.comes_back(first));
    answer(&mut run, Rating::Good);
    assert_eq!((run.coming(), run.progress()), (None, (3, 3)));
    assert!(!run.comes_back(first));
}

#[test]
fn answers_are_taken_back_one_after_the_other() {
    let mut run = run(2);
    let begun = run.clone();
    answer(&mut run, Rating::Again);
    answer(&mut run, Rating::Good);
    assert!(run.take_back().is_some() && run.take_back().is_some());
    assert_eq!(run, begun);
    assert!(run.take_back().is_none());
}

#[test]
fn an_answer_that_was_not_written_comes_back() {
    let mut run = run(2);
    let begun = run.clone();
    let item = answer(&mut run, Rating::Good);
    run.forget(item);
    assert_eq!(run, begun);
}

#[test]
fn what_is_left_out_is_not_counted() {
    let mut run = run(2);
    let item = run.coming().unwrap();
    run.leave_out(item);
    assert_eq!(run.progress(), (0, 1));
    answer(&mut run, Rating::Good);
    assert_eq!((run.coming(), run.progress(), run.left_for_tomorrow()), (None, (1, 1), 0));
}

#[test]
fn what_was_left_is_asked_again_once_that_is_taken_back() {
    let mut run = run(2);
    let item = run.coming().unwrap();
    run.leave_out(item);
    assert!(!run.see(|_| false), "it is not written yet");
    assert!(!run.see(|id| id == item));
    assert_ne!(run.coming(), Some(item));
    assert!(run.see(|_| false));
    assert_eq!((run.coming(), run.progress()), (Some(item), (0, 2)));
}

#[test]
fn an_answer_that_does_not_stand_leaves_nothing_for_tomorrow() {
    let mut run = run(1);
    let item = answer(&mut run, Rating::Again);
    run.leave_for_today(item);
    assert_eq!((run.coming(), run.due_tomorrow(NOW.study_day())), (None, 1));
    let mut undone = run.clone();
    assert!(undone.take_back().is_some_and(|(did, was_left)| did.back.item == item && was_left));
    assert_eq!((undone.coming(), undone.left_for_tomorrow()), (Some(item), 0));
    assert!(run.forget(item));
    assert_eq!(run, undone);
}

#[test]
fn what_is_missed_again_and_again_can_be_left_for_tomorrow() {
    let mut run = run(1);
    let item = run.coming().unwrap();
    for times in 1..=3 {
        answer(&mut run, Rating::Again);
        assert_eq!((run.missed(item), run.coming()), (times, Some(item)));
    }
    run.leave_for_today(item);
    assert_eq!((run.coming(), run.left_for_tomorrow()), (None, 1));
    assert_eq!(run.queue.loads(NOW.study_day())[1], 1);
}
