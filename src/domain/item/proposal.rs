//! What decks could belong to: skills as the decks lie in each other, and what is called the same and is here already.
//! Proposals alone: she looks at them, leaves out what she does not want, and [`super::place`] does the rest.

use super::{Shelves, place::NewSkill};
use crate::{
    fold::fold,
    id::{CompetencyId, DeckId, GoalId},
};
use std::collections::{BTreeMap, BTreeSet};

/// A deck of which a skill could be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposed {
    /// The deck.
    pub deck: DeckId,
    /// Its name.
    pub title: String,
    /// How deep it lies below where the proposal begins, from 0.
    pub depth: usize,
    /// Whether it is linked to skills already: then it stays as it is.
    pub linked: bool,
}

impl Proposed {
    /// Whether a skill can be made of it: one without a name can be none.
    pub fn is_open(&self) -> bool {
        !self.linked && !self.title.is_empty()
    }
}

/// The decks of which skills could be made: one and all below it, or all there are; each behind the one in which it lies,
/// by name.
pub fn proposed(decks: &Shelves, of: Option<DeckId>) -> Vec<Proposed> {
    let inside = decks.inside();
    let below = |deck: Option<DeckId>| inside.get(&deck).into_iter().flatten().rev().copied();
    let mut waiting: Vec<(DeckId, usize)> = match of {
        Some(deck) => vec![(deck, 0)],
        None => below(None).map(|deck| (deck, 0)).collect(),
    };
    let mut found = Vec::new();
    while let Some((deck, depth)) = waiting.pop() {
        let Some(shelf) = decks.get(deck) else { continue };
        let (title, linked) = (shelf.title.trim().to_owned(), !shelf.competencies.is_empty());
        found.push(Proposed { deck, title, depth, linked });
        waiting.extend(below(Some(deck)).map(|child| (child, depth + 1)));
    }
    found
}

/// The skills of the decks that are `wanted` out of a proposal, each in that of the nearest wanted deck above it. A skill
/// that holds others stands where these do, whatever is shown of it; so a deck that has cards of its own beside decks in it
/// gets one more skill within, which `general` names: "Cells, in general". `has_own` says which decks have some.
pub fn as_skills(
    proposed: &[Proposed],
    wanted: &BTreeSet<DeckId>,
    has_own: impl Fn(DeckId) -> bool,
    general: impl Fn(&str) -> String,
) -> Vec<NewSkill> {
    let is_kept = |one: &Proposed| wanted.contains(&one.deck) && one.is_open();
    let mut skills: Vec<NewSkill> = Vec::new();
    // The way down to where we are: how deep each deck lies, and the place of its skill.
    let mut way: Vec<(usize, usize)> = Vec::new();
    for (at, one) in proposed.iter().enumerate() {
        // What is left out ends ways too: its neighbours do not lie in what stands before it.
        way.retain(|(depth, _)| *depth < one.depth);
        if !is_kept(one) {
            continue;
        }
        let (inside, place) = (way.last().map(|(_, place)| *place), skills.len());
        // All that lies below a deck stands right behind it.
        let holds = proposed[at + 1..].iter().take_while(|below| below.depth > one.depth).any(is_kept);
        let own = holds && has_own(one.deck);
        skills.push(NewSkill { title: one.title.clone(), inside, deck: (!own).then_some(one.deck) });
        if own {
            skills.push(NewSkill { title: general(&one.title), inside: Some(place), deck: Some(one.deck) });
        }
        way.push((one.depth, place));
    }
    skills
}

/// What a deck is called like.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Alike {
    /// A skill.
    Skill(CompetencyId),
    /// A goal.
    Goal(GoalId),
}

