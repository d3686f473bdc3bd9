//! The rows that are measured: what is compared with what, how often, and what is aimed at.
//! How a run goes is the driver's (`tests/bench/rows`), under the same numbers and names.

use super::statistics::Compare;

/// Kolibri 0.19 needs so many bytes before its first button. Quoted, not measured here.
pub const KOLIBRI_BYTES: f64 = 1_078_000.0;

/// One line of the table that is timed or weighed.
pub struct Measure {
    /// The driver's name for it.
    pub key: &'static str,
    pub what: &'static str,
    pub unit: &'static str,
    pub compare: Compare,
    /// The figure must not be above it.
    pub target: f64,
}

/// One line that is counted, the same in every run.
pub struct Count {
    pub key: &'static str,
    pub what: &'static str,
    pub target: Goal,
}

impl Row {
    /// The driver's name for it.
    pub fn name(&self) -> String {
        if self.beside.is_empty() { self.number.to_string() } else { format!("{} {}", self.number, self.beside) }
    }
}

/// What a count is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    AtMost(f64),
    SameAsPeer,
}

pub struct Row {
    pub number: u32,
    /// What the driver calls the peer where a number has several; else empty.
    pub beside: &'static str,
    pub ours: &'static str,
    pub peer: &'static str,
    /// Pairs that are wanted.
    pub pairs: usize,
    /// Under a fourfold CPU throttle.
    pub throttled: bool,
    /// In the profile with everything in it; else every run is a first visit.
    pub seeded: bool,
    pub measures: &'static [Measure],
    pub counts: &'static [Count],
}

/// Pairs of a block: six times A B B A.
pub const BLOCK: usize = 12;

const START: usize = 24;
const PAIRS: usize = 36;

const fn ratio(key: &'static str, what: &'static str, target: f64) -> Measure {
    Measure { key, what, unit: "ms", compare: Compare::Ratio, target }
}

/// Bytes are counted by the build: row 1 has no runs.
pub const BYTES: u32 = 1;

