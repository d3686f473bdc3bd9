//! Reading a `.cairn` file from anywhere, and verifying one.
//!
//! An entry that is not what its writer wrote is a problem and left out whole, for a row that was altered may look like
//! one of hers; a row that cannot be understood is a problem with its line; the rest is read. A file is refused as a
//! whole if its structure or its manifest cannot be believed.

use super::{
    Contents, Limits, StateHash,
    container::{Container, of_entry},
    manifest::{MANIFEST, Manifest, Use},
    media::{Input, hash_of},
    names::{Fields, Names},
    row::{Left, read_event, read_record},
    write::{NAMES, README},
};
use crate::{
    problem::{Location, Problem, Refusal},
    report::{Format, MediaReport, Report, hex, kind_name},
};
use cairn_domain::{media::MediaHash, record::Record, registry};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

/// What was read.
#[derive(Clone, PartialEq, Debug)]
pub struct File {
    /// What it says of itself.
    pub manifest: Manifest,
    /// What it holds.
    pub contents: Contents,
    /// The files beside it, with their lengths; each is what its name says.
    pub media: BTreeMap<MediaHash, u64>,
    /// What could not be read, and what does not add up.
    pub problems: Vec<Problem>,
}

/// What is said of an entry that is not what its writer wrote.
const ALTERED: &str = "altered";

/// Unpacked bytes of a manifest that is looked at: enough for one that lists 50,000 entries.
const LOOK: u64 = 16 << 20;

/// What a file says of itself, to choose its limits by: only the manifest is unpacked, and of it at most
/// 16 MiB. Refused like [`read()`]. Nothing else is held against anything yet.
pub fn look(bytes: &[u8]) -> Result<Manifest, Refusal> {
    look_at(Cursor::new(bytes))
}

/// [`look`] at a file that lies elsewhere.
pub fn look_at(input: impl Input) -> Result<Manifest, Refusal> {
    let structure = Limits { unpacked: u64::MAX, ..Limits::FOREIGN };
    manifest(&mut Container::open(input, structure)?.within(LOOK))
}

/// Reads a file within `limits`. Refused with `damaged`, `altered` (not in an entry of rows or a file), `size_mismatch`,
/// `unsafe_path`, `duplicate_entry`, `too_many_entries`, `too_large`, `too_dense`, `unsupported_entry`,
/// `missing_entry`, `newer_version`, `bad_manifest` or `bad_names`.
///
/// Problems: `altered` (an entry, left out), `unlisted_entry`, `unknown_kind`, `bad_row`, `unknown_name`, `bad_value`, `duplicate_id`,
/// `count_mismatch`.
pub fn read(bytes: &[u8], limits: Limits) -> Result<File, Refusal> {
    read_from(Cursor::new(bytes), limits)
}

/// [`read()`] from elsewhere: rows are taken into memory, files only pass.
pub fn read_from(input: impl Input, limits: Limits) -> Result<File, Refusal> {
    let mut container = Container::open(input, limits)?;
    let manifest = manifest(&mut container)?;
    let paths: Vec<String> = container.names().map(str::to_owned).collect();
    if let Some(missing) = manifest.entries.keys().find(|name| !paths.contains(name)) {
        return Err(of_entry(missing, "missing_entry", ""));
    }
    let names: Names = match listed(&mut container, &manifest, NAMES)? {
        Some(bytes) => {
            serde_json::from_slice(&bytes).map_err(|fault| of_entry(NAMES, "bad_names", fault.to_string()))?
        }
        None => Names::default(),
    };
    let mut reading = Reading { brought: manifest.purpose != Use::Backup, ..Reading::default() };
    for path in paths.iter().filter(|path| *path != MANIFEST && *path != NAMES) {
        if let Some(hash) = hash_of(path) {
            reading.medium(&mut container, &manifest, path, hash)?;
            continue;
        }
        let content = match listed(&mut container, &manifest, path) {
            Ok(Some(content)) => content,
            Ok(None) => {
                reading.problem(path, None, "unlisted_entry", "");
                continue;
            }
            Err(refusal) => {
                reading.spoiled(path, refusal)?;
                continue;
            }
        };
        match rows_of(path, &names) {
            Some((fields, event)) => reading.rows(path, &content, &fields, event),
            None if path == README => {}
            None => {
                if path.ends_with(".ndjson") {
                    reading.problem(path, None, "unknown_kind", "");
                }
                reading.contents.others.insert(path.clone(), content);
            }
        }
    }
    let mut file = File { manifest, contents: reading.contents, media: reading.media, problems: reading.problems };
    // Last, so that what has a name is named. What is left out does not add up, which needs no saying.
    if file.altered().is_none() {
        if container.sealed() == Some(false) {
            return Err(Refusal::new(Location::Whole, "altered", ""));
        }
        file.check_counts();
    }
    Ok(file)
}

