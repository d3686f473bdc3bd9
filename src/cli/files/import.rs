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
    recognise::{read_source, recognise},
    report::{Format, Report},
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
        let bytes = given::open(path, passphrase.as_ref())?.bytes;
        let format = recognise(&bytes).map_err(|refusal| (None, refusal))?;
        formats.insert(format);
        let source = match format {
            Format::Anki => Some(anki::read(Cursor::new(&bytes[..]), now.tz_offset_min).map(|read| read.source)),
            Format::Sheet => Some(table::source(path, &bytes, bench.decks(), now)),
            format => read_source(format, &bytes),
        };
        match source {
            None => bench.join(&bytes, same_person)?,
            Some(source) => {
                let source = source.map_err(|refusal| (Some(format), refusal))?;
                bench.take_foreign_files(&bytes, &source).map_err(|refusal| (Some(format), refusal))?;
                bench.run(&ApplySource { source: &source, space: None, restore: false })?;
                bench.problems.extend(source.all_problems());
            }
        }
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
