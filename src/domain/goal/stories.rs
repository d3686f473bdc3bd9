//! Goals as a learner meets them: each test is one story, told in commands.

use super::{
    Check, Criterion, Goal, GoalKind, GoalStatus, Step, Transition,
    command::{Command as Act, Edit, StepEdit, may_move},
    example::{self, Example},
    history,
};
use crate::{
    cbor::value::Day,
    change::{Count, Reply},
    command::Command,
    desk::Desk,
    error::{Place, Rejection},
    id::{CompetencyId, CriterionId, DeviceId, GoalId, Id, StepId},
    kind::Kind,
    record::{Context, Dot, Draft, Now, Seen},
    registry::record_keys,
    tags::Retag,
    text::TextFault,
};

mod emptied;

fn act(act: Act) -> Command {
    Command::Goal(act)
}

impl Desk {
    fn goal(&mut self, title: &str) -> GoalId {
        GoalId(self.made(&act(Act::Create { title: title.to_owned(), kind: GoalKind::Make })))
    }

    fn criterion(&mut self, goal: GoalId, text: &str) -> CriterionId {
        CriterionId(self.made(&act(Act::AddCriterion { goal, text: text.to_owned(), check: Check::Own })))
    }

    fn step(&mut self, goal: GoalId, title: &str) -> StepId {
        StepId(self.made(&act(Act::AddStep { goal, title: title.to_owned() })))
    }

    fn moves(&mut self, goal: GoalId, to: GoalStatus, reason: &str) -> Result<(), Rejection> {
        self.run(&act(Act::Move { goal, to, reason: reason.to_owned() })).map(|_| ())
    }

    fn read(&self, goal: GoalId) -> Goal {
        self.noun(goal.0).unwrap()
    }

    fn past(&self, goal: GoalId) -> Vec<(GoalStatus, String)> {
        let snapshot = self.look(&history::needs(goal));
        let past = history::history(goal, &snapshot, 1_800_000_000_000);
        past.into_iter().map(|past| (past.transition.to, past.transition.reason)).collect()
    }

    fn titles(&self, goal: GoalId) -> Vec<String> {
        self.nouns::<Step>(&Step::of(goal)).into_iter().map(|step| step.title).collect()
    }
}

#[test]
fn a_goal_begins_as_a_draft_and_needs_a_criterion_to_start() {
    let mut desk = Desk::default();
    let goal = desk.goal("  Repair solar lamps ");
    assert_eq!(desk.read(goal).title, "Repair solar lamps");
    assert_eq!(desk.read(goal).status, GoalStatus::Draft);
    assert_eq!(desk.moves(goal, GoalStatus::Active, ""), Err(Rejection::NoCriterion));
    let sign = desk.criterion(goal, "Three lamps still work after a month");
    desk.did(&Command::Trash(Kind::CRITERION, sign.0));
    assert_eq!(desk.moves(goal, GoalStatus::Active, ""), Err(Rejection::NoCriterion));
    desk.did(&Command::Restore(Kind::CRITERION, sign.0));
    assert_eq!(desk.moves(goal, GoalStatus::Active, ""), Ok(()));
    assert_eq!(desk.read(goal).status, GoalStatus::Active);
    assert_eq!(desk.nouns::<Goal>(&Goal::with_status(GoalStatus::Active, 5)).len(), 1);
    assert_eq!(desk.nouns::<Goal>(&Goal::with_status(GoalStatus::Draft, 5)).len(), 0);
}

#[test]
fn every_status_says_where_one_can_go_from_it() {
    use GoalStatus::{Active, Done, Draft, Paused, Released};
    let all = [Draft, Active, Paused, Done, Released];
    let table = [
        (Draft, vec![Active, Released]),
        (Active, vec![Paused, Done, Released]),
        (Paused, vec![Active, Done, Released]),
        (Done, vec![Active, Released]),
        (Released, vec![Active]),
    ];
    for (from, expected) in table {
        let found: Vec<_> = all.into_iter().filter(|to| may_move(from, *to)).collect();
        assert_eq!(found, expected, "from {from:?}");
    }
}

#[test]
fn letting_go_asks_for_a_reason_and_the_history_keeps_it() {
    let mut desk = Desk::default();
    let goal = desk.goal("Grow tomatoes on the roof");
    desk.criterion(goal, "A basket of tomatoes");
    desk.moves(goal, GoalStatus::Active, "").unwrap();
    assert_eq!(desk.moves(goal, GoalStatus::Released, " \n"), Err(Rejection::NoReason));
    desk.moves(goal, GoalStatus::Paused, "No seedlings in the dry season").unwrap();
    desk.moves(goal, GoalStatus::Released, "We moved").unwrap();
    assert_eq!(desk.read(goal).status_reason, "We moved");
    let told: Vec<_> = desk
        .events
        .values()
        .map(Transition::read)
        .map(|step| (step.goal == Some(goal), step.from, step.to, step.reason))
        .collect();
    assert_eq!(told.len(), 3);
    assert_eq!(told[2], (true, GoalStatus::Paused, GoalStatus::Released, "We moved".to_owned()));
}

