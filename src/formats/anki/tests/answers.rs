//! Which answers count, of which days they are, and what is told where there are none.

use super::{CREATED, DAY_S, legacy, package};
use crate::anki::{Read, read};
use cairn_domain::{
    response::Response,
    time::{DAY_MS, Moment},
};
use std::io::Cursor;

/// A card in review, due on the thirtieth day, with these rows: the day, the rating, the factor and the kind of each.
fn with_rows(rows: &[(i64, i64, i64, i64)], more: &str, tz_offset_min: i16) -> Read {
    let rows: String = (0..)
        .zip(rows)
        .map(|(at, (day, rating, factor, kind))| {
            let ms = (CREATED + day * DAY_S) * 1_000 + at;
            format!("INSERT INTO revlog VALUES ({ms}, 21, {rating}, 4, {factor}, 4000, {kind});")
        })
        .collect::<Vec<_>>()
        .concat();
    let fill = format!(
        "{more} INSERT INTO notes VALUES (11, 'g1', 3, '', 'a|b');
         INSERT INTO cards (id, nid, did, ord, type, queue, due, odue, odid, flags) VALUES (21, 11, 1, 0, 2, 2, 30, 0, 0, 0);
         {rows}"
    );
    read(Cursor::new(package(&[("collection.anki2", &legacy(&fill)), ("media", b"{}")])), tz_offset_min).unwrap()
}

/// The days of the answers that count.
fn days(rows: &[(i64, i64, i64, i64)]) -> Vec<i64> {
    let read = with_rows(rows, "", 0);
    let first = Moment { ms: CREATED * 1_000, tz_offset_min: 0 }.study_day();
    let mut days: Vec<i64> = read.source.events.values().map(|event| event.at.study_day() - first).collect();
    days.sort_unstable();
    days
}

#[test]
fn the_last_learning_begins_and_cramming_does_not_count() {
    const LEARN: i64 = 0;
    const REVIEW: i64 = 1;
    const CRAM: i64 = 3;
    const BY_HAND: i64 = 4;
    for (about, rows, expected) in [
        ("crammed without ease", vec![(1, 3, 0, LEARN), (2, 1, 0, CRAM), (3, 3, 2_500, REVIEW)], vec![1, 3]),
        ("ahead of its day", vec![(1, 3, 0, LEARN), (2, 1, 2_500, CRAM), (3, 3, 2_500, REVIEW)], vec![1, 2, 3]),
        ("a review without ease", vec![(1, 3, 0, LEARN), (2, 3, 0, REVIEW)], vec![1, 2]),
        (
            "learned again",
            vec![(1, 1, 0, LEARN), (2, 3, 0, REVIEW), (3, 1, 0, LEARN), (4, 3, 0, LEARN), (5, 3, 0, REVIEW)],
            vec![3, 4, 5],
        ),
        ("reviewed before it was learned", vec![(1, 2, 0, REVIEW), (2, 3, 0, LEARN)], vec![2]),
        ("crammed between steps", vec![(1, 1, 0, LEARN), (2, 3, 0, CRAM), (3, 3, 0, LEARN)], vec![1, 3]),
        ("moved between steps", vec![(1, 1, 0, LEARN), (2, 0, 2_500, BY_HAND), (3, 3, 0, LEARN)], vec![3]),
        ("put back and reviewed", vec![(1, 1, 0, LEARN), (2, 0, 0, BY_HAND), (3, 3, 0, REVIEW)], vec![3]),
        ("never learned", vec![(1, 3, 0, REVIEW), (2, 3, 0, REVIEW)], vec![1, 2]),
        ("a step that is no answer", vec![(1, 3, 0, REVIEW), (2, 0, 0, LEARN), (3, 3, 0, REVIEW)], vec![1, 3]),
        ("crammed alone", vec![(1, 3, 0, CRAM)], vec![]),
    ] {
        assert_eq!(days(&rows), expected, "{about}");
    }
}

#[test]
fn days_are_those_of_the_clock_of_the_collection() {
    let of = |conf: &str, tz_offset_min| {
        let conf = format!(
            "ALTER TABLE col ADD COLUMN conf text; UPDATE col SET crt = {}, conf = '{conf}';",
            CREATED + 5 * 3_600
        );
        let read = with_rows(&[(2, 3, 2_500, 0)], &conf, tz_offset_min);
        let event = read.source.events.into_values().next().unwrap();
        (event.at.tz_offset_min, Response::read(&event).planned_due_day.unwrap().0)
    };
    // The collection began at four in the morning, in New York in winter.
    let due = CREATED.div_euclid(DAY_MS / 1_000) + 30;
    for device in [-300, -240, 0, 60] {
        assert_eq!(of(r#"{"creationOffset":300,"x":[1]}"#, device), (-300, due), "{device}");
    }
    for none in ["", "{}", "[", r#"{"creationOffset":"300"}"#, r#"{"creationOffset":99999999999}"#] {
        assert_eq!(of(none, 60), (60, due), "{none}");
        // An hour of summer more or less is the same day.
        assert_eq!((of(none, -300).1, of(none, -360).1), (due, due), "{none}");
    }
}

#[test]
fn a_schedule_without_answers_is_told_with_how_many() {
    let told = |interval: &str| {
        let more = "ALTER TABLE cards ADD COLUMN ivl integer DEFAULT ".to_owned() + interval + ";";
        let read = with_rows(&[(1, 3, 0, 3)], &more, 0);
        read.source.problems.into_iter().map(|problem| (problem.code, problem.detail)).collect::<Vec<_>>()
    };
    assert_eq!(told("12"), [("schedule_without_answers", "1".to_owned())]);
    assert_eq!(told("0"), []);
    let answered = with_rows(&[(1, 3, 0, 0)], "ALTER TABLE cards ADD COLUMN ivl integer DEFAULT 12;", 0);
    assert_eq!(answered.source.problems, []);
}
