//! Everything in one `.cairn` file, under a passphrase if she wants it, read back before it is handed over.

use super::{
    World, amounts,
    collect::{Collected, collect},
    others, sealed,
};
use crate::protocol::{Failure, Made, Passphrase, Phase};
use cairn_domain::{event::Event, port::Summary, record::Record};
use cairn_formats::{cairn, report::hex, sealed as formats};
use cairn_sync::{State, state_hash};

/// Collects, writes, seals, opens again, verifies.
pub async fn backup(passphrase: Option<&Passphrase>, world: &impl World) -> Result<(Made, Vec<u8>), Failure> {
    world.begin(Phase::Collecting);
    let Collected { state, summary } = collect(world.store().await?).await?;
    let others = others::read(world.store().await?).await?;
    let (counts, hash) = (state.counts(), state.hash());
    world.begin(Phase::Writing);
    let bytes = write(&cairn::Contents { others, ..contents(state) }, &summary, world)?;
    let bytes = match passphrase {
        Some(passphrase) => sealed::seal(&bytes, passphrase, world)?,
        None => bytes,
    };
    world.begin(Phase::Verifying);
    // Of a sealed file too what is read back are the bytes that go out, from the passphrase on.
    let back = formats::unseal(&bytes, passphrase.map(Passphrase::words)).map_err(|refusal| match refusal.into() {
        Failure::NoMemory => Failure::NoMemory,
        _ => Failure::NotVerified,
    })?;
    // By the limits under which it will be restored.
    let limits = cairn::Limits::of(cairn::Use::Backup, back.len(), true);
    let back = cairn::verify(&back, limits, hash_of)?;
    if !back.problems.is_empty() || hash_of(&back.contents.records, &back.contents.events) != hash {
        return Err(Failure::NotVerified);
    }
    let made = Made {
        holds: amounts(&counts),
        hash: hex(&hash),
        change: summary.change,
        sealed: passphrase.is_some(),
        problems: Vec::new(),
    };
    Ok((made, bytes))
}

/// A state as a file holds it.
pub fn contents(state: State) -> cairn::Contents {
    cairn::Contents {
        records: state.records.into_values().collect(),
        events: state.events.into_values().collect(),
        ..cairn::Contents::default()
    }
}

/// The state hash of rows.
pub fn hash_of(records: &[Record], events: &[Event]) -> [u8; 32] {
    state_hash(records, events)
}

fn write(contents: &cairn::Contents, summary: &Summary, world: &impl World) -> Result<Vec<u8>, Failure> {
    let about = cairn::About {
        purpose: cairn::Use::Backup,
        profile: Some(summary.profile),
        space: None,
        made_ms: world.now().ms,
        device: summary.device,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        change: summary.change,
    };
    Ok(cairn::write(contents, &about, hash_of)?)
}