/// Reads everything and compares counts and state hash with the manifest: [`read`], and the problem
/// `hash_mismatch`. Done before bytes are handed out, and by "Check a backup file".
pub fn verify(bytes: &[u8], limits: Limits, hash: StateHash) -> Result<File, Refusal> {
    verify_from(Cursor::new(bytes), limits, hash)
}

/// [`verify`] of a file that lies elsewhere.
pub fn verify_from(input: impl Input, limits: Limits, hash: StateHash) -> Result<File, Refusal> {
    let mut file = read_from(input, limits)?;
    let found = hash(&file.contents.records, &file.contents.events);
    if file.altered().is_none() && file.manifest.state_hash() != Some(found) {
        file.problems.push(Problem::new(Location::Whole, "hash_mismatch", hex(&found)));
    }
    Ok(file)
}

impl File {
    /// The first entry that is not what its writer wrote.
    pub fn altered(&self) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.code == ALTERED)
    }

    /// The file, refused with `altered` if an entry of it is not what its writer wrote.
    pub fn whole(self) -> Result<Self, Refusal> {
        match self.altered() {
            Some(problem) => Err(Refusal::new(problem.location.clone(), ALTERED, problem.detail.clone())),
            None => Ok(self),
        }
    }

    /// Rows by kind.
    pub fn counts(&self) -> BTreeMap<cairn_domain::kind::Kind, u64> {
        let records = self.contents.records.iter().map(|record| record.kind);
        let mut counts = BTreeMap::new();
        for kind in records.chain(self.contents.events.iter().map(|event| event.kind)) {
            *counts.entry(kind).or_default() += 1;
        }
        counts
    }

    /// The report of the file alone.
    pub fn report(&self, hash: StateHash) -> Report {
        Report {
            deck: None,
            format: Some(Format::Cairn),
            counts: self.counts(),
            hash: Some(hash(&self.contents.records, &self.contents.events)),
            media: self.media_report(),
            problems: self.problems.clone(),
        }
    }

    /// The files of rows: those that are here, and how many are not.
    pub fn media_report(&self) -> Option<MediaReport> {
        let files = registry::hashes(&self.contents.records, &self.contents.events);
        let missing = files.iter().filter(|hash| !self.media.contains_key(hash)).count() as u64;
        let (count, bytes) = (self.media.len() as u64, self.media.values().sum());
        (count + missing > 0).then_some(MediaReport { count, bytes, missing })
    }

    fn check_counts(&mut self) {
        let found: BTreeMap<String, u64> =
            self.counts().into_iter().map(|(kind, count)| (kind_name(kind), count)).collect();
        let kinds: BTreeSet<&String> = found.keys().chain(self.manifest.counts.keys()).collect();
        for kind in kinds {
            let (found, said) = (found.get(kind).unwrap_or(&0), self.manifest.counts.get(kind).unwrap_or(&0));
            if found != said {
                let place = Location::Entry(kind.clone(), None);
                self.problems.push(Problem::new(place, "count_mismatch", said.to_string()));
            }
        }
    }
}

fn manifest<R: Input>(container: &mut Container<R>) -> Result<Manifest, Refusal> {
    let content = container.read(MANIFEST)?.ok_or_else(|| of_entry(MANIFEST, "missing_entry", ""))?;
    Manifest::read(&content)
}

