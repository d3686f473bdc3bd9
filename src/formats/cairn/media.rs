//! The files in a `.cairn` file: `media/<hash>`, stored as they are, never a whole one in memory.
//!
//! [`Sum`] tells what one is while its bytes pass; [`Media`] reads them one by one. That an entry is what its
//! name says is checked by [`read_from`](super::read_from).

use super::container::{Container, Limits};
use crate::{problem::Refusal, report::hex};
use cairn_domain::media::MediaHash;
use std::io::{Read, Seek};

/// Bytes of all files of one `.cairn` file: a zip that every program reads ends at 4 GiB.
pub const MEDIA_MAX: u64 = 3_500_000_000;

const FOLDER: &str = "media/";

/// Bytes that are read from any place, and once more by a copy of the reader.
pub trait Input: Read + Seek + Clone {}

impl<T: Read + Seek + Clone> Input for T {}

/// A file as it is about to be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Medium {
    /// What it holds.
    pub hash: MediaHash,
    /// Its length in bytes.
    pub bytes: u64,
    /// The checksum that a zip wants before the content.
    pub(crate) crc32: u32,
}

/// What a file is, while its bytes pass.
#[derive(Clone, Default)]
pub struct Sum {
    blake3: blake3::Hasher,
    crc32: crc32fast::Hasher,
    bytes: u64,
}

impl Sum {
    /// The next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.blake3.update(bytes);
        self.crc32.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// What passed.
    pub fn end(self) -> Medium {
        let hash = MediaHash(*self.blake3.finalize().as_bytes());
        Medium { hash, bytes: self.bytes, crc32: self.crc32.finalize() }
    }
}

/// The files of a `.cairn` file.
pub struct Media<R>(Container<R>);

impl<R: Input> Media<R> {
    /// Opens it within `limits`; refused like [`read_from`](super::read_from).
    pub fn of(input: R, limits: Limits) -> Result<Self, Refusal> {
        Container::open(input, limits).map(Self)
    }

    /// The bytes of one; `None` if it is not there.
    pub fn open(&mut self, hash: MediaHash) -> Result<Option<impl Read>, Refusal> {
        self.0.entry(&path(hash))
    }
}

/// The path of a file.
pub(crate) fn path(hash: MediaHash) -> String {
    [FOLDER, &hex(&hash.0)].concat()
}

/// The file that a path names.
pub(crate) fn hash_of(path: &str) -> Option<MediaHash> {
    path.strip_prefix(FOLDER).and_then(MediaHash::parse)
}

#[cfg(test)]
mod tests {
    use super::super::{
        tests::{about, filled, hash},
        *,
    };
    use super::*;
    use std::io::Cursor;

    fn sum(bytes: &[u8]) -> Medium {
        let mut sum = Sum::default();
        bytes.chunks(1000).for_each(|chunk| sum.add(chunk));
        sum.end()
    }

    /// The filled state with files, written part by part.
    fn with(files: &[&[u8]]) -> Vec<u8> {
        let media: Vec<Medium> = files.iter().map(|file| sum(file)).collect();
        let (mut writing, mut bytes) = begin(&filled(), &about(), hash, &media, &[MediaHash([5; 32])]).unwrap();
        for (medium, file) in media.iter().zip(files) {
            bytes.extend(writing.medium(medium).unwrap());
            for chunk in file.chunks(700) {
                writing.pass(chunk);
                bytes.extend_from_slice(chunk);
            }
        }
        bytes.extend(writing.end());
        bytes
    }

    #[test]
    fn files_come_back_beside_the_rows() {
        let long: Vec<u8> = (0..300_000_u32).map(|n| u8::try_from(n.wrapping_mul(n) % 251).unwrap()).collect();
        let files: [&[u8]; 3] = [b"", b"<script>alert(1)</script>", &long];
        let bytes = with(&files);
        let file = verify(&bytes, Limits::FOREIGN, hash).unwrap();
        assert_eq!(file.problems, []);
        assert_eq!(
            file.contents,
            verify(&write(&filled(), &about(), hash).unwrap(), Limits::FOREIGN, hash).unwrap().contents
        );
        let lengths: BTreeMap<MediaHash, u64> = files.iter().map(|file| (sum(file).hash, file.len() as u64)).collect();
        assert_eq!(file.media, lengths);
        let said = file.manifest.media.unwrap();
        assert_eq!((said.count, said.bytes, said.missing.len()), (3, 300_025, 1));
        let mut media = Media::of(Cursor::new(&bytes[..]), Limits::OWN).unwrap();
        for file in files {
            let mut content = Vec::new();
            media.open(sum(file).hash).unwrap().unwrap().read_to_end(&mut content).unwrap();
            assert!(content == file);
        }
        assert!(media.open(MediaHash([5; 32])).unwrap().is_none());
    }

    #[test]
    fn any_zip_program_reads_it() {
        let mut zip = zip::ZipArchive::new(Cursor::new(with(&[b"one", b"two"]))).unwrap();
        let mut text = String::new();
        zip.by_name(&path(sum(b"two").hash)).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), zip.has_overlapping_files().unwrap()), ("two", false));
        assert!(zip.by_name("README.txt").is_ok());
    }

    #[test]
    fn an_altered_file_is_named_and_left_out() {
        let bytes = with(&[b"a file that is kept"]);
        let at = bytes.windows(6).position(|part| part == b"a file").unwrap();
        let mut bad = bytes.clone();
        bad[at] ^= 1;
        let file = verify(&bad, Limits::FOREIGN, hash).unwrap();
        let [problem] = &file.problems[..] else { panic!("{:?}", file.problems) };
        assert_eq!((problem.code, problem.location.to_string().contains("media/")), ("altered", true));
        assert_eq!((file.media.len(), file.contents == read(&bytes, Limits::FOREIGN).unwrap().contents), (0, true));
        for length in [at + 3, bytes.len() - 1] {
            assert!(read(&bytes[..length], Limits::FOREIGN).is_err());
        }
    }

    #[test]
    fn files_of_her_own_backup_count_apart() {
        let bytes = with(&[&[7; 4_000]]);
        let small = Limits { unpacked: 3_000_000, ..Limits::FOREIGN };
        assert!(read(&bytes, small).is_ok());
        let rows = verify(&write(&filled(), &about(), hash).unwrap(), Limits::FOREIGN, hash).unwrap().manifest.entries;
        let rows: u64 = rows.values().map(|entry| entry.bytes).sum();
        let tight = Limits { unpacked: rows + 3_000, ..Limits::OWN };
        assert_eq!(read(&bytes, Limits { media: 0, ..tight }).expect_err("too large").code, "too_large");
        assert!(read(&bytes, Limits { unpacked: rows + 20_000, media: 4_000, ..Limits::OWN }).is_ok());
    }
}
