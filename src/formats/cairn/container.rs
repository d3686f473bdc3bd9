//! The zip around the entries: reading one from anywhere within limits, and writing one that is the same
//! for the same entries.
//!
//! Nothing is ever unpacked to a disk, yet a path that would leave the archive refuses the whole file: it
//! can only mean harm. Sizes are believed only as far as bytes follow.

use super::{
    manifest::Use,
    media::{Input, Medium, Sum, hash_of},
    time::clock,
};
use crate::problem::{Location, Refusal};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Seek, SeekFrom, Write},
};
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// How much a file may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of all entries, unpacked.
    pub unpacked: u64,
    /// Unpacked bytes per packed byte of an entry, beyond the first 64 KiB.
    pub ratio: u64,
    /// The same of the rows, in `records/` and `events/`.
    pub row_ratio: u64,
    /// Entries.
    pub entries: usize,
    /// Bytes of files, in `media/`, that count apart from the others: they are never in memory as a whole.
    pub media: u64,
}

impl Limits {
    /// For files from elsewhere: 512 MiB, 100:1, 50,000 entries.
    pub const FOREIGN: Limits = Limits { unpacked: 512 << 20, ratio: 100, row_ratio: 100, entries: 50_000, media: 0 };

    /// For bytes that were written here a moment ago, and files named on a command line.
    pub const OWN: Limits =
        Limits { unpacked: 1 << 40, ratio: DEFLATE, row_ratio: DEFLATE, entries: 1_000_000, media: 1 << 40 };

    /// For a file of `length` bytes that says `purpose` of itself.
    ///
    /// A backup is not foreign, yet anyone can call a file one. So of what is called a backup only the rows
    /// may be as dense as deflate makes them, and all together are held to what a foreign file may hold. If
    /// it is also `hers`, all together may be a hundred times the file, up to 2 GiB: more than twice that
    /// would have had to lie in the memory of the device that wrote it. Its files count apart, up to the 4 GiB
    /// of a zip, since they only pass by.
    pub fn of(purpose: Use, length: u64, hers: bool) -> Limits {
        if purpose != Use::Backup {
            return Limits::FOREIGN;
        }
        let whole = length.saturating_mul(Limits::FOREIGN.ratio).min(2 << 30);
        let unpacked = if hers { whole.max(Limits::FOREIGN.unpacked) } else { Limits::FOREIGN.unpacked };
        let media = if hers { 4 << 30 } else { 0 };
        Limits { unpacked, row_ratio: DEFLATE, media, ..Limits::FOREIGN }
    }

    fn ratio_of(&self, name: &str) -> u64 {
        let rows = name.ends_with(".ndjson") && (name.starts_with("records/") || name.starts_with("events/"));
        if rows { self.row_ratio } else { self.ratio }
    }

    /// Whether so many bytes, and so many of files, are too many.
    fn exceeded(&self, unpacked: u64, media: u64) -> bool {
        unpacked.saturating_add(media.saturating_sub(self.media)) > self.unpacked
    }
}

/// Deflate itself ends at about 1000:1.
const DEFLATE: u64 = 1_100;

/// How every archive of ours ends: a comment with the BLAKE3 of all bytes before it. So a change of any
/// byte is noticed, also between the entries; an archive that was packed anew has none and is read too.
const SEAL: &str = "blake3 ";
pub(crate) const SEAL_LENGTH: usize = SEAL.len() + 64;

/// An opened archive.
pub(crate) struct Container<R> {
    input: R,
    zip: ZipArchive<R>,
    names: Vec<String>,
    /// Where each of them is.
    places: BTreeMap<String, usize>,
    limits: Limits,
    unpacked: u64,
    media: u64,
}

