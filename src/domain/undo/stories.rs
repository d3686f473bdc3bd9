//! Taking back out of order: what stands, what does not, and what is said of it beforehand.

use super::{CHAIN, Effect, Former, Outlook, effects, needs, outlook};
use crate::{
    change::{Op, Reply},
    command::Command,
    desk::Desk,
    goal::{
        Goal, GoalKind,
        command::{Command as Act, Edit},
    },
    id::{DeviceId, GoalId, Id},
    kind::Kind,
    noun::Noun,
    record::{Context, Dot, Draft, Record, Tag},
    time::Moment,
};

fn goal(desk: &mut Desk) -> GoalId {
    GoalId(desk.made(&Command::Goal(Act::Create { title: "One".to_owned(), kind: GoalKind::Learn })))
}

fn edit(desk: &mut Desk, goal: GoalId, edit: Edit) -> u64 {
    desk.did(&Command::Goal(Act::Edit(goal, vec![edit])));
    desk.entries()[0].0
}

fn title(desk: &mut Desk, goal: GoalId, title: &str) -> u64 {
    edit(desk, goal, Edit::Title(title.to_owned()))
}

fn why(desk: &mut Desk, goal: GoalId, text: &str) -> u64 {
    let opened = read(desk, goal).why.dots();
    edit(desk, goal, Edit::Why { opened, text: text.to_owned() })
}

fn read(desk: &Desk, goal: GoalId) -> Goal {
    desk.noun::<Goal>(goal.0).unwrap()
}

fn undo(desk: &mut Desk, number: u64) -> (Op, usize) {
    match desk.did(&Command::Undo(number)).reply {
        Reply::Undone { op, skipped } => (op, skipped),
        other => panic!("{other:?}"),
    }
}

/// What the list would say of an entry.
fn says(desk: &Desk, number: u64) -> Outlook {
    let entry = desk.entries().into_iter().find(|(known, _)| *known == number).unwrap().1;
    let mut lookups = needs(&entry);
    lookups.push(CHAIN);
    outlook(&entry, &desk.look(&lookups))
}

const OPEN: Outlook = Outlook { open: 1, closed: 0 };
const CLOSED: Outlook = Outlook { open: 0, closed: 1 };

#[test]
fn changes_of_one_field_are_taken_back_one_after_the_other() {
    let mut desk = Desk::default();
    let goal = goal(&mut desk);
    let numbers = ["Two", "Three", "Four"].map(|to| title(&mut desk, goal, to));
    assert_eq!(numbers.map(|number| says(&desk, number)), [CLOSED, CLOSED, OPEN]);
    for (number, expected) in numbers.into_iter().rev().zip(["Three", "Two", "One"]) {
        assert_eq!(says(&desk, number), OPEN);
        assert_eq!(undo(&mut desk, number), (Op::EditGoal, 0));
        assert_eq!(read(&desk, goal).title, expected);
    }
}

#[test]
fn texts_too_also_where_one_was_emptied() {
    let mut desk = Desk::default();
    let goal = goal(&mut desk);
    let numbers = ["First", "Second", "", "Third"].map(|text| why(&mut desk, goal, text));
    assert_eq!(numbers.map(|number| says(&desk, number)), [CLOSED, CLOSED, CLOSED, OPEN]);
    for (number, expected) in numbers.into_iter().rev().zip(["", "Second", "First", ""]) {
        assert_eq!(undo(&mut desk, number), (Op::EditGoal, 0));
        assert_eq!(read(&desk, goal).why.shown(), expected);
    }
}

#[test]
fn an_older_change_stays_in_the_list_while_something_newer_stands() {
    let mut desk = Desk::default();
    let goal = goal(&mut desk);
    let older = title(&mut desk, goal, "Two");
    let newer = title(&mut desk, goal, "Three");
    assert_eq!(undo(&mut desk, older), (Op::EditGoal, 1));
    assert_eq!(read(&desk, goal).title, "Three");
    assert!(desk.entries().iter().any(|(number, _)| *number == older), "it stays");
    undo(&mut desk, newer);
    undo(&mut desk, older);
    assert_eq!(read(&desk, goal).title, "One");
}

#[test]
fn a_redo_gives_back_what_was_undone() {
    let mut desk = Desk::default();
    let goal = goal(&mut desk);
    let first = title(&mut desk, goal, "Two");
    undo(&mut desk, first);
    desk.undo();
    assert_eq!(read(&desk, goal).title, "Two");
}

#[test]
fn fields_of_what_lies_in_the_trash_stay() {
    let mut desk = Desk::default();
    let goal = goal(&mut desk);
    let renamed = title(&mut desk, goal, "Two");
    desk.did(&Command::Trash(Kind::GOAL, goal.0));
    let trashed = desk.entries()[0].0;
    assert_eq!(says(&desk, renamed), CLOSED);
    assert_eq!(undo(&mut desk, renamed), (Op::EditGoal, 1));
    assert!(desk.noun::<Goal>(goal.0).is_none(), "undoing a change of a title brings nothing back");
    undo(&mut desk, trashed);
    assert_eq!(read(&desk, goal).title, "Two");
    assert_eq!(says(&desk, renamed), OPEN);
}

