//! One goal from its first words to an undo, as a learner's commands run it through a store.

use super::{Bench, desk::Desk};
use cairn_domain::{
    change::Reply,
    command::Command,
    error::Rejection,
    goal::{Check, Criterion, Goal, GoalStatus, Transition, command as goal},
    kind::Kind,
    noun::Noun,
    port::{CommitError, Lookup, Range},
};

/// The gate asks for a criterion; a move leaves history; undo takes the move and its event back.
pub async fn a_goal_goes_its_way(bench: &impl Bench) {
    let desk = Desk::open(bench, "story").await;
    let goal = desk.goal("Read the Masnavi").await;
    let activate =
        Command::Goal(goal::Command::Move { goal, to: GoalStatus::Active, reason: "The book is here".to_owned() });
    assert_eq!(desk.attempt(&activate).await, Err(CommitError::Rejected(Rejection::NoCriterion)));

    let sign = |text: &str| goal::Command::AddCriterion { goal, text: text.to_owned(), check: Check::Own };
    for text in ["I read a page without a dictionary", "I can tell what it says"] {
        assert!(matches!(desk.run(&Command::Goal(sign(text))).await.reply, Reply::Created(_)));
    }
    let signs = Lookup::Range(Criterion::of(goal));
    let listed = desk.ask(signs).await.nouns::<Criterion>(&Criterion::of(goal));
    assert_eq!(listed.iter().map(|sign| sign.text.as_str()).collect::<Vec<_>>()[1], "I can tell what it says");

    let moved = desk.run(&activate).await;
    assert_eq!(moved.changes.kinds, [Kind::GOAL, Kind::TRANSITION].into_iter().collect());
    assert_eq!(desk.ids(Goal::with_status(GoalStatus::Active, 10)).await, [goal.0]);
    let history = desk.ask(Lookup::Range(Transition::of(goal))).await;
    assert_eq!(
        history.events(&Transition::of(goal)).map(|event| Transition::read(event).to).last(),
        Some(GoalStatus::Active)
    );

    desk.run(&Command::Undo(moved.changes.change)).await;
    let record = desk.record(Kind::GOAL, goal.0).await.expect("the goal is there");
    assert_eq!(Goal::read(&record).status, GoalStatus::Draft);
    assert_eq!(desk.ids(Goal::with_status(GoalStatus::Active, 10)).await, []);
    let voids = desk.hits(Range::all(Kind::VOID, format!("{goal}/"))).await;
    assert_eq!(voids.len(), 1, "the event stays and a void beside it takes it back");
}