impl<R: Input> Container<R> {
    /// Opens an archive; refused if its structure is broken, its paths unsafe or its entries too many.
    pub(crate) fn open(input: R, limits: Limits) -> Result<Self, Refusal> {
        let mut zip = ZipArchive::new(input.clone()).map_err(|fault| damaged(&fault))?;
        if zip.len() > limits.entries {
            return Err(Refusal::new(Location::Whole, "too_many_entries", limits.entries.to_string()));
        }
        let (mut names, mut places) = (Vec::with_capacity(zip.len()), BTreeMap::new());
        let (mut declared, mut media): (u64, u64) = (0, 0);
        for at in 0..zip.len() {
            let entry = zip.by_index_raw(at).map_err(|fault| damaged(&fault))?;
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            if !is_safe(entry.name_raw()) {
                return Err(of_entry(&name, "unsafe_path", ""));
            }
            if entry.encrypted()
                || !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated)
            {
                return Err(of_entry(&name, "unsupported_entry", ""));
            }
            let counted = if hash_of(&name).is_some() { &mut media } else { &mut declared };
            *counted = counted.saturating_add(entry.size());
            places.entry(name.clone()).or_insert(at);
            names.push(name);
        }
        if limits.exceeded(declared, media) {
            return Err(Refusal::new(Location::Whole, "too_large", limits.unpacked.to_string()));
        }
        if zip.has_duplicate_names() {
            return Err(of_entry(&duplicate(input, &zip), "duplicate_entry", ""));
        }
        if zip.has_overlapping_files().map_err(|fault| damaged(&fault))? {
            return Err(Refusal::new(Location::Whole, "damaged", "overlapping entries"));
        }
        Ok(Self { input, zip, names, places, limits, unpacked: 0, media: 0 })
    }

    /// From now on at most so many bytes are unpacked.
    pub(crate) fn within(mut self, unpacked: u64) -> Self {
        self.limits.unpacked = unpacked;
        self
    }

    /// The paths of the files, without those of folders.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str).filter(|name| !name.ends_with('/'))
    }

    /// Whether every byte is as it was written; `None` for an archive that says nothing about it.
    pub(crate) fn sealed(&self) -> Option<bool> {
        check_seal(self.input.clone(), self.zip.comment())
    }

    /// How long an entry says that it is, unpacked; `None` if it is not there.
    pub(crate) fn declared(&mut self, name: &str) -> Option<u64> {
        let at = self.places.get(name)?;
        self.zip.by_index_raw(*at).ok().map(|entry| entry.size())
    }

    /// Unpacks one entry; `None` if it is not there.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let mut content = Vec::new();
        let found = self.pass(name, |bytes| content.extend_from_slice(bytes))?;
        Ok(found.then_some(content))
    }

    /// What an entry is, while it passes; `None` if it is not there.
    pub(crate) fn sum(&mut self, name: &str) -> Result<Option<Medium>, Refusal> {
        let mut sum = Sum::default();
        let found = self.pass(name, |bytes| sum.add(bytes))?;
        Ok(found.then(|| sum.end()))
    }

    /// A reader of one entry, at most as long as it says; `None` if it is not there.
    pub(crate) fn entry<'s>(&'s mut self, name: &str) -> Result<Option<impl Read + use<'s, R>>, Refusal> {
        let Some(at) = self.places.get(name).copied() else { return Ok(None) };
        let entry = self.zip.by_index(at).map_err(|fault| damaged(&fault))?;
        let length = entry.size();
        Ok(Some(entry.take(length)))
    }

    /// Unpacks one entry to `take`, piece by piece; `false` if it is not there.
    fn pass(&mut self, name: &str, mut take: impl FnMut(&[u8])) -> Result<bool, Refusal> {
        let media = hash_of(name).is_some();
        let Some(at) = self.places.get(name).copied() else { return Ok(false) };
        let mut entry = self.zip.by_index(at).map_err(|fault| match fault {
            ZipError::Io(_) | ZipError::InvalidArchive(_) => of_entry(name, "damaged", fault.to_string()),
            _ => of_entry(name, "unsupported_entry", fault.to_string()),
        })?;
        let (declared, packed) = (entry.size(), entry.compressed_size());
        let ratio = self.limits.ratio_of(name);
        let dense = packed.saturating_mul(ratio).saturating_add(64 << 10);
        let mut length: u64 = 0;
        let mut chunk = vec![0; 64 << 10];
        loop {
            // A wrong checksum, or deflated bytes that make no sense.
            let got = entry.read(&mut chunk).map_err(|_| of_entry(name, "altered", ""))?;
            if got == 0 {
                break;
            }
            take(&chunk[..got]);
            length += got as u64;
            let counted = if media { &mut self.media } else { &mut self.unpacked };
            *counted = counted.saturating_add(got as u64);
            if length > declared {
                return Err(of_entry(name, "size_mismatch", declared.to_string()));
            }
            if length > dense {
                return Err(of_entry(name, "too_dense", ratio.to_string()));
            }
            if self.limits.exceeded(self.unpacked, self.media) {
                return Err(of_entry(name, "too_large", self.limits.unpacked.to_string()));
            }
        }
        if length < declared {
            return Err(of_entry(name, "size_mismatch", declared.to_string()));
        }
        Ok(true)
    }
}

/// Packs entries, in their order, as of `ms`.
pub(crate) fn pack<'e>(entries: impl IntoIterator<Item = (&'e str, &'e [u8])>, ms: i64) -> Result<Vec<u8>, ZipError> {
    pack_with(entries, ms, is_text)
}

