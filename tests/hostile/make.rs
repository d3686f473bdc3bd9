//! What hostile files are made of: archives and what is wrong with them, databases, frames of zstd, pictures.

use rusqlite::Connection;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::{
    io::{Cursor, Write},
    sync::atomic::{AtomicUsize, Ordering},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A picture of two dots, as far as its first bytes say.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x02\x08\x02\0\0\0";
/// A picture that would run.
pub const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"steal()\"><script>steal()</script></svg>";

/// An archive of these entries, packed.
pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    archive(entries, CompressionMethod::Deflated)
}

/// The same, as they are.
pub fn stored(entries: &[(&str, &[u8])]) -> Vec<u8> {
    archive(entries, CompressionMethod::Stored)
}

fn archive(entries: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Where the heads of an entry begin in an archive: the one before its bytes, and the one in the list at the end.
fn heads(bytes: &[u8], name: &str) -> [usize; 2] {
    let find = |signature: &[u8], length: usize| {
        let is_head =
            |at: &usize| bytes[*at..].starts_with(signature) && bytes[*at + length..].starts_with(name.as_bytes());
        (0..bytes.len().saturating_sub(length + name.len())).find(is_head).unwrap()
    };
    [find(b"PK\x03\x04", 30), find(b"PK\x01\x02", 46)]
}

/// An archive of which an entry says that it is encrypted.
pub fn encrypted(mut bytes: Vec<u8>, name: &str) -> Vec<u8> {
    let [local, listed] = heads(&bytes, name);
    bytes[local + 6] |= 1;
    bytes[listed + 8] |= 1;
    bytes
}

/// An archive of which an entry says that it is of another length, unpacked.
pub fn lying(mut bytes: Vec<u8>, name: &str, length: u32) -> Vec<u8> {
    let [local, listed] = heads(&bytes, name);
    bytes[local + 22..local + 26].copy_from_slice(&length.to_le_bytes());
    bytes[listed + 24..listed + 28].copy_from_slice(&length.to_le_bytes());
    bytes
}

/// An archive of which an entry is packed in a way that nobody knows.
pub fn strangely_packed(mut bytes: Vec<u8>, name: &str) -> Vec<u8> {
    let [local, listed] = heads(&bytes, name);
    bytes[local + 8] = 99;
    bytes[listed + 10] = 99;
    bytes
}

/// An archive of which one entry lies where another lies.
pub fn overlapping(mut bytes: Vec<u8>, name: &str, other: &str) -> Vec<u8> {
    let (at, other) = (heads(&bytes, name)[1], heads(&bytes, other)[1]);
    let place: [u8; 4] = bytes[other + 42..other + 46].try_into().unwrap();
    bytes[at + 42..at + 46].copy_from_slice(&place);
    bytes
}

/// An archive in which two entries have one name, as a writer of archives refuses to make it; both names have one length.
pub fn twice(mut bytes: Vec<u8>, name: &str, renamed: &str) -> Vec<u8> {
    let [local, listed] = heads(&bytes, renamed);
    bytes[local + 30..local + 30 + name.len()].copy_from_slice(name.as_bytes());
    bytes[listed + 46..listed + 46 + name.len()].copy_from_slice(name.as_bytes());
    bytes
}

/// What of bytes stands before a place in thousandths of them.
pub fn cut(bytes: &[u8], thousandths: usize) -> Vec<u8> {
    bytes[..bytes.len() * thousandths / 1_000].to_vec()
}

/// A database that these statements make.
pub fn database(statements: &str) -> Vec<u8> {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let file = std::env::temp_dir().join(format!("cairn-hostile-{}-{number}.db", std::process::id()));
    let _ = std::fs::remove_file(&file);
    let connection = Connection::open(&file).unwrap();
    connection.execute_batch("PRAGMA journal_mode = off; PRAGMA synchronous = off;").unwrap();
    connection.execute_batch(statements).unwrap();
    drop(connection);
    let bytes = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    bytes
}

/// Packed by zstd.
pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

/// A frame of zstd that says nothing but 0, in so many blocks of 128 KiB: each of them takes four bytes.
pub fn zstd_bomb(blocks: usize) -> Vec<u8> {
    let mut frame = b"\x28\xb5\x2f\xfd\0\x38".to_vec();
    for block in 1..=blocks {
        let head = u32::try_from(128 << 10 << 3).unwrap() | 1 << 1 | u32::from(block == blocks);
        frame.extend(&head.to_le_bytes()[..3]);
        frame.push(0);
    }
    frame
}

/// A frame of zstd that says it is so long, and holds these bytes.
pub fn zstd_that_says(length: u32, bytes: &[u8]) -> Vec<u8> {
    let mut frame = b"\x28\xb5\x2f\xfd\x80\x38".to_vec();
    frame.extend(length.to_le_bytes());
    let head = u32::try_from(bytes.len()).unwrap() << 3 | 1;
    frame.extend(&head.to_le_bytes()[..3]);
    frame.extend(bytes);
    frame
}

/// A frame of zstd that wants to look back over a terabyte.
pub fn zstd_that_wants_all() -> Vec<u8> {
    b"\x28\xb5\x2f\xfd\0\xf0\x01\0\0".to_vec()
}

/// A field of a message of Protocol Buffers that holds bytes.
pub fn field(number: u8, bytes: &[u8]) -> Vec<u8> {
    let mut message = vec![number << 3 | 2];
    let mut length = bytes.len();
    while length > 0x7f {
        message.push(u8::try_from(length & 0x7f).unwrap() | 0x80);
        length >>= 7;
    }
    message.push(u8::try_from(length).unwrap());
    message.extend(bytes);
    message
}

/// Bytes in hexadecimal digits, as statements have them.
pub fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

/// Bytes in base64.
pub fn base64(bytes: &[u8]) -> String {
    data_encoding::BASE64.encode(bytes)
}
