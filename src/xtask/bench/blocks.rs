//! Blocks of runs as the driver measured them, and when a block says nothing.
//!
//! A block is one Chromium on a fresh profile in which ours (A) and the peer (B) took turns: A B B A, again and again. In each such four the
//! first two do the same work as the last two: that is the block's control of A against A.

use super::statistics::Pair;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;

/// CPU time of the first halves in units of the second. Outside of this the machine was busy with something else.
const CONTROL: RangeInclusive<f64> = 0.95..=1.05;

/// What a fourfold throttle must at least have slowed a known loop down by.
const THROTTLE: f64 = 3.6;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Ours,
    Peer,
}

/// The order in which the sides take turns.
const TURNS: [Side; 4] = [Side::Ours, Side::Peer, Side::Peer, Side::Ours];

/// One run of one side.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    pub side: Side,
    /// CPU seconds of all of Chromium's processes and of programs meanwhile.
    pub cpu: f64,
    /// What was measured, by name.
    pub values: BTreeMap<String, f64>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub runs: Vec<Run>,
    /// How much slower a known loop ran under the throttle, where there was one.
    pub throttle: Option<f64>,
}

/// Why a block says nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Void {
    /// The same work took another CPU time.
    Control(f64),
    /// The throttle did not hold.
    Throttle(f64),
    /// Runs are missing or out of turn.
    Turns,
}

impl fmt::Display for Void {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Control(ratio) => write!(out, "the same work took {ratio:.2} times the CPU time"),
            Self::Throttle(factor) => write!(out, "the 4x throttle slowed down {factor:.1}x"),
            Self::Turns => write!(out, "runs are missing"),
        }
    }
}

impl Block {
    pub fn read(json: &Value) -> Result<Self> {
        let runs = json["runs"].as_array().context("a block has no runs")?;
        let runs = runs.iter().map(|run| {
            let values = run["values"].as_object().context("a run has no values")?;
            Ok(Run {
                side: if run["side"] == "ours" { Side::Ours } else { Side::Peer },
                cpu: run["cpu"].as_f64().context("a run has no CPU time")?,
                values: values.iter().filter_map(|(key, value)| Some((key.clone(), value.as_f64()?))).collect(),
            })
        });
        Ok(Self { runs: runs.collect::<Result<_>>()?, throttle: json["throttle"].as_f64() })
    }

    /// Why the block does not count, if it does not.
    pub fn void(&self, throttled: bool) -> Option<Void> {
        let in_turn = self.runs.iter().zip(TURNS.iter().cycle()).all(|(run, side)| run.side == *side);
        if self.runs.is_empty() || !self.runs.len().is_multiple_of(TURNS.len()) || !in_turn {
            return Some(Void::Turns);
        }
        let factor = self.throttle.unwrap_or(0.0);
        if throttled && factor < THROTTLE {
            return Some(Void::Throttle(factor));
        }
        let control = self.control();
        (!CONTROL.contains(&control)).then_some(Void::Control(control))
    }

    /// First halves against second halves, CPU time. Without any CPU time it is no number, which is in no range.
    fn control(&self) -> f64 {
        let half = |at: usize| -> f64 { self.runs.chunks(2).skip(at).step_by(2).flatten().map(|run| run.cpu).sum() };
        half(0) / half(1)
    }

    /// Neighbours of one measure. A run without it leaves its pair out.
    pub fn pairs(&self, measure: &str) -> Vec<Pair> {
        let of = |pair: &[Run], side: Side| pair.iter().find(|run| run.side == side)?.values.get(measure).copied();
        let pairs = self.runs.chunks(2);
        pairs.filter_map(|pair| Some(Pair { ours: of(pair, Side::Ours)?, peer: of(pair, Side::Peer)? })).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A block of fours with these CPU times.
    fn block(cpu: &[f64]) -> Block {
        let run = |(at, cpu): (usize, &f64)| {
            let side = if matches!(at % 4, 0 | 3) { "ours" } else { "peer" };
            json!({ "side": side, "cpu": cpu, "values": { "usable": at } })
        };
        let runs: Vec<_> = cpu.iter().enumerate().map(run).collect();
        Block::read(&json!({ "runs": runs, "throttle": 3.9 })).unwrap()
    }

    #[test]
    fn a_busy_machine_voids_a_block() {
        for (cpu, void) in [
            (vec![1.0, 2.0, 2.0, 1.0], None),
            (vec![1.0, 2.0, 2.1, 1.04], None),
            // Ours became slower while the peer was the same: neither halves' sum may move.
            (vec![1.0, 2.0, 2.0, 1.3], Some(Void::Control(3.0 / 3.3))),
            (vec![1.5, 2.0, 2.0, 1.0, 1.0, 2.0, 2.0, 1.5], None),
            (vec![0.0; 4], Some(Void::Control(f64::NAN))),
            (vec![1.0, 2.0, 2.0], Some(Void::Turns)),
            (vec![], Some(Void::Turns)),
        ] {
            let found = block(&cpu).void(false);
            assert_eq!(format!("{found:?}"), format!("{void:?}"), "{cpu:?}");
        }
    }

    #[test]
    fn a_throttle_that_did_not_hold_voids_a_throttled_block_alone() {
        let mut slow = block(&[1.0, 1.0, 1.0, 1.0]);
        assert_eq!(slow.void(true), None);
        slow.throttle = Some(2.9);
        assert_eq!((slow.void(true), slow.void(false)), (Some(Void::Throttle(2.9)), None));
        slow.throttle = None;
        assert_eq!(slow.void(true), Some(Void::Throttle(0.0)));
    }

    #[test]
    fn runs_out_of_turn_are_no_block() {
        let mut wrong = block(&[1.0; 4]);
        wrong.runs.swap(0, 1);
        assert_eq!(wrong.void(false), Some(Void::Turns));
    }

    #[test]
    fn neighbours_are_pairs() {
        let found: Vec<_> = block(&[1.0; 4]).pairs("usable").iter().map(|pair| (pair.ours, pair.peer)).collect();
        assert_eq!(found, [(0.0, 1.0), (3.0, 2.0)]);
        assert_eq!(block(&[1.0; 4]).pairs("painted"), []);
    }
}
