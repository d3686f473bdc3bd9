//! Files in chunks: each call is one transaction of its own, over the two stores of files alone, so commits do
//! not wait for a large file and a full disk undoes the one chunk that did not fit.

use super::{
    IndexedDb, Mode, REOPENINGS, begin,
    error::store_error,
    finish,
    keys::{CHUNKS, MEDIA, starting_with},
    rows,
};
use cairn_domain::{
    media::{CHUNK, Kept, MediaHash},
    port::{MediaStore, StoreError},
};
use indexed_db_futures::{
    Result,
    prelude::*,
    transaction::{Transaction, TransactionDurability},
};
use wasm_bindgen::JsValue;

/// The stores of files.
const STORES: [&str; 2] = [MEDIA, CHUNKS];

impl MediaStore for IndexedDb {
    async fn put_chunk(
        &self,
        hash: MediaHash,
        at: u32,
        bytes: &[u8],
        now_ms: i64,
    ) -> std::result::Result<(), StoreError> {
        // Made before the transaction: copying a megabyte takes its time.
        let chunk = rows::of_chunk(hash, at, bytes);
        let failing = self.failing_chunk.get() == Some(at);
        self.write_media(async |transaction| {
            let known = kept(transaction, hash).await?;
            let media = transaction.object_store(MEDIA)?;
            if !known.as_ref().is_some_and(|kept| kept.whole) {
                let bytes = u64::from(at) * CHUNK as u64 + bytes.len() as u64;
                media.put(rows::of_kept(&Kept { hash, bytes, at_ms: now_ms, whole: false })).primitive().map(drop)?;
            }
            let chunks = transaction.object_store(CHUNKS)?;
            chunks.put(chunk.clone()).primitive().map(drop)?;
            if failing {
                self.failing_chunk.set(None);
                // It is there already, so the browser refuses to add it and aborts.
                chunks.add(chunk.clone()).primitive().map(drop)?;
            }
            Ok(true)
        })
        .await
        .map(drop)
    }

    async fn finish_media(&self, hash: MediaHash, bytes: u64, now_ms: i64) -> std::result::Result<(), StoreError> {
        let all = self
            .write_media(async |transaction| {
                let chunks = transaction.object_store(CHUNKS)?;
                let prefix = starting_with(&format!("{hash}/"));
                let found = chunks.count().with_query::<JsValue, _>(prefix).primitive()?.await?;
                if found != Kept::chunks(bytes) {
                    return Ok(false);
                }
                let kept = Kept { hash, bytes, at_ms: now_ms, whole: true };
                transaction.object_store(MEDIA)?.put(rows::of_kept(&kept)).primitive().map(drop)?;
                Ok(true)
            })
            .await?;
        if all { Ok(()) } else { Err(rows::damaged(CHUNKS)) }
    }

    async fn chunk(&self, hash: MediaHash, at: u32) -> std::result::Result<Option<Vec<u8>>, StoreError> {
        for attempt in 0..=REOPENINGS {
            let connection = self.connection(attempt).await?;
            let transaction = match begin(&connection, &[CHUNKS], Mode::Read) {
                Err(StoreError::ConnectionLost) => continue,
                begun => begun?,
            };
            let found = one(&transaction, CHUNKS, &rows::chunk_key(hash, at)).await;
            return found.map_err(|error| store_error(&error))?.map(|object| rows::to_chunk(&object)).transpose();
        }
        Err(StoreError::ConnectionLost)
    }

    async fn remove_media(&self, hash: MediaHash) -> std::result::Result<(), StoreError> {
        self.write_media(async |transaction| {
            transaction
                .object_store(MEDIA)?
                .delete::<JsValue, _>(JsValue::from(hash.to_text()))
                .primitive()
                .map(drop)?;
            let prefix = starting_with(&format!("{hash}/"));
            transaction.object_store(CHUNKS)?.delete::<JsValue, _>(prefix).primitive().map(drop)?;
            Ok(true)
        })
        .await
        .map(drop)
    }
}

impl IndexedDb {
    /// Does `write` in one transaction over the stores of files; what it answers, once that has ended.
    async fn write_media(
        &self,
        write: impl AsyncFn(&Transaction<'_>) -> Result<bool>,
    ) -> std::result::Result<bool, StoreError> {
        self.may_write()?;
        for attempt in 0..=REOPENINGS {
            let connection = self.connection(attempt).await?;
            let transaction = match begin(&connection, &STORES, Mode::Write(TransactionDurability::Relaxed)) {
                Err(StoreError::ConnectionLost) => continue,
                begun => begun?,
            };
            return match write(&transaction).await {
                Ok(answer) => finish(transaction).await.map(|()| answer),
                Err(error) => {
                    let _ = transaction.abort().await;
                    Err(store_error(&error))
                }
            };
        }
        Err(StoreError::ConnectionLost)
    }
}

async fn kept(transaction: &Transaction<'_>, hash: MediaHash) -> Result<Option<Kept>> {
    Ok(one(transaction, MEDIA, &hash.to_text()).await?.and_then(|object| rows::to_kept(&object).ok()))
}

async fn one(transaction: &Transaction<'_>, store: &str, key: &str) -> Result<Option<JsValue>> {
    let store = transaction.object_store(store)?;
    store.get::<JsValue, JsValue, _>(JsValue::from(key)).primitive()?.await
}
