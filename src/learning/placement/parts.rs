//! The skills in parts that do not depend on one another, each small enough to be gone through whole. A part that is
//! too large is cut to what is nearest the target; what was left out is said.

use super::states::{SKILLS_MAX, feasible_states};
use super::{PlacementConfig, PlacementError, Skill};
use crate::structure::topological_order;

/// Skills that hang together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    /// The skills, prerequisites first; the i-th is bit i of a state.
    pub(super) skills: Vec<usize>,
    /// What can be known together.
    pub(super) states: Vec<u64>,
}

/// The parts in the order of their first skills.
pub(super) fn parts(
    skills: &[Skill<'_>],
    targets: &[usize],
    config: &PlacementConfig,
) -> Result<Vec<Part>, PlacementError> {
    let order = prerequisites_first(skills)?;
    let distances = distances(skills, targets)?;
    let mut open = vec![order];
    let mut parts = Vec::new();
    while let Some(some) = open.pop() {
        for members in connected(skills, &some) {
            match feasible_states(&masks(skills, &members), config.states_max) {
                Some(states) => parts.push(Part { skills: members, states }),
                None => open.push(nearer(members, &distances)),
            }
        }
    }
    parts.sort_by_key(|part| part.skills.iter().min().copied());
    Ok(parts)
}

/// Without the layer farthest from the target; of a single layer without its last skill.
fn nearer(mut members: Vec<usize>, distances: &[usize]) -> Vec<usize> {
    let distance = |skill: &usize| distances[*skill];
    let (nearest, farthest) = (members.iter().map(distance).min(), members.iter().map(distance).max());
    if nearest == farthest {
        members.truncate(SKILLS_MAX.min(members.len() - 1));
    } else {
        members.retain(|skill| Some(distance(skill)) != farthest);
    }
    members
}

fn prerequisites_first(skills: &[Skill<'_>]) -> Result<Vec<usize>, PlacementError> {
    let nodes: Vec<usize> = (0..skills.len()).collect();
    let edges: Vec<(usize, usize)> = skills
        .iter()
        .enumerate()
        .flat_map(|(skill, Skill { requires, .. })| requires.iter().map(move |needed| (*needed, skill)))
        .collect();
    if let Some((needed, _)) = edges.iter().find(|(needed, _)| *needed >= skills.len()) {
        return Err(PlacementError::Unknown { skill: *needed });
    }
    let order = topological_order(&nodes, &edges);
    order.cycle.map_or(Ok(order.order), |members| Err(PlacementError::Cycle { members }))
}

/// Steps from the nearest target down to each skill; what no target needs is farthest.
fn distances(skills: &[Skill<'_>], targets: &[usize]) -> Result<Vec<usize>, PlacementError> {
    let mut distances = vec![usize::MAX; skills.len()];
    let mut layer: Vec<usize> = targets.to_vec();
    for distance in 0.. {
        let mut next = Vec::new();
        for skill in layer {
            let known = distances.get_mut(skill).ok_or(PlacementError::Unknown { skill })?;
            if *known == usize::MAX {
                *known = distance;
                next.extend_from_slice(skills[skill].requires);
            }
        }
        if next.is_empty() {
            break;
        }
        layer = next;
    }
    Ok(distances)
}

/// `members` by what hangs together among them, each part in the order given.
fn connected(skills: &[Skill<'_>], members: &[usize]) -> Vec<Vec<usize>> {
    let mut root: Vec<Option<usize>> = vec![None; skills.len()];
    for member in members {
        root[*member] = Some(*member);
    }
    for member in members {
        for needed in skills[*member].requires {
            if let (Some(one), Some(other)) = (top(&mut root, *member), top(&mut root, *needed)) {
                root[one.max(other)] = Some(one.min(other));
            }
        }
    }
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut place = vec![None; skills.len()];
    for member in members {
        let Some(head) = top(&mut root, *member) else { continue };
        let at = *place[head].get_or_insert_with(|| {
            groups.push((head, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(*member);
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The skill that stands for all that hang together with this one, shortening the way there.
fn top(root: &mut [Option<usize>], skill: usize) -> Option<usize> {
    let mut at = skill;
    while root[at]? != at {
        let above = root[root[at]?];
        root[at] = above;
        at = above?;
    }
    Some(at)
}

/// The prerequisites of each member among the members, as masks; none are needed beyond 64, which are refused anyway.
fn masks(skills: &[Skill<'_>], members: &[usize]) -> Vec<u64> {
    if members.len() > SKILLS_MAX {
        return vec![0; members.len()];
    }
    let place = |skill: &usize| members.iter().position(|member| member == skill);
    let mask =
        |member: &usize| skills[*member].requires.iter().filter_map(place).fold(0_u64, |mask, at| mask | 1 << at);
    members.iter().map(mask).collect()
}
