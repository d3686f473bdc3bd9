//! A `.cairn` file under a passphrase: whoever has not got the passphrase cannot read a word of it.
//!
//! Numbers are big-endian. A file is a header of 87 bytes and then the chunks:
//!
//! | at | bytes | what |
//! |---|---|---|
//! | 0 | 8 | magic: 89 43 41 49 52 4E 0D 0A |
//! | 8 | 2 | version of the container: 1 |
//! | 10 | 2 | Argon2id: lanes, 1 to 4 |
//! | 12 | 4 | Argon2id: memory in KiB, 19,456 to 262,144 |
//! | 16 | 4 | Argon2id: passes, 2 to 16 |
//! | 20 | 16 | salt |
//! | 36 | 19 | nonce prefix |
//! | 55 | 32 | key check: 24 bytes of the key's, then the first 8 of BLAKE3 over all before them |
//!
//! Argon2id (RFC 9106, version 1.3) of the passphrase, in NFC and UTF-8, and the salt gives 56 bytes: the key and the
//! 24 bytes of its check. The content is cut into chunks of 64 KiB, the last one shorter or as long, and each becomes an
//! XChaCha20-Poly1305 ciphertext with its tag behind it. Its nonce is prefix | number of the chunk, 4 bytes | 1 for the last
//! chunk and else 0; its associated data are BLAKE3 over the header. So no chunk can be left out, moved, or put
//! under another header.
//!
//! The key's check tells a wrong passphrase from damage, the header's check tells damage of the header from both.
//! Salt and nonce prefix are arguments. What is inside is for [`crate::cairn`] to read.

mod chunks;
mod cost;
mod header;
mod key;

#[cfg(test)]
mod tests;

pub use chunks::Content;
pub use cost::Cost;
pub use header::{Fresh, is_sealed};

use crate::{
    cairn::{self, Input},
    problem::{Location, Refusal},
};
use chunks::{Lock, Sealer, unreadable};
use header::{Header, LENGTH};
use key::Keys;
use std::{
    borrow::Cow,
    io::{Cursor, Read, Seek},
};

/// A sealed file while its content passes.
pub struct Sealing(Sealer);

impl Sealing {
    /// Begins one; gives its first bytes. Refused with `no_memory` if the device cannot spare what `cost` asks for.
    pub fn begin(passphrase: &str, cost: Cost, fresh: &Fresh) -> Result<(Self, Vec<u8>), Refusal> {
        let keys = Keys::derive(passphrase, &fresh.salt, cost)?;
        let header = Header { cost, fresh: fresh.clone(), check: keys.check }.write();
        Ok((Self(Sealer::new(Lock::new(&header, &fresh.nonce_prefix, &keys))), header))
    }

    /// The next bytes of the content; gives those of the file that are ready. Refused with `too_large` beyond 256 TiB.
    pub fn add(&mut self, content: &[u8]) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::with_capacity(content.len());
        self.0.add(content, &mut bytes)?;
        Ok(bytes)
    }

    /// The last bytes of the file.
    pub fn end(self) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        self.0.end(&mut bytes)?;
        Ok(bytes)
    }
}

/// The bytes of a sealed file; the same for the same arguments. Refused as [`Sealing`] says.
pub fn seal(content: &[u8], passphrase: &str, cost: Cost, fresh: &Fresh) -> Result<Vec<u8>, Refusal> {
    let (mut sealing, mut bytes) = Sealing::begin(passphrase, cost, fresh)?;
    bytes.extend(sealing.add(content)?);
    bytes.extend(sealing.end()?);
    Ok(bytes)
}

/// The content of a sealed file. Refused with what [`examine`] finds, `wrong_passphrase`, `broken_seal` or `no_memory`.
pub fn open(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, Refusal> {
    whole(&mut open_from(Cursor::new(bytes), bytes, passphrase)?)
}

fn open_from<R: Input>(input: R, head: &[u8], passphrase: &str) -> Result<Content<R>, Refusal> {
    let header = Header::read(head)?;
    let keys = Keys::derive(passphrase, &header.fresh.salt, header.cost)?;
    if keys.check != header.check {
        return Err(Refusal::new(Location::Whole, "wrong_passphrase", ""));
    }
    // It was read, so it is there.
    let lock = Lock::new(&head[..LENGTH], &header.fresh.nonce_prefix, &keys);
    Content::sealed(input, lock)
}

/// What can be said of a sealed file without its passphrase. Refused with `broken_seal` if its header is damaged,
/// `newer_version`, `weak_seal` if a passphrase could be guessed too easily, or `costly_seal` if opening it would take more
/// memory or time than any honest file asks for. Takes no memory itself.
pub fn examine(bytes: &[u8]) -> Result<(), Refusal> {
    Header::read(bytes).map(|_| ())
}

/// Any file as readers take it: what is not sealed as it is, a sealed one opened. Refused with what [`open`] finds, with
/// `needs_passphrase` if there is none, and with `not_cairn` if something else was sealed.
pub fn unseal<'a>(bytes: &'a [u8], passphrase: Option<&str>) -> Result<Cow<'a, [u8]>, Refusal> {
    if !is_sealed(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    whole(&mut unseal_from(Cursor::new(bytes), passphrase)?).map(Cow::Owned)
}

/// [`unseal`] of a file that lies elsewhere, which is read, and opened, chunk by chunk; also refused with `unreadable`.
pub fn unseal_from<R: Input>(mut input: R, passphrase: Option<&str>) -> Result<Content<R>, Refusal> {
    let head = head(&mut input, LENGTH as u64)?;
    if !is_sealed(&head) {
        return Content::plain(input);
    }
    examine(&head)?;
    let passphrase = passphrase.ok_or_else(|| Refusal::new(Location::Whole, "needs_passphrase", ""))?;
    let mut content = open_from(input, &head, passphrase)?;
    if cairn::is_cairn(&self::head(&mut content, 4)?) {
        Ok(content)
    } else {
        Err(Refusal::new(Location::Whole, "not_cairn", ""))
    }
}

/// The first bytes; the next ones that are read are the first again.
fn head(input: &mut (impl Read + Seek), most: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    input.rewind().map_err(unreadable)?;
    input.by_ref().take(most).read_to_end(&mut bytes).map_err(unreadable)?;
    input.rewind().map_err(unreadable)?;
    Ok(bytes)
}

fn whole<R: Input>(content: &mut Content<R>) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::with_capacity(usize::try_from(content.length()).unwrap_or(0));
    content.read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}
