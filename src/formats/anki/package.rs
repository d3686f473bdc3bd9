//! The archive around a collection: which of three layouts it has, the collection's bytes, and the list of its files.

use super::{protobuf, protobuf::Field};
use crate::{
    cairn::{
        Input, Limits,
        container::{Container, of_entry},
    },
    problem::{Location, Refusal},
};
use std::{collections::BTreeMap, io::Read};

/// How a package is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Layout {
    /// `collection.anki2`, the list of files in JSON.
    First,
    /// `collection.anki21` beside a stub, the list of files in JSON.
    Second,
    /// `collection.anki21b` and every file packed by zstd, the list of files a message.
    Third,
}

/// An opened package.
pub(super) struct Package<R> {
    container: Container<R>,
    layout: Layout,
    /// What may still be unpacked of zstd.
    left: u64,
}

/// Unpacked bytes of zstd for each packed one, beyond the first MiB. Collections are tables of texts, and were seen to reach 9.
const DENSE: u64 = 100;
/// Bytes that may be unpacked besides.
const DENSE_FREE: u64 = 1 << 20;

/// Bytes of a picture, a sound or a film: each is in memory as a whole, on a phone too.
const FILE_MAX: u64 = 64 << 20;
/// The code of one that is longer.
pub(super) const FILE_TOO_LARGE: &str = "file_too_large";

/// Entries that hold a collection, the newest layout first.
const COLLECTIONS: [(Layout, &str); 3] =
    [(Layout::Third, "collection.anki21b"), (Layout::Second, "collection.anki21"), (Layout::First, "collection.anki2")];

/// The list of files.
const MEDIA: &str = "media";
/// Its bytes: enough for more names than an archive may have entries.
const LIST_MAX: usize = 8 << 20;

/// Whether an archive has the parts of a package, sound or not.
pub fn is_package(input: impl Input) -> bool {
    let Ok(archive) = zip::ZipArchive::new(input) else { return false };
    let has = |name: &str| archive.index_for_name(name).is_some();
    COLLECTIONS.iter().any(|(_, name)| has(name)) || has(MEDIA)
}

impl<R: Input> Package<R> {
    /// Opens a package, and finds out its layout.
    pub fn open(input: R) -> Result<Self, Refusal> {
        let mut container = Container::open(input, Limits::FOREIGN)?;
        let version = container.read("meta")?.map(|meta| protobuf::int(&meta, 1));
        let says = match version {
            None => None,
            Some(1) => Some(Layout::First),
            Some(2) => Some(Layout::Second),
            Some(3) => Some(Layout::Third),
            Some(other) => return Err(of_entry("meta", "newer_collection", other.to_string())),
        };
        let names: Vec<&str> = container.names().collect();
        let there =
            COLLECTIONS.iter().find(|(layout, name)| says.is_none_or(|says| says == *layout) && names.contains(name));
        let layout = there.map(|(layout, _)| *layout);
        let layout = layout.ok_or_else(|| Refusal::new(Location::Whole, "no_collection", ""))?;
        Ok(Self { container, layout, left: Limits::FOREIGN.unpacked })
    }

    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// The name of the entry that holds the collection.
    pub fn collection_name(&self) -> &'static str {
        COLLECTIONS.iter().find(|(layout, _)| *layout == self.layout).map_or("", |(_, name)| name)
    }

    /// The collection: a database of SQLite.
    pub fn collection(&mut self) -> Result<Vec<u8>, Refusal> {
        let name = self.collection_name();
        self.unpacked(name, u64::MAX)?.ok_or_else(|| Refusal::new(Location::Whole, "no_collection", ""))
    }

    /// The files by name, each with the entry that holds it; refused if the list is no list.
    pub fn media(&mut self) -> Result<BTreeMap<String, String>, Refusal> {
        let Some(list) = self.unpacked(MEDIA, u64::MAX)? else { return Ok(BTreeMap::new()) };
        if list.len() > LIST_MAX {
            return Err(of_entry(MEDIA, "too_large", LIST_MAX.to_string()));
        }
        let damaged = || of_entry(MEDIA, "bad_media_list", "");
        if self.layout == Layout::Third {
            return of_message(&list).ok_or_else(damaged);
        }
        let list: BTreeMap<String, String> = serde_json::from_slice(&list).map_err(|_| damaged())?;
        Ok(list.into_iter().map(|(entry, name)| (name, entry)).collect())
    }

    /// A file, by the entry that holds it; `None` if it is not there. One that says it is too long is not unpacked.
    pub fn file(&mut self, entry: &str) -> Result<Option<Vec<u8>>, Refusal> {
        if self.container.declared(entry).is_some_and(|length| length > FILE_MAX) {
            return Err(of_entry(entry, FILE_TOO_LARGE, ""));
        }
        self.unpacked(entry, FILE_MAX)
    }

    /// What an entry holds, which is no longer than `longest`.
    fn unpacked(&mut self, name: &str, longest: u64) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(bytes) = self.container.read(name)? else { return Ok(None) };
        if self.layout != Layout::Third {
            return Ok(Some(bytes));
        }
        let dense = (bytes.len() as u64).saturating_mul(DENSE).saturating_add(DENSE_FREE);
        let most = dense.min(self.left).min(longest);
        let too_large = || of_entry(name, FILE_TOO_LARGE, "");
        let mut unpacked = Vec::new();
        let altered = || of_entry(name, "altered", "");
        let mut rest = bytes.as_slice();
        // One frame may follow another.
        while !rest.is_empty() {
            let decoder = ruzstd::decoding::StreamingDecoder::new(&mut rest).map_err(|_| altered())?;
            if decoder.decoder.content_size() > longest {
                return Err(too_large());
            }
            let room = (most + 1).saturating_sub(unpacked.len() as u64);
            decoder.take(room).read_to_end(&mut unpacked).map_err(|_| altered())?;
            if unpacked.len() as u64 > longest {
                return Err(too_large());
            }
            if unpacked.len() as u64 > most {
                let code = if most < self.left { "too_dense" } else { "too_large" };
                return Err(of_entry(name, code, DENSE.to_string()));
            }
        }
        self.left -= unpacked.len() as u64;
        Ok(Some(unpacked))
    }
}

/// The list of files as a message: one entry each, whose place is the name of the file in the archive.
fn of_message(list: &[u8]) -> Option<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for (at, field) in protobuf::fields(list).enumerate() {
        let (number, Field::Bytes(entry)) = field? else { return None };
        if number == 1 {
            files.insert(protobuf::text(entry, 1), at.to_string());
        }
    }
    Some(files)
}
