//! `cairn merge`: two states into a third, the same in either order.

use super::{Refused, Told, load, state::Bench, state_hash};
use cairn_domain::time::Moment;
use cairn_formats::report::Report;
use std::path::Path;

/// Joins the `.cairn` files at `a` and `b` into one at `output`. Different profiles are refused unless both
/// are the same person's.
pub fn merge(a: &Path, b: &Path, output: &Path, same_person: bool, now: Moment) -> Told {
    Told::of(merged(a, b, output, same_person, now))
}

fn merged(a: &Path, b: &Path, output: &Path, same_person: bool, now: Moment) -> Result<Report, Refused> {
    let mut bench = Bench::new(now);
    bench.join(&load(a)?, same_person)?;
    bench.join(&load(b)?, same_person)?;
    let mut report = bench.save(output)?.report(state_hash);
    report.problems.splice(0..0, bench.problems);
    Ok(report)
}
