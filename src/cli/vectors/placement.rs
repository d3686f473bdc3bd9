//! The placement sections of `structure.json`: how many questions it takes and how right it is, over many learners,
//! and one dialogue step by step.

use cairn_learning::placement::{Answer, Class, Placement, PlacementConfig, Skill, feasible_states};
use cairn_learning::random::SplitMix64;
use cairn_learning::threshold::reaches;
use serde_json::Value;

use super::Tally;
use super::fields::{Malformed, each, number, required, size, text};

/// Questions that the vectors' generator allows where nobody guesses or slips.
const NOISE_FREE_MAX: usize = 60;
/// What stands for no guess and no slip, so that no answer is impossible.
const NEARLY_NEVER: f64 = 1e-12;
const NOISE: f64 = 0.1;
const SEED: u64 = 7;

/// A graph, as the direct prerequisites of each skill.
struct Graph {
    requires: Vec<Vec<usize>>,
    masks: Vec<u64>,
}

impl Graph {
    fn new(masks: Vec<u64>) -> Self {
        let bits = |mask: &u64| (0..64).filter(|bit| mask >> bit & 1 == 1).collect();
        Self { requires: masks.iter().map(bits).collect(), masks }
    }

    /// A placement over the whole graph.
    fn placement(&self, guess: f64, config: PlacementConfig) -> Result<Placement, Malformed> {
        let skills: Vec<Skill<'_>> =
            self.requires.iter().map(|requires| Skill { requires, guess, claimed: None }).collect();
        let targets: Vec<usize> = (0..skills.len()).collect();
        Placement::new(&skills, &targets, config).map_err(|_| Malformed::new("prereq_masks"))
    }
}

/// `placement`: expected questions and accuracy, exact without noise, of simulated learners with it.
pub fn expectations(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let graph = Graph::new(each(case, "prereq_masks", Value::as_u64)?);
        let states = feasible_states(&graph.masks, PlacementConfig::default().states_max)
            .ok_or_else(|| Malformed::new("prereq_masks"))?;
        tally.exact("states", states.len(), case);

        let quiet = PlacementConfig { slip: NEARLY_NEVER, questions_max: NOISE_FREE_MAX, ..PlacementConfig::default() };
        let start = graph.placement(NEARLY_NEVER, quiet)?;
        tally.exact("states", start.states(), case);
        let seen = average(&states, &start, |known| known);
        tally.number("expected_questions_noise_free", seen.questions, case);
        tally.number("accuracy_noise_free", seen.accuracy, case);

        let learners = text(case, "noisy_params")?.rsplit(' ').find_map(|word| word.parse::<usize>().ok());
        let learners = learners.ok_or_else(|| Malformed::new("noisy_params"))?;
        let mut random = SplitMix64::new(SEED);
        let drawn: Vec<u64> = (0..learners).map(|_| states[below(&mut random, states.len())]).collect();
        let start = graph.placement(NOISE, PlacementConfig { slip: NOISE, ..PlacementConfig::default() })?;
        let seen = average(&drawn, &start, |known| {
            let luck = random.next_unit();
            if known { luck >= NOISE } else { luck < NOISE }
        });
        tally.number("expected_questions_noisy", seen.questions, case);
        tally.number("accuracy_noisy", seen.accuracy, case);
        Ok(())
    });
}

/// A number below `n`, as the generator draws it.
fn below(random: &mut SplitMix64, n: usize) -> usize {
    let share = random.next_unit();
    // The states are few: each step is a whole number of them.
    (0..n).rev().find(|at| share * float(n) >= float(*at)).unwrap_or(0)
}

fn float(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::INFINITY, f64::from)
}

/// Means over learners.
struct Seen {
    questions: f64,
    accuracy: f64,
}

/// Runs every learner, given by what she knows, from `start`; `right` says whether she answers rightly.
fn average(learners: &[u64], start: &Placement, mut right: impl FnMut(bool) -> bool) -> Seen {
    let (mut questions, mut accuracy) = (0.0, 0.0);
    for truth in learners {
        let mut placement = start.clone();
        while let Some(skill) = placement.next_question() {
            let known = truth >> skill & 1 == 1;
            placement.answer(skill, if right(known) { Answer::Right } else { Answer::Wrong });
        }
        questions += float(placement.asked().len());
        let beliefs = placement.probabilities();
        let judged = beliefs.iter().enumerate().filter(|(skill, probability)| {
            probability.is_some_and(|probability| reaches(probability, 0.5)) == (truth >> skill & 1 == 1)
        });
        accuracy += float(judged.count()) / float(beliefs.len());
    }
    let n = float(learners.len());
    Seen { questions: questions / n, accuracy: accuracy / n }
}

/// `placement_trace`: one dialogue, question by question.
pub fn trace(section: &Value, tally: &mut Tally) {
    if let Err(malformed) = traced(section, tally) {
        tally.unreadable("", &malformed.to_string());
    }
}

fn traced(section: &Value, tally: &mut Tally) -> Result<(), Malformed> {
    if text(section, "dag")? != "diamond 7" {
        return Err(Malformed::new("dag"));
    }
    let graph = Graph::new(vec![0, 1, 1, 0b110, 0b1000, 0b1000, 0b11_0000]);
    let config = PlacementConfig { slip: number(section, "slip")?, ..PlacementConfig::default() };
    let mut placement = graph.placement(number(section, "guess")?, config)?;
    let truth = required(section, "truth_mask", Value::as_u64)?;
    let steps = section.get("steps").ok_or_else(|| Malformed::new("steps"))?;
    tally.enter("steps", |tally| {
        tally.each(steps, |step, tally| -> Result<(), Malformed> {
            let asked = required(step, "asked", size)?;
            tally.exact("asked", placement.next_question(), step);
            tally.exact("correct", truth >> asked & 1 == 1, step);
            beliefs("marginals_before", &placement, step, tally);
            let right = required(step, "correct", Value::as_bool)?;
            placement.answer(asked, if right { Answer::Right } else { Answer::Wrong });
            Ok(())
        });
    });
    tally.same("left to ask", &Value::from(placement.next_question()), &Value::Null);
    beliefs("final", &placement, section, tally);
    let words: Vec<&str> = placement.classes().into_iter().map(word).collect();
    tally.exact("classes", words, section);
    Ok(())
}

fn beliefs(key: &str, placement: &Placement, case: &Value, tally: &mut Tally) {
    if let Some(expected) = case.get(key) {
        let got: Vec<f64> = placement.probabilities().into_iter().map(Option::unwrap_or_default).collect();
        tally.enter(key, |tally| super::fsrs::row(expected, &got, tally));
    }
}

fn word(class: Class) -> &'static str {
    match class {
        Class::Known => "known",
        Class::Unknown => "unknown",
        Class::Unsure => "unsure",
        Class::LeftOut => "left_out",
    }
}
