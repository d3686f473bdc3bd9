//! The first hundred bytes of a database.

use super::Fault;

/// How texts are stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

/// What the header says that reading goes by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Header {
    /// Bytes of a page, a power of two from 512 to 65,536.
    pub page_size: usize,
    /// Bytes of a page that hold anything, 480 and more.
    pub usable: usize,
    pub encoding: Encoding,
}

/// Bytes of the header; the first page's tree begins behind them.
pub(super) const LENGTH: usize = 100;

const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// The header of a database in UTF-8 of so many pages.
pub(super) fn written(page_size: usize, pages: u32) -> [u8; LENGTH] {
    let mut head = [0; LENGTH];
    head[..16].copy_from_slice(MAGIC);
    head[16..18].copy_from_slice(&u16::try_from(page_size).unwrap_or(1).to_be_bytes());
    // Journal in both directions, no bytes kept back, and the three shares that the format prescribes.
    head[18..24].copy_from_slice(&[1, 1, 0, 64, 32, 32]);
    let mut put = |at: usize, number: u32| head[at..at + 4].copy_from_slice(&number.to_be_bytes());
    // Changes so far, and the same where the number of pages holds for them.
    put(24, 1);
    put(28, pages);
    put(92, 1);
    // Changes of the tables so far, the version of their statements, UTF-8.
    put(40, 1);
    put(44, 4);
    put(56, 1);
    // The version of the format's program that this was written after.
    put(96, 3_046_000);
    head
}

impl Header {
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let head: &[u8; LENGTH] = bytes.get(..LENGTH).and_then(|head| head.try_into().ok()).ok_or(Fault::NotSqlite)?;
        if !head.starts_with(MAGIC) {
            return Err(Fault::NotSqlite);
        }
        // 1 is a journal, 2 a log of writes beside the file: the file itself is the same.
        if head[19] > 2 {
            return Err(Fault::Newer);
        }
        let page_size = match u16::from_be_bytes([head[16], head[17]]) {
            1 => 65_536,
            size => usize::from(size),
        };
        let usable = page_size.saturating_sub(usize::from(head[20]));
        if !page_size.is_power_of_two() || page_size < 512 || usable < 480 {
            return Err(Fault::NotSqlite);
        }
        let encoding = match head[59] {
            2 => Encoding::Utf16Le,
            3 => Encoding::Utf16Be,
            _ => Encoding::Utf8,
        };
        Ok(Self { page_size, usable, encoding })
    }
}
