//! Everything that a store holds, as of one moment.

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
    let mut state = State::default();
    for lookup in &lookups {
        for hit in snapshot.hits(lookup) {
            match &hit.row {
                Row::Record(record) => state.add_record(record.clone()).is_none(),
                Row::Event(event) => state.add_event(event.clone()).is_none(),
            };
        }
    }
    Ok(Collected { state, summary })
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
