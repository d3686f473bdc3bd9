//! The first 87 bytes of a sealed file, as the table of [`super`] shows them.

use super::cost::Cost;
use crate::problem::{Location, Refusal};

/// The header's length; the chunks begin behind it.
pub(super) const LENGTH: usize = 87;

/// As PNG's: a byte that no text has, and an end of line that a transfer as text would change.
const MAGIC: &[u8; 8] = b"\x89CAIRN\r\n";
const VERSION: u16 = 1;

/// Where the check of the header begins: it covers all before it.
const CHECKED: usize = 79;

/// Whether these bytes may be a sealed file, whatever it is called and however it was carried.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC[..6])
}

/// What is drawn at random for each file. Never give the same to two files: under the same passphrase and the same
/// values both would be laid open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fresh {
    /// For the key.
    pub salt: [u8; 16],
    /// For the chunks.
    pub nonce_prefix: [u8; 19],
}

/// A header that is in order.
pub(super) struct Header {
    pub(super) cost: Cost,
    pub(super) fresh: Fresh,
    /// What the key must show.
    pub(super) check: [u8; 24],
}

impl Header {
    /// Reads it; refused as [`super::examine`] says. What it costs to open the file is held against its bounds here,
    /// before anyone takes memory for it.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let broken = || Refusal::new(Location::Whole, "broken_seal", "");
        let bytes: &[u8; LENGTH] = bytes.first_chunk().ok_or_else(broken)?;
        let version = u16::from_be_bytes(part(bytes, 8));
        if version != VERSION {
            // A newer version may have checks of its own. Ours fits if the number alone was altered.
            let mut ours = *bytes;
            ours[8..10].copy_from_slice(&VERSION.to_be_bytes());
            return Err(if version == 0 || is_whole(&ours) {
                broken()
            } else {
                Refusal::new(Location::Whole, "newer_version", version.to_string())
            });
        }
        if !bytes.starts_with(MAGIC) || !is_whole(bytes) {
            return Err(broken());
        }
        Ok(Self {
            cost: Cost::new(
                u32::from_be_bytes(part(bytes, 12)),
                u32::from_be_bytes(part(bytes, 16)),
                u16::from_be_bytes(part(bytes, 10)),
            )?,
            fresh: Fresh { salt: part(bytes, 20), nonce_prefix: part(bytes, 36) },
            check: part(bytes, 55),
        })
    }

    /// Its bytes.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_be_bytes());
        bytes.extend_from_slice(&self.cost.lanes().to_be_bytes());
        bytes.extend_from_slice(&self.cost.memory_kib().to_be_bytes());
        bytes.extend_from_slice(&self.cost.passes().to_be_bytes());
        bytes.extend_from_slice(&self.fresh.salt);
        bytes.extend_from_slice(&self.fresh.nonce_prefix);
        bytes.extend_from_slice(&self.check);
        let check = check_of(&bytes);
        bytes.extend_from_slice(&check);
        bytes
    }
}

fn is_whole(bytes: &[u8; LENGTH]) -> bool {
    bytes[CHECKED..] == check_of(&bytes[..CHECKED])
}

fn check_of(bytes: &[u8]) -> [u8; LENGTH - CHECKED] {
    part(blake3::hash(bytes).as_bytes(), 0)
}

/// `N` bytes from `at` on, which are there: every place is one of the table's.
fn part<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let mut part = [0; N];
    part.copy_from_slice(&bytes[at..at + N]);
    part
}
