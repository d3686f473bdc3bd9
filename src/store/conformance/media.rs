//! Files in chunks: by range, all or nothing, absent until they are whole.

use super::{
    Bench,
    desk::{BEGIN, Desk},
};
use cairn_domain::{
    media::{CHUNK, GRACE_MS, Kept, MediaHash, orphans},
    port::{Lookup, MediaStore, Store, read_media},
};
use std::collections::BTreeSet;

const HASH: MediaHash = MediaHash([7; 32]);
const OTHER: MediaHash = MediaHash([9; 32]);

/// Byte number `at` of a file that does not repeat itself from chunk to chunk.
fn byte(at: usize) -> u8 {
    u8::try_from((at / CHUNK * 31 + at) % 251).unwrap_or(0)
}

async fn put(store: &impl MediaStore, hash: MediaHash, length: usize) {
    let bytes: Vec<u8> = (0..length).map(byte).collect();
    for (at, chunk) in (0..).zip(bytes.chunks(CHUNK)) {
        store.put_chunk(hash, at, chunk, BEGIN).await.expect("the chunk is put");
    }
    store.finish_media(hash, length as u64, BEGIN).await.expect("the file is whole");
}

async fn all<S: Store>(desk: &Desk<S>) -> Vec<Kept> {
    desk.ask(Lookup::MediaAll).await.media().to_vec()
}

/// A file of several chunks comes back, any range of it too, and its size is listed.
pub async fn files_come_back_by_range<B: Bench>(bench: &B)
where
    B::Store: MediaStore,
{
    let desk = Desk::open(bench, "media.range").await;
    let length = CHUNK * 2 + 100;
    put(&desk.store, HASH, length).await;
    put(&desk.store, OTHER, 0).await;
    for (from, to) in [(0, length), (CHUNK - 3, CHUNK + 3), (CHUNK * 2, length + 50), (5, 5), (length + 1, length + 9)]
    {
        let found = read_media(&desk.store, HASH, from as u64..to as u64).await.expect("the range is read");
        let wanted: Vec<u8> = (from..to.min(length)).map(byte).collect();
        assert!(found == wanted, "{from}..{to}: {} bytes", found.len());
    }
    let whole = |hash, bytes| Kept { hash, bytes, at_ms: BEGIN, whole: true };
    assert_eq!(all(&desk).await, [whole(HASH, length as u64), whole(OTHER, 0)]);
    assert_eq!(desk.ask(Lookup::Media(HASH)).await.kept(HASH), Some(&whole(HASH, length as u64)));
    let again = desk.again(bench, "media.range").await;
    assert_eq!(all(&again).await.len(), 2, "another connection sees them");
    // Put again, it is kept once and stays whole meanwhile.
    again.store.put_chunk(HASH, 0, &[0; 4], BEGIN).await.expect("the chunk is put");
    assert!(desk.ask(Lookup::Media(HASH)).await.kept(HASH).is_some());
}

/// What is not finished is absent; finishing needs every chunk; removing takes all of it.
pub async fn a_file_is_there_whole_or_not_at_all<B: Bench>(bench: &B)
where
    B::Store: MediaStore,
{
    let desk = Desk::open(bench, "media.whole").await;
    let chunk = vec![1; CHUNK];
    desk.store.put_chunk(HASH, 0, &chunk, BEGIN).await.expect("the chunk is put");
    assert_eq!(desk.ask(Lookup::Media(HASH)).await.kept(HASH), None);
    assert!(desk.store.finish_media(HASH, CHUNK as u64 + 1, BEGIN).await.is_err());
    assert_eq!(desk.ask(Lookup::Media(HASH)).await.kept(HASH), None);
    put(&desk.store, OTHER, 10).await;

    let list = all(&desk).await;
    assert_eq!(list.len(), 2);
    let named = BTreeSet::from([HASH, OTHER]);
    assert_eq!(orphans(&list, &named, BEGIN + GRACE_MS), []);
    assert_eq!(orphans(&list, &named, BEGIN + GRACE_MS + 1), [HASH], "never finished");

    desk.store.remove_media(HASH).await.expect("it is removed");
    desk.store.remove_media(HASH).await.expect("what is not there may be removed");
    assert_eq!(desk.store.chunk(HASH, 0).await, Ok(None));
    assert_eq!(all(&desk).await.iter().map(|kept| kept.hash).collect::<Vec<_>>(), [OTHER]);
    assert_eq!(desk.store.chunk(OTHER, 0).await.map(|chunk| chunk.map_or(0, |bytes| bytes.len())), Ok(10));
}

/// A chunk that does not fit leaves nothing of itself, and what was there as it was.
pub async fn a_failing_chunk_leaves_nothing_of_itself<B: Bench>(bench: &B)
where
    B::Store: MediaStore,
{
    let desk = Desk::open(bench, "media.failing").await;
    desk.goal("Here before").await;
    put(&desk.store, OTHER, 10).await;
    let before = (desk.summary().await, all(&desk).await);
    bench.fail_at_chunk(&desk.store, 1);
    desk.store.put_chunk(HASH, 0, &vec![1; CHUNK], BEGIN).await.expect("the first chunk is put");
    assert!(desk.store.put_chunk(HASH, 1, &[2; 9], BEGIN).await.is_err());
    assert_eq!(desk.store.chunk(HASH, 1).await, Ok(None));
    desk.store.remove_media(HASH).await.expect("what there was is removed");
    assert_eq!((desk.summary().await, all(&desk).await), before);
}
