//! What holds for every drawing, on random graphs; and some that are known by heart.

#![allow(clippy::float_cmp, reason = "places are sums of halves, exact in binary")]

use super::*;
use crate::random::SplitMix64;

fn drawn(lanes: &[usize], edges: &[(usize, usize)], columns: usize) -> Drawing {
    draw(&Graph { lanes, edges, columns, head: 0.0 })
}

fn at(drawing: &Drawing) -> Vec<(f64, f64)> {
    drawing.spots.iter().map(|spot| (spot.x, spot.y)).collect()
}

#[test]
fn a_chain_stands_on_its_first_link() {
    let drawing = drawn(&[0, 0, 0], &[(0, 1), (1, 2)], 3);
    assert_eq!(at(&drawing), [(0.5, 2.5), (0.5, 1.5), (0.5, 0.5)]);
    assert_eq!((drawing.width, drawing.height), (1.0, 3.0));
    assert_eq!(drawing.ways[0], [Point { x: 0.5, y: 2.5 }, Point { x: 0.5, y: 1.5 }]);
}

#[test]
fn what_follows_from_two_stands_above_and_between_them() {
    let drawing = drawn(&[0, 0, 0], &[(0, 2), (1, 2)], 3);
    assert_eq!(at(&drawing), [(0.5, 1.5), (1.5, 1.5), (1.0, 0.5)]);
}

#[test]
fn skills_without_edges_fill_rows_of_what_fits() {
    let drawing = drawn(&[0; 7], &[], 2);
    assert_eq!((drawing.width, drawing.height), (2.0, 4.0));
    assert_eq!(drawing.spots[6], Point { x: 0.5, y: 0.5 });
}

#[test]
fn lanes_tied_together_stand_beside_each_other_and_others_below() {
    let lanes = [0, 0, 1, 1, 2, 2];
    let tied = drawn(&lanes, &[(0, 2)], 3);
    let [first, second, third] = tied.frames[..] else { panic!("three lanes") };
    assert_eq!((first.y, second.y), (0.0, 0.0));
    assert!(second.x >= first.x + first.width, "{first:?} {second:?}");
    assert!(third.y >= first.y + first.height, "{first:?} {third:?}");
    let wide = drawn(&lanes, &[(0, 2)], 12);
    assert_eq!(wide.frames[2].y, 0.0);
}

#[test]
fn an_edge_over_several_rows_passes_beside_what_stands_between() {
    let drawing = drawn(&[0, 0, 0], &[(0, 1), (1, 2), (0, 2)], 3);
    let bend = drawing.ways[2][1];
    assert_eq!(bend.y, drawing.spots[1].y);
    assert!((bend.x - drawing.spots[1].x).abs() >= 0.5, "{bend:?} {:?}", drawing.spots[1]);
}

#[test]
fn what_closes_a_circle_or_names_nothing_is_left_out() {
    let drawing = drawn(&[0, 0], &[(0, 1), (1, 0), (0, 0), (0, 9)], 3);
    assert_eq!(drawing.spots.len(), 2);
    assert!(drawing.ways[1..].iter().all(Vec::is_empty));
    assert_eq!(drawn(&[], &[], 3), Drawing::default());
}

/// A graph as frameworks have them: most edges short, some lanes tied together.
fn random(seed: u64, nodes: usize, lanes: usize) -> (Vec<usize>, Vec<(usize, usize)>) {
    let mut random = SplitMix64::new(seed);
    let mut below = move |limit: usize| usize::try_from(random.next_u64() % limit.max(1) as u64).unwrap_or(0);
    let lane: Vec<usize> = (0..nodes).map(|node| node * lanes / nodes.max(1)).collect();
    let edges = (0..nodes * 3 / 2)
        .map(|_| {
            let to = 1 + below(nodes.saturating_sub(1));
            (to.saturating_sub(1 + below(12)), to)
        })
        .filter(|(from, to)| from < to && *to < nodes);
    (lane, edges.collect())
}

#[test]
fn whatever_is_drawn_can_be_read() {
    for seed in 0..150 {
        let nodes = 1 + usize::try_from(seed).unwrap_or(0);
        let (lanes, edges) = random(seed, nodes, 1 + nodes / 12);
        let columns = 1 + nodes % 7;
        let graph = Graph { lanes: &lanes, edges: &edges, columns, head: 0.5 };
        let drawing = draw(&graph);
        assert_eq!(drawing, draw(&graph), "the same graph, the same drawing");
        for (number, spot) in drawing.spots.iter().enumerate() {
            let frame = drawing.frames[lanes[number]];
            let inside = spot.x - 0.5 >= frame.x
                && spot.x + 0.5 <= frame.x + frame.width
                && spot.y - 0.5 >= frame.y + 0.5
                && spot.y + 0.5 <= frame.y + frame.height;
            assert!(inside, "{seed}: {spot:?} in {frame:?}");
            let clear = drawing.spots[..number]
                .iter()
                .all(|other| (other.y - spot.y).abs() >= 1.0 || (other.x - spot.x).abs() >= 1.0);
            assert!(clear, "{seed}: node {number} lies on another");
        }
        for ((from, to), way) in edges.iter().zip(&drawing.ways) {
            assert_eq!((way.first(), way.last()), (Some(&drawing.spots[*from]), Some(&drawing.spots[*to])));
            let rises = way.windows(2).all(|pair| pair[0].y - pair[1].y == 1.0);
            assert!(rises, "{seed}: {from} to {to} does not rise row by row");
            for bend in &way[1..way.len() - 1] {
                let clear = drawing.spots.iter().all(|spot| spot.y != bend.y || (spot.x - bend.x).abs() > 0.5);
                assert!(clear, "{seed}: {from} to {to} runs through a node");
            }
        }
        for (number, frame) in drawing.frames.iter().enumerate() {
            assert!(frame.x + frame.width <= drawing.width && frame.y + frame.height <= drawing.height);
            let clear = drawing.frames[..number].iter().all(|other| {
                other.x + other.width <= frame.x
                    || frame.x + frame.width <= other.x
                    || other.y + other.height <= frame.y
                    || frame.y + frame.height <= other.y
            });
            assert!(clear, "{seed}: lane {number} lies on another");
        }
    }
}

#[test]
fn five_hundred_nodes_stay_within_reason() {
    let (lanes, edges) = random(7, 500, 20);
    let drawing = draw(&Graph { lanes: &lanes, edges: &edges, columns: 8, head: 0.5 });
    assert!(edges.len() > 500 && drawing.ways.iter().all(|way| way.len() > 1));
    assert!(drawing.height < 600.0, "{}", drawing.height);
}
