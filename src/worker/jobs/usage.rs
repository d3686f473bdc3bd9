//! What is stored, by kind and bytes, and the files beside it with what they belong to.

use super::{
    World,
    collect::{everything, kinds, rows},
    cut, media,
};
use crate::protocol::{Failure, FileUse, Holder, Usage, Use};
use cairn_domain::{
    backup::LastBackup,
    kind::Kind,
    media::{Attached, MediaHash, content::Content, named_in},
    port::{Lookup, MediaStore, Row, Store},
    registry,
};
use std::collections::{BTreeMap, BTreeSet};

/// Rows of one kind that are held in memory at a time.
const PAGE: u32 = 1000;
/// Files without a type, of which the type is looked for in their first bytes.
const LOOKED_INTO: usize = 100;

/// Counts rows and the bytes of their bodies, kind by kind, in pages.
pub async fn usage(world: &impl World) -> Result<Usage, Failure> {
    let store = world.store().await?;
    let summary = store.summary().await?;
    let (mut uses, mut files) = (Vec::new(), Found::default());
    for kind in kinds(&summary) {
        let mut found = Use { kind, count: 0, bytes: 0 };
        let mut count = |row: &Row| {
            let bytes = match row {
                Row::Record(record) => record.to_bytes(),
                Row::Event(event) => event.to_bytes(),
            };
            files.look(row, &bytes);
            found.count += 1;
            found.bytes += bytes.len() as u64;
        };
        if kind == Kind::RESPONSE {
            world.answers(&mut count).await?;
        } else {
            each(store, kind, &mut count).await?;
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
    media::collect_orphans(std::mem::take(&mut files.named), world).await?;
    Ok(Usage { kinds: uses, since_backup, files: files.list(store).await? })
}

/// Shows all rows of a kind, by id and in pages.
async fn each(store: &impl Store, kind: Kind, show: &mut dyn FnMut(&Row)) -> Result<(), Failure> {
    let mut after = None;
    loop {
        let page = Lookup::ChangedSince { kind, change: 0, after, limit: PAGE };
        let snapshot = store.read(std::slice::from_ref(&page)).await?;
        let hits = snapshot.hits(&page);
        for hit in hits {
            after = Some(match &hit.row {
                Row::Record(record) => record.id,
                Row::Event(event) => event.id.0,
            });
            show(&hit.row);
        }
        if hits.len() < PAGE as usize {
            return Ok(());
        }
    }
}

/// Files that rows name.
#[derive(Default)]
struct Found {
    named: BTreeSet<MediaHash>,
    known: BTreeMap<MediaHash, (Attached, Vec<Holder>)>,
}

impl Found {
    fn look(&mut self, row: &Row, bytes: &[u8]) {
        named_in(bytes, &mut self.named);
        match row {
            Row::Record(record) => {
                let holder = || Holder { kind: record.kind, id: record.id, title: cut(&registry::title(record)) };
                // What a text shows has no type until it is looked into.
                let shown = registry::files(record).into_iter().map(|(hash, words)| Attached::new(hash, 0, "", &words));
                for file in registry::file(record).map_or_else(|| shown.collect(), |file| vec![file]) {
                    self.hold(file, Some(holder()));
                }
            }
            Row::Event(event) => {
                let owner = registry::competency(event);
                // Its title is looked up once all are known.
                let holder = owner.map(|owner| Holder { kind: event.kind, id: owner.0, title: String::new() });
                if let Some(file) = registry::event_file(event) {
                    self.hold(file, holder);
                }
            }
        }
    }

    fn hold(&mut self, file: Attached, holder: Option<Holder>) {
        self.known.entry(file.hash).or_insert_with(|| (file, Vec::new())).1.extend(holder);
    }

    /// The files that are here, the largest first.
    async fn list(mut self, store: &(impl Store + MediaStore)) -> Result<Vec<FileUse>, Failure> {
        let mut uses = Vec::new();
        for (hash, bytes) in media::here(store).await? {
            let (file, mut holders) =
                self.known.remove(&hash).unwrap_or_else(|| (Attached::new(hash, bytes, "", ""), Vec::new()));
            holders.dedup();
            for holder in holders.iter_mut().filter(|holder| holder.kind.is_event()) {
                let lookup = Lookup::Record(Kind::COMPETENCY, holder.id);
                let found = store.read(&[lookup]).await?;
                holder.title = cut(&found.record(Kind::COMPETENCY, holder.id).map(registry::title).unwrap_or_default());
            }
            uses.push(FileUse { hash, bytes, name: file.name, media_type: file.media_type, holders });
        }
        uses.sort_by_key(|file| (std::cmp::Reverse(file.bytes), file.hash));
        let untyped = Attached::new(MediaHash([0; 32]), 0, "", "").media_type;
        for file in uses.iter_mut().filter(|file| file.media_type == untyped).take(LOOKED_INTO) {
            let first = store.chunk(file.hash, 0).await?.unwrap_or_default();
            if let Some(content) = Content::of(&first) {
                content.media_type.clone_into(&mut file.media_type);
            }
        }
        Ok(uses)
    }
}
