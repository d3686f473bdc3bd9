//! What can be known together: sets of skills that hold the prerequisites of each of their skills (Doignon and
//! Falmagne 1985). A set is a mask, bit i for the i-th skill.

/// Skills that one mask holds.
pub const SKILLS_MAX: usize = 64;

/// Every feasible set, ascending; `None` if there are more than `most`, or more than 64 skills.
///
/// `requires[i]` is the mask of the direct prerequisites of skill i, all before i.
pub fn feasible_states(requires: &[u64], most: usize) -> Option<Vec<u64>> {
    if requires.len() > SKILLS_MAX || most == 0 {
        return None;
    }
    let mut states = vec![0_u64];
    for (skill, needed) in requires.iter().enumerate() {
        for at in 0..states.len() {
            if states[at] & needed == *needed {
                if states.len() == most {
                    return None;
                }
                states.push(states[at] | 1 << skill);
            }
        }
    }
    states.sort_unstable();
    Some(states)
}
