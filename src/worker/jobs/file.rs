//! What a given file is, by its content and never by its name, and what it holds.

use super::{World, backup::hash_of, cut, given::Given, others::Others, table};
use crate::protocol::{self, Failure};
use cairn_domain::{
    change::Count,
    competency::Framework,
    id::ProfileId,
    kind::Kind,
    media::MediaHash,
    noun::Noun,
    port::{Lookup, Store, StoreError},
    profile::{PROFILE_RECORD, Profile},
    record::Record,
    registry,
};
use cairn_formats::{
    anki, cairn,
    problem::{Location, Problem, Refusal},
    raw,
    recognise::{archive, read_bank, read_source, recognise},
    report::Format,
    sheet::{Decks, Place},
    source::Source,
};
use cairn_sync::State;
use std::collections::BTreeMap;

/// A file that was read.
pub enum Opened {
    /// A `.cairn` file and its rows, each once.
    Cairn {
        /// Its manifest.
        manifest: Box<cairn::Manifest>,
        /// Its rows.
        state: State,
        /// Its entries that this version does not know.
        others: Others,
        /// Its files, with their lengths.
        media: BTreeMap<MediaHash, u64>,
        /// What it may hold.
        limits: cairn::Limits,
        /// What was left out.
        problems: Vec<Problem>,
    },
    /// A file of another tool.
    Foreign {
        /// Which.
        source: protocol::Source,
        /// What it says.
        says: Source,
    },
    /// A table whose columns must be assigned first.
    Table,
}

impl Opened {
    fn ours(file: cairn::File, limits: cairn::Limits) -> Self {
        let cairn::File { manifest, contents, media, problems } = file;
        let (state, _) = State::of(contents.records, contents.events);
        Self::Cairn { manifest: Box::new(manifest), state, others: contents.others, media, limits, problems }
    }
}

/// Reads a file.
///
/// Decks of which a bank speaks are those that lie in the trash too if `bring_back` says so.
pub async fn open(given: &(impl Given + ?Sized), bring_back: bool, world: &impl World) -> Result<Opened, Failure> {
    if given.length() == 0 {
        return Err(Refusal::new(Location::Whole, "empty", "").into());
    }
    // One of ours is read where it lies; others are texts.
    let head = given.head(4)?;
    let bytes = if cairn::is_cairn(&head) { head } else { given.whole()? };
    if raw::is_raw(&bytes) {
        let hers = Hers::read(world).await?;
        let (made, left_out) = raw::to_cairn(&bytes, |profile| hers.has(profile), hash_of)?;
        let (mut file, limits) = verify(&made[..], |manifest| hers.wrote(manifest))?;
        file.problems.extend(left_out);
        return Ok(Opened::ours(file, limits));
    }
    let format = if cairn::is_cairn(&bytes) { archive(|| given.reader()) } else { recognise(&bytes)? };
    let place = || Place::of_file(&given.name(), world.now().ms);
    let says = match format {
        Format::Sheet => return Ok(Opened::Table),
        Format::Anki => Some(anki::read(given.reader(), world.now().tz_offset_min).map(|read| read.source)),
        Format::Gift | Format::Quiz | Format::Aiken => {
            read_bank(format, &bytes, &place(), table::decks(bring_back, world).await?)
        }
        Format::Notes => {
            // Of a zip only its head was read so far; notes name their decks themselves.
            let bytes = if cairn::is_cairn(&bytes) { given.whole()? } else { bytes };
            read_bank(format, &bytes, &place(), Decks::default())
        }
        Format::Cairn | Format::Sealed => None,
        Format::Case | Format::Moodle | Format::Items | Format::Bookmarks | Format::Pocket => {
            read_source(format, &bytes)
        }
    };
    match says {
        Some(says) => Ok(Opened::Foreign { source: named(format), says: says? }),
        None => {
            let hers = Hers::read(world).await?;
            let (file, limits) = verify(given, |manifest| hers.wrote(manifest))?;
            Ok(Opened::ours(file, limits))
        }
    }
}

/// What the page calls a format.
fn named(format: Format) -> protocol::Source {
    match format {
        Format::Cairn | Format::Sealed => protocol::Source::Cairn,
        Format::Items => protocol::Source::Items,
        Format::Sheet => protocol::Source::Table,
        Format::Anki => protocol::Source::Anki,
        Format::Case => protocol::Source::Case,
        Format::Moodle => protocol::Source::Moodle,
        Format::Bookmarks => protocol::Source::Bookmarks,
        Format::Pocket => protocol::Source::Pocket,
        Format::Gift => protocol::Source::Gift,
        Format::Quiz => protocol::Source::Quiz,
        Format::Aiken => protocol::Source::Aiken,
        Format::Notes => protocol::Source::Notes,
    }
}

/// Verifies a `.cairn` file within the limits of what it says it is and whether it is `hers`.
pub fn verify(
    given: &(impl Given + ?Sized),
    hers: impl FnOnce(&cairn::Manifest) -> bool,
) -> Result<(cairn::File, cairn::Limits), Failure> {
    let manifest = cairn::look_at(given.reader())?;
    let limits = cairn::Limits::of(manifest.purpose, given.length(), hers(&manifest));
    Ok((cairn::verify_from(given.reader(), limits, hash_of)?, limits))
}

/// Which profiles are those of the learner who works here.
pub struct Hers {
    /// That of the database.
    pub here: ProfileId,
    ids: Vec<ProfileId>,
    /// Whether nothing was ever stored here but, perhaps, a profile record; then any learner's may move in.
    pub unused: bool,
}

impl Hers {
    /// As the database knows them.
    pub async fn read(world: &impl World) -> Result<Self, StoreError> {
        let store = world.store().await?;
        let summary = store.summary().await?;
        let found = store.read(&[Lookup::Record(Kind::PROFILE, PROFILE_RECORD)]).await?;
        let ids = found.record(Kind::PROFILE, PROFILE_RECORD).map(ids).unwrap_or_default();
        let mut totals = summary.totals.iter();
        let unused = totals.all(|(kind, count)| *kind == Kind::PROFILE || *count == Count::default());
        Ok(Self { here: summary.profile, ids, unused })
    }

    /// Whether a profile is hers.
    pub fn has(&self, profile: ProfileId) -> bool {
        profile == self.here || self.ids.contains(&profile)
    }

    /// Whether a file is, going by what it says of itself.
    pub fn wrote(&self, manifest: &cairn::Manifest) -> bool {
        manifest.profile().is_some_and(|profile| self.unused || self.has(profile))
    }
}

/// The profile ids in a profile record.
pub fn ids(record: &Record) -> Vec<ProfileId> {
    Profile::read(record).ids.into_iter().map(|(id, _)| id).collect()
}

/// What to call it: a learner's name, or a framework's title.
pub fn title(opened: &Opened) -> String {
    let title = match opened {
        Opened::Cairn { state, .. } => {
            state.records.get(&(Kind::PROFILE, PROFILE_RECORD)).map(|record| Profile::read(record).name)
        }
        Opened::Foreign { says, .. } => {
            let framework = says.records.iter().find(|record| record.kind == Kind::FRAMEWORK);
            framework.and_then(|record| {
                let title = record.registers.iter().find(|(tag, _)| *tag == Framework::TITLE.0);
                title.and_then(|(_, value)| value.get::<String>())
            })
        }
        Opened::Table => None,
    };
    cut(&title.unwrap_or_default())
}

/// What to call a record of a state.
pub fn name_of(state: &State, kind: Kind, id: cairn_domain::id::Id) -> String {
    cut(&state.records.get(&(kind, id)).map(registry::title).unwrap_or_default())
}
