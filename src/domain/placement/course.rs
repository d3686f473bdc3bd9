//! A placement after some answers: what is asked next, and what is concluded. It is what its answers make it, so that
//! undo is the same without the last one, and resumption the same again.

use super::{
    Ask, Ground,
    begun::{Heard, Said},
};
use crate::{evidence::infer::Conclusion, id::CompetencyId};
use cairn_learning::placement::{Answer, Class, Placement, PlacementConfig, PlacementError, Skill};
use std::collections::BTreeSet;

/// A placement.
#[derive(Clone, PartialEq, Debug)]
pub struct Course {
    ground: Ground,
    model: Placement,
    said: Vec<Said>,
}

/// What is concluded of a skill.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    /// The skill.
    pub id: CompetencyId,
    /// Its name.
    pub title: String,
    /// Whether it is known.
    pub class: Class,
    /// The probability of that, 0 to 1.
    pub probability: f64,
    /// What was heard of it; `None` if it was not asked about.
    pub heard: Option<Heard>,
}

/// A skill to begin with.
#[derive(Clone, PartialEq, Debug)]
pub struct Start {
    /// The skill.
    pub id: CompetencyId,
    /// Its name.
    pub title: String,
    /// Names of what it requires directly, all of it known.
    pub after: Vec<String>,
    /// How many skills that are not known wait for it.
    pub opens: usize,
    /// What was heard of it.
    pub heard: Option<Heard>,
}

/// Most places to begin that are named.
const STARTS: usize = 3;

impl Course {
    /// The placement over `ground` after `said`; what is no longer there is left out.
    pub fn new(ground: Ground, said: &[Said]) -> Result<Self, PlacementError> {
        let about = |id: CompetencyId| said.iter().find(|said| said.skill == id);
        let skill = |ask: &Ask| (ask.requires.clone(), about(ask.id).map_or(0.0, |said| said.guess), ask.claimed);
        let skills: Vec<_> = ground.skills.iter().map(skill).collect();
        let skills: Vec<Skill<'_>> = skills
            .iter()
            .map(|(requires, guess, claimed)| Skill { requires, guess: *guess, claimed: *claimed })
            .collect();
        let mut model = Placement::new(&skills, &ground.targets, PlacementConfig::default())?;
        let mut heard = Vec::new();
        for said in said {
            let Some(place) = ground.skills.iter().position(|ask| ask.id == said.skill) else { continue };
            match said.heard {
                Heard::Right => drop(model.answer(place, Answer::Right)),
                Heard::Wrong => drop(model.answer(place, Answer::Wrong)),
                Heard::NotYet => drop(model.answer(place, Answer::NotYet)),
                Heard::Nothing => model.pass(place),
            }
            heard.push(said.clone());
        }
        Ok(Self { ground, model, said: heard })
    }

    /// What is asked next; `None` when enough is known, or enough was asked.
    pub fn next(&self) -> Option<&Ask> {
        self.ground.skills.get(self.model.next_question()?)
    }

    /// Questions that were answered or passed over.
    pub fn asked(&self) -> usize {
        self.said.len()
    }

    /// How many skills it is about, with those that come before.
    pub fn skills(&self) -> usize {
        self.ground.skills.len()
    }

    /// Skills that could not be asked about, because they are too many.
    pub fn left_out(&self) -> usize {
        self.model.left_out().len()
    }

    /// What is concluded, in the order of the ground.
    pub fn found(&self) -> Vec<Found> {
        let classes = self.model.classes();
        let probabilities = self.model.probabilities();
        let found = |((ask, class), probability): ((&Ask, Class), Option<f64>)| Found {
            id: ask.id,
            title: ask.title.clone(),
            class,
            probability: probability.unwrap_or_default(),
            heard: self.heard(ask.id),
        };
        self.ground.skills.iter().zip(classes).zip(probabilities).map(found).collect()
    }

    /// What is to be kept as inferred evidence: every skill that counts as known without an item that showed it, with
    /// its probability. What an earlier placement concluded of the others goes.
    pub fn conclusion(&self) -> Conclusion {
        let shown = |id: CompetencyId| self.said.iter().any(|said| said.skill == id && said.answer.is_some());
        let known = self.found().into_iter().filter(|found| found.class == Class::Known && !shown(found.id));
        let known = known.map(|found| (found.id, found.probability)).collect();
        let before = self.ground.skills.iter().filter(|ask| ask.concluded).map(|ask| ask.id).collect();
        Conclusion { known, before }
    }

    /// Where to begin: what is not known although all that it requires is, what opens the most first.
    pub fn starts(&self) -> Vec<Start> {
        let known: Vec<bool> = self.model.classes().into_iter().map(|class| class == Class::Known).collect();
        let skills = &self.ground.skills;
        // Of each skill, those not known that require it.
        let mut after = vec![Vec::new(); skills.len()];
        for (place, ask) in skills.iter().enumerate().filter(|(place, _)| !known[*place]) {
            ask.requires.iter().for_each(|before| after[*before].push(place));
        }
        let ready = |place: &usize| !known[*place] && skills[*place].requires.iter().all(|before| known[*before]);
        let start = |place: usize| Start {
            id: skills[place].id,
            title: skills[place].title.clone(),
            after: skills[place].requires.iter().map(|before| skills[*before].title.clone()).collect(),
            opens: waiting(place, &after),
            heard: self.heard(skills[place].id),
        };
        let mut starts: Vec<Start> = (0..skills.len()).filter(ready).map(start).collect();
        starts.sort_by_key(|start| std::cmp::Reverse(start.opens));
        starts.truncate(STARTS);
        starts
    }

    fn heard(&self, id: CompetencyId) -> Option<Heard> {
        self.said.iter().find(|said| said.skill == id).map(|said| said.heard)
    }
}

/// How many need `place`, directly or not; `after` are those that need each directly.
fn waiting(place: usize, after: &[Vec<usize>]) -> usize {
    let (mut all, mut open) = (BTreeSet::new(), vec![place]);
    while let Some(at) = open.pop() {
        open.extend(after[at].iter().copied().filter(|other| all.insert(*other)));
    }
    all.len()
}
