//! Campaigns: many inputs by chance, few of them every day, all with `CAIRN_FULL=1` (`cargo xtask test --full`).
//! What a campaign found becomes a test of its own, where it belongs.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests, outside their functions; a skip is said"
)]

mod anki_itself;
mod bad_luck;
mod banks;
mod cells;
mod mutated;
pub mod own_process;

/// How many rounds a campaign has.
pub fn rounds(few: usize, all: usize) -> usize {
    if full() { all } else { few }
}

/// Whether all of it is asked for.
pub fn full() -> bool {
    std::env::var_os("CAIRN_FULL").is_some_and(|value| !value.is_empty())
}

/// Chance that can be had again (xorshift64).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    /// At least 0, less than `limit`; 0 if that is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    pub fn of<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }
}