#[test]
fn undo_takes_a_status_back_with_its_line_in_the_history() {
    let mut desk = Desk::default();
    let goal = desk.goal("Fractions");
    desk.criterion(goal, "I can compare two prices");
    desk.moves(goal, GoalStatus::Active, "").unwrap();
    assert!(matches!(desk.undo(), Reply::Undone { skipped: 0, .. }));
    assert_eq!(desk.read(goal).status, GoalStatus::Draft);
    assert!(desk.past(goal).is_empty());
    desk.moves(goal, GoalStatus::Active, "").unwrap();
    desk.moves(goal, GoalStatus::Paused, "Harvest").unwrap();
    assert_eq!(desk.past(goal), [(GoalStatus::Paused, "Harvest".to_owned()), (GoalStatus::Active, String::new())]);
}

#[test]
fn fields_are_checked_where_they_are_written() {
    let mut desk = Desk::default();
    let goal = desk.goal("Speak at a meeting");
    let number = |min, max| Rejection::Number { place: Place::Number, min, max };
    let long = Rejection::Text { place: Place::Title, fault: TextFault::TooLong { max: 500, found: 10_000 } };
    let target = CompetencyId(Id::new(1, 1));
    for (edit, expected) in [
        (Edit::Title("x".repeat(10_000)), long),
        (Edit::Title(" ".to_owned()), Rejection::Text { place: Place::Title, fault: TextFault::Empty }),
        (Edit::Priority(Some(4)), number(1, 3)),
        (Edit::WeeklyMinutes(Some(0)), number(1, 10_080)),
        (Edit::Target(target, Some(5)), number(1, 4)),
        (
            Edit::Question("a\0b".to_owned()),
            Rejection::Text { place: Place::Text, fault: TextFault::Control { place: 2 } },
        ),
    ] {
        let before = desk.records.clone();
        assert_eq!(desk.run(&act(Act::Edit(goal, vec![Edit::Priority(Some(1)), edit]))), Err(expected));
        assert!(desk.records == before, "a refused command writes nothing");
    }
    desk.did(&act(Act::Edit(
        goal,
        vec![
            Edit::Priority(Some(1)),
            Edit::Deadline(Some(Day(20_800))),
            Edit::WeeklyMinutes(Some(90)),
            Edit::Target(target, Some(3)),
            Edit::Tags(Retag::new(vec!["work".to_owned(), " work ".to_owned(), String::new()])),
        ],
    )));
    let read = desk.read(goal);
    assert_eq!((read.priority, read.deadline, read.weekly_minutes), (Some(1), Some(Day(20_800)), Some(90)));
    assert_eq!(read.targets, vec![(target, 3)]);
    assert_eq!(read.tags, vec![("work".to_owned(), true)]);
    // Another tab added one after this form was opened; a third takes one away that was there.
    let said = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    for (opened, now) in [(said(&["work"]), said(&["work", "home"])), (said(&["work"]), said(&["work", "sea"]))] {
        desk.did(&act(Act::Edit(goal, vec![Edit::Tags(Retag { opened, now })])));
    }
    let tags = |desk: &Desk| desk.read(goal).tags.into_iter().map(|(tag, _)| tag).collect::<Vec<_>>();
    assert_eq!(tags(&desk), ["sea", "home", "work"]);
    let gone = Edit::Tags(Retag { opened: said(&["home", "sea", "work"]), now: said(&["sea"]) });
    desk.did(&act(Act::Edit(goal, vec![Edit::Target(target, None), gone])));
    assert_eq!((desk.read(goal).targets, tags(&desk)), (vec![], said(&["sea"])));
}

#[test]
fn a_why_that_was_changed_elsewhere_meanwhile_stays_beside_the_new_one() {
    let mut desk = Desk::default();
    let goal = desk.goal("Keep bees");
    let why = |opened: Vec<Dot>, text: &str| act(Act::Edit(goal, vec![Edit::Why { opened, text: text.to_owned() }]));
    desk.did(&why(vec![], "For honey"));
    let opened = desk.read(goal).why.dots();
    desk.did(&why(opened.clone(), "For honey and for the trees"));
    assert_eq!(desk.read(goal).why.versions.len(), 1);
    // An edit that began before the last one did not see it, so it does not replace it.
    desk.did(&why(opened, "For my grandmother"));
    assert_eq!(desk.read(goal).why.versions.len(), 2);
}

