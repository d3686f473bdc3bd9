//! Large rows and large commits.

use super::{
    Bench,
    desk::{Desk, Writes, event, id, numbered},
};
use cairn_domain::{
    change::Write,
    goal::{Goal, command as goal},
    kind::Kind,
    noun::Noun,
    port::{Lookup, Range},
    record::{Cell, Record, Register},
    stamp::Stamp,
    text::NOTE_MAX,
};

/// The longest note, in letters of four bytes, and an event of two million bytes.
pub async fn large_rows_come_back(bench: &impl Bench) {
    let desk = Desk::open(bench, "large").await;
    let goal = desk.goal("Goal").await;
    let text = "𒀀".repeat(NOTE_MAX);
    desk.edit(goal, goal::Edit::Why { opened: vec![], text: text.clone() }).await;
    let record = desk.record(Kind::GOAL, goal.0).await.expect("the goal is there");
    assert!(Goal::read(&record).why.shown() == text, "the note is as it was");

    let large = event(Kind::EVIDENCE, 1).with(12, &"a".repeat(2_000_000));
    desk.write(vec![Write::Event(large.clone())]).await;
    let found = desk.ask(Lookup::Event(Kind::EVIDENCE, large.id)).await;
    assert!(found.event(Kind::EVIDENCE, large.id) == Some(&large), "the event is as it was");
}

/// An import of twenty thousand records is one commit; so is reading them by id.
pub async fn twenty_thousand_writes_are_one_commit(bench: &impl Bench) {
    const COUNT: u32 = 20_000;
    let desk = Desk::open(bench, "bulk").await;
    let device = desk.summary().await.device;
    let record = |n: u32| {
        let mut record = Record::new(Kind::GOAL, numbered(n));
        record.seen.raise(device, 1);
        let stamp = Stamp { ms: u64::from(n), counter: 0, device };
        let value = cairn_domain::cbor::Cbor::of(&format!("Goal {n}"));
        record.fields.insert(Goal::TITLE.0, Cell::Register(Register { stamp, value }));
        Write::Record(record)
    };
    let commit = desk.run(&Writes((0..COUNT).map(record).collect())).await;
    assert_eq!(commit.changes.change, u64::from(COUNT));
    assert_eq!(desk.summary().await.totals[&Kind::GOAL].alive, i64::from(COUNT));

    // Of many that are asked for by id, some are not there.
    let asked: Vec<Lookup> = (COUNT - 1_500..COUNT + 1_500).map(|n| Lookup::Record(Kind::GOAL, numbered(n))).collect();
    let snapshot = desk.ask_all(&asked).await;
    let found = |n: u32| snapshot.record(Kind::GOAL, numbered(n)).is_some();
    assert!(asked.iter().all(|lookup| snapshot.has(lookup)), "each has an answer");
    assert!((COUNT - 1_500..COUNT).all(found) && !(COUNT..COUNT + 1_500).any(found));

    let last = desk.hits(Range::last(Kind::GOAL, "status/", 1)).await;
    assert_eq!(last.iter().map(|hit| id(&hit.row)).collect::<Vec<_>>(), [numbered(COUNT - 1)]);
    let page = Lookup::ChangedSince { kind: Kind::GOAL, change: 0, after: Some(numbered(9_999)), limit: 500 };
    let snapshot = desk.ask(page.clone()).await;
    assert_eq!(snapshot.hits(&page).len(), 500);
    assert_eq!(id(&snapshot.hits(&page)[0].row), numbered(10_000));
}
