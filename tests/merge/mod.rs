//! The joins against an oracle that computes what each device must show from the history of writes,
//! without joining anything; and faults put into the joins, each of which it must catch.

#![allow(clippy::unwrap_used, reason = "tests may unwrap; clippy sees only test functions as tests")]

mod device;
mod faults;
mod history;
mod oracle;
mod random;

use cairn::{domain::record::Record, sync::State};
use faults::{FAULTS, faulty_join};
use history::run;
use random::Random;

fn real(ours: &mut State, theirs: &State) {
    ours.join(theirs.clone());
}

fn histories() -> u64 {
    if std::env::var_os("CAIRN_FULL").is_some() { 10_000 } else { 1_000 }
}

#[test]
fn every_device_shows_what_the_histories_say() {
    for seed in 0..histories() {
        if let Err(difference) = run(seed, real) {
            panic!("history {seed}: {difference}");
        }
    }
}

#[test]
fn every_fault_in_the_joins_is_caught() {
    for fault in FAULTS {
        let caught = (0..200).find(|seed| run(*seed, |ours, theirs| faulty_join(*fault, ours, theirs)).is_err());
        assert!(caught.is_some(), "{fault:?} was not caught");
    }
}

#[test]
fn joining_is_commutative_associative_and_idempotent() {
    for seed in 0..histories() / 5 {
        let states = history::states(seed);
        let mut random = Random::new(seed);
        for _ in 0..6 {
            let [a, b, c] = [0; 3].map(|_| &states[random.below(states.len())]);
            let join = |first: &State, second: &State| {
                let mut joined = first.clone();
                joined.join(second.clone());
                joined
            };
            assert_eq!(join(a, b), join(b, a), "history {seed}");
            assert_eq!(join(a, b).hash(), join(b, a).hash(), "history {seed}");
            assert_eq!(join(&join(a, b), c), join(a, &join(b, c)), "history {seed}");
            assert_eq!(join(a, a), *a, "history {seed}");
            assert_eq!(join(&join(a, b), b), join(a, b), "history {seed}");
        }
    }
}

/// A device that has emptied its trash agrees with one that has not, and whatever it joins then, the same
/// records are in use as without that.
#[test]
fn an_emptied_trash_changes_no_hash_and_brings_nothing_back() {
    let mut emptied_records = 0;
    for seed in 0..histories() / 10 {
        let states = history::states(seed);
        let mut random = Random::new(seed);
        for state in &states {
            let mut emptied = state.clone();
            emptied.records.values_mut().for_each(Record::purge);
            emptied_records += emptied.records.values().filter(|record| record.seen.is_empty()).count();
            assert_eq!(emptied.hash(), state.hash(), "history {seed}");

            let other = &states[random.below(states.len())];
            let (mut with, mut without) = (emptied.clone(), state.clone());
            with.join(other.clone());
            without.join(other.clone());
            let in_use = |state: &State| state.records.values().map(Record::is_alive).collect::<Vec<_>>();
            assert_eq!(in_use(&with), in_use(&without), "history {seed}");

            emptied.join(state.clone());
            assert_eq!(emptied.hash(), state.hash(), "history {seed}");
        }
    }
    assert!(emptied_records > 100, "{emptied_records}");
}