#[test]
fn steps_stand_in_order_and_the_next_is_the_first_open_one() {
    let mut desk = Desk::default();
    let goal = desk.goal("Repair solar lamps");
    let [a, b, c] = ["Open a lamp", "Measure a battery", "Solder a wire"].map(|title| desk.step(goal, title));
    assert_eq!(desk.titles(goal), ["Open a lamp", "Measure a battery", "Solder a wire"]);
    let order = |step, before| act(Act::MoveStep { goal, step, before });
    desk.did(&order(c, Some(a)));
    assert_eq!(desk.titles(goal), ["Solder a wire", "Open a lamp", "Measure a battery"]);
    desk.did(&order(c, None));
    assert_eq!(desk.titles(goal), ["Open a lamp", "Measure a battery", "Solder a wire"]);
    desk.undo();
    assert_eq!(desk.titles(goal), ["Solder a wire", "Open a lamp", "Measure a battery"]);
    let next = |desk: &Desk| desk.nouns::<Step>(&Step::next_of(goal)).first().map(|step| step.id);
    assert_eq!(next(&desk), Some(c));
    desk.did(&act(Act::TickStep(c, true)));
    assert_eq!(next(&desk), Some(a));
    desk.undo();
    assert_eq!(next(&desk), Some(c));
    assert_eq!(desk.run(&order(b, Some(b))), Err(Rejection::Missing));
}

#[test]
fn equal_order_keys_of_two_devices_are_spread_by_the_next_move() {
    let mut desk = Desk::default();
    let goal = desk.goal("Read a contract");
    let [a, b, c] = ["one", "two", "three"].map(|title| desk.step(goal, title));
    let same = desk.records[&(Kind::STEP, a.0)].fields[&Step::ORDER.0].clone();
    for step in [b, c] {
        desk.records.get_mut(&(Kind::STEP, step.0)).unwrap().fields.insert(Step::ORDER.0, same.clone());
    }
    let last = *[a, b, c].iter().max().unwrap();
    let first = *[a, b, c].iter().min().unwrap();
    desk.did(&act(Act::MoveStep { goal, step: last, before: Some(first) }));
    let order: Vec<StepId> = desk.nouns::<Step>(&Step::of(goal)).iter().map(|step| step.id).collect();
    assert_eq!(order.first(), Some(&last));
    assert_eq!(order.len(), 3);
}

#[test]
fn a_step_carries_what_it_needs() {
    let mut desk = Desk::default();
    let goal = desk.goal("First aid at home");
    let step = desk.step(goal, "Learn to bandage");
    let (resource, competency) = (Id::new(2, 2).into(), CompetencyId(Id::new(3, 3)));
    desk.did(&act(Act::EditStep(
        step,
        vec![
            StepEdit::Estimate(Some(40)),
            StepEdit::Due(Some(Day(20_700))),
            StepEdit::Resource(Some(resource)),
            StepEdit::Competency(Some(competency)),
            StepEdit::Notes { opened: vec![], text: "Ask at the clinic".to_owned() },
        ],
    )));
    let read: Step = desk.noun(step.0).unwrap();
    assert_eq!((read.estimate_min, read.due), (Some(40), Some(Day(20_700))));
    assert_eq!((read.resource, read.competency), (Some(resource), Some(competency)));
    assert_eq!(read.notes.shown(), "Ask at the clinic");
    assert_eq!(
        desk.run(&act(Act::EditStep(step, vec![StepEdit::Actual(Some(0))]))),
        Err(Rejection::Number { place: Place::Number, min: 1, max: 10_080 })
    );
}

#[test]
fn a_criterion_is_met_by_her_word_and_open_again_by_undo() {
    let mut desk = Desk::default();
    let goal = desk.goal("Fractions");
    let sign = desk.criterion(goal, "I can compare two prices");
    let met = |desk: &Desk| desk.noun::<Criterion>(sign.0).unwrap().met_at.is_some();
    desk.did(&act(Act::MeetCriterion(sign, true)));
    assert!(met(&desk));
    desk.undo();
    assert!(!met(&desk));
    desk.did(&act(Act::EditCriterion { id: sign, text: "I compare prices alone".to_owned(), check: Check::Mentor }));
    let read: Criterion = desk.noun(sign.0).unwrap();
    assert_eq!((read.text.as_str(), read.check), ("I compare prices alone", Check::Mentor));
}

