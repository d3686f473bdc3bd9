//! Archives for other programs whose files pass by: what is small is packed at once, each file comes when it is its turn, piece
//! by piece, and is never in memory as a whole. It knows no store: who has the bytes hands them over.

use crate::{
    cairn::{Medium, Sum, tail::Tail},
    problem::{Location, Refusal},
};
use cairn_domain::media::{
    MediaHash,
    content::{Content, HEAD},
};
use std::{collections::BTreeMap, vec};

/// A file as it is known before its turn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// What it holds.
    pub medium: Medium,
    /// What it is; nothing if that cannot be shown.
    pub content: Option<Content>,
}

impl Known {
    /// Of all of its bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut sum = Sum::default();
        sum.add(bytes);
        Self { medium: sum.end(), content: Content::of(&bytes[..bytes.len().min(HEAD)]) }
    }
}

/// Those that texts show and that are there.
pub type Files = BTreeMap<MediaHash, Known>;

/// The rest of an archive of which the beginning is written. As long as [`Passing::next`] gives one, its bytes follow, which also
/// go through [`Passing::pass`]; last comes [`Passing::end`].
pub struct Passing {
    tail: Tail,
    files: vec::IntoIter<(String, Medium)>,
    /// An archive with one entry that stands behind the files.
    last: Option<Vec<u8>>,
}

impl Passing {
    pub(crate) fn new(tail: Tail, files: Vec<(String, Medium)>, last: Option<Vec<u8>>) -> Self {
        Self { tail, files: files.into_iter(), last }
    }

    /// The bytes of the files that are still to come.
    pub fn bytes(&self) -> u64 {
        self.files.as_slice().iter().map(|(_, medium)| medium.bytes).sum()
    }

    /// What stands before the next file's bytes, and which file it is; refused (`too_large`) beyond what a zip can hold.
    #[allow(clippy::should_implement_trait, reason = "bytes come between one and the next")]
    pub fn next(&mut self) -> Result<Option<(Vec<u8>, Medium)>, Refusal> {
        let Some((name, medium)) = self.files.next() else { return Ok(None) };
        let head = self.tail.entry(&name, medium.bytes, medium.crc32).ok_or_else(too_large)?;
        Ok(Some((head, medium)))
    }

    /// The next bytes of a file.
    pub fn pass(&mut self, bytes: &[u8]) {
        self.tail.pass(bytes);
    }

    /// The last bytes; refused as above.
    pub fn end(mut self) -> Result<Vec<u8>, Refusal> {
        let mut bytes = match self.last.take() {
            Some(last) => self.tail.join(last).ok_or_else(too_large)?,
            None => Vec::new(),
        };
        bytes.extend(self.tail.close());
        Ok(bytes)
    }

    /// All of it at once, behind its beginning. A file that is not as it was known is refused (`altered`).
    pub(crate) fn whole(
        mut self,
        mut bytes: Vec<u8>,
        file: impl Fn(MediaHash) -> Option<Vec<u8>>,
    ) -> Result<Vec<u8>, Refusal> {
        while let Some((head, medium)) = self.next()? {
            let content = file(medium.hash).filter(|content| content.len() as u64 == medium.bytes);
            let content = content.ok_or_else(|| Refusal::new(Location::Whole, "altered", ""))?;
            self.pass(&content);
            bytes.extend(head);
            bytes.extend(content);
        }
        bytes.extend(self.end()?);
        Ok(bytes)
    }
}

/// It is beyond what a zip can hold.
pub(crate) fn too_large() -> Refusal {
    Refusal::new(Location::Whole, "too_large", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cairn::container::pack_with;
    use std::io::{Cursor, Write as _};
    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    const FILES: [(&str, &[u8]); 2] = [("media/a.png", &[7; 3_000]), ("media/b.ogg", b"")];

    fn known() -> Vec<(String, Medium)> {
        FILES.map(|(name, bytes)| (name.to_owned(), Known::of(bytes).medium)).to_vec()
    }

    fn file(hash: MediaHash) -> Option<Vec<u8>> {
        FILES.iter().find(|(_, bytes)| Known::of(bytes).medium.hash == hash).map(|(_, bytes)| bytes.to_vec())
    }

    fn is_text(name: &str) -> bool {
        name.contains("txt")
    }

    fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            let method = if is_text(name) { CompressionMethod::Deflated } else { CompressionMethod::Stored };
            zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_passes_is_as_if_it_had_been_packed_at_once() {
        let first: [(&str, &[u8]); 2] = [("meta", &[8, 2]), ("list.txt", &[b'x'; 900])];
        let last: (&str, &[u8]) = ("last.txt", &[b'y'; 900]);
        let all = [&first[..], &FILES, &[last]].concat();
        let (tail, first_bytes) = Tail::unsealed(zipped(&first)).unwrap();
        let bytes = Passing::new(tail, known(), Some(zipped(&[last]))).whole(first_bytes, file).unwrap();
        assert!(bytes == zipped(&all));

        for first in [&first[1..], &[]] {
            let pack = |entries: &[(&'static str, &'static [u8])]| {
                pack_with(entries.iter().copied(), 1_763_000_000_000, is_text).unwrap()
            };
            let files: &[_] = if first.is_empty() { &[] } else { &FILES };
            let known = known().into_iter().take(files.len()).collect();
            let (tail, first_bytes) = Tail::foreign(pack(first)).unwrap();
            let bytes = Passing::new(tail, known, None).whole(first_bytes, file).unwrap();
            assert!(bytes == pack(&[first, files].concat()));
        }
    }

    #[test]
    fn what_is_another_file_meanwhile_is_refused() {
        let begin = || Tail::unsealed(zipped(&[("meta", &[8, 2])])).unwrap();
        for other in [None, Some(vec![7; 2_999])] {
            let (tail, first_bytes) = begin();
            let refusal = Passing::new(tail, known(), None).whole(first_bytes, |_| other.clone()).expect_err("another");
            assert_eq!(refusal.code, "altered");
        }
        let (tail, first_bytes) = begin();
        let large = Medium { bytes: 1 << 33, ..known()[0].1 };
        let refusal =
            Passing::new(tail, vec![("0".to_owned(), large)], None).whole(first_bytes, file).expect_err("too large");
        assert_eq!(refusal.code, "too_large");
    }
}
