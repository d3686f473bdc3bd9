//! A whole framework at once: its tree, and how every group in it stands from the leaves below
//! (LEARNING.md 2.5). Pure; the estimates come from derived rows.

use super::Competency;
use crate::{
    evidence::estimate::{Estimate, Figure},
    id::CompetencyId,
};
use cairn_learning::{
    mastery::{Leaf, Level, Rollup, rollup},
    structure::Tree,
};
use std::collections::BTreeMap;

/// A framework's tree with estimates.
#[derive(Clone, Debug)]
pub struct Standings {
    tree: Tree<CompetencyId>,
    nouns: BTreeMap<CompetencyId, Competency>,
    estimates: BTreeMap<CompetencyId, Estimate>,
    unassessed: Figure,
}

/// How a group stands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Group {
    /// From everything that was said and shown.
    pub full: Rollup,
    /// From what was demonstrated alone.
    pub shown: Rollup,
    /// Leaves below that the group needs; all of them if it needs none in particular.
    pub required: usize,
    /// Required leaves whose demonstrated level reaches their target.
    pub reached: usize,
}

impl Standings {
    /// `nouns` in the order in which siblings are shown. Entries whose parents form a loop, which a merge
    /// can make, stand at the top.
    pub fn new(nouns: Vec<Competency>, estimates: BTreeMap<CompetencyId, Estimate>) -> Self {
        let pairs = |looped: &dyn Fn(CompetencyId) -> bool| {
            Tree::new(nouns.iter().map(|noun| (noun.id, noun.parent.filter(|_| !looped(noun.id)))))
        };
        let plain = pairs(&|_| false);
        let tree = if plain.looped().is_empty() { plain } else { pairs(&|id| plain.looped().contains(&id)) };
        let nouns = nouns.into_iter().map(|noun| (noun.id, noun)).collect();
        Self { tree, nouns, estimates, unassessed: Figure::unassessed() }
    }

    /// What stands at the top, in order.
    pub fn roots(&self) -> &[CompetencyId] {
        self.tree.roots()
    }

    /// What lies directly below `id`, in order.
    pub fn children(&self, id: CompetencyId) -> &[CompetencyId] {
        self.tree.children(&id)
    }

    /// A competency of the tree.
    pub fn noun(&self, id: CompetencyId) -> Option<&Competency> {
        self.nouns.get(&id)
    }

    /// Its own estimate, if there is evidence.
    pub fn estimate(&self, id: CompetencyId) -> Option<&Estimate> {
        self.estimates.get(&id)
    }

    /// What lies above `id`, from the top.
    pub fn path(&self, id: CompetencyId) -> Vec<CompetencyId> {
        let mut path = Vec::new();
        let mut at = self.nouns.get(&id).and_then(|noun| noun.parent);
        while let Some(above) = at.filter(|above| self.nouns.contains_key(above) && !path.contains(above)) {
            path.push(above);
            at = self.nouns.get(&above).and_then(|noun| noun.parent);
        }
        path.reverse();
        path
    }

    /// How `group` stands; `None` for a leaf. `target` gives the level that a leaf shall reach.
    pub fn group(&self, group: CompetencyId, target: &dyn Fn(CompetencyId) -> u8) -> Option<Group> {
        self.draw_together(&self.leaves(self.tree.children(&group), true), target)
    }

    /// How the whole framework stands; `None` while it is empty.
    pub fn whole(&self, target: &dyn Fn(CompetencyId) -> u8) -> Option<Group> {
        self.draw_together(&self.leaves(self.tree.roots(), true), target)
    }

    fn draw_together(&self, leaves: &[(CompetencyId, bool)], target: &dyn Fn(CompetencyId) -> u8) -> Option<Group> {
        let none_required = leaves.iter().all(|(_, required)| !required);
        let view = |pick: fn(&Estimate) -> &Figure| {
            let leaves: Vec<Leaf> = leaves.iter().map(|(id, required)| self.leaf(*id, *required, pick)).collect();
            rollup(&leaves)
        };
        let needed: Vec<CompetencyId> =
            leaves.iter().filter(|(_, required)| *required || none_required).map(|(id, _)| *id).collect();
        let reached = |id: &&CompetencyId| self.estimates.get(id).is_some_and(|e| e.shown.level >= target(**id));
        Some(Group {
            full: view(|estimate| &estimate.full)?,
            shown: view(|estimate| &estimate.shown)?,
            required: needed.len(),
            reached: needed.iter().filter(reached).count(),
        })
    }

    fn leaf(&self, id: CompetencyId, required: bool, pick: fn(&Estimate) -> &Figure) -> Leaf {
        let figure = self.estimates.get(&id).map_or(&self.unassessed, pick);
        let weight = self.nouns.get(&id).and_then(|noun| noun.weight).filter(|weight| *weight > 0.0);
        Leaf {
            weight: weight.unwrap_or(1.0),
            required,
            readiness: figure.mean,
            sd: figure.sd,
            level: Level::from_u8(figure.level).unwrap_or_default(),
        }
    }

    /// The leaves at and below `from`; one is required if nothing on the way to it is optional.
    fn leaves(&self, from: &[CompetencyId], required: bool) -> Vec<(CompetencyId, bool)> {
        let mut leaves = Vec::new();
        let mut stack: Vec<(CompetencyId, bool)> = from.iter().rev().map(|id| (*id, required)).collect();
        while let Some((id, required)) = stack.pop() {
            let required = required && !self.nouns.get(&id).is_some_and(|noun| noun.optional);
            let children = self.tree.children(&id);
            if children.is_empty() {
                leaves.push((id, required));
            }
            stack.extend(children.iter().rev().map(|child| (*child, required)));
        }
        leaves
    }
}
