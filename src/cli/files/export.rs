//! `cairn export` and `cairn convert`: the items of a state, or of a file of another program, as a file of another form.

use super::{
    Refused, Told,
    given::Passphrase,
    import,
    state::{Bench, write_whole},
};
use cairn_domain::{kind::Kind, time::Moment};
use cairn_formats::{
    anki,
    cairn::is_cairn,
    gift, items, notes,
    problem::{Location, Problem, Refusal},
    recognise::archive,
    report::{Format, Report},
    sealed::is_sealed,
    sheet::{Decks, Place},
    source::Source,
};
use cairn_learning::schedule::Fsrs;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
    path::Path,
};

/// Writes the items in use of the state at `state` to `output`, in the form that its ending names: `.apkg` a package of Anki,
/// `.gift` questions in GIFT, `.zip` notes in Markdown, `.csv` a table; any other is refused. The report counts them, and tells
/// what is left out; its hash is that of what the file says when it is read again ([`Source::content_hash`]). `passphrase` names
/// the file with the words that open a sealed state.
pub fn export(state: &Path, output: &Path, passphrase: Option<&Path>, now: Moment) -> Told {
    Told::of(exported(state, output, passphrase, now))
}

/// The same of a file of any form that can be read; where `output` ends in `.cairn`, it becomes a state with all of it. What stands
/// there already is replaced only by `force`, and never if it is the input or a file of Cairn.
pub fn convert(input: &Path, output: &Path, passphrase: Option<&Path>, force: bool, now: Moment) -> Told {
    Told::of(converted(input, output, passphrase, force, now))
}

fn exported(state: &Path, output: &Path, passphrase: Option<&Path>, now: Moment) -> Result<Report, Refused> {
    if !state.exists() {
        return Err((None, Refusal::new(at(state), "unreadable", "there is no such file")));
    }
    let passphrase = Passphrase::read(passphrase)?;
    let (bench, _) = Bench::open(state, passphrase.as_ref(), now)?;
    write(&bench, output, now)
}

fn converted(
    input: &Path,
    output: &Path,
    passphrase: Option<&Path>,
    force: bool,
    now: Moment,
) -> Result<Report, Refused> {
    unless_taken(input, output, force)?;
    let passphrase = Passphrase::read(passphrase)?;
    let mut bench = Bench::new(now);
    import::take(&mut bench, input, false, passphrase.as_ref(), now)?;
    let met = std::mem::take(&mut bench.problems);
    let mut report = if ending(output) == STATE {
        bench.save(output, None)?.report(super::state_hash)
    } else {
        write(&bench, output, now)?
    };
    report.problems.splice(0..0, met);
    Ok(report)
}

/// The ending of a state.
const STATE: &str = "cairn";

/// Refuses what would replace the input, or another file without a word, before anything is read.
fn unless_taken(input: &Path, output: &Path, force: bool) -> Result<(), Refused> {
    let to = if ending(output) == STATE { Format::Cairn } else { form(output)?.0 };
    let refused = |why: &str| Err((Some(to), Refusal::new(at(output), "not_written", why)));
    // By whatever way each of them is named.
    let place = |path: &Path| std::fs::canonicalize(path).ok();
    if place(input).is_some_and(|input| place(output) == Some(input)) {
        return refused("it is the file that is read");
    }
    unless_kept(output, to)?;
    // Also a link that leads nowhere stands there.
    if !force && output.symlink_metadata().is_ok() {
        return refused("a file stands there; --force replaces it");
    }
    Ok(())
}

