//! The prerequisite graph over random graphs: the order respects every edge, a reported cycle is one, and
//! accepted requirements never close a cycle.

use cairn::learning::structure::{Verdict, judge_requirement, topological_order};
use proptest::collection::vec;
use proptest::prelude::*;

use super::histories::cases;

fn edges(nodes: u8, most: usize) -> impl Strategy<Value = Vec<(u8, u8)>> {
    vec((0..nodes, 0..nodes), 0..most)
}

fn is_cycle(edges: &[(u8, u8)], members: &[u8]) -> bool {
    let next = members.iter().cycle().skip(1);
    !members.is_empty()
        && members.iter().min() == members.first()
        && members.iter().zip(next).all(|(a, b)| edges.contains(&(*a, *b)))
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn an_order_respects_every_edge_and_a_cycle_is_one(edges in edges(9, 14)) {
        let nodes: Vec<u8> = (0..9).collect();
        let result = topological_order(&nodes, &edges);
        let place = |node: u8| result.order.iter().position(|n| *n == node);
        for (pre, post) in &edges {
            if let Some(after) = place(*post) {
                prop_assert!(place(*pre).is_some_and(|before| before < after));
            }
        }
        if let Some(members) = &result.cycle {
            prop_assert!(is_cycle(&edges, members), "{members:?}");
        } else {
            prop_assert_eq!(result.order.len(), nodes.len());
        }
    }

    #[test]
    fn accepted_requirements_never_close_a_cycle(wishes in edges(8, 30)) {
        let nodes: Vec<u8> = (0..8).collect();
        let mut held: Vec<(u8, u8)> = Vec::new();
        for (pre, post) in wishes {
            match judge_requirement(&held, &post, &pre) {
                Verdict::Cycle(members) => {
                    let mut closed = held.clone();
                    closed.push((pre, post));
                    prop_assert!(topological_order(&nodes, &closed).cycle.is_some());
                    prop_assert!(is_cycle(&closed, &members), "{members:?}");
                }
                verdict => {
                    let follows = reaches(&held, pre, post);
                    prop_assert_eq!(verdict == Verdict::Redundant, follows);
                    held.push((pre, post));
                    prop_assert_eq!(topological_order(&nodes, &held).cycle, None);
                }
            }
        }
    }
}

fn reaches(edges: &[(u8, u8)], from: u8, to: u8) -> bool {
    edges.iter().any(|(pre, post)| *pre == from && (*post == to || reaches(edges, *post, to)))
}