/// The same with what is deflated chosen by name; anything else is stored.
pub(crate) fn pack_with<'e>(
    entries: impl IntoIterator<Item = (&'e str, &'e [u8])>,
    ms: i64,
    deflated: fn(&str) -> bool,
) -> Result<Vec<u8>, ZipError> {
    let (year, month, day, second) = clock(ms);
    let part = |number: i64| u8::try_from(number).unwrap_or(0);
    let made = u16::try_from(year)
        .ok()
        .and_then(|year| {
            let (hour, minute) = (part(second / 3_600), part(second / 60 % 60));
            DateTime::from_date_and_time(year, part(month), part(day), hour, minute, part(second % 60)).ok()
        })
        .unwrap_or_default();
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(made)
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // What a newer version added may be dense; packed anew it could be refused when it is read.
    let stored = options.compression_method(CompressionMethod::Stored).compression_level(None);
    for (name, content) in entries {
        zip.start_file(name, if deflated(name) { options } else { stored })?;
        zip.write_all(content)?;
    }
    zip.set_raw_comment(vec![b' '; SEAL_LENGTH].into())?;
    let mut bytes = zip.finish()?.into_inner();
    let body = bytes.len() - SEAL_LENGTH;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&bytes[..body]);
    bytes[body..].copy_from_slice(&seal(&hasher));
    Ok(bytes)
}

/// What this version writes by itself.
fn is_text(name: &str) -> bool {
    let rows = name.ends_with(".ndjson") && (name.starts_with("records/") || name.starts_with("events/"));
    rows || !name.contains('/')
}

/// The seal of the bytes that passed.
pub(crate) fn seal(hasher: &blake3::Hasher) -> Vec<u8> {
    format!("{SEAL}{}", hasher.finalize().to_hex()).into_bytes()
}

/// Whether the seal holds; a comment of others, or none, says nothing.
fn check_seal(mut input: impl Input, comment: &[u8]) -> Option<bool> {
    // A comment of our length is ours, whatever its letters are now.
    if comment.len() != SEAL_LENGTH {
        return None;
    }
    let length = input.seek(SeekFrom::End(0)).ok()?;
    let body = length.checked_sub(SEAL_LENGTH as u64)?;
    input.seek(SeekFrom::Start(0)).ok()?;
    let (mut hasher, mut left, mut chunk) = (blake3::Hasher::new(), body, vec![0; 64 << 10]);
    while left > 0 {
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(chunk.len());
        let got = input.read(&mut chunk[..most]).ok().filter(|got| *got > 0)?;
        hasher.update(&chunk[..got]);
        left -= got as u64;
    }
    let mut last = Vec::new();
    input.read_to_end(&mut last).ok()?;
    Some(comment == seal(&hasher) && last == comment)
}

/// Relative, of plain parts, with forward slashes, in UTF-8.
fn is_safe(name: &[u8]) -> bool {
    let Ok(name) = core::str::from_utf8(name) else { return false };
    let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    let folder = name.strip_suffix('/').unwrap_or(name);
    folder.split('/').all(plain) && !name.contains(['\\', ':']) && !name.chars().any(char::is_control)
}

/// Bytes of a directory that are searched for a name.
const DIRECTORY: u64 = 32 << 20;

/// The first name that stands twice in the directory at the archive's end.
pub(crate) fn duplicate<R: Read + Seek>(mut input: R, zip: &ZipArchive<R>) -> String {
    let mut bytes = Vec::new();
    let _ = input.seek(SeekFrom::Start(zip.central_directory_start()));
    let _ = input.take(DIRECTORY).read_to_end(&mut bytes);
    let mut known = std::collections::BTreeSet::new();
    let mut at: usize = 0;
    // Signature, then 24 bytes, then the lengths of name, extra field and comment; 46 bytes in all.
    while let Some(head) = bytes.get(at..at.saturating_add(46)).filter(|head| head.starts_with(b"PK\x01\x02")) {
        let length = |place: usize| usize::from(u16::from_le_bytes([head[place], head[place + 1]]));
        let name = bytes.get(at + 46..at + 46 + length(28)).unwrap_or_default();
        if !known.insert(name) {
            return String::from_utf8_lossy(name).into_owned();
        }
        at += 46 + length(28) + length(30) + length(32);
    }
    String::new()
}

fn damaged(fault: &ZipError) -> Refusal {
    Refusal::new(Location::Whole, "damaged", fault.to_string())
}

/// A refusal because of one entry.
pub(crate) fn of_entry(name: &str, code: &'static str, detail: impl Into<String>) -> Refusal {
    Refusal::new(Location::Entry(name.to_owned(), None), code, detail)
}
