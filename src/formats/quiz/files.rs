//! Pictures and sounds that a bank holds in base64: what its texts show of them is kept, by its content.

use super::xml::Node;
use crate::{foreign::unquoted, source::SourceFile};
use cairn_domain::media::{MediaHash, content::Content};
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of one file.
pub const FILE_MAX: usize = 64 << 20;
/// Bytes of all files together.
pub const FILES_MAX: usize = 512 << 20;

/// What Moodle writes before the name of a file.
const PLACE: &str = "@@PLUGINFILE@@";

/// Files so far.
#[derive(Default)]
pub(crate) struct Files {
    kept: BTreeMap<MediaHash, SourceFile>,
    bytes: usize,
}

/// Why a file is not kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Fault {
    /// There is none of that name.
    Missing,
    /// It is not in base64.
    Damaged,
    /// It is too large, or all of them are.
    Large,
    /// It is no picture and no sound that a text can show.
    Kind,
}

/// The files of one text, by their paths, and what became of those that it shows: each is decoded once.
pub(crate) struct Beside<'q>(BTreeMap<String, (Node<'q>, Option<Result<MediaHash, Fault>>)>);

impl<'q> Beside<'q> {
    /// The files in an element, or in the text in it.
    pub fn of(node: Node<'q>) -> Self {
        let path = |file: Node| [file.attribute("path"), file.attribute("name")].concat();
        let elements = [Some(node), node.one("text")].into_iter().flatten();
        let files = elements.flat_map(|node| node.all("file"));
        Self(files.map(|file| (path(file).trim_start_matches('/').to_owned(), (file, None))).collect())
    }
}

impl Files {
    /// What a text shows by this address: a file beside it, or what the address holds itself.
    pub fn show(&mut self, address: &str, beside: &mut Beside) -> Result<MediaHash, Fault> {
        if let Some(data) = address.strip_prefix("data:") {
            let (kind, content) = data.split_once(',').ok_or(Fault::Damaged)?;
            let is_base64 = kind.trim_end().to_ascii_lowercase().ends_with("base64");
            return if is_base64 { self.keep("", content) } else { Err(Fault::Kind) };
        }
        let name = address.strip_prefix(PLACE).unwrap_or(address);
        let name = name.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
        let plain = unquoted(name).filter(|_| !beside.0.contains_key(name));
        let (file, known) = beside.0.get_mut(plain.as_deref().unwrap_or(name)).ok_or(Fault::Missing)?;
        if let Some(known) = known {
            return *known;
        }
        let encoding = file.attribute("encoding");
        let is_base64 = encoding.is_empty() || encoding.eq_ignore_ascii_case("base64");
        let kept = if is_base64 { self.keep(file.attribute("name"), file.letters()) } else { Err(Fault::Damaged) };
        *known = Some(kept);
        kept
    }

    /// Keeps what these letters hold.
    pub fn keep(&mut self, name: &str, base64: &str) -> Result<MediaHash, Fault> {
        if base64.len() / 4 > FILE_MAX / 3 || self.bytes > FILES_MAX {
            return Err(Fault::Large);
        }
        let bytes = decoded(base64).filter(|bytes| !bytes.is_empty()).ok_or(Fault::Damaged)?;
        if Content::of(&bytes).is_none() {
            return Err(Fault::Kind);
        }
        let hash = MediaHash(*blake3::hash(&bytes).as_bytes());
        if let std::collections::btree_map::Entry::Vacant(vacant) = self.kept.entry(hash) {
            self.bytes += bytes.len();
            vacant.insert(SourceFile::here(name.to_owned(), bytes));
        }
        Ok(hash)
    }

    /// Those that are used, by their content.
    pub fn into_files(self, used: &BTreeSet<MediaHash>) -> BTreeMap<MediaHash, SourceFile> {
        self.kept.into_iter().filter(|(hash, _)| used.contains(hash)).collect()
    }
}

/// The bytes of letters in base64, in lines or not, with its signs at the end or without.
fn decoded(base64: &str) -> Option<Vec<u8>> {
    let letters: Vec<u8> = base64.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let end = letters.iter().rposition(|byte| *byte != b'=').map_or(0, |at| at + 1);
    data_encoding::BASE64_NOPAD.decode(&letters[..end]).ok()
}