#[test]
fn a_deleted_goal_is_gone_until_undo_brings_it_back() {
    let mut desk = Desk::default();
    let goal = desk.goal("Fractions");
    desk.did(&Command::Trash(Kind::GOAL, goal.0));
    assert!(desk.nouns::<Goal>(&Goal::all()).is_empty());
    for command in [
        Act::AddStep { goal, title: "x".to_owned() },
        Act::AddCriterion { goal, text: "x".to_owned(), check: Check::Own },
        Act::Edit(goal, vec![Edit::Priority(Some(1))]),
        Act::Move { goal, to: GoalStatus::Active, reason: String::new() },
    ] {
        assert_eq!(desk.run(&act(command)), Err(Rejection::Missing));
    }
    desk.undo();
    assert_eq!(desk.nouns::<Goal>(&Goal::all()).len(), 1);
}

#[test]
fn a_goal_takes_its_signs_and_steps_along_when_the_trash_is_emptied() {
    let mut desk = Desk::default();
    let [goal, other] = ["Fractions", "Lamps"].map(|title| desk.goal(title));
    let sign = desk.criterion(goal, "I can compare two prices");
    let step = desk.step(goal, "Cut a loaf");
    let kept = desk.step(other, "Solder");
    desk.did(&Command::Trash(Kind::GOAL, goal.0));
    let purge = Command::Purge(vec![(Kind::GOAL, goal.0)]);
    desk.wait_days(29);
    desk.did(&purge);
    desk.did(&Command::Restore(Kind::GOAL, goal.0));
    assert_eq!((desk.read(goal).title.as_str(), desk.titles(goal)), ("Fractions", vec!["Cut a loaf".to_owned()]));
    assert!(desk.noun::<Criterion>(sign.0).is_some());

    desk.did(&Command::Trash(Kind::GOAL, goal.0));
    let before = desk.records.clone();
    desk.wait_days(30);
    let outcome = desk.did(&purge);
    assert!(outcome.inverse.is_empty(), "there is no way back");
    assert_eq!(outcome.totals[&Kind::STEP], Count { alive: -1, trashed: 1 });
    for (kind, id) in [(Kind::GOAL, goal.0), (Kind::CRITERION, sign.0), (Kind::STEP, step.0)] {
        let record = &desk.records[&(kind, id)];
        assert!(record.is_purged() && record.seen == Seen::default(), "{record:?}");
        // A copy that knows no more than the deletion stays deleted, and is emptied wherever it is.
        let mut elsewhere = before[&(kind, id)].clone();
        elsewhere.join(record.clone());
        assert!(!elsewhere.is_alive());
        desk.records.insert((kind, id), elsewhere);
    }
    assert!(desk.titles(goal).is_empty());
    assert_eq!(record_keys(&desk.records[&(Kind::STEP, step.0)]), ["purged/"]);
    desk.did(&Command::Purge(vec![(Kind::STEP, step.0)]));
    assert!(desk.records[&(Kind::STEP, step.0)].is_purged());
    assert!(desk.noun::<Step>(kept.0).is_some());

    // What was written elsewhere, unseen by the deletion, comes back: the rule of every deletion.
    let mut draft = Draft::edit(
        before[&(Kind::STEP, step.0)].clone(),
        &Context::new(Now { ms: 9, tz_offset_min: 0 }, DeviceId(9), 1),
    );
    draft.set(&Step::TITLE, &"Cut a cake".to_owned());
    let (mut edited, ..) = draft.finish().unwrap();
    edited.join(desk.records[&(Kind::STEP, step.0)].clone());
    assert!(edited.is_alive());
}

#[test]
fn the_example_comes_goes_and_comes_again_as_a_whole() {
    let mut desk = Desk::default();
    let words = |title: &str| {
        act(Act::ShowExample(Example {
            title: title.to_owned(),
            why: "To have light".to_owned(),
            sign: "It still works after a month".to_owned(),
            steps: ["Open it", "Measure", "Solder"].map(str::to_owned).to_vec(),
        }))
    };
    desk.did(&words("Repair a lamp"));
    let shown = |desk: &Desk| desk.nouns::<Goal>(&Goal::all()).into_iter().map(|goal| goal.title).collect::<Vec<_>>();
    assert_eq!(shown(&desk), ["Repair a lamp"]);
    assert!(crate::example::is_example(example::GOAL));
    assert_eq!(desk.titles(example::GOAL), ["Open it", "Measure", "Solder"]);
    assert_eq!(desk.nouns::<Step>(&Step::next_of(example::GOAL))[0].title, "Measure");
    desk.did(&act(Act::RemoveExample));
    assert!(shown(&desk).is_empty() && desk.titles(example::GOAL).is_empty());
    desk.did(&words("Réparer une lampe"));
    assert_eq!(shown(&desk), ["Réparer une lampe"]);
    assert_eq!(desk.read(example::GOAL).why.versions.len(), 1);
    desk.undo();
    assert!(shown(&desk).is_empty() && desk.titles(example::GOAL).is_empty());
}
