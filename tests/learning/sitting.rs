//! The order of a sitting: stories, and what holds of any.

use cairn::learning::schedule::{ScheduleConfig, Sitting, SittingRule, Task, TaskKind};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::histories::cases;

fn rule() -> SittingRule {
    ScheduleConfig::default().sitting
}

/// Tasks by letters: the competency; a part of `X` for a and b, of `Y` for c and d.
fn tasks(letters: &str, kind: TaskKind) -> Vec<Task<char>> {
    letters
        .chars()
        .map(|letter| Task { competency: Some(letter), parent: Some(if letter < 'c' { 'X' } else { 'Y' }), kind })
        .collect()
}

/// Plays a sitting to its end, `right` saying whether the n-th answer, to this task, succeeds.
fn play(tasks: Vec<Task<char>>, mut right: impl FnMut(usize, usize) -> bool) -> Vec<usize> {
    let mut sitting = Sitting::new(tasks, rule());
    let mut asked = Vec::new();
    while let Some(task) = sitting.coming() {
        let success = right(asked.len(), task);
        assert!(sitting.answer(task, success));
        asked.push(task);
        assert!(asked.len() < 1_000, "the sitting does not end");
    }
    asked
}

fn letters(asked: &[usize], tasks: &[Task<char>]) -> String {
    asked.iter().filter_map(|task| tasks[*task].competency).collect()
}

#[test]
fn competencies_are_mixed_siblings_first() {
    let tasks = tasks("aacbdb", TaskKind::Review);
    let asked = play(tasks.clone(), |_, _| true);
    assert_eq!(letters(&asked, &tasks), "ababcd");
}

#[test]
fn a_review_comes_back_twice_at_most_and_later() {
    let tasks = tasks("abcde", TaskKind::Review);
    let asked = play(tasks, |_, task| task != 0);
    assert_eq!(asked.iter().filter(|task| **task == 0).count(), 3);
    assert!(asked.windows(2).all(|pair| pair != [0, 0]) || asked.ends_with(&[0, 0]), "{asked:?}");
}

#[test]
fn a_new_concept_stays_until_it_succeeds_once_then_it_is_mixed() {
    let mut all = tasks("aaaa", TaskKind::NewConcept);
    all.extend(tasks("cccc", TaskKind::Review));
    let asked = play(all.clone(), |answer, _| answer != 0);
    assert_eq!(&letters(&asked, &all)[..4], "aaca", "{asked:?}");
    // What failed comes back until it is recalled.
    assert_eq!(asked.iter().filter(|task| **task == 0).count(), 2);
}

#[test]
fn prose_is_not_mixed() {
    let mut all = tasks("aaaaa", TaskKind::Prose);
    all.extend(tasks("cdcdc", TaskKind::Review));
    let asked = play(all.clone(), |_, _| true);
    assert_eq!(&letters(&asked, &all)[..5], "aaaaa");
}

#[test]
fn what_is_left_out_does_not_come_and_a_stray_answer_changes_nothing() {
    let mut sitting = Sitting::new(tasks("abc", TaskKind::Review), rule());
    sitting.leave_out(0);
    assert_eq!((sitting.coming(), sitting.remaining()), (Some(1), 2));
    let before = sitting.clone();
    assert!(!sitting.answer(0, true) && !sitting.answer(9, true));
    assert_eq!(sitting, before);
}

fn any_tasks() -> impl Strategy<Value = Vec<Task<char>>> {
    let kind = select(vec![TaskKind::Review, TaskKind::Review, TaskKind::New, TaskKind::NewConcept]);
    let task = (proptest::option::weighted(0.9, select(vec!['a', 'b', 'c', 'd'])), kind);
    vec(task, 0..40).prop_map(|tasks| {
        let parent = |letter: char| if letter < 'c' { 'X' } else { 'Y' };
        let task = |(competency, kind): (Option<char>, _)| Task { competency, parent: competency.map(parent), kind };
        tasks.into_iter().map(task).collect()
    })
}

proptest! {
    #![proptest_config(cases())]

    /// Every task comes, what failed comes back as often as the rule says, and the end comes.
    #[test]
    fn every_task_comes_and_failures_come_back(tasks in any_tasks(), fails in vec(any::<bool>(), 400)) {
        let mut answers = vec![Vec::new(); tasks.len()];
        play(tasks.clone(), |answer, task| {
            let success = !fails.get(answer).copied().unwrap_or(false);
            answers[task].push(success);
            success
        });
        for (task, answers) in tasks.iter().zip(&answers) {
            let success = answers.iter().filter(|success| **success).count();
            prop_assert!(success <= 1 && !answers.is_empty());
            match task.kind {
                TaskKind::Review => prop_assert!(success == 1 || answers.len() == 3),
                TaskKind::New | TaskKind::NewConcept => prop_assert_eq!(success, 1),
                TaskKind::Prose => prop_assert_eq!(answers.len(), 1),
            }
        }
    }

    /// With reviews alone, never more than three of one competency in a row while another waits.
    #[test]
    fn no_competency_keeps_the_others_waiting(tasks in any_tasks(), fails in vec(any::<bool>(), 400)) {
        let tasks: Vec<_> = tasks.into_iter().map(|task| Task { kind: TaskKind::Review, ..task }).collect();
        let mut sitting = Sitting::new(tasks.clone(), rule());
        let mut row = (None, 0);
        for fail in fails {
            let Some(task) = sitting.coming() else { break };
            let competency = tasks[task].competency;
            row = if competency.is_some() && row.0 == competency { (competency, row.1 + 1) } else { (competency, 1) };
            if row.1 > rule().in_a_row {
                let mut rest = sitting.clone();
                (0..tasks.len()).filter(|other| tasks[*other].competency == competency).for_each(|t| rest.leave_out(t));
                prop_assert_eq!(rest.coming(), None);
            }
            sitting.answer(task, !fail);
        }
    }

    /// A sitting resumes at the same task, and an answer taken back leaves no trace.
    #[test]
    fn a_sitting_is_what_its_answers_make_it(tasks in any_tasks(), fails in vec(any::<bool>(), 60)) {
        let mut sitting = Sitting::new(tasks.clone(), rule());
        let mut answers = Vec::new();
        for fail in fails {
            let Some(task) = sitting.coming() else { break };
            let before = sitting.clone();
            let promised = sitting.comes_back(task);
            sitting.answer(task, !fail);
            // What it says of a failure beforehand is what becomes of it: it waits still, or has left.
            let waits = before.remaining() == sitting.remaining();
            prop_assert!(waits == (fail && promised), "task {}: {} {} {}", task, fail, promised, waits);
            prop_assert_eq!(&Sitting::resumed(tasks.clone(), &answers, rule()), &before);
            answers.push((task, !fail));
        }
        prop_assert_eq!(Sitting::resumed(tasks, &answers, rule()), sitting);
    }
}
