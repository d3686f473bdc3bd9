//! Everything that a store holds, as of one moment.

use super::World;
use crate::protocol::Failure;
use cairn_domain::{
    kind::Kind,
    port::{Lookup, Row, Snapshot, Store, StoreError, Summary},
};
use cairn_sync::State;

/// A whole state, and the change number that it surely reaches.
pub struct Collected {
    /// Every record and event.
    pub state: State,
    /// The database at a glance, read before the rows: nothing up to its change number is missing.
    pub summary: Summary,
}

/// Reads all kinds in one transaction.
pub async fn collect(store: &impl Store) -> Result<Collected, StoreError> {
    let summary = store.summary().await?;
    let lookups = everything(&summary, 0);
    let snapshot = store.read(&lookups).await?;
    let hits = lookups.iter().flat_map(|lookup| snapshot.hits(lookup));
    Ok(Collected { state: state_of(hits.map(|hit| hit.row.clone())), summary })
}

/// What can be read, where not everything can: to compare with, and never to go out as if it were all.
pub async fn readable(world: &impl World) -> Result<State, Failure> {
    match collect(world.store().await?).await {
        Ok(Collected { state, .. }) => Ok(state),
        Err(StoreError::Damaged { .. }) => Ok(state_of(world.salvage().await?.rows)),
        Err(error) => Err(error.into()),
    }
}

/// The state of rows.
pub fn state_of(rows: impl IntoIterator<Item = Row>) -> State {
    let mut state = State::default();
    for row in rows {
        match row {
            Row::Record(record) => state.add_record(record).is_none(),
            Row::Event(event) => state.add_event(event).is_none(),
        };
    }
    state
}

/// Every row written after `change`, kinds of newer versions included.
pub fn everything(summary: &Summary, change: u64) -> Vec<Lookup> {
    kinds(summary).map(|kind| Lookup::ChangedSince { kind, change, after: None, limit: u32::MAX }).collect()
}

/// The kinds that were ever stored here.
pub fn kinds(summary: &Summary) -> impl Iterator<Item = Kind> {
    summary.totals.keys().copied()
}

/// How many rows the lookups found.
pub fn rows(snapshot: &Snapshot, lookups: &[Lookup]) -> u64 {
    lookups.iter().map(|lookup| snapshot.hits(lookup).len() as u64).sum()
}