pub const ROWS: [Row; 17] = [
    Row {
        number: BYTES,
        beside: "",
        ours: "bytes before the first button, largest language",
        peer: "React 19 page with one button",
        pairs: 0,
        throttled: false,
        seeded: false,
        measures: &[],
        counts: &[],
    },
    Row {
        number: 2,
        beside: "",
        ours: "first visit on Slow 4G (562.5 ms, 180 kB/s)",
        peer: "vanilla page",
        pairs: START,
        throttled: false,
        seeded: false,
        measures: &[ratio("usable", "usable", 1.5), ratio("painted", "shell painted", 1.05)],
        counts: &[],
    },
    Row {
        number: 3,
        beside: "",
        ours: "offline cold start, 100,000 resources, 4x CPU",
        peer: "vanilla page, same worker",
        pairs: START,
        throttled: true,
        seeded: true,
        measures: &[ratio("painted", "content", 1.1), ratio("usable", "interactive", 1.5)],
        counts: &[],
    },
    Row {
        number: 4,
        beside: "",
        ours: "start-up with 100,000 resources",
        peer: "itself with 100",
        pairs: START,
        throttled: false,
        seeded: true,
        measures: &[ratio("usable", "usable", 1.1)],
        counts: &[
            Count { key: "requests", what: "IndexedDB requests", target: Goal::SameAsPeer },
            Count { key: "rows", what: "rows read", target: Goal::SameAsPeer },
        ],
    },
    Row {
        number: 5,
        beside: "",
        ours: "from rating to the next card, 100,000 cards",
        peer: "vanilla page of ten cards",
        pairs: BLOCK,
        throttled: false,
        seeded: false,
        measures: &[ratio("p50", "painted, median of 100 taps", 1.15), ratio("p99", "painted, 99 % of 100 taps", 1.25)],
        counts: &[],
    },
    Row {
        number: 6,
        beside: "",
        ours: "an answer stored, 100,000 items",
        peer: "counts",
        pairs: 0,
        throttled: false,
        seeded: false,
        measures: &[],
        counts: &[
            Count { key: "transactions", what: "transactions", target: Goal::AtMost(1.0) },
            Count { key: "puts", what: "puts", target: Goal::AtMost(2.0) },
            Count { key: "reads", what: "reads", target: Goal::AtMost(1.0) },
            Count { key: "bytes", what: "bytes put", target: Goal::AtMost(1_024.0) },
        ],
    },
    Row {
        number: 7,
        beside: "",
        ours: "import of a package of 50,000 notes",
        peer: "Anki 26.9 import_anki_package",
        pairs: BLOCK,
        throttled: false,
        seeded: false,
        measures: &[
            ratio("wall", "durable and searchable", 0.8),
            Measure { key: "cpu", what: "CPU time", unit: "s", compare: Compare::Ratio, target: 0.8 },
            Measure { key: "peak", what: "most memory", unit: "MB", compare: Compare::Ratio, target: 1.0 },
        ],
        counts: &[Count { key: "long", what: "tasks of the page above 50 ms", target: Goal::AtMost(0.0) }],
    },
    Row {
        number: 8,
        beside: "",
        ours: "import of a table of 50,000 rows",
        peer: "Anki 26.9 import_csv",
        pairs: BLOCK,
        throttled: false,
        seeded: false,
        measures: &[Measure { key: "cpu", what: "CPU time", unit: "s", compare: Compare::Ratio, target: 0.4 }],
        counts: &[],
    },
    Row {
        number: 9,
        beside: "",
        ours: "persist the 100,000 answers of an imported log",
        peer: "Dexie bulkPut",
        pairs: BLOCK,
        throttled: false,
        seeded: false,
        measures: &[ratio("time", "committed", 0.05)],
        counts: &[],
    },
    Row {
        number: 10,
        beside: "",
        ours: "load where 100,000 items stand",
        peer: "getAll of objects",
        pairs: BLOCK,
        throttled: false,
        seeded: false,
        measures: &[ratio("time", "read and unpacked", 0.02)],
        counts: &[],
    },
    Row {
        number: 12,
        beside: "",
        ours: "replay of 1,000,000 answers in WebAssembly",
        peer: "ts-fsrs",
        pairs: PAIRS,
        throttled: false,
        seeded: false,
        // Four times as fast, at least.
        measures: &[ratio("time", "every item's memory", 0.25)],
        counts: &[],
    },
    Row {
        number: 12,
        beside: "fsrs-rs",
        ours: "replay of 1,000,000 answers natively",
        peer: "crate fsrs",
        pairs: PAIRS,
        throttled: false,
        seeded: false,
        measures: &[ratio("time", "every item's memory", 1.0)],
        counts: &[],
    },
    Row {
        number: 12,
        beside: "py-fsrs",
        ours: "replay of 100,000 answers natively",
        peer: "py-fsrs",
        pairs: BLOCK,
        throttled: false,
        seeded: false,
        measures: &[ratio("time", "every item's memory", 0.25)],
        counts: &[],
    },
    Row {
        number: 13,
        beside: "",
        ours: "merge 100,000 changes in memory, from bytes",
        peer: "Loro import",
        pairs: PAIRS,
        throttled: false,
        seeded: false,
        measures: &[ratio("time", "merged, one value read", 0.1)],
        counts: &[],
    },
    Row {
        number: 15,
        beside: "",
        ours: "memory at home, 100,000 resources",
        peer: "vanilla page, same worker",
        pairs: BLOCK,
        throttled: false,
        seeded: true,
        measures: &[Measure {
            key: "private",
            what: "private memory of renderers",
            unit: "MB",
            compare: Compare::Difference,
            target: 16.0,
        }],
        counts: &[],
    },
    Row {
        number: 16,
        beside: "",
        ours: "from rating to the next card while 150,000 notes come in",
        peer: "the same at rest",
        pairs: BLOCK,
        throttled: false,
        seeded: false,
        measures: &[ratio("p98", "painted, 98 % of 100 taps", 1.5)],
        counts: &[Count { key: "long", what: "tasks of the page above 50 ms", target: Goal::AtMost(0.0) }],
    },
    Row {
        number: 17,
        beside: "",
        ours: "Library, Show more from 32 rows to 1,000",
        peer: "vanilla list, same elements and styles",
        pairs: PAIRS,
        throttled: false,
        seeded: true,
        measures: &[ratio("time", "tap to paint, summed", 1.25)],
        counts: &[Count { key: "nodes", what: "elements while browsing 100,000 rows", target: Goal::AtMost(300.0) }],
    },
];

/// The rows of these numbers, or all.
pub fn chosen(numbers: &[u32]) -> anyhow::Result<Vec<&'static Row>> {
    if let Some(unknown) = numbers.iter().find(|number| ROWS.iter().all(|row| row.number != **number)) {
        let known: Vec<String> = ROWS.iter().map(|row| row.number.to_string()).collect();
        anyhow::bail!("row {unknown} is not measured here; these are: {}", known.join(", "));
    }
    Ok(ROWS.iter().filter(|row| numbers.is_empty() || numbers.contains(&row.number)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_chosen_by_number() {
        let numbers = |chosen: &[u32]| -> Option<Vec<u32>> {
            Some(super::chosen(chosen).ok()?.iter().map(|row| row.number).collect())
        };
        assert_eq!(numbers(&[17, 4]), Some(vec![4, 17]));
        assert_eq!(numbers(&[]).map(|all| all.len()), Some(ROWS.len()));
        assert_eq!(numbers(&[11]), None);
    }

    #[test]
    fn blocks_are_whole() {
        for row in &ROWS {
            assert!(row.pairs.is_multiple_of(BLOCK), "row {}", row.number);
            assert_eq!(row.pairs == 0, row.measures.is_empty(), "row {}", row.number);
        }
    }
}
