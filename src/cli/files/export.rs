//! `cairn export`: the items of a state as a table.

use super::{
    Refused, Told,
    given::Passphrase,
    state::{Bench, write_whole},
};
use cairn_domain::{kind::Kind, time::Moment};
use cairn_formats::{
    anki,
    cairn::is_cairn,
    items,
    problem::{Location, Refusal},
    report::{Format, Report},
    sealed::is_sealed,
    source::Source,
};
use cairn_learning::schedule::Fsrs;
use std::{collections::BTreeMap, io::Cursor, path::Path};

/// Writes the items in use of the state at `state` to `output`: a package of Anki where that ends in `.apkg`, else a table. The report counts them; its hash is that of what the
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
    // A slip of the hand must not put a table in the place of what somebody learnt.
    let is_kept = std::fs::read(output)
        .is_ok_and(|bytes| is_cairn(&bytes) && !anki::is_package(Cursor::new(&bytes)) || is_sealed(&bytes));
    let format = if output.extension().is_some_and(|end| end.eq_ignore_ascii_case("apkg")) {
        Format::Anki
    } else {
        Format::Items
    };
    let refused = |refusal| (Some(format), refusal);
    if is_kept {
        return Err(refused(Refusal::new(at(output), "not_written", "a Cairn file stands there")));
    }
    let written = |bytes: &[u8]| {
        write_whole(output, bytes).map_err(|fault| refused(Refusal::new(at(output), "not_written", fault.to_string())))
    };
    if format == Format::Anki {
        return deck(&bench, now).map_err(refused).and_then(|(bytes, report)| written(&bytes).map(|()| report));
    }
    let (bytes, count) = items::write(&bench.contents().records).map_err(refused)?;
    let says: Source = items::read(&bytes).map_err(refused)?;
    written(&bytes)?;
    let counts = BTreeMap::from([(Kind::ITEM, count)]);
    Ok(Report {
        deck: None,
        format: Some(Format::Items),
        counts,
        hash: Some(says.content_hash()),
        media: None,
        problems: says.all_problems(),
    })
}

/// The package of the items of a state, and what is in it.
fn deck(bench: &Bench, now: Moment) -> Result<(Vec<u8>, Report), Refusal> {
    let contents = bench.contents();
    let items = anki::Leaving::all(&contents.records, &contents.events, now.ms, &Fsrs::default());
    let decks = anki::decks(&contents.records);
    let file = |hash| bench.file(hash).map(<[u8]>::to_vec);
    let (bytes, _) = anki::write(&anki::Leave { items: &items, decks: &decks, file: &file, now })?;
    // As it will be read.
    let read = anki::read(Cursor::new(&bytes[..]), now.tz_offset_min)?;
    let report = Report {
        format: Some(Format::Anki),
        counts: read.source.counts(),
        hash: Some(read.source.content_hash()),
        media: None,
        deck: Some(read.counts),
        problems: read.source.all_problems(),
    };
    Ok((bytes, report))
}
