//! `cairn inspect`, `verify`, `import`, `export`, `convert` and `merge`: files in, a report out.
//!
//! A refused file changes nothing. States are written beside their place and then put there, so a crash
//! leaves the old one or the new one. A sealed file is opened with the passphrase that stands in a file; what was sealed
//! and is written again is sealed again.

mod export;
mod folder;
mod given;
mod import;
mod merge;
mod state;
mod table;
mod words;

pub use export::{convert, export};
pub use import::import;
pub use merge::merge;

use cairn_domain::{record::Record, time::Moment};
use cairn_formats::{
    cairn::{self, Limits},
    problem::Refusal,
    recognise::recognise,
    report::{Format, MediaReport, Report, hex, kind_name},
    sheet::Decks,
};
use std::{
    fmt::Write as _,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use given::Passphrase;

/// What a command has to say, and how it ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// The report.
    pub report: Report,
    /// Whether nothing was done.
    pub refused: bool,
}

/// Says what is in a file of any format that can be read.
pub fn inspect(path: &Path, passphrase: Option<&Path>) -> Told {
    Told::of(inspected(path, passphrase))
}

/// Checks every byte, count and hash of a `.cairn` file.
pub fn verify(path: &Path, passphrase: Option<&Path>) -> Told {
    Told::of(given(path, passphrase).and_then(|bytes| {
        let file = cairn::verify(&bytes, Limits::OWN, state_hash).map_err(|refusal| (Some(Format::Cairn), refusal))?;
        Ok(file.report(state_hash))
    }))
}

/// The moment at which a command runs; the command line is where a clock may be read.
pub fn now() -> Moment {
    let ms = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    Moment { ms: i64::try_from(ms).unwrap_or(i64::MAX), tz_offset_min: 0 }
}

/// A refusal, with the format if it was recognised.
type Refused = (Option<Format>, Refusal);

fn inspected(path: &Path, passphrase: Option<&Path>) -> Result<Report, Refused> {
    let bytes = given(path, passphrase)?;
    let format = recognise(&bytes).map_err(|refusal| (None, refusal))?;
    match import::read(format, &bytes, path, Decks::default(), now()) {
        Some(read) => {
            let import::Read { source, deck } = read.map_err(|refusal| (Some(format), refusal))?;
            Ok(Report {
                format: Some(format),
                counts: source.counts(),
                hash: Some(source.content_hash()),
                media: None,
                deck,
                problems: source.all_problems(),
            })
        }
        None => {
            let refused = |refusal| (Some(format), refusal);
            let purpose = cairn::look(&bytes).map_err(refused)?.purpose;
            let limits = Limits::of(purpose, bytes.len() as u64, false);
            let file = cairn::verify(&bytes, limits, state_hash).map_err(refused)?;
            Ok(file.report(state_hash))
        }
    }
}

fn given(path: &Path, passphrase: Option<&Path>) -> Result<Vec<u8>, Refused> {
    Ok(given::open(path, Passphrase::read(passphrase)?.as_ref())?.bytes)
}

fn state_hash(records: &[Record], events: &[cairn_domain::event::Event]) -> [u8; 32] {
    cairn_sync::state_hash(records, events)
}

impl Told {
    fn of(result: Result<Report, Refused>) -> Self {
        match result {
            Ok(report) => Self { report, refused: false },
            Err((format, refusal)) => Self { report: Report::refused(format, refusal), refused: true },
        }
    }

    /// 0 all well, 1 problems were found, 2 refused.
    pub fn status(&self) -> u8 {
        match (self.refused, self.report.problems.is_empty()) {
            (true, _) => 2,
            (false, false) => 1,
            (false, true) => 0,
        }
    }

    /// The report as one line of JSON.
    pub fn to_json(&self) -> String {
        format!("{}\n", self.report.to_json(words::sentence))
    }

    /// The report for people.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        if let (Some(format), false) = (self.report.format, self.refused) {
            let _ = writeln!(text, "format  {}", format.name());
        }
        for (kind, count) in &self.report.counts {
            let _ = writeln!(text, "{count:>8}  {}", kind_name(*kind));
        }
        if let Some(MediaReport { count, bytes, missing }) = self.report.media {
            let _ = writeln!(text, "{count:>8}  files, {bytes} bytes");
            if missing > 0 {
                let _ = writeln!(text, "{missing:>8}  files that are described and not here");
            }
        }
        if let Some(hash) = self.report.hash {
            let _ = writeln!(text, "hash    {}", hex(&hash));
        }
        let verdict = if self.refused { "refused" } else { "problem" };
        for problem in &self.report.problems {
            let _ = writeln!(text, "{verdict}: {}: {}", problem.location, words::sentence(problem));
        }
        text
    }
}
