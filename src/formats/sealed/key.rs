//! From a passphrase to a key.

use super::cost::Cost;
use crate::problem::{Location, Refusal};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The key of a file, wiped from memory when dropped, and what tells that it is the right one.
pub(super) struct Keys {
    pub(super) key: Zeroizing<[u8; 32]>,
    /// Stands in the header; says nothing of the key.
    pub(super) check: [u8; 24],
}

impl Keys {
    /// Argon2id of the passphrase in NFC, so that it does not matter on which keyboard a letter with an accent was typed. Refused
    /// with `no_memory`.
    pub(super) fn derive(passphrase: &str, salt: &[u8; 16], cost: Cost) -> Result<Self, Refusal> {
        let passphrase: Zeroizing<String> = Zeroizing::new(passphrase.nfc().collect());
        let mut out = Zeroizing::new([0; 56]);
        Params::new(cost.memory_kib(), cost.passes(), u32::from(cost.lanes()), Some(out.len()))
            .and_then(|params| {
                let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
                argon2.hash_password_into(passphrase.as_bytes(), salt, out.as_mut_slice())
            })
            // The parameters are within Argon2's bounds by their type, so it is memory that was wanting.
            .map_err(|fault| Refusal::new(Location::Whole, "no_memory", fault.to_string()))?;
        let mut keys = Self { key: Zeroizing::new([0; 32]), check: [0; 24] };
        keys.key.copy_from_slice(&out[..32]);
        keys.check.copy_from_slice(&out[32..]);
        Ok(keys)
    }
}
