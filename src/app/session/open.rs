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
pub async fn open() -> Result<Opened, AppError> {
    let names = IndexedDb::names().await?;
    let last = preferences::read(Preference::LastProfile);
    let known =
        last.iter().find(|last| names.contains(last)).or_else(|| if last.is_none() { names.first() } else { None });
    let (name, opened) = match (known, last.clone()) {
        (Some(name), _) => (name.clone(), Opened::Known),
        // Another learner was just added: her database is made now.
        (None, Some(name)) if name.starts_with(PREFIX) => (name, Opened::New),
        (None, _) => (new_name(), Opened::New),
    };
    let profile = name.strip_prefix(PREFIX).and_then(ProfileId::parse).unwrap_or_else(|| ProfileId(new_id()));
    let seed = OpenSeed { profile, device: new_device() };
    let store = IndexedDb::open(&name, outdated, seed).await?;
    OPEN.set(Some(Rc::new(store)));
    preferences::write(Preference::LastProfile, Some(&name));
    sync::join(&name);
    DATABASE.set(name);
    Ok(opened)
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
pub(super) fn new_device() -> DeviceId {
    let [low, high] = [random::seed(), random::seed()].map(|seed| u32::try_from(seed >> 96).unwrap_or(1));
    DeviceId(u64::from(high) << 32 | u64::from(low.max(1)))
}
