//! The content as chunks that each can be trusted, in their order, to the last: the STREAM construction.

use super::key::Keys;
use crate::problem::{Location, Refusal};
use chacha20poly1305::{AeadInOut, KeyInit, Tag, XChaCha20Poly1305, XNonce};

/// The content of a chunk but the last.
pub(super) const CHUNK: usize = 64 << 10;
/// What stands behind each.
pub(super) const TAG: usize = 16;

/// Header and chunks; refused with `too_large` beyond 256 TiB.
pub(super) fn seal(content: &[u8], header: &[u8], prefix: &[u8; 19], keys: &Keys) -> Result<Vec<u8>, Refusal> {
    let chunks = content.len().div_ceil(CHUNK).max(1);
    let mut bytes = Vec::with_capacity(header.len() + content.len() + chunks * TAG);
    bytes.extend_from_slice(header);
    let (cipher, bound) = (XChaCha20Poly1305::new((&*keys.key).into()), blake3::hash(header));
    for number in 0..chunks {
        let (from, start) = (number * CHUNK, bytes.len());
        bytes.extend_from_slice(&content[from..content.len().min(from + CHUNK)]);
        let tag = nonce(prefix, number, number + 1 == chunks)
            .and_then(|nonce| {
                cipher.encrypt_inout_detached(&nonce, bound.as_bytes(), (&mut bytes[start..]).into()).ok()
            })
            .ok_or_else(|| Refusal::new(Location::Whole, "too_large", content.len().to_string()))?;
        bytes.extend_from_slice(&tag);
    }
    Ok(bytes)
}

/// The content of the chunks in `body`; refused with `broken_seal` and the byte of the file where the first bad chunk begins.
pub(super) fn open(body: &[u8], header: &[u8], prefix: &[u8; 19], keys: &Keys) -> Result<Vec<u8>, Refusal> {
    let broken = |at: usize| Refusal::new(Location::Byte((header.len() + at) as u64), "broken_seal", "");
    let (cipher, bound) = (XChaCha20Poly1305::new((&*keys.key).into()), blake3::hash(header));
    let chunks = body.len().div_ceil(CHUNK + TAG).max(1);
    let mut content = Vec::with_capacity(body.len());
    for number in 0..chunks {
        let (from, start) = (number * (CHUNK + TAG), content.len());
        let chunk = &body[from..body.len().min(from + CHUNK + TAG)];
        let (sealed, tag) = chunk.split_last_chunk::<TAG>().ok_or_else(|| broken(from))?;
        // Nothing is in the last chunk only if there is nothing in the file.
        if sealed.is_empty() && number > 0 {
            return Err(broken(from));
        }
        content.extend_from_slice(sealed);
        nonce(prefix, number, number + 1 == chunks)
            .and_then(|nonce| {
                let place = (&mut content[start..]).into();
                cipher.decrypt_inout_detached(&nonce, bound.as_bytes(), place, &Tag::from(*tag)).ok()
            })
            .ok_or_else(|| broken(from))?;
    }
    Ok(content)
}

/// `None` when there are no numbers left.
fn nonce(prefix: &[u8; 19], number: usize, last: bool) -> Option<XNonce> {
    let mut nonce = [0; 24];
    nonce[..19].copy_from_slice(prefix);
    nonce[19..23].copy_from_slice(&u32::try_from(number).ok()?.to_be_bytes());
    nonce[23] = u8::from(last);
    Some(nonce.into())
}