#[test]
fn what_was_emptied_out_of_the_trash_does_not_come_back_hollow() {
    let mut desk = Desk::default();
    let goal = goal(&mut desk);
    desk.did(&Command::Trash(Kind::GOAL, goal.0));
    let trashed = desk.entries()[0].0;
    desk.wait_days(31);
    desk.did(&Command::Purge(vec![(Kind::GOAL, goal.0)]));
    assert_eq!(says(&desk, trashed), CLOSED);
    assert_eq!(undo(&mut desk, trashed), (Op::Trash, 1));
    assert!(desk.noun::<Goal>(goal.0).is_none());
}

#[test]
fn what_an_undo_would_do_is_told_in_few_parts() {
    let mut desk = Desk::default();
    let goal = goal(&mut desk);
    let told = |desk: &Desk| effects(&desk.entries()[0].1);
    assert_eq!(told(&desk), [Effect::Out(Kind::GOAL, vec![goal.0])]);
    title(&mut desk, goal, "Two");
    let former = |tag: Tag, text: &str| Former { tag, text: Some(text.to_owned()) };
    let fields = |fields| Effect::Fields { kind: Kind::GOAL, id: goal.0, fields };
    assert_eq!(told(&desk), [fields(vec![former(Goal::TITLE.0, "One")])]);
    why(&mut desk, goal, "Because");
    assert_eq!(told(&desk), [fields(vec![former(Goal::WHY.0, "")])]);
    desk.did(&Command::Trash(Kind::GOAL, goal.0));
    assert_eq!(told(&desk), [Effect::Back(Kind::GOAL, vec![goal.0])]);
}

/// A goal whose why was written here and on device 9, joined.
fn written_apart(desk: &mut Desk) -> GoalId {
    let goal = goal(desk);
    let context = Context::new(Moment { ms: 1_700_000_000_500, tz_offset_min: 0 }, DeviceId(9), 1);
    let theirs = written(desk.records[&(Kind::GOAL, goal.0)].clone(), &context, "There");
    why(desk, goal, "Here");
    desk.records.get_mut(&(Kind::GOAL, goal.0)).unwrap().join(theirs);
    goal
}

fn written(record: Record, context: &Context, text: &str) -> Record {
    let mut draft = Draft::edit(record, context);
    draft.write(Goal::WHY, &[], text);
    draft.finish().unwrap().0
}

fn texts(desk: &Desk, goal: GoalId) -> Vec<String> {
    let mut texts: Vec<String> = read(desk, goal).why.versions.into_values().map(|version| version.text).collect();
    texts.sort();
    texts
}

#[test]
fn versions_leave_by_use_combine_and_discard_and_come_back_by_undo() {
    for (all, text, left) in [(true, "Here", "Here"), (true, "There\n\nHere", "There\n\nHere"), (false, "", "There")] {
        let mut desk = Desk::default();
        let goal = written_apart(&mut desk);
        assert_eq!(texts(&desk, goal), ["Here", "There"]);
        let versions = read(&desk, goal).why.versions;
        let leave = |dot: &Dot| all || versions[dot].text == "Here";
        let opened: Vec<Dot> = versions.keys().filter(|dot| leave(dot)).copied().collect();
        let settle =
            Command::SettleText { kind: Kind::GOAL, id: goal.0, field: Goal::WHY.0, opened, text: text.to_owned() };
        desk.did(&settle);
        assert_eq!(texts(&desk, goal), [left]);
        assert!(desk.run(&settle).is_err(), "what was shown no longer stands");
        desk.undo();
        assert_eq!(texts(&desk, goal), ["Here", "There"]);
        // The undo is a change too.
        desk.undo();
        assert_eq!(texts(&desk, goal), [left]);
    }
}

/// A goal that was deleted here and written to on device 9, joined.
fn returned(desk: &mut Desk) -> Id {
    let goal = goal(desk);
    let key = (Kind::GOAL, goal.0);
    let context = Context::new(Moment { ms: 1_700_000_000_500, tz_offset_min: 0 }, DeviceId(9), 1);
    let theirs = written(desk.records[&key].clone(), &context, "There");
    desk.did(&Command::Trash(Kind::GOAL, goal.0));
    desk.records.get_mut(&key).unwrap().join(theirs);
    goal.0
}

#[test]
fn what_came_back_is_listed_until_it_is_kept_or_deleted_again() {
    for (act, op, alive) in [
        (Command::Restore as fn(Kind, Id) -> Command, Op::Keep, true),
        (Command::Trash as fn(Kind, Id) -> Command, Op::Trash, false),
    ] {
        let mut desk = Desk::default();
        let goal = returned(&mut desk);
        let listed = |desk: &Desk| {
            let range = crate::registry::revenants(Kind::GOAL, 10);
            desk.nouns::<Goal>(&range).len()
        };
        assert_eq!(listed(&desk), 1);
        let before = desk.records[&(Kind::GOAL, goal)].trashed_at();
        let done = desk.did(&act(Kind::GOAL, goal));
        assert_eq!((done.op, listed(&desk), desk.noun::<Goal>(goal).is_some()), (op, 0, alive));
        // Undo puts it back where it stood: into the list, neither kept nor deleted.
        desk.undo();
        assert_eq!((listed(&desk), desk.records[&(Kind::GOAL, goal)].trashed_at()), (1, before));
        assert_eq!(Goal::read(&desk.records[&(Kind::GOAL, goal)]).why.shown(), "There");
    }
}
