//! Opens the database of the learner whose turn it is, and keeps its handle for this page.
//!
//! A database that cannot be opened is never replaced by an empty one: a new one is made only where
//! none of this name exists.

use super::{AppError, sync};
use crate::browser::{
    clock,
    preferences::{self, Preference},
    random,
};
use cairn_domain::{
    id::{DeviceId, Id, ProfileId},
    port::{Store, StoreError},
    record::Now,
};
use cairn_store::indexed_db::{IndexedDb, OpenSeed};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};

/// Every database of the app begins with this.
const PREFIX: &str = "cairn.";

thread_local! {
    static OPEN: RefCell<Option<Rc<IndexedDb>>> = const { RefCell::new(None) };
    static DATABASE: RefCell<String> = const { RefCell::new(String::new()) };
    // Not owned by a view: it outlives a change of the language.
    static OUTDATED: RefCell<Option<ArcRwSignal<bool>>> = const { RefCell::new(None) };
}

/// What opening found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Opened {
    /// A learner who was here before.
    Known,
    /// The first visit of a learner.
    New,
}

/// Opens the database of the last learner, or of any learner on this device, or a new one.
///
/// One that was here and is not found is `Gone`; one of an older schema version waits to be carried over; one of a
/// newer version is opened to read.
pub async fn open() -> Result<Opened, AppError> {
    let last = preferences::read(Preference::LastProfile);
    // Also what cannot be opened has its name, for what can be done about it.
    DATABASE.set(last.clone().unwrap_or_default());
    let versions = IndexedDb::versions().await?;
    let known = match &last {
        Some(last) => versions.iter().find(|(name, _)| name == last),
        None => versions.iter().find(|(name, _)| !is_aside(name)),
    };
    let added = preferences::read(Preference::NewProfile);
    let (name, opened) = match (known, last) {
        (Some((name, version)), _) => {
            DATABASE.set(name.clone());
            if *version < IndexedDb::VERSION {
                return Err(StoreError::OlderSchema { found: *version, supported: IndexedDb::VERSION }.into());
            }
            (name.clone(), Opened::Known)
        }
        // Another learner was just added: her database is made now.
        (None, Some(name)) if added.as_ref() == Some(&name) => (name, Opened::New),
        (None, Some(name)) if name.starts_with(PREFIX) => return Err(AppError::Gone),
        (None, _) => (new_name(), Opened::New),
    };
    DATABASE.set(name.clone());
    let profile = name.strip_prefix(PREFIX).and_then(ProfileId::parse).unwrap_or_else(|| ProfileId(new_id()));
    let seed = OpenSeed { profile, device: new_device() };
    let store = match IndexedDb::open(&name, outdated, seed).await {
        Err(StoreError::NewerSchema { .. }) => IndexedDb::open_as_it_is(&name, outdated).await?,
        opened => opened?,
    };
    // One row: a database that does not even know whose it is cannot be used.
    store.summary().await?;
    OPEN.set(Some(Rc::new(store)));
    preferences::write(Preference::LastProfile, Some(&name));
    if added.is_some() {
        preferences::write(Preference::NewProfile, None);
    }
    sync::join(&name);
    Ok(opened)
}

/// Whether what is open can be read and not written to: a newer version of Cairn made it.
pub fn is_read_only() -> bool {
    OPEN.with_borrow(|open| open.as_ref().is_some_and(|store| store.is_read_only()))
}

/// The names of databases that are kept aside, with a space between them.
pub(super) fn aside() -> String {
    preferences::read(Preference::Aside).unwrap_or_default()
}

/// Whether a database is kept aside: nobody's turn comes to it.
pub(super) fn is_aside(name: &str) -> bool {
    aside().split(' ').any(|aside| aside == name)
}

/// The open database. Views do not call this; `dispatch`, `query` and `jobs` do.
pub(super) fn store() -> Option<Rc<IndexedDb>> {
    OPEN.with_borrow(Clone::clone)
}

/// The name of the open database.
pub(super) fn database() -> String {
    DATABASE.with_borrow(Clone::clone)
}

/// A name for a new learner's database.
pub(super) fn new_name() -> String {
    format!("{PREFIX}{}", new_id())
}

/// The name of a known learner's database.
pub(super) fn name_of(profile: ProfileId) -> String {
    format!("{PREFIX}{profile}")
}

/// Whether another tab wants to change the database's shape, so that this page must be loaded again.
pub fn is_outdated() -> ArcRwSignal<bool> {
    OUTDATED.with_borrow_mut(|signal| signal.get_or_insert_with(|| ArcRwSignal::new(false)).clone())
}

/// The present moment on the wall here.
#[allow(clippy::cast_possible_truncation)] // milliseconds since 1970 fit for 285,000 years
pub fn now() -> Now {
    let ms = clock::now();
    Now { ms: ms as i64, tz_offset_min: i16::try_from(clock::offset_minutes(ms)).unwrap_or(0) }
}

fn outdated() {
    OPEN.take();
    set_outdated();
}

/// Says that this page must be loaded again.
pub fn set_outdated() {
    is_outdated().set(true);
}

fn new_id() -> Id {
    Id::new(now().ms, random::seed())
}

/// Never 0, which stands for imports.
fn new_device() -> DeviceId {
    let [low, high] = [random::seed(), random::seed()].map(|seed| u32::try_from(seed >> 96).unwrap_or(1));
    DeviceId(u64::from(high) << 32 | u64::from(low.max(1)))
}