/// The content of an entry, if the manifest lists it and it is what it lists.
fn listed<R: Input>(container: &mut Container<R>, manifest: &Manifest, path: &str) -> Result<Option<Vec<u8>>, Refusal> {
    let Some(listed) = manifest.entries.get(path) else { return Ok(None) };
    let Some(content) = container.read(path)? else { return Ok(None) };
    let same = content.len() as u64 == listed.bytes && hex(blake3::hash(&content).as_bytes()) == listed.blake3;
    if same { Ok(Some(content)) } else { Err(of_entry(path, ALTERED, "")) }
}

/// The fields of the kind whose rows an entry holds, and whether they are events.
fn rows_of(path: &str, names: &Names) -> Option<(Fields, bool)> {
    let (folder, name) = path.strip_suffix(".ndjson")?.split_once('/')?;
    let event = match folder {
        "records" => false,
        "events" => true,
        _ => return None,
    };
    names.fields(name, event).map(|fields| (fields, event))
}

#[derive(Default)]
struct Reading {
    /// Whether others made the rows: then they must leave room for her own writes.
    brought: bool,
    contents: Contents,
    media: BTreeMap<MediaHash, u64>,
    problems: Vec<Problem>,
}

impl Reading {
    /// Notes a file, if the manifest lists it and it is what its name says.
    fn medium<R: Input>(
        &mut self,
        container: &mut Container<R>,
        manifest: &Manifest,
        path: &str,
        hash: MediaHash,
    ) -> Result<(), Refusal> {
        let Some(listed) = manifest.entries.get(path) else {
            self.problem(path, None, "unlisted_entry", "");
            return Ok(());
        };
        let found = match container.sum(path) {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(()),
            Err(refusal) => return self.spoiled(path, refusal),
        };
        if found.hash == hash && found.bytes == listed.bytes && listed.blake3 == hash.to_text() {
            self.media.insert(hash, found.bytes);
        } else {
            self.problem(path, None, ALTERED, "");
        }
        Ok(())
    }

    /// Leaves out an entry whose bytes make no sense, or more or less of it than they should; what is too much is refused.
    fn spoiled(&mut self, path: &str, refusal: Refusal) -> Result<(), Refusal> {
        if !matches!(refusal.code, ALTERED | "damaged" | "size_mismatch") {
            return Err(refusal);
        }
        self.problem(path, None, ALTERED, "");
        Ok(())
    }

    fn problem(&mut self, path: &str, line: Option<u64>, code: &'static str, detail: impl Into<String>) {
        self.problems.push(Problem::new(Location::Entry(path.to_owned(), line), code, detail));
    }

    fn rows(&mut self, path: &str, content: &[u8], fields: &Fields, event: bool) {
        let mut known = BTreeSet::new();
        for (line, row) in (1..).zip(content.split(|byte| *byte == b'\n')) {
            if row.is_empty() {
                continue;
            }
            let json: Value = match serde_json::from_slice(row) {
                Ok(json) => json,
                Err(fault) => {
                    self.problem(path, Some(line), "bad_row", fault.to_string());
                    continue;
                }
            };
            let taken = if event {
                read_event(&json, fields).map(|(event, left)| {
                    let new = known.insert(event.id.0);
                    if new {
                        self.contents.events.push(event);
                    }
                    (new, left)
                })
            } else {
                let fits = |record: &Record| !self.brought || record.check_brought();
                read_record(&json, fields).filter(|(record, _)| fits(record)).map(|(record, left)| {
                    let new = known.insert(record.id);
                    if new {
                        self.contents.records.push(record);
                    }
                    (new, left)
                })
            };
            match taken {
                None => self.problem(path, Some(line), "bad_row", ""),
                Some((false, _)) => self.problem(path, Some(line), "duplicate_id", ""),
                Some((true, left)) => self.left(path, line, left),
            }
        }
    }

    fn left(&mut self, path: &str, line: u64, left: Vec<Left>) {
        for (name, code) in left {
            self.problem(path, Some(line), code, name);
        }
    }
}
