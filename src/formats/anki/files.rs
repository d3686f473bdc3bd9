//! The pictures and sounds that texts show: read once each, when a text first names one.

use super::package::FILE_TOO_LARGE;
use crate::{
    problem::{Location, Refusal},
    source::{Content, SourceFile},
};
use cairn_domain::media::{MediaHash, content};
use std::collections::{BTreeMap, btree_map::Entry};

/// Reads an entry of the package.
pub(super) type ReadEntry<'p> = dyn FnMut(&str) -> Result<Option<Vec<u8>>, Refusal> + 'p;

/// Files of a package.
pub(super) struct Files<'p> {
    /// Entries by the names of files.
    entries: BTreeMap<String, String>,
    read: &'p mut ReadEntry<'p>,
    /// What was looked at, by name; nothing for what is not shown.
    known: BTreeMap<String, Option<MediaHash>>,
    /// What is shown.
    pub shown: BTreeMap<MediaHash, SourceFile>,
    /// Width and height of the pictures among them, as far as they are known.
    pub sizes: BTreeMap<MediaHash, Size>,
    /// Names of what is not, each with the reason.
    pub lost: BTreeMap<String, Refusal>,
    /// Why nothing more is read, once the package has unfolded to more than a file may hold.
    full: Option<Refusal>,
}

impl<'p> Files<'p> {
    pub fn new(entries: BTreeMap<String, String>, read: &'p mut ReadEntry<'p>) -> Self {
        Self {
            entries,
            read,
            known: BTreeMap::new(),
            shown: BTreeMap::new(),
            sizes: BTreeMap::new(),
            lost: BTreeMap::new(),
            full: None,
        }
    }

    /// How many files the package lists.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// What an address in a text names.
    pub fn named(&mut self, address: &str) -> Option<MediaHash> {
        let decoded;
        let name = if self.entries.contains_key(address) {
            address
        } else {
            decoded = percent_decoded(address);
            &decoded
        };
        match self.known.entry(name.to_owned()) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                let entry = self.entries.get(name)?;
                let found = self.full.clone().map_or_else(|| look(entry, name, self.read), Err);
                let hash = match found {
                    Ok((hash, size, file)) => {
                        self.shown.insert(hash, file);
                        self.sizes.extend(size.map(|size| (hash, size)));
                        Some(hash)
                    }
                    Err(refusal) => {
                        self.full = Some(refusal.clone()).filter(|refusal| refusal.code == "too_large");
                        self.lost.insert(name.to_owned(), refusal);
                        None
                    }
                };
                *new.insert(hash)
            }
        }
    }
}

/// Width and height of a picture in pixels.
type Size = (u32, u32);

fn look(entry: &str, name: &str, read: &mut ReadEntry) -> Result<(MediaHash, Option<Size>, SourceFile), Refusal> {
    let refused = |code| Refusal::new(Location::Entry(name.to_owned(), None), code, "");
    let named = |refusal: Refusal| if refusal.code == FILE_TOO_LARGE { refused(FILE_TOO_LARGE) } else { refusal };
    let bytes = read(entry).map_err(named)?.ok_or_else(|| refused("no_file"))?;
    let kind = content::Content::of(&bytes[..bytes.len().min(content::HEAD)]).ok_or_else(|| refused("unknown_file"))?;
    let hash = MediaHash(*blake3::hash(&bytes).as_bytes());
    let length = bytes.len() as u64;
    Ok((hash, kind.size, SourceFile { name: name.to_owned(), length, content: Content::Entry(entry.to_owned()) }))
}

/// An address with its `%` signs read; what makes no letters stays as it is.
fn percent_decoded(address: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), address.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| core::str::from_utf8(two).ok());
        let byte = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}
