//! The content as chunks that each can be trusted, in their order, to the last: the STREAM construction. At most one
//! chunk is in memory.

use super::{header::LENGTH, key::Keys};
use crate::{
    cairn::Input,
    problem::{Location, Refusal},
};
use chacha20poly1305::{AeadInOut, KeyInit, Tag, XChaCha20Poly1305, XNonce};
use std::{
    io::{self, Read, Seek, SeekFrom},
    rc::Rc,
};

/// The content of a chunk but the last.
pub(super) const CHUNK: usize = 64 << 10;
/// What stands behind each.
pub(super) const TAG: usize = 16;
/// Both.
const WHOLE: u64 = (CHUNK + TAG) as u64;

/// What seals and opens the chunks of one file.
pub(super) struct Lock {
    cipher: XChaCha20Poly1305,
    bound: blake3::Hash,
    prefix: [u8; 19],
}

impl Lock {
    /// That of the file with this header.
    pub(super) fn new(header: &[u8], prefix: &[u8; 19], keys: &Keys) -> Self {
        Self { cipher: XChaCha20Poly1305::new((&*keys.key).into()), bound: blake3::hash(header), prefix: *prefix }
    }

    /// Seals a chunk where it lies and puts the tag behind it; `None` when there are no numbers left.
    fn seal(&self, chunk: &mut Vec<u8>, number: u64, last: bool) -> Option<()> {
        let nonce = self.nonce(number, last)?;
        let tag =
            self.cipher.encrypt_inout_detached(&nonce, self.bound.as_bytes(), chunk.as_mut_slice().into()).ok()?;
        chunk.extend_from_slice(&tag);
        Some(())
    }

    /// Opens a chunk where it lies; `None` if it is not what was sealed.
    fn open(&self, chunk: &mut Vec<u8>, number: u64, last: bool) -> Option<()> {
        let tag = *chunk.last_chunk::<TAG>()?;
        chunk.truncate(chunk.len() - TAG);
        // Nothing is in the last chunk only if there is nothing in the file.
        if chunk.is_empty() && number > 0 {
            return None;
        }
        let nonce = self.nonce(number, last)?;
        let place = chunk.as_mut_slice().into();
        self.cipher.decrypt_inout_detached(&nonce, self.bound.as_bytes(), place, &Tag::from(tag)).ok()
    }

    fn nonce(&self, number: u64, last: bool) -> Option<XNonce> {
        let mut nonce = [0; 24];
        nonce[..19].copy_from_slice(&self.prefix);
        nonce[19..23].copy_from_slice(&u32::try_from(number).ok()?.to_be_bytes());
        nonce[23] = u8::from(last);
        Some(nonce.into())
    }
}

/// Chunks of a content that passes.
pub(super) struct Sealer {
    lock: Lock,
    /// The chunk that is not full, or may be the last one.
    held: Vec<u8>,
    number: u64,
}

impl Sealer {
    pub(super) fn new(lock: Lock) -> Self {
        Self { lock, held: Vec::with_capacity(CHUNK + TAG), number: 0 }
    }

    /// The next bytes of the content; what is sealed by now goes to `out`.
    pub(super) fn add(&mut self, mut bytes: &[u8], out: &mut Vec<u8>) -> Result<(), Refusal> {
        while !bytes.is_empty() {
            if self.held.len() == CHUNK {
                self.close(false, out)?;
            }
            let (now, later) = bytes.split_at(bytes.len().min(CHUNK - self.held.len()));
            self.held.extend_from_slice(now);
            bytes = later;
        }
        Ok(())
    }

    /// The last chunk.
    pub(super) fn end(mut self, out: &mut Vec<u8>) -> Result<(), Refusal> {
        self.close(true, out)
    }

