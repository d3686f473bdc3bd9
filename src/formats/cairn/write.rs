//! Writing a `.cairn` file: sorted rows, named fields, a manifest over everything.

use super::{
    Contents, StateHash, VERSION,
    container::pack,
    manifest::{Listed, MANIFEST, Manifest, MediaNote, Use, device_text},
    media::{Medium, path},
    names::{Fields, Names},
    row::{write_event, write_record},
    tail::Tail,
};
use crate::{
    problem::{Location, Refusal},
    report::{hex, kind_name},
};
use cairn_domain::{
    id::{DeviceId, ProfileId, SpaceId},
    kind::Kind,
    media::MediaHash,
};
use std::collections::BTreeMap;

/// The list of names.
pub(crate) const NAMES: &str = "names.json";
/// The page for people.
pub(crate) const README: &str = "README.txt";

/// What a file says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// What it is for.
    pub purpose: Use,
    /// Whose it is.
    pub profile: Option<ProfileId>,
    /// The group or pack.
    pub space: Option<SpaceId>,
    /// When it is made, UTC ms.
    pub made_ms: i64,
    /// The database that makes it.
    pub device: DeviceId,
    /// The version of the app.
    pub app: String,
    /// The number of the last write that it holds.
    pub change: u64,
}

/// The bytes of a file; the same for the same arguments. Refused (`too_large`) only beyond what a zip can
/// hold. Rows must be there once each; `hash` is that of their state. Files that rows name are left out: those
/// are written by [`begin`].
pub fn write(contents: &Contents, about: &About, hash: StateHash) -> Result<Vec<u8>, Refusal> {
    packed(contents, about, hash, &[], &[])
}

/// A file of which the rows are written and the files are not yet.
pub struct Writing(Tail);

/// Begins a file that ends with `media`, in this order; `missing` are files of rows that are not there. Gives the
/// first bytes. For each file follow [`Writing::medium`], then its content, which also goes through
/// [`Writing::pass`]; last [`Writing::end`].
pub fn begin(
    contents: &Contents,
    about: &About,
    hash: StateHash,
    media: &[Medium],
    missing: &[MediaHash],
) -> Result<(Writing, Vec<u8>), Refusal> {
    let mut contents = std::borrow::Cow::Borrowed(contents);
    if media.iter().any(|medium| contents.others.contains_key(&path(medium.hash))) {
        // Kept before this version knew files: the same bytes, now in their place.
        let others = &mut contents.to_mut().others;
        media.iter().for_each(|medium| drop(others.remove(&path(medium.hash))));
    }
    let packed = packed(&contents, about, hash, media, missing)?;
    let (tail, first) = Tail::of(packed).ok_or_else(too_large)?;
    Ok((Writing(tail), first))
}

impl Writing {
    /// What stands before the content of the next file; refused (`too_large`) beyond what a zip can hold.
    pub fn medium(&mut self, medium: &Medium) -> Result<Vec<u8>, Refusal> {
        self.0.entry(&path(medium.hash), medium.bytes, medium.crc32).ok_or_else(too_large)
    }

    /// The next bytes of its content.
    pub fn pass(&mut self, bytes: &[u8]) {
        self.0.pass(bytes);
    }

    /// The last bytes.
    pub fn end(self) -> Vec<u8> {
        self.0.close()
    }
}

fn too_large() -> Refusal {
    Refusal::new(Location::Whole, "too_large", u32::MAX.to_string())
}

fn packed(
    contents: &Contents,
    about: &About,
    hash: StateHash,
    media: &[Medium],
    missing: &[MediaHash],
) -> Result<Vec<u8>, Refusal> {
    let mut entries = contents.others.clone();
    let mut counts = BTreeMap::new();
    let lines = rows(contents);
    for (kind, lines) in &lines {
        let folder = if kind.is_event() { "events" } else { "records" };
        counts.insert(kind_name(*kind), lines.len() as u64);
        let mut text = lines.values().map(String::as_str).collect::<Vec<_>>().join("\n");
        text.push('\n');
        entries.insert(format!("{folder}/{}.ndjson", kind_name(*kind)), text.into_bytes());
    }
    // Texts and maps of them into memory: it does not fail.
    let mut names = serde_json::to_vec(&Names::of(lines.keys().copied())).unwrap_or_default();
    names.push(b'\n');
    entries.insert(NAMES.to_owned(), names);
    entries.insert(README.to_owned(), include_bytes!("README.txt").to_vec());
    let rows = entries.iter().map(|(name, content)| {
        let blake3 = hex(blake3::hash(content).as_bytes());
        (name.clone(), Listed { bytes: content.len() as u64, blake3 })
    });
    let files = media.iter().map(|file| (path(file.hash), Listed { bytes: file.bytes, blake3: file.hash.to_text() }));
    let note = (media.len() + missing.len() > 0).then(|| MediaNote {
        count: media.len() as u64,
        bytes: media.iter().map(|file| file.bytes).sum(),
        missing: missing.iter().map(|hash| hash.to_text()).collect(),
    });
    let manifest = Manifest {
        format: "cairn".to_owned(),
        version: VERSION,
        min_reader: 1,
        purpose: about.purpose,
        profile: about.profile.map(|id| id.to_string()),
        space: about.space.map(|id| id.to_string()),
        made_at: Manifest::time(about.made_ms),
        device: device_text(about.device),
        app: about.app.clone(),
        change: about.change,
        counts,
        media: note,
        state: hex(&hash(&contents.records, &contents.events)),
        entries: rows.chain(files).collect(),
    };
    let manifest = manifest.write();
    let first = [(MANIFEST, manifest.as_slice())];
    let rest = entries.iter().map(|(name, content)| (name.as_str(), content.as_slice()));
    pack(first.into_iter().chain(rest), about.made_ms)
        .map_err(|fault| Refusal::new(Location::Whole, "too_large", fault.to_string()))
}

/// Lines by kind and id.
fn rows(contents: &Contents) -> BTreeMap<Kind, BTreeMap<[u8; 16], String>> {
    let mut kinds: BTreeMap<Kind, Fields> = BTreeMap::new();
    for kind in contents.records.iter().map(|row| row.kind).chain(contents.events.iter().map(|row| row.kind)) {
        kinds.entry(kind).or_insert_with(|| Fields::of(kind));
    }
    let names: BTreeMap<Kind, _> = kinds.iter().map(|(kind, fields)| (*kind, fields.by_tag())).collect();
    let mut rows: BTreeMap<Kind, BTreeMap<[u8; 16], String>> = BTreeMap::new();
    for record in &contents.records {
        let mut line = String::new();
        write_record(record, &names[&record.kind], &mut line);
        rows.entry(record.kind).or_default().insert(*record.id.bytes(), line);
    }
    for event in &contents.events {
        let mut line = String::new();
        write_event(event, &names[&event.kind], &mut line);
        rows.entry(event.kind).or_default().insert(*event.id.0.bytes(), line);
    }
    rows
}
