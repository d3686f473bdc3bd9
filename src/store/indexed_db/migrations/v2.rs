//! Version 2: files are kept beside the rows.
//!
//! | store | key | row | indexes |
//! |---|---|---|---|
//! | `media` | `id`: the BLAKE3 of the file, 64 hexadecimal digits | `id, bytes, at, whole` | |
//! | `media_chunk` | `id`: the hash, `/`, the chunk's number in ten digits | `id, body` of at most 1 MiB | |

use crate::indexed_db::keys::{CHUNKS, MEDIA};
use indexed_db_futures::{KeyPath, Result, database::Database, prelude::*};

pub(super) fn run(database: &Database) -> Result<()> {
    for name in [MEDIA, CHUNKS] {
        database.create_object_store(name).with_key_path(KeyPath::One("id")).build()?;
    }
    Ok(())
}