    fn close(&mut self, last: bool, out: &mut Vec<u8>) -> Result<(), Refusal> {
        let sealed = self.lock.seal(&mut self.held, self.number, last);
        sealed.ok_or_else(|| Refusal::new(Location::Whole, "too_large", (CHUNK as u64 * self.number).to_string()))?;
        out.append(&mut self.held);
        self.number += 1;
        Ok(())
    }
}

/// A file as readers take it: as it lies there, or what is sealed in it.
#[derive(Clone)]
pub struct Content<R> {
    input: R,
    length: u64,
    sealed: Option<Sealed>,
}

#[derive(Clone)]
struct Sealed {
    lock: Rc<Lock>,
    /// Bytes behind the header.
    body: u64,
    /// Where in the content is read next.
    at: u64,
    /// A chunk that was opened, and which one it is.
    held: Vec<u8>,
    number: Option<u64>,
}

impl<R: Input> Content<R> {
    /// A file that is not sealed.
    pub(super) fn plain(mut input: R) -> Result<Self, Refusal> {
        let length = input.seek(SeekFrom::End(0)).map_err(unreadable)?;
        input.rewind().map_err(unreadable)?;
        Ok(Self { input, length, sealed: None })
    }

    /// What is sealed in a file. Every chunk is opened once here, so nothing is believed of a file that was changed or cut;
    /// refused with `broken_seal` and the byte of the file where the first bad chunk begins.
    pub(super) fn sealed(mut input: R, lock: Lock) -> Result<Self, Refusal> {
        let body = input.seek(SeekFrom::End(0)).map_err(unreadable)?.saturating_sub(LENGTH as u64);
        let mut sealed = Sealed { lock: Rc::new(lock), body, at: 0, held: Vec::new(), number: None };
        for number in 0..sealed.chunks() {
            sealed.load(&mut input, number)?;
        }
        Ok(Self { input, length: body - sealed.chunks() * TAG as u64, sealed: Some(sealed) })
    }

    /// Its length in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }
}

impl Sealed {
    fn chunks(&self) -> u64 {
        self.body.div_ceil(WHOLE).max(1)
    }

    /// Opens a chunk.
    fn load(&mut self, input: &mut (impl Read + Seek), number: u64) -> Result<(), Refusal> {
        // What failed half-way is no content.
        self.number = None;
        self.held.clear();
        let place = LENGTH as u64 + number * WHOLE;
        input.seek(SeekFrom::Start(place)).map_err(unreadable)?;
        input.take(WHOLE).read_to_end(&mut self.held).map_err(unreadable)?;
        let last = number + 1 == self.chunks();
        let opened = self.lock.open(&mut self.held, number, last);
        opened.ok_or_else(|| Refusal::new(Location::Byte(place), "broken_seal", ""))?;
        self.number = Some(number);
        Ok(())
    }
}

impl<R: Read + Seek> Read for Content<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(sealed) = &mut self.sealed else { return self.input.read(buffer) };
        if sealed.at >= self.length {
            return Ok(0);
        }
        let number = sealed.at / CHUNK as u64;
        if sealed.number != Some(number) {
            // It opened before: the file is no longer what it was.
            sealed.load(&mut self.input, number).map_err(|refusal| io::Error::other(refusal.code))?;
        }
        let from = usize::try_from(sealed.at % CHUNK as u64).unwrap_or(0);
        let some = sealed.held.get(from..).unwrap_or_default();
        let count = some.len().min(buffer.len());
        buffer[..count].copy_from_slice(&some[..count]);
        sealed.at += count as u64;
        Ok(count)
    }
}

impl<R: Read + Seek> Seek for Content<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let Some(sealed) = &mut self.sealed else { return self.input.seek(to) };
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => sealed.at.checked_add_signed(by),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
        };
        sealed.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(sealed.at)
    }
}

#[allow(clippy::needless_pass_by_value)] // as `map_err` hands it over
pub(super) fn unreadable(fault: io::Error) -> Refusal {
    Refusal::new(Location::Whole, "unreadable", fault.to_string())
}
