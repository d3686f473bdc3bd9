//! The invariants of placement: what can be known together, how many questions it takes, and graphs that are too large.

use cairn::learning::placement::{Answer, Class, Placement, PlacementConfig, PlacementError, Skill, feasible_states};
use proptest::collection::vec;
use proptest::prelude::*;

use super::histories::cases;

/// Direct prerequisites of each skill, all before it.
fn graph(most: usize) -> impl Strategy<Value = Vec<Vec<usize>>> {
    vec(vec(0_usize..most, 0..4), 1..=most).prop_map(|mut requires| {
        for (skill, needed) in requires.iter_mut().enumerate() {
            needed.retain(|other| *other < skill);
            needed.sort_unstable();
            needed.dedup();
        }
        requires
    })
}

fn start(requires: &[Vec<usize>], guess: f64, config: PlacementConfig) -> Placement {
    let skills: Vec<Skill<'_>> = requires.iter().map(|requires| Skill { requires, guess, claimed: None }).collect();
    let targets: Vec<usize> = (0..skills.len()).collect();
    Placement::new(&skills, &targets, config).expect("no circle")
}

fn masks(requires: &[Vec<usize>]) -> Vec<u64> {
    requires.iter().map(|needed| needed.iter().fold(0, |mask, at| mask | 1 << at)).collect()
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![Just(Answer::Right), Just(Answer::Wrong), Just(Answer::NotYet)]
}

proptest! {
    #![proptest_config(cases())]

    /// Every state holds the prerequisites of what it holds, and none is missing.
    #[test]
    fn states_are_closed_downward_and_complete(requires in graph(9)) {
        let masks = masks(&requires);
        let closed = |state: &u64| masks.iter().enumerate().all(|(at, mask)| state >> at & 1 == 0 || state & mask == *mask);
        let all: Vec<u64> = (0..1_u64 << masks.len()).filter(closed).collect();
        prop_assert_eq!(feasible_states(&masks, 20_000), Some(all.clone()));
        prop_assert_eq!(feasible_states(&masks, all.len() - 1), None);
        prop_assert_eq!(start(&requires, 0.1, PlacementConfig::default()).states(), all.len() as u64);
    }

    /// Without guesses and slips what is known is found out, all of it.
    #[test]
    fn without_noise_the_truth_is_found(requires in graph(8), pick in any::<prop::sample::Index>()) {
        let states = feasible_states(&masks(&requires), 20_000).expect("few");
        let truth = *pick.get(&states);
        let config = PlacementConfig { slip: 1e-12, ..PlacementConfig::default() };
        let mut placement = start(&requires, 1e-12, config);
        while let Some(skill) = placement.next_question() {
            placement.answer(skill, if truth >> skill & 1 == 1 { Answer::Right } else { Answer::NotYet });
        }
        let known = |at: usize| if truth >> at & 1 == 1 { Class::Known } else { Class::Unknown };
        prop_assert_eq!(placement.classes(), (0..requires.len()).map(known).collect::<Vec<_>>());
        prop_assert!(placement.asked().len() <= requires.len());
    }

    /// After any answers: probabilities within [0, 1], a prerequisite no less probable than what needs it, a right
    /// answer never lowers its skill and a wrong one never raises it.
    #[test]
    fn answers_move_what_they_are_about(requires in graph(9), answers in vec(answer(), 9), guess in 0.0..0.5) {
        let mut placement = start(&requires, guess, PlacementConfig::default());
        for answer in answers {
            let Some(skill) = placement.next_question() else { break };
            let before = placement.probabilities()[skill].expect("asked");
            prop_assert!(placement.answer(skill, answer) && !placement.answer(skill, answer));
            let all = placement.probabilities();
            let after = all[skill].expect("asked");
            match answer {
                Answer::Right => prop_assert!(after >= before - 1e-12),
                Answer::Wrong | Answer::NotYet => prop_assert!(after <= before + 1e-12),
            }
            for (skill, needed) in requires.iter().enumerate() {
                let probability = all[skill].expect("a small graph");
                prop_assert!((-1e-12..=1.0 + 1e-12).contains(&probability));
                for other in needed {
                    prop_assert!(all[*other].expect("a small graph") >= probability - 1e-12);
                }
            }
        }
        let asked = placement.asked();
        prop_assert!(placement.inferred().iter().all(|(skill, score)| !asked.contains(skill) && *score >= 0.85 - 1e-9));
    }
}

