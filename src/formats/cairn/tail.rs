//! An archive that goes on after it was packed: entries stored as they are, whose bytes pass by, then the
//! directory and, if it is an archive of ours, the seal. For what is too large to be packed in memory.

use super::container::{SEAL_LENGTH, seal};

const END: usize = 22;
const ENTRY: usize = 46;

/// What comes behind the entries of an archive.
pub(crate) struct Tail {
    directory: Vec<u8>,
    entries: u16,
    /// Bytes so far.
    at: u32,
    /// Over all of them, if they are sealed at the end.
    hasher: Option<blake3::Hasher>,
    /// The version that an entry says is needed to read it.
    version: u16,
}

/// Of an archive of ours, as its first entry has it.
const SEALED: u16 = 20;
const PLAIN: u16 = 10;

impl Tail {
    /// Takes an archive of ours apart: its entries' bytes, and what will come behind them. `None` if it is none.
    pub(crate) fn of(packed: Vec<u8>) -> Option<(Self, Vec<u8>)> {
        Self::apart(packed, SEAL_LENGTH, SEALED)
    }

    /// The same of an archive of ours that goes to other programs: its files claim no more than they need.
    pub(crate) fn foreign(packed: Vec<u8>) -> Option<(Self, Vec<u8>)> {
        Self::apart(packed, SEAL_LENGTH, PLAIN)
    }

    /// The same of an archive without a seal.
    pub(crate) fn unsealed(packed: Vec<u8>) -> Option<(Self, Vec<u8>)> {
        Self::apart(packed, 0, PLAIN)
    }

    fn apart(mut packed: Vec<u8>, comment: usize, version: u16) -> Option<(Self, Vec<u8>)> {
        let end_at = packed.len().checked_sub(comment + END)?;
        let end = packed.get(end_at..end_at + END).filter(|end| end.starts_with(b"PK\x05\x06"))?;
        let entries = u16::from_le_bytes([end[10], end[11]]);
        let at = u32::from_le_bytes([end[16], end[17], end[18], end[19]]);
        let start = usize::try_from(at).ok().filter(|start| *start <= end_at)?;
        let directory = packed[start..end_at].to_vec();
        packed.truncate(start);
        let hasher = (comment > 0).then(|| {
            let mut hasher = blake3::Hasher::new();
            hasher.update(&packed);
            hasher
        });
        Some((Self { directory, entries, at, hasher, version }, packed))
    }

    /// What stands before the content of the next entry; pass that content afterwards. `None` beyond what a
    /// zip can hold.
    pub(crate) fn entry(&mut self, name: &str, bytes: u64, crc32: u32) -> Option<Vec<u8>> {
        let length = u32::try_from(bytes).ok()?;
        let after = u64::from(self.at) + 30 + name.len() as u64 + bytes;
        // Room for the directory, which grows by every entry.
        if after + self.directory.len() as u64 + 1_000 > u64::from(u32::MAX) || self.entries == u16::MAX - 1 {
            return None;
        }
        // Made on the same system at the same time as the first one.
        let mut listed: Vec<u8> = self.directory.get(..ENTRY)?.to_vec();
        let name_length = u16::try_from(name.len()).ok()?.to_le_bytes();
        // Who made it stands in the upper byte.
        listed[4] = self.version.to_le_bytes()[0];
        put(&mut listed, 6, &self.version.to_le_bytes());
        put(&mut listed, 8, &[0; 4]);
        put(&mut listed, 16, &crc32.to_le_bytes());
        put(&mut listed, 20, &length.to_le_bytes());
        put(&mut listed, 24, &length.to_le_bytes());
        put(&mut listed, 28, &name_length);
        put(&mut listed, 30, &[0; 4]);
        put(&mut listed, 42, &self.at.to_le_bytes());
        let mut head = b"PK\x03\x04".to_vec();
        // Version, flags, method, time, date, checksum, lengths, length of the name, of nothing more.
        head.extend_from_slice(&listed[6..32]);
        head.extend_from_slice(name.as_bytes());
        self.directory.extend(listed);
        self.directory.extend_from_slice(name.as_bytes());
        self.entries += 1;
        self.pass(&head);
        Some(head)
    }

    /// The bytes of an entry that is an archive of its own, made like the first one; they need not be passed. `None` as above.
    pub(crate) fn join(&mut self, packed: Vec<u8>) -> Option<Vec<u8>> {
        let (other, bytes) = Self::unsealed(packed).filter(|(other, _)| other.entries == 1)?;
        let after = u64::from(self.at) + (bytes.len() + self.directory.len() + other.directory.len()) as u64;
        if after + 1_000 > u64::from(u32::MAX) || self.entries == u16::MAX - 1 {
            return None;
        }
        let mut listed = other.directory;
        put(&mut listed, 42, &self.at.to_le_bytes());
        self.directory.extend(listed);
        self.entries += 1;
        self.pass(&bytes);
        Some(bytes)
    }

    /// Says that these bytes were written.
    pub(crate) fn pass(&mut self, bytes: &[u8]) {
        if let Some(hasher) = &mut self.hasher {
            hasher.update(bytes);
        }
        self.at = self.at.saturating_add(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    }

    /// The directory, and the seal if there is one.
    pub(crate) fn close(mut self) -> Vec<u8> {
        let length = u32::try_from(self.directory.len()).unwrap_or(u32::MAX);
        let mut bytes = std::mem::take(&mut self.directory);
        bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        bytes.extend_from_slice(&self.entries.to_le_bytes());
        bytes.extend_from_slice(&self.entries.to_le_bytes());
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&self.at.to_le_bytes());
        let comment = if self.hasher.is_some() { SEAL_LENGTH } else { 0 };
        bytes.extend_from_slice(&u16::try_from(comment).unwrap_or(u16::MAX).to_le_bytes());
        if let Some(mut hasher) = self.hasher {
            hasher.update(&bytes);
            bytes.extend(seal(&hasher));
        }
        bytes
    }
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) {
    bytes[at..at + value.len()].copy_from_slice(value);
}

#[cfg(test)]
mod tests {
    use super::{super::container::pack, *};

    #[test]
    fn what_is_taken_apart_and_closed_is_as_it_was() {
        let packed = pack([("a.txt", &b"a"[..]), ("b.txt", &[0; 900])], 1_763_000_000_000).unwrap();
        let (tail, mut bytes) = Tail::of(packed.clone()).unwrap();
        bytes.extend(tail.close());
        assert!(bytes == packed);
        assert!(Tail::of(vec![0; 300]).is_none());
    }

    #[test]
    fn what_a_zip_cannot_hold_is_refused() {
        let (mut tail, _) = Tail::of(pack([("a.txt", &b"a"[..])], 0).unwrap()).unwrap();
        assert!(tail.entry("media/x", u64::from(u32::MAX) - 500, 0).is_none());
        assert!(tail.entry("media/x", 1 << 33, 0).is_none());
        assert!(tail.entry("media/x", 1 << 30, 0).is_some());
    }
}
