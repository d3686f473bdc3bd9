//! What is stored, by kind and bytes.

use super::collect::{everything, kinds, rows};
use crate::protocol::{Usage, Use};
use cairn_domain::{
    backup::LastBackup,
    port::{Lookup, Row, Store, StoreError},
};

/// Rows of one kind that are held in memory at a time.
const PAGE: u32 = 1000;

/// Counts rows and the bytes of their bodies, kind by kind, in pages.
pub async fn usage(store: &impl Store) -> Result<Usage, StoreError> {
    let summary = store.summary().await?;
    let mut uses = Vec::new();
    for kind in kinds(&summary) {
        let mut found = Use { kind, count: 0, bytes: 0 };
        let mut after = None;
        loop {
            let page = Lookup::ChangedSince { kind, change: 0, after, limit: PAGE };
            let snapshot = store.read(std::slice::from_ref(&page)).await?;
            let hits = snapshot.hits(&page);
            for hit in hits {
                let (id, bytes) = match &hit.row {
                    Row::Record(record) => (record.id, record.to_bytes()),
                    Row::Event(event) => (event.id.0, event.to_bytes()),
                };
                found.count += 1;
                found.bytes += bytes.len() as u64;
                after = Some(id);
            }
            if hits.len() < PAGE as usize {
                break;
            }
        }
        if found.count > 0 {
            uses.push(found);
        }
    }
    uses.sort_by_key(|found| (std::cmp::Reverse(found.bytes), found.kind));
    let note = store.read(&[LastBackup::lookup()]).await?;
    let since = LastBackup::read(&note).map_or(0, |last| last.change);
    let lookups = everything(&summary, since);
    let since_backup = rows(&store.read(&lookups).await?, &lookups);
    Ok(Usage { kinds: uses, since_backup })
}