fn at(path: &Path) -> Location {
    Location::Path(path.display().to_string())
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

/// A slip of the hand must not put a table in the place of what somebody learnt.
fn unless_kept(output: &Path, format: Format) -> Result<(), Refused> {
    let is_kept = std::fs::read(output).is_ok_and(|bytes| {
        is_cairn(&bytes) && archive(|| Cursor::new(&bytes[..])) == Format::Cairn || is_sealed(&bytes)
    });
    if is_kept {
        return Err((Some(format), Refusal::new(at(output), "not_written", "a Cairn file stands there")));
    }
    Ok(())
}

/// How a form is written.
type Make = fn(&Bench, &Path, Moment) -> Made;

/// The form that the ending of a file names, and how it is written.
fn form(output: &Path) -> Result<(Format, Make), Refused> {
    Ok(match ending(output).as_str() {
        "apkg" => (Format::Anki, deck),
        "gift" => (Format::Gift, bank),
        "zip" => (Format::Notes, folder),
        "csv" => (Format::Items, table),
        _ => {
            let why = "its ending is none of .apkg, .gift, .zip, .csv, .cairn";
            return Err((None, Refusal::new(at(output), "not_written", why)));
        }
    })
}

fn write(bench: &Bench, output: &Path, now: Moment) -> Result<Report, Refused> {
    let (format, make) = form(output)?;
    let refused = |refusal| (Some(format), refusal);
    unless_kept(output, format)?;
    let (bytes, report) = make(bench, output, now).map_err(refused)?;
    let unwritten = |fault: std::io::Error| refused(Refusal::new(at(output), "not_written", fault.to_string()));
    write_whole(output, &bytes).map_err(unwritten)?;
    Ok(report)
}

/// A file, and what is in it.
type Made = Result<(Vec<u8>, Report), Refusal>;

/// A report of `count` items as they will be read again from what was written, and of what is `left` out.
fn report(format: Format, count: u64, says: &Source, left: Vec<Problem>) -> Report {
    Report {
        format: Some(format),
        counts: BTreeMap::from([(Kind::ITEM, count)]),
        hash: Some(says.content_hash()),
        media: None,
        deck: None,
        problems: left.into_iter().chain(says.all_problems()).collect(),
    }
}

fn table(bench: &Bench, _: &Path, _: Moment) -> Made {
    let (bytes, count) = items::write(&bench.contents().records)?;
    let says = items::read(&bytes)?;
    Ok((bytes, report(Format::Items, count, &says, Vec::new())))
}

fn bank(bench: &Bench, output: &Path, now: Moment) -> Made {
    let written = gift::write(&bench.contents().records);
    let place = Place::of_file(&output.to_string_lossy(), now.ms);
    // A bank without a question is an empty text.
    let says =
        if written.count == 0 { Source::default() } else { gift::read(&written.bytes, &place, Decks::default())? };
    let left = written.all_left();
    Ok((written.bytes, report(Format::Gift, written.count, &says, left)))
}

fn folder(bench: &Bench, output: &Path, now: Moment) -> Made {
    let records = bench.contents().records;
    let shown: BTreeSet<_> = notes::files(&records);
    let kept = shown.into_iter().filter_map(|hash| Some((hash, bench.file(hash)?.to_vec()))).collect();
    let written = notes::write(&records, &kept, now.ms)?;
    let says = if written.items == 0 {
        Source::default()
    } else {
        notes::read(&written.bytes, &output.to_string_lossy(), now.ms)?
    };
    let left = written.left();
    Ok((written.bytes, report(Format::Notes, written.items, &says, left)))
}

fn deck(bench: &Bench, _: &Path, now: Moment) -> Made {
    let contents = bench.contents();
    let items = anki::Leaving::all(&contents.records, &contents.events, now.ms, &Fsrs::default());
    let decks = anki::decks(&contents.records);
    let file = |hash| bench.file(hash).map(<[u8]>::to_vec);
    let written = anki::write(&anki::Leave { items: &items, decks: &decks, file: &file, now })?;
    let read = anki::read(Cursor::new(&written.bytes[..]), now.tz_offset_min)?;
    let report = Report {
        counts: read.source.counts(),
        deck: Some(read.counts),
        ..report(Format::Anki, 0, &read.source, written.left)
    };
    Ok((written.bytes, report))
}
