//! All or nothing, and two writers on one database.

use super::{
    Bench,
    desk::{Desk, Goals, create, numbered},
};
use cairn_domain::{
    change::Outcome,
    command::Command,
    error::Rejection,
    goal::{Goal, GoalStatus, command as goal},
    kind::Kind,
    noun::Noun,
    port::{CommitError, Decision, Lookup, Range, Snapshot},
    record::{Cell, Context},
};
use std::{collections::BTreeSet, future::poll_fn, pin::pin, task::Poll};

/// Reads, then refuses.
struct Refusal;

impl Decision for Refusal {
    fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        let range = Range::all(Kind::GOAL, "status/");
        let ids = snapshot.records(&range).map(|record| Lookup::Record(Kind::GOAL, record.id));
        ids.chain([Lookup::Range(range.clone())]).collect()
    }

    fn decide(&self, snapshot: &Snapshot, _: &mut Context) -> Result<Outcome, Rejection> {
        assert!(snapshot.record(Kind::GOAL, numbered(0)).is_some(), "what was asked for was read");
        Err(Rejection::Missing)
    }
}

/// A decision that refuses after reading in two rounds changes nothing, and the store goes on.
pub async fn a_rejected_decision_leaves_nothing(bench: &impl Bench) {
    let desk = Desk::open(bench, "rejected").await;
    desk.run(&Goals { first: 0, count: 2 }).await;
    let before = desk.summary().await;
    assert_eq!(desk.attempt(&Refusal).await, Err(CommitError::Rejected(Rejection::Missing)));
    let goal = cairn_domain::id::GoalId(numbered(0));
    let active = goal::Command::Move { goal, to: GoalStatus::Active, reason: String::new() };
    let refused = desk.attempt(&Command::Goal(active)).await;
    assert!(matches!(refused, Err(CommitError::Rejected(_))), "{refused:?}");
    assert_eq!(desk.summary().await, before);
    desk.goal("The next one").await;
    assert_eq!(desk.summary().await.change, before.change + 1);
}

/// If one write of several fails, none has happened: no row, no total, no number, no undo entry.
pub async fn a_failing_write_leaves_nothing(bench: &impl Bench) {
    let desk = Desk::open(bench, "failing").await;
    desk.goal("Here before").await;
    let before = desk.summary().await;
    for at in [0, 2] {
        bench.fail_at_write(&desk.store, at);
        let failed = desk.attempt(&Goals { first: 0, count: 3 }).await;
        assert!(matches!(failed, Err(CommitError::Store(_))), "{failed:?}");
        assert_eq!(desk.summary().await, before);
        assert_eq!(desk.ids(Range::all(Kind::GOAL, "status/")).await.len(), 1);
        assert_eq!(desk.record(Kind::GOAL, numbered(0)).await, None);
        let list = Lookup::UndoLatest(10);
        assert_eq!(desk.ask(list.clone()).await.undo(&list).len(), 1);
    }
    let done = desk.run(&Goals { first: 0, count: 3 }).await;
    assert_eq!(done.changes.change, before.change + 3);
}

/// Two connections that write at once lose no field, no total and no number, and share no stamp.
pub async fn two_writers_lose_nothing(bench: &impl Bench) {
    const ROUNDS: u8 = 12;
    let left = Desk::open(bench, "writers").await;
    let right = left.again(bench, "writers").await;
    let goal = left.goal("Goal").await;
    let mut stamps = BTreeSet::new();
    for round in 0..ROUNDS {
        // The same moment on both: only what the transaction reads can keep the stamps apart.
        right.clock.set(left.clock.get());
        let title = create(&format!("Left {round}"));
        let ours = async {
            left.edit(goal, goal::Edit::Title(format!("Left {round}"))).await;
            left.run(&title).await;
        };
        let theirs = async {
            right.edit(goal, goal::Edit::Title(format!("Right {round}"))).await;
            right.edit(goal, goal::Edit::Question(format!("Round {round}"))).await;
        };
        both(ours, theirs).await;
        let record = left.record(Kind::GOAL, goal.0).await.expect("the goal is there");
        let read = Goal::read(&record);
        assert_eq!(read.question, format!("Round {round}"));
        assert!(read.title.ends_with(&format!(" {round}")), "{}", read.title);
        let Some(Cell::Register(title)) = record.fields.get(&Goal::TITLE.0) else { panic!("a title") };
        assert!(stamps.insert((title.stamp.ms, title.stamp.counter)), "a stamp was given twice");
    }
    let summary = right.summary().await;
    let rounds = u64::from(ROUNDS);
    assert_eq!(summary.change, 1 + 4 * rounds);
    assert_eq!(summary.totals[&Kind::GOAL].alive, 1 + i64::from(ROUNDS));
    let record = right.record(Kind::GOAL, goal.0).await.expect("the goal is there");
    assert_eq!(record.seen.count(summary.device), 1 + 3 * rounds);
}

/// Runs both to their ends, in turns.
async fn both(left: impl Future<Output = ()>, right: impl Future<Output = ()>) {
    let (mut left, mut right) = (pin!(left), pin!(right));
    let mut done = (false, false);
    poll_fn(|context| {
        done.0 = done.0 || left.as_mut().poll(context).is_ready();
        done.1 = done.1 || right.as_mut().poll(context).is_ready();
        if done == (true, true) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}
