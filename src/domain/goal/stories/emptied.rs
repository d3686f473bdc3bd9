//! What becomes of a goal and its steps when two devices do not know the same of its deletion.

use super::*;

/// The other device's copy of `desk`, joined with what came of it on this one.
fn joined(mut elsewhere: Desk, here: &Desk) -> Desk {
    for (key, record) in &here.records {
        elsewhere.records.entry(*key).or_insert_with(|| record.clone()).join(record.clone());
    }
    elsewhere
}

/// A goal with a step, known to two devices; on this one it was deleted and emptied out of the trash.
fn emptied_here() -> (Desk, Desk, GoalId, StepId) {
    let mut desk = Desk::default();
    let goal = desk.goal("Fractions");
    let step = desk.step(goal, "Cut a loaf");
    let mut elsewhere = desk.elsewhere();
    desk.did(&Command::Trash(Kind::GOAL, goal.0));
    desk.wait_days(30);
    desk.did(&Command::Purge(vec![(Kind::GOAL, goal.0)]));
    elsewhere.wait_days(20);
    (desk, elsewhere, goal, step)
}

#[test]
fn a_goal_that_was_edited_elsewhere_comes_back_with_its_steps() {
    let (desk, mut elsewhere, goal, step) = emptied_here();
    elsewhere.did(&act(Act::Edit(goal, vec![Edit::Title("Shares".to_owned())])));
    let mut both = joined(elsewhere, &desk);
    assert!(both.noun::<Goal>(goal.0).is_some() && both.noun::<Step>(step.0).is_none());
    both.did(&Command::Purge(vec![(Kind::STEP, step.0)]));
    assert_eq!(both.titles(goal), ["Cut a loaf"]);
    // The device that emptied it gets it back too.
    let mut back = joined(desk, &both);
    assert_eq!((back.read(goal).title.as_str(), back.titles(goal)), ("Shares", vec!["Cut a loaf".to_owned()]));
    back.did(&Command::Purge(vec![(Kind::STEP, step.0)]));
    assert_eq!(back.titles(goal), ["Cut a loaf"]);
}

#[test]
fn a_step_that_was_added_elsewhere_has_thirty_days_more() {
    let (desk, mut elsewhere, goal, step) = emptied_here();
    elsewhere.step(goal, "Share a cake");
    let mut both = joined(elsewhere, &desk);
    both.wait_days(1);
    let list = Command::Purge(vec![(Kind::STEP, step.0), (Kind::GOAL, goal.0)]);
    both.did(&list);
    assert!(both.noun::<Goal>(goal.0).is_none());
    both.did(&Command::Restore(Kind::GOAL, goal.0));
    assert_eq!(both.titles(goal), ["Cut a loaf", "Share a cake"]);
    // A step that was deleted by itself and emptied does not come back with its goal.
    both.did(&Command::Trash(Kind::STEP, step.0));
    let copy = both.elsewhere();
    both.wait_days(30);
    both.did(&Command::Purge(vec![(Kind::STEP, step.0)]));
    let mut later = joined(copy, &both);
    later.did(&Command::Purge(vec![(Kind::STEP, step.0)]));
    assert_eq!(later.titles(goal), ["Share a cake"]);
}

#[test]
fn a_step_restored_from_the_trash_brings_its_goal_along() {
    let mut desk = Desk::default();
    let goal = desk.goal("Fractions");
    let step = desk.step(goal, "Cut a loaf");
    desk.did(&Command::Trash(Kind::STEP, step.0));
    desk.did(&Command::Trash(Kind::GOAL, goal.0));
    desk.did(&Command::Restore(Kind::STEP, step.0));
    assert_eq!(desk.titles(goal), ["Cut a loaf"]);
    assert!(desk.noun::<Goal>(goal.0).is_some());
    desk.undo();
    assert!(desk.noun::<Goal>(goal.0).is_none() && desk.noun::<Step>(step.0).is_none());
}
