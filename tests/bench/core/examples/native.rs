//! Row 12 natively: the same log gone through by our schedule or by the crate `fsrs`, each in a process of its own.
//!
//! `native ours|fsrs-rs ITEMS [values]` prints the milliseconds that it took, or stability and difficulty of each item.
//! Both begin with the log in memory, in the shape that they read.
#![allow(clippy::print_stdout, reason = "its output is its answer")]

use cairn_bench::replay::{ANSWERS, Replay, gap, rating};
use fsrs::{DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, MemoryState};
use std::error::Error;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [side, items, rest @ ..] = arguments.as_slice() else { return Err("which side, and how many items?".into()) };
    let items: u32 = items.parse()?;
    let (ms, values) = match side.as_str() {
        "ours" => ours(items),
        _ => theirs(items)?,
    };
    if rest.is_empty() {
        println!("{ms}");
    } else {
        values.iter().for_each(|value| println!("{value}"));
    }
    Ok(())
}

fn ours(items: u32) -> (f64, Vec<f64>) {
    let mut replay = Replay::new(items);
    let began = Instant::now();
    replay.replay();
    (began.elapsed().as_secs_f64() * 1_000.0, replay.memories())
}

fn theirs(items: u32) -> Result<(f64, Vec<f64>), Box<dyn Error>> {
    let review = |item| move |answer| FSRSReview { rating: rating(item, answer), delta_t: gap(item, answer) };
    let log: Vec<FSRSItem> =
        (0..items).map(|item| FSRSItem { reviews: (0..ANSWERS).map(review(item)).collect() }).collect();
    let model = FSRS::new(&DEFAULT_PARAMETERS)?;
    let began = Instant::now();
    let states = log.into_iter().map(|item| model.memory_state(item, None)).collect::<Result<Vec<MemoryState>, _>>()?;
    let ms = began.elapsed().as_secs_f64() * 1_000.0;
    Ok((ms, states.iter().flat_map(|state| [f64::from(state.stability), f64::from(state.difficulty)]).collect()))
}
