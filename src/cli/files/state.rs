//! A state on disk: a `.cairn` file read into a store in memory, and written back.

use super::{
    Refused,
    given::{self, Passphrase},
    state_hash,
};
use cairn_domain::{
    id::{DeviceId, Id, ProfileId},
    media::{MediaHash, named_in},
    port::Decision,
    registry,
    time::Moment,
};
use cairn_formats::{
    anki,
    cairn::{About, Contents, File, Limits, Media, Sum, Use, begin, verify},
    problem::{Location, Problem, Refusal},
    report::Format,
    sheet::Decks,
    source::{Content, Source},
};
use cairn_store::memory::Memory;
use cairn_sync::{Apply, Conflict, State};
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{BuildHasher, RandomState},
    io::{Cursor, Read},
    path::Path,
};

/// A state while a command works on it.
pub(super) struct Bench {
    store: Memory,
    device: DeviceId,
    profile: Option<ProfileId>,
    change: u64,
    others: BTreeMap<String, Vec<u8>>,
    media: BTreeMap<MediaHash, Vec<u8>>,
    now: Moment,
    /// What was met on the way.
    pub(super) problems: Vec<Problem>,
}

impl Bench {
    /// An empty state, on a device of its own: every copy of a state is another device.
    pub(super) fn new(now: Moment) -> Self {
        let device = DeviceId(random() | 1);
        let store = Memory::new(ProfileId(Id::new(now.ms, u128::from(random()))), device);
        let (others, media) = (BTreeMap::new(), BTreeMap::new());
        Self { store, device, profile: None, change: 0, others, media, now, problems: Vec::new() }
    }

    /// The state at `path`, and whether it is sealed; an empty one if there is none.
    pub(super) fn open(path: &Path, passphrase: Option<&Passphrase>, now: Moment) -> Result<(Self, bool), Refused> {
        let mut bench = Self::new(now);
        if !path.exists() {
            return Ok((bench, false));
        }
        let given = given::open(path, passphrase)?;
        bench.join(&given.bytes, true)?;
        Ok((bench, given.sealed))
    }

    /// Joins the bytes of a `.cairn` file. One of another profile is refused (`other_profile`) unless it is
    /// the same person's.
    pub(super) fn join(&mut self, bytes: &[u8], same_person: bool) -> Result<(), Refused> {
        let refused = |refusal| (Some(Format::Cairn), refusal);
        // On a command line nobody looks at a preview: a file is joined as a whole, or not at all.
        let file = verify(bytes, Limits::OWN, state_hash).and_then(File::whole).map_err(refused)?;
        // A state that was made of foreign files alone is nobody's yet; what others made must say of which space it is.
        let only = match file.manifest.purpose {
            Use::Backup => None,
            Use::Pack | Use::Exchange => file.manifest.brings().map_err(refused)?,
        };
        let theirs = file.manifest.learner();
        if !same_person && self.profile.is_some() && theirs.is_some() && theirs != self.profile {
            let id = theirs.map(|id| id.to_string()).unwrap_or_default();
            return Err(refused(Refusal::new(Location::Whole, "other_profile", id)));
        }
        self.profile = self.profile.or(theirs);
        if only.is_none() {
            self.change = self.change.max(file.manifest.change);
        }
        let File { contents, media, problems, .. } = file;
        self.problems.extend(problems);
        // What a group or a stranger adds to a file is not hers to keep.
        if only.is_none() {
            self.others.extend(contents.others);
        }
        let (state, mut conflicts) = State::of(contents.records, contents.events);
        let (records, events) = self.store.all();
        let (mut ours, _) = State::of(records, events);
        conflicts.extend(ours.join(state.clone()));
        self.problems.extend(conflicts.iter().map(|conflict| match conflict {
            Conflict::Event(_, id) => Problem::new(Location::Path(id.to_string()), "collision", ""),
            Conflict::Space(_, id) => Problem::new(Location::Path(id.to_string()), "other_space", ""),
        }));
        let apply = Apply { state: &state, only };
        let mut wanted: BTreeSet<MediaHash> = media.into_keys().filter(|hash| !self.media.contains_key(hash)).collect();
        if only.is_some() {
            let (part, mut named) = (apply.brought(), BTreeSet::new());
            part.records.values().for_each(|record| named_in(&record.to_bytes(), &mut named));
            part.events.values().for_each(|event| named_in(&event.to_bytes(), &mut named));
            wanted.retain(|hash| named.contains(hash));
        }
        self.take_files(bytes, wanted)?;
        self.run(&apply)
    }

