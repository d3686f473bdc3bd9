//! `cairn export`: the items of a state as a table.

use super::{Refused, Told, given::Passphrase, state::Bench};
use cairn_domain::{kind::Kind, time::Moment};
use cairn_formats::{
    items,
    problem::{Location, Refusal},
    report::{Format, Report},
    source::Source,
};
use std::{collections::BTreeMap, path::Path};

/// Writes the items in use of the state at `state` to `output`. The report counts them; its hash is that of what the
/// table says ([`Source::content_hash`]). `passphrase` names the file with the words that open a sealed state.
pub fn export(state: &Path, output: &Path, passphrase: Option<&Path>, now: Moment) -> Told {
    Told::of(exported(state, output, passphrase, now))
}

fn exported(state: &Path, output: &Path, passphrase: Option<&Path>, now: Moment) -> Result<Report, Refused> {
    let at = |path: &Path| Location::Path(path.display().to_string());
    if !state.exists() {
        return Err((None, Refusal::new(at(state), "unreadable", "there is no such file")));
    }
    let passphrase = Passphrase::read(passphrase)?;
    let (bench, _) = Bench::open(state, passphrase.as_ref(), now)?;
    let refused = |refusal| (Some(Format::Items), refusal);
    let (bytes, count) = items::write(&bench.contents().records).map_err(refused)?;
    let says: Source = items::read(&bytes).map_err(refused)?;
    std::fs::write(output, &bytes)
        .map_err(|fault| refused(Refusal::new(at(output), "not_written", fault.to_string())))?;
    let counts = BTreeMap::from([(Kind::ITEM, count)]);
    Ok(Report {
        format: Some(Format::Items),
        counts,
        hash: Some(says.content_hash()),
        media: None,
        problems: says.problems,
    })
}
