//! `cairn export`: the items of a state as a table.

use super::{
    Refused, Told,
    given::Passphrase,
    state::{Bench, write_whole},
};
use cairn_domain::{kind::Kind, time::Moment};
use cairn_formats::{
    cairn::is_cairn,
    items,
    problem::{Location, Refusal},
    report::{Format, Report},
    sealed::is_sealed,
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
    // A slip of the hand must not put a table in the place of what somebody learnt.
    let is_kept = std::fs::read(output).is_ok_and(|bytes| is_cairn(&bytes) || is_sealed(&bytes));
    if is_kept {
        return Err(refused(Refusal::new(at(output), "not_written", "a Cairn file stands there")));
    }
    write_whole(output, &bytes).map_err(|fault| refused(Refusal::new(at(output), "not_written", fault.to_string())))?;
    let counts = BTreeMap::from([(Kind::ITEM, count)]);
    Ok(Report {
        format: Some(Format::Items),
        counts,
        hash: Some(says.content_hash()),
        media: None,
        problems: says.all_problems(),
    })
}