    /// Takes files out of the bytes of a `.cairn` file.
    fn take_files(&mut self, bytes: &[u8], wanted: BTreeSet<MediaHash>) -> Result<(), Refused> {
        let refused = |refusal| (Some(Format::Cairn), refusal);
        let mut files = Media::of(Cursor::new(bytes), Limits::OWN).map_err(refused)?;
        for hash in wanted {
            let mut content = Vec::new();
            if let Some(mut file) = files.open(hash).map_err(refused)? {
                let unread = |fault: std::io::Error| Refusal::new(Location::Whole, "damaged", fault.to_string());
                file.read_to_end(&mut content).map_err(|fault| refused(unread(fault)))?;
                self.media.insert(hash, content);
            }
        }
        Ok(())
    }

    /// Takes the files that a foreign file's texts show out of its bytes.
    pub(super) fn take_foreign_files(&mut self, bytes: &[u8], source: &Source) -> Result<(), Refusal> {
        let mut archive = None;
        for (hash, file) in &source.files {
            if self.media.contains_key(hash) {
                continue;
            }
            let content = match &file.content {
                Content::Here(content) => Some(content.clone()),
                Content::Entry(entry) => match &mut archive {
                    Some(archive) => archive,
                    None => archive.insert(anki::Media::of(Cursor::new(bytes))?),
                }
                .file(entry)?,
            };
            self.media.extend(content.map(|content| (*hash, content)));
        }
        Ok(())
    }

    /// A file that is kept.
    pub(super) fn file(&self, hash: MediaHash) -> Option<&[u8]> {
        self.media.get(&hash).map(Vec::as_slice)
    }

    /// Lets a decision write.
    pub(super) fn run(&mut self, decision: &dyn Decision) -> Result<(), Refused> {
        let seed = u128::from(random()) << 64 | u128::from(random());
        let fault = |fault: cairn_domain::port::CommitError| {
            (Some(Format::Cairn), Refusal::new(Location::Whole, "not_written", fault.to_string()))
        };
        self.store.apply(decision, self.now, seed).map(|_| ()).map_err(fault)
    }

    /// The decks in it.
    pub(super) fn decks(&self) -> Decks {
        Decks::of(&self.store.all().0)
    }

    /// What it holds now.
    pub(super) fn contents(&self) -> Contents {
        let (records, events) = self.store.all();
        Contents { records, events, others: self.others.clone() }
    }

    /// The file: rows, then the files that came with them.
    fn bytes(&self, about: &About) -> Result<Vec<u8>, Refusal> {
        let contents = self.contents();
        let sums = self.media.values().map(|content| {
            let mut sum = Sum::default();
            sum.add(content);
            sum.end()
        });
        let media: Vec<_> = sums.collect();
        let named = registry::hashes(&contents.records, &contents.events);
        let missing: Vec<_> = named.into_iter().filter(|hash| !self.media.contains_key(hash)).collect();
        let (mut writing, mut bytes) = begin(&contents, about, state_hash, &media, &missing)?;
        for (medium, content) in media.iter().zip(self.media.values()) {
            bytes.extend(writing.medium(medium)?);
            writing.pass(content);
            bytes.extend_from_slice(content);
        }
        bytes.extend(writing.end());
        Ok(bytes)
    }

    /// Writes it to `path`, sealed if there is a passphrase, verified, by way of a file beside it.
    pub(super) fn save(&self, path: &Path, sealing: Option<&Passphrase>) -> Result<File, Refused> {
        let refused = |refusal| (Some(Format::Cairn), refusal);
        let about = About {
            purpose: Use::Backup,
            profile: self.profile,
            space: None,
            made_ms: self.now.ms,
            device: self.device,
            app: env!("CARGO_PKG_VERSION").to_owned(),
            change: self.change + 1,
        };
        let bytes = self.bytes(&about).map_err(refused)?;
        let file = verify(&bytes, Limits::OWN, state_hash).and_then(File::whole).map_err(refused)?;
        let bytes = match sealing {
            Some(passphrase) => passphrase.seal(&bytes).map_err(refused)?,
            None => bytes,
        };
        write_whole(path, &bytes).map_err(|fault| {
            let place = Location::Path(path.display().to_string());
            refused(Refusal::new(place, "not_written", fault.to_string()))
        })?;
        Ok(file)
    }
}

/// Writes a file beside its place, then puts it there: whatever happens, what stands there is whole.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{:016x}.part", random()));
    std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path))
}

/// 64 bits from the system's source, by way of the keys of hash maps.
fn random() -> u64 {
    RandomState::new().hash_one(0_u8)
}
