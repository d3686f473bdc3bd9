//! A backup of what can be read of a database: torn, without some of its stores, or of a newer version. What
//! cannot be read is counted, never made up.

use super::{World, backup, collect::state_of, media::Named, others};
use crate::protocol::{Failure, Phase, Salvaged};
use cairn_domain::{
    id::DeviceId,
    port::{Salvage, Summary},
};
use std::collections::BTreeMap;

/// Writes it, reads it back.
pub async fn salvage<W: World>(world: &W) -> Result<(Salvaged, W::Made), Failure> {
    world.begin(Phase::Collecting);
    let Salvage { rows, torn, lost, summary } = world.salvage().await?;
    let state = state_of(rows);
    let summary = summary.unwrap_or_else(|| Summary {
        profile: world.named(),
        device: DeviceId(1),
        change: 0,
        totals: BTreeMap::new(),
    });
    let named = Named::of(&state);
    // Files and what else is kept beside the rows come along if they can be read.
    let (mut media, mut others_here) = (Vec::new(), others::Others::new());
    if let Ok(store) = world.store().await {
        media = backup::going(&named, world).await.unwrap_or_default();
        others_here = others::read(store).await.unwrap_or_default();
    }
    let (made, file) = backup::file_of(state, others_here, (&named, media), &summary, None, world).await?;
    Ok((Salvaged { made, torn, lost }, file))
}
