//! Files under a passphrase: opened before a job reads them, sealed after one wrote them.

use super::World;
use crate::protocol::{Failure, Passphrase, Phase, Sealed};
use cairn_formats::sealed::{self, Cost, Fresh};
use std::borrow::Cow;

/// A file as jobs read it, opened if it is sealed; the inner error is what to ask the learner.
pub fn open<'a>(
    bytes: &'a [u8],
    passphrase: Option<&Passphrase>,
    world: &impl World,
) -> Result<Result<Cow<'a, [u8]>, Sealed>, Failure> {
    if sealed::is_sealed(bytes) && passphrase.is_some() {
        world.begin(Phase::Opening);
    }
    match sealed::unseal(bytes, passphrase.map(Passphrase::words)) {
        Ok(opened) => Ok(Ok(opened)),
        Err(refusal) if refusal.code == "needs_passphrase" => Ok(Err(Sealed::Asks)),
        Err(refusal) if refusal.code == "wrong_passphrase" => Ok(Err(Sealed::Wrong)),
        Err(refusal) => Err(refusal.into()),
    }
}

/// The file under a passphrase. A phone that cannot spare the usual memory takes less.
pub fn seal(bytes: &[u8], passphrase: &Passphrase, world: &impl World) -> Result<Vec<u8>, Failure> {
    world.begin(Phase::Sealing);
    let fresh = fresh(world)?;
    let seal = |cost| sealed::seal(bytes, passphrase.words(), cost, &fresh);
    Ok(match seal(if world.is_small() { Cost::SMALL } else { Cost::USUAL }) {
        Err(refusal) if refusal.code == "no_memory" => seal(Cost::SMALL)?,
        sealed => sealed?,
    })
}

/// Salt and nonce prefix. Two files with the same would lay each other open, so without a source of randomness
/// nothing is sealed.
fn fresh(world: &impl World) -> Result<Fresh, Failure> {
    let seeds = [world.seed(), world.seed(), world.seed()];
    if seeds[0] == 0 || seeds[0] == seeds[1] || seeds[1] == seeds[2] {
        return Err(Failure::Dom("getRandomValues".to_owned()));
    }
    let [salt, first, second] = seeds.map(u128::to_le_bytes);
    let mut nonce_prefix = [0; 19];
    nonce_prefix[..16].copy_from_slice(&first);
    nonce_prefix[16..].copy_from_slice(&second[..3]);
    Ok(Fresh { salt, nonce_prefix })
}