/// Decks that are called as something that is here and that they do not belong to: by their own name, capital letters,
/// accents and spaces aside. Decks that are linked already are left out; the lists are in the order of the decks' names.
pub fn alike(
    decks: &Shelves,
    skills: impl IntoIterator<Item = (CompetencyId, String)>,
    goals: impl IntoIterator<Item = (GoalId, String)>,
) -> Vec<(DeckId, Vec<Alike>)> {
    let mut named: BTreeMap<String, Vec<Alike>> = BTreeMap::new();
    let skills = skills.into_iter().map(|(id, title)| (title, Alike::Skill(id)));
    for (title, one) in skills.chain(goals.into_iter().map(|(id, title)| (title, Alike::Goal(id)))) {
        let title = fold(&title);
        if !title.is_empty() {
            named.entry(title).or_default().push(one);
        }
    }
    let open = proposed(decks, None).into_iter().filter(|one| !one.linked);
    open.filter_map(|one| Some((one.deck, named.get(&fold(&one.title))?.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::Id, item::Deck, kind::Kind, noun::Noun, record::Record};

    fn id(number: u128) -> DeckId {
        DeckId(Id::new(1, number))
    }

    /// Biology (1) holds Cells (2, which holds Membrane 3) and Plants (4, linked, which holds Roots 5); Art (6) stands alone.
    fn shelves() -> Shelves {
        let rows =
            [(1, "Biology", 0), (2, "Cells", 1), (3, "Membrane", 2), (4, "Plants", 1), (5, "Roots", 4), (6, "Art ", 0)];
        Shelves::made(rows.map(|(number, title, parent)| Deck {
            title: title.to_owned(),
            parent: (parent > 0).then(|| id(parent)),
            competencies: if number == 4 { vec![(CompetencyId(Id::new(2, 1)), true)] } else { Vec::new() },
            ..Deck::read(&Record::new(Kind::DECK, id(number).0))
        }))
    }

    fn skills(wanted: &[u128], own: &[u128]) -> Vec<(String, Option<usize>, Option<DeckId>)> {
        let wanted = wanted.iter().copied().map(id).collect();
        let has_own = |deck| own.iter().any(|number| id(*number) == deck);
        let made = as_skills(&proposed(&shelves(), None), &wanted, has_own, |title| format!("{title}, in general"));
        made.into_iter().map(|skill| (skill.title, skill.inside, skill.deck)).collect()
    }

    #[test]
    fn every_deck_is_proposed_behind_the_one_in_which_it_lies() {
        let told =
            |of| proposed(&shelves(), of).into_iter().map(|one| (one.title, one.depth, one.linked)).collect::<Vec<_>>();
        let row = |title: &str, depth, linked| (title.to_owned(), depth, linked);
        assert_eq!(
            told(None),
            [
                row("Art", 0, false),
                row("Biology", 0, false),
                row("Cells", 1, false),
                row("Membrane", 2, false),
                row("Plants", 1, true),
                row("Roots", 2, false),
            ]
        );
        assert_eq!(told(Some(id(2))), [row("Cells", 0, false), row("Membrane", 1, false)]);
        assert_eq!(told(Some(id(9))), []);
    }

    #[test]
    fn skills_lie_in_each_other_as_the_decks_do() {
        let named = |title: &str| title.to_owned();
        assert_eq!(
            skills(&[1, 2, 3, 4, 5, 6], &[3]),
            [
                (named("Art"), None, Some(id(6))),
                (named("Biology"), None, Some(id(1))),
                (named("Cells"), Some(1), Some(id(2))),
                (named("Membrane"), Some(2), Some(id(3))),
                // What lies in a deck that has its skills goes to the next above.
                (named("Roots"), Some(1), Some(id(5))),
            ]
        );
        // Cards of a deck that holds others count for a skill of their own.
        assert_eq!(
            skills(&[1, 3], &[1, 3]),
            [
                (named("Biology"), None, None),
                (named("Biology, in general"), Some(0), Some(id(1))),
                (named("Membrane"), Some(0), Some(id(3))),
            ]
        );
        // What is left out parts what lies on both sides of it.
        assert_eq!(skills(&[3, 5], &[]), [(named("Membrane"), None, Some(id(3))), (named("Roots"), None, Some(id(5)))]);
    }

    #[test]
    fn what_is_called_the_same_is_named_and_linked_decks_are_not() {
        let (skill, goal) = (CompetencyId(Id::new(3, 1)), GoalId(Id::new(3, 2)));
        let skills = [(skill, "cells".to_owned()), (skill, "Plants".to_owned())];
        let goals = [(goal, "Árt".to_owned()), (goal, " ".to_owned())];
        let found = alike(&shelves(), skills, goals);
        assert_eq!(found, [(id(6), vec![Alike::Goal(goal)]), (id(2), vec![Alike::Skill(skill)])]);
    }
}
