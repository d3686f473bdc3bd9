//! A zip of notes: what is in it, within the limits of files from elsewhere. A path that would leave it refuses it; a link
//! to another place is left out and never followed; what hides itself (`.obsidian`, `.trash`) is no note of hers.

use super::{
    Note, TEXT_MAX,
    links::is_note,
    settings,
    vault::{Vault, is_hidden},
};
use crate::{
    cairn::{
        Input, MANIFEST,
        container::{Limits, duplicate, of_entry},
    },
    problem::{Location, Problems, Refusal},
};
use std::{
    collections::BTreeSet,
    io::{Cursor, Read},
};
use zip::{CompressionMethod, ZipArchive, result::ZipError};

/// How the end of a zip's directory begins; every zip has one.
const END: &[u8] = b"PK\x05\x06";

/// Whether these bytes are a zip, by how they begin.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(END)
}

/// Whether a zip has notes in it, and is not a file of Cairn with something added.
pub(super) fn has_notes(input: impl Input) -> bool {
    let Ok(mut zip) = ZipArchive::new(input) else { return false };
    if zip.index_for_name(MANIFEST).is_some() {
        return false;
    }
    (0..zip.len().min(Limits::FOREIGN.entries)).any(|at| {
        let name = zip.by_index_raw(at).map(|entry| entry.name_raw().to_vec()).unwrap_or_default();
        core::str::from_utf8(&name).is_ok_and(|name| is_note(name) && !is_hidden(name))
    })
}

/// An opened zip.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each note lies, by its path from the top of the vault.
    notes: Vec<(String, usize)>,
    /// The same of other files.
    files: Vec<(String, usize)>,
    settings: Option<usize>,
    unpacked: u64,
}

