//! The undo list, and taking changes back.

use super::{Bench, desk::Desk};
use cairn_domain::{
    change::{Op, Reply},
    command::Command,
    goal::{Goal, command as goal},
    kind::Kind,
    noun::Noun,
    port::{CommitError, Lookup},
    undo::UNDO_KEPT,
};

/// The list is read newest first, knows each entry by its change number, and forgets the oldest.
pub async fn the_undo_list_is_pruned(bench: &impl Bench) {
    let desk = Desk::open(bench, "undo-list").await;
    let goal = desk.goal("Goal").await;
    let first = desk.summary().await.change;
    for n in 0..UNDO_KEPT + 2 {
        desk.edit(goal, goal::Edit::Title(format!("Goal {n}"))).await;
    }
    let latest = Lookup::UndoLatest(3);
    let snapshot = desk.ask(latest.clone()).await;
    let numbers: Vec<u64> = snapshot.undo(&latest).iter().map(|(change, _)| *change).collect();
    let last = desk.summary().await.change;
    assert_eq!(numbers, [last, last - 1, last - 2]);
    assert!(snapshot.undo(&latest).iter().all(|(_, entry)| entry.op == Op::EditGoal));

    let all = Lookup::UndoLatest(u32::MAX);
    assert_eq!(desk.ask(all.clone()).await.undo(&all).len() as u64, u64::from(UNDO_KEPT));
    let gone = Lookup::Undo(first);
    assert!(desk.ask(gone.clone()).await.undo(&gone).is_empty());
    let none = Lookup::UndoLatest(0);
    assert!(desk.ask(none.clone()).await.undo(&none).is_empty());
    let refused = desk.attempt(&Command::Undo(first)).await;
    assert!(matches!(refused, Err(CommitError::Rejected(_))), "{refused:?}");
}

/// Undo gives the value back, leaves the list, and is itself a change that can be taken back.
pub async fn an_undo_gives_back_and_can_be_undone(bench: &impl Bench) {
    let desk = Desk::open(bench, "undo").await;
    let goal = desk.goal("Before").await;
    let title = async || Goal::read(&desk.record(Kind::GOAL, goal.0).await.expect("the goal is there")).title;
    let edited = desk.edit(goal, goal::Edit::Title("After".to_owned())).await;
    assert!(edited.undoable);

    let undone = desk.run(&Command::Undo(edited.changes.change)).await;
    assert_eq!(undone.reply, Reply::Undone { op: Op::EditGoal, skipped: 0 });
    assert_eq!(title().await, "Before");
    let gone = desk.attempt(&Command::Undo(edited.changes.change)).await;
    assert!(gone.is_err(), "an entry is used once");

    desk.run(&Command::Undo(undone.changes.change)).await;
    assert_eq!(title().await, "After");

    let same = desk.edit(goal, goal::Edit::Title("After".to_owned())).await;
    assert!(!same.undoable && same.changes.kinds.is_empty(), "what changes nothing writes nothing: {same:?}");
}
