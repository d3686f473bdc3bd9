//! `cairn merge`: two states into a third, the same in either order.

use super::{
    Refused, Told,
    given::{self, Passphrase},
    state::Bench,
    state_hash,
};
use cairn_domain::time::Moment;
use cairn_formats::report::Report;
use std::path::Path;

/// Joins the `.cairn` files at `a` and `b` into one at `output`. Different profiles are refused unless both
/// are the same person's. `passphrase` names the file with the words that open sealed ones; the third is sealed if both are.
pub fn merge(a: &Path, b: &Path, output: &Path, same_person: bool, passphrase: Option<&Path>, now: Moment) -> Told {
    Told::of(merged(a, b, output, same_person, passphrase, now))
}

fn merged(
    a: &Path,
    b: &Path,
    output: &Path,
    same_person: bool,
    passphrase: Option<&Path>,
    now: Moment,
) -> Result<Report, Refused> {
    let passphrase = Passphrase::read(passphrase)?;
    let (a, b) = (given::open(a, passphrase.as_ref())?, given::open(b, passphrase.as_ref())?);
    let mut bench = Bench::new(now);
    bench.join(&a.bytes, same_person)?;
    bench.join(&b.bytes, same_person)?;
    let sealing = passphrase.as_ref().filter(|_| a.sealed && b.sealed);
    let mut report = bench.save(output, sealing)?.report(state_hash);
    report.problems.splice(0..0, bench.problems);
    Ok(report)
}
