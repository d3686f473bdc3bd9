//! The only reader for views: what a view shows is a snapshot, read again when a kind in it changes.

use super::{AppError, alarm, open, versions};
use crate::browser::task;
use cairn_domain::{
    kind::Kind,
    media::{Kept, MediaHash},
    port::{self, Lookup, MediaStore, Snapshot, Store, StoreError, Summary},
};
use leptos::prelude::*;
use std::sync::Arc;

/// What a watched query knows: nothing yet, a snapshot, or why there is none.
pub type Reading = Option<Result<Arc<Snapshot>, AppError>>;

/// Reads in rounds what `needs` asks for (it is called again with what was read until it asks for
/// nothing new), and reads again when one of `kinds` changes or a signal that `needs` reads with an
/// empty snapshot does. The last snapshot stays until the next one is whole.
pub fn watch(
    kinds: &'static [Kind],
    needs: impl Fn(&Snapshot) -> Vec<Lookup> + Send + Sync + 'static,
) -> ReadSignal<Reading> {
    let (reading, set_reading) = signal(None);
    let latest = StoredValue::new(0_u32);
    let needs = Arc::new(needs);
    Effect::new(move |_| {
        versions::track(kinds);
        // Signals count only in this first, synchronous round.
        let _ = needs(&Snapshot::default());
        let turn = latest.get_value().wrapping_add(1);
        latest.set_value(turn);
        let needs = needs.clone();
        task::start(async move {
            // `needs` may read signals of a view that is gone by the second round.
            let wanted =
                |snapshot: &Snapshot| if latest.try_get_value() == Some(turn) { needs(snapshot) } else { Vec::new() };
            let result = read(&wanted).await;
            // A view that is gone, or a newer turn, has no use for this.
            if latest.try_get_value() == Some(turn) {
                let _ = set_reading.try_set(Some(result));
            }
        });
    });
    reading
}

/// Reads once, for jobs and forms that need an answer now.
pub async fn once(needs: impl Fn(&Snapshot) -> Vec<Lookup>) -> Result<Arc<Snapshot>, AppError> {
    read(&needs).await
}

/// Totals and the number of the last change, without touching a record.
pub async fn summary() -> Result<Summary, AppError> {
    let store = open::store().ok_or(AppError::Machine(StoreError::ConnectionLost))?;
    Ok(store.summary().await?)
}

/// What is kept of a file, chunk by chunk; nothing if it is not here, or not as a whole.
pub async fn content(hash: MediaHash) -> Result<Option<Vec<Vec<u8>>>, AppError> {
    let store = open::store().ok_or(AppError::Machine(StoreError::ConnectionLost))?;
    let snapshot = store.read(&[Lookup::Media(hash)]).await?;
    let Some(kept) = snapshot.kept(hash) else { return Ok(None) };
    let mut chunks = Vec::new();
    for at in 0..Kept::chunks(kept.bytes) {
        let Some(chunk) = store.chunk(hash, at).await? else { return Ok(None) };
        chunks.push(chunk);
    }
    Ok(Some(chunks))
}

async fn read(needs: &dyn Fn(&Snapshot) -> Vec<Lookup>) -> Result<Arc<Snapshot>, AppError> {
    let store = open::store().ok_or(AppError::Machine(StoreError::ConnectionLost))?;
    let snapshot = port::gather(&*store, needs).await?;
    if snapshot.torn() > 0 {
        alarm::torn();
    }
    Ok(Arc::new(snapshot))
}