impl<'a> Archive<'a> {
    /// Opens it; refused if its structure is broken, its paths unsafe, its entries too many or too large.
    pub fn open(bytes: &'a [u8], problems: &mut Problems) -> Result<Self, Refusal> {
        let limits = Limits::FOREIGN;
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|fault| damaged(&fault))?;
        if zip.len() > limits.entries {
            return Err(Refusal::new(Location::Whole, "too_many_entries", limits.entries.to_string()));
        }
        let mut entries: Vec<(String, usize)> = Vec::with_capacity(zip.len());
        let (mut known, mut declared) = (BTreeSet::new(), 0_u64);
        for at in 0..zip.len() {
            let entry = zip.by_index_raw(at).map_err(|fault| damaged(&fault))?;
            let path = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
            let path = path.strip_prefix("./").unwrap_or(&path).to_owned();
            let place = || Location::Entry(path.clone(), None);
            if core::str::from_utf8(entry.name_raw()).is_err() {
                problems.push(place(), "bad_name", "");
            }
            if !is_safe(&path) {
                return Err(of_entry(&path, "unsafe_path", ""));
            }
            declared = declared.saturating_add(entry.size());
            if entry.is_dir() || path.ends_with('/') {
                continue;
            }
            let is_packed = matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
            if entry.is_symlink() {
                problems.push(place(), "symlink", "");
            } else if entry.encrypted() || !is_packed {
                return Err(of_entry(&path, "unsupported_entry", ""));
            } else if known.insert(path.clone()) {
                entries.push((path, at));
            } else {
                problems.push(place(), "duplicate_entry", "");
            }
        }
        // Of two entries of one name the archive knows only the last.
        if zip.has_duplicate_names() {
            problems.push(Location::Entry(duplicate(Cursor::new(bytes), &zip), None), "duplicate_entry", "");
        }
        if declared > limits.unpacked {
            return Err(Refusal::new(Location::Whole, "too_large", limits.unpacked.to_string()));
        }
        if zip.has_overlapping_files().map_err(|fault| damaged(&fault))? {
            return Err(Refusal::new(Location::Whole, "damaged", "overlapping entries"));
        }
        let Vault { notes, files, settings } = Vault::of(entries);
        Ok(Self { zip, notes, files, settings, unpacked: 0 })
    }

    /// What the vault says of how it is read.
    pub fn settings(&mut self, problems: &mut Problems) -> Result<Option<settings::Settings>, Refusal> {
        let Some(at) = self.settings else { return Ok(None) };
        let settings = self.unpack(at, settings::PATH)?.and_then(|bytes| settings::Settings::of(&bytes));
        if settings.is_none() {
            problems.push(Location::Entry(settings::PATH.to_owned(), None), "bad_settings", "");
        }
        Ok(settings)
    }

    /// The notes with their paths. Refused (`too_large`) if they are longer than all notes may be.
    pub fn notes(&mut self, problems: &mut Problems) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
        let mut contents = Vec::with_capacity(self.notes.len());
        let mut length = 0_u64;
        for (path, at) in core::mem::take(&mut self.notes) {
            match self.unpack(at, &path)? {
                Some(bytes) => {
                    length = length.saturating_add(bytes.len() as u64);
                    if length > TEXT_MAX {
                        return Err(of_entry(&path, "too_large", TEXT_MAX.to_string()));
                    }
                    contents.push((path, bytes));
                }
                None => problems.push(Location::Entry(path, None), "damaged_entry", ""),
            }
        }
        Ok(contents)
    }

    /// The paths of the other files.
    pub fn files(&self) -> Vec<String> {
        self.files.iter().map(|(path, _)| path.clone()).collect()
    }

    /// The file at a place; `None` if it is damaged.
    pub fn open_file(&mut self, at: usize) -> Result<Option<Vec<u8>>, Refusal> {
        let Some((path, at)) = self.files.get(at).cloned() else { return Ok(None) };
        self.unpack(at, &path)
    }

    fn unpack(&mut self, at: usize, path: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let limits = Limits::FOREIGN;
        let Ok(mut entry) = self.zip.by_index(at) else { return Ok(None) };
        let dense = entry.compressed_size().saturating_mul(limits.ratio).saturating_add(64 << 10);
        let (declared, mut content, mut chunk) = (entry.size(), Vec::new(), vec![0; 64 << 10]);
        loop {
            let Ok(got) = entry.read(&mut chunk) else { return Ok(None) };
            if got == 0 {
                break;
            }
            content.extend_from_slice(&chunk[..got]);
            self.unpacked = self.unpacked.saturating_add(got as u64);
            let length = content.len() as u64;
            if length > declared {
                return Ok(None);
            }
            if length > dense {
                return Err(of_entry(path, "too_dense", limits.ratio.to_string()));
            }
            if self.unpacked > limits.unpacked {
                return Err(of_entry(path, "too_large", limits.unpacked.to_string()));
            }
        }
        Ok((content.len() as u64 == declared).then_some(content))
    }
}

/// Refuses files of a folder for which a zip would be refused: paths that lead out of it, too many, or notes that are too long.
pub(super) fn unless_beyond(files: &[Note]) -> Result<(), Refusal> {
    let entries = Limits::FOREIGN.entries;
    if files.len() > entries {
        return Err(Refusal::new(Location::Whole, "too_many_entries", entries.to_string()));
    }
    let mut length = 0;
    for file in files {
        let path = file.path.trim_start_matches('/');
        if !is_safe(path) {
            return Err(of_entry(path, "unsafe_path", ""));
        }
        length += if is_note(path) && !is_hidden(path) { file.bytes.len() as u64 } else { 0 };
        if length > TEXT_MAX {
            return Err(of_entry(path, "too_large", TEXT_MAX.to_string()));
        }
    }
    Ok(())
}

/// Relative, of plain parts.
fn is_safe(path: &str) -> bool {
    let folder = path.strip_suffix('/').unwrap_or(path);
    let drive = path.as_bytes().first_chunk().filter(|[letter, sign]| letter.is_ascii_alphabetic() && *sign == b':');
    let has_drive = drive.is_some() && matches!(path.as_bytes().get(2), None | Some(b'/'));
    let is_plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    folder.split('/').all(is_plain) && !has_drive && !path.chars().any(char::is_control)
}

fn damaged(fault: &ZipError) -> Refusal {
    Refusal::new(Location::Whole, "damaged", fault.to_string())
}
