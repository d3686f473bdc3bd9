//! Pictures and sounds that notes show: each is opened once, when the first text shows it, and kept if its bytes say that
//! it is one.

use crate::{problem::Refusal, source::SourceFile};
use cairn_domain::media::{MediaHash, content::Content};
use data_encoding::BASE64;
use std::collections::BTreeMap;

/// Opens the file at a place; `None` if it is damaged.
pub(super) type Open<'f> = dyn FnMut(usize) -> Result<Option<Vec<u8>>, Refusal> + 'f;

/// Bytes of a picture that stands in a note itself, as they are written there.
const DATA_MAX: usize = 350_000;

/// The files beside notes.
pub(super) struct Files<'f> {
    names: Vec<&'f str>,
    open: &'f mut Open<'f>,
    /// Those that are kept already, by their places.
    here: &'f [MediaHash],
    known: BTreeMap<usize, Result<MediaHash, &'static str>>,
    kept: BTreeMap<MediaHash, SourceFile>,
    /// Why the whole is refused, once it is.
    pub refusal: Option<Refusal>,
}

impl<'f> Files<'f> {
    pub fn new(names: Vec<&'f str>, open: &'f mut Open<'f>) -> Self {
        Self { names, open, here: &[], known: BTreeMap::new(), kept: BTreeMap::new(), refusal: None }
    }

    /// Files that are kept already, by their places.
    pub fn known(here: &'f [MediaHash], open: &'f mut Open<'f>) -> Self {
        Self { here, ..Self::new(Vec::new(), open) }
    }

    pub fn name(&self, at: usize) -> &'f str {
        self.names.get(at).copied().unwrap_or_default()
    }

    /// The content of a file that can be shown; `Err` with why it cannot.
    pub fn take(&mut self, at: usize) -> Result<MediaHash, &'static str> {
        if let Some(hash) = self.here.get(at) {
            return Ok(*hash);
        }
        if let Some(known) = self.known.get(&at) {
            return *known;
        }
        let taken = match (self.open)(at) {
            Ok(Some(bytes)) => self.keep(self.name(at), bytes).ok_or("not_shown"),
            Ok(None) => Err("damaged_entry"),
            Err(refusal) => {
                self.refusal.get_or_insert(refusal);
                Err("damaged_entry")
            }
        };
        self.known.insert(at, taken);
        taken
    }

    /// The content of `data:image/png;base64,…`.
    pub fn data(&mut self, address: &str) -> Option<MediaHash> {
        let (_, letters) = address.split_once(";base64,").filter(|_| address.len() <= DATA_MAX)?;
        let bytes = BASE64.decode(letters.as_bytes()).ok()?;
        self.keep("", bytes)
    }

    fn keep(&mut self, path: &str, bytes: Vec<u8>) -> Option<MediaHash> {
        Content::of(&bytes)?;
        let hash = MediaHash(*blake3::hash(&bytes).as_bytes());
        let name = || path.rsplit('/').next().unwrap_or_default().to_owned();
        self.kept.entry(hash).or_insert_with(|| SourceFile::here(name(), bytes));
        Some(hash)
    }

    /// What was kept, and why the whole is refused, if it is.
    pub fn end(self) -> Result<BTreeMap<MediaHash, SourceFile>, Refusal> {
        match self.refusal {
            Some(refusal) => Err(refusal),
            None => Ok(self.kept),
        }
    }
}