#[test]
fn skills_that_do_not_hang_together_are_asked_about_apart() {
    let requires = vec![Vec::new(); 200];
    let placement = start(&requires, 0.0, PlacementConfig::default());
    assert_eq!((placement.states(), placement.left_out()), (u64::MAX, Vec::new()));
    let mut placement = placement;
    while let Some(skill) = placement.next_question() {
        placement.answer(skill, Answer::Right);
    }
    assert_eq!(placement.asked().len(), 25);
}

#[test]
fn a_graph_that_is_too_large_is_cut_to_what_is_nearest_the_target_and_says_so() {
    // One target with 30 prerequisites of its own, each with one more: more than two to the thirtieth states.
    let mut requires: Vec<Vec<usize>> = vec![Vec::new(); 30];
    requires.extend((0..30).map(|deep| vec![deep]));
    requires.push((30..60).collect());
    let skills: Vec<Skill<'_>> =
        requires.iter().map(|requires| Skill { requires, guess: 0.0, claimed: None }).collect();
    let placement = Placement::new(&skills, &[60], PlacementConfig::default()).expect("no circle");
    assert_eq!(placement.left_out(), (0..60).collect::<Vec<_>>());
    assert_eq!((placement.next_question(), placement.states()), (Some(60), 2));
    assert_eq!(placement.classes()[0], Class::LeftOut);

    // A layer of targets alone is cut to as many as can be.
    let star: Vec<Vec<usize>> = std::iter::once(Vec::new()).chain((0..30).map(|_| vec![0])).collect();
    let placement = start(&star, 0.0, PlacementConfig::default());
    assert_eq!(placement.states(), (1 << 14) + 1);
    assert_eq!(placement.left_out(), (15..31).collect::<Vec<_>>());
}

#[test]
fn claims_move_the_start_and_circles_are_refused() {
    let skill = |requires: &'static [usize], claimed| Skill { requires, guess: 0.0, claimed };
    let known = [skill(&[], Some(true)), skill(&[0], Some(true)), skill(&[], None)];
    let placement = Placement::new(&known, &[1, 2], PlacementConfig::default()).expect("no circle");
    let all = placement.probabilities();
    assert!(all[1] > Some(0.5) && all[0] > all[1], "{all:?}");
    assert_eq!(all[2], Some(0.5));

    let circle = [skill(&[1], None), skill(&[0], None)];
    let refused = Placement::new(&circle, &[0], PlacementConfig::default());
    assert_eq!(refused, Err(PlacementError::Cycle { members: vec![0, 1] }));
    let unknown = Placement::new(&[skill(&[7], None)], &[0], PlacementConfig::default());
    assert_eq!(unknown, Err(PlacementError::Unknown { skill: 7 }));
    let unknown = Placement::new(&[skill(&[], None)], &[3], PlacementConfig::default());
    assert_eq!(unknown, Err(PlacementError::Unknown { skill: 3 }));
}

/// However an answer contradicts the ones before, probabilities stay numbers.
#[test]
fn contradictions_leave_numbers() {
    let config = PlacementConfig { slip: 0.0, ..PlacementConfig::default() };
    let mut placement = start(&[vec![], vec![0], vec![1]], 0.0, config);
    placement.answer(2, Answer::Right);
    placement.answer(0, Answer::NotYet);
    placement.answer(1, Answer::Wrong);
    assert!(placement.probabilities().iter().all(|p| p.is_some_and(|p| (0.0..=1.0).contains(&p))));
}
