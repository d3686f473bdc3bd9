//! `cairn import`: files of any format into a state.

use super::{
    Refused, Told,
    given::{self, Passphrase},
    state::Bench,
    state_hash, table,
};
use cairn_domain::time::Moment;
use cairn_formats::{
    anki,
    apply::ApplySource,
    problem::Refusal,
    recognise::{read_bank, read_source, recognise},
    report::{Format, Report},
    sheet::Decks,
    source::Source,
};
use std::{
    collections::BTreeSet,
    io::Cursor,
    path::{Path, PathBuf},
};

/// Brings `files` into the state at `into`, all or nothing. A `.cairn` file of another profile is refused
/// unless it is the same person's. `passphrase` names the file with the words that open sealed ones.
///
/// The report counts what the state holds then. Its hash is the state hash if only `.cairn` files came in;
/// else [`Source::content_hash`] of the records in use, which is the same on every device and at every time.
pub fn import(files: &[PathBuf], into: &Path, same_person: bool, passphrase: Option<&Path>, now: Moment) -> Told {
    Told::of(imported(files, into, same_person, passphrase, now))
}

fn imported(
    files: &[PathBuf],
    into: &Path,
    same_person: bool,
    passphrase: Option<&Path>,
    now: Moment,
) -> Result<Report, Refused> {
    let passphrase = Passphrase::read(passphrase)?;
    let (mut bench, sealed) = Bench::open(into, passphrase.as_ref(), now)?;
    let mut formats = BTreeSet::new();
    for path in files {
        formats.insert(take(&mut bench, path, same_person, passphrase.as_ref(), now)?);
    }
    let file = bench.save(into, passphrase.as_ref().filter(|_| sealed))?;
    let media = file.media_report();
    let hash = if formats.iter().all(|format| *format == Format::Cairn) {
        state_hash(&file.contents.records, &file.contents.events)
    } else {
        Source::of(&file.contents.records).content_hash()
    };
    let mut problems = std::mem::take(&mut bench.problems);
    problems.extend(file.problems.iter().cloned());
    let format = if formats.len() == 1 { formats.first().copied() } else { Some(Format::Cairn) };
    Ok(Report { deck: None, format, counts: file.counts(), hash: Some(hash), media, problems })
}

/// Takes a file into a state; what it is.
pub(super) fn take(
    bench: &mut Bench,
    path: &Path,
    same_person: bool,
    passphrase: Option<&Passphrase>,
    now: Moment,
) -> Result<Format, Refused> {
    let bytes = given::open(path, passphrase)?.bytes;
    let format = recognise(&bytes).map_err(|refusal| (None, refusal))?;
    let refused = |refusal| (Some(format), refusal);
    let Some(read) = read(format, &bytes, path, bench.decks(), now) else {
        bench.join(&bytes, same_person)?;
        return Ok(format);
    };
    let Read { source, .. } = read.map_err(refused)?;
    bench.take_foreign_files(&bytes, &source).map_err(refused)?;
    bench.run(&ApplySource { source: &source, space: None, restore: false, others: false })?;
    bench.problems.extend(source.all_problems());
    Ok(format)
}

/// What a file of another program says.
pub(super) struct Read {
    pub(super) source: Source,
    /// Of a deck what is in it.
    pub(super) deck: Option<anki::Counts>,
}

/// Reads a file of another program that stands at `path`, with the decks that are here; `None` for one of Cairn's own.
pub(super) fn read(
    format: Format,
    bytes: &[u8],
    path: &Path,
    decks: Decks,
    now: Moment,
) -> Option<Result<Read, Refusal>> {
    let source = match format {
        Format::Anki => {
            let read = anki::read(Cursor::new(bytes), now.tz_offset_min);
            return Some(read.map(|read| Read { source: read.source, deck: Some(read.counts) }));
        }
        Format::Sheet => Some(table::source(path, bytes, decks, now)),
        Format::Gift | Format::Quiz | Format::Aiken | Format::Notes => {
            read_bank(format, bytes, &table::place(path, now), decks)
        }
        format => read_source(format, bytes),
    };
    source.map(|source| source.map(|source| Read { source, deck: None }))
}
