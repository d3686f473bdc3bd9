//! Opens the database of the learner whose turn it is, and keeps its handle for this page.
//!
//! A database that cannot be opened is never replaced by an empty one, nor is one that the browser lost: a
//! new one is made only where no learner is known, or where she asked for it ([`Preference::Begins`]).

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
    let begins = preferences::read(Preference::Begins);
    let last = preferences::read(Preference::LastProfile);
    // Also what cannot be opened has its name, for what can be done about it.
    DATABASE.set(last.clone().unwrap_or_default());
    let held = held().await?;
    let (name, opened) = match turn(&held, begins, last) {
        Turn::Known(name) => (name, Opened::Known),
        Turn::New(name) => (name.unwrap_or_else(new_name), Opened::New),
        Turn::Gone => return Err(AppError::Gone),
    };
    DATABASE.set(name.clone());
    if let Some(found) = held.version(&name).filter(|found| *found < IndexedDb::VERSION) {
        return Err(StoreError::OlderSchema { found, supported: IndexedDb::VERSION }.into());
    }
    let profile = name.strip_prefix(PREFIX).and_then(ProfileId::parse).unwrap_or_else(|| ProfileId(new_id()));
    let store = match opened {
        // Lost since it was looked for, it is not made anew.
        Opened::Known => IndexedDb::open_known(&name, outdated).await,
        Opened::New => IndexedDb::open(&name, outdated, OpenSeed { profile, device: new_device() }).await,
    };
    let store = match store {
        Err(StoreError::NewerSchema { .. }) => IndexedDb::open_as_it_is(&name, outdated).await,
        opened => opened,
    };
    let store = match store {
        Ok(store) => store,
        Err(error) => return Err(why_closed(&name, opened, error).await),
    };
    // One row: a database that does not even know whose it is cannot be used.
    store.summary().await?;
    OPEN.set(Some(Rc::new(store)));
    preferences::write(Preference::LastProfile, Some(&name));
    preferences::write(Preference::Begins, None);
    sync::join(&name);
    Ok(opened)
}

/// Whose turn it is.
#[derive(PartialEq, Eq, Debug)]
enum Turn {
    /// Hers who is here.
    Known(String),
    /// Hers who begins; of this name, if it was chosen before.
    New(Option<String>),
    /// Hers whose database is gone.
    Gone,
}

/// What the browser holds: its databases with their schema versions, and whether it refused to say so at first.
struct Held {
    versions: Vec<(String, u32)>,
    /// Names of those that are kept aside.
    aside: String,
    refused: bool,
}

impl Held {
    fn has(&self, name: &str) -> bool {
        self.version(name).is_some()
    }

    fn version(&self, name: &str) -> Option<u32> {
        self.versions.iter().find(|(held, _)| held == name).map(|(_, version)| *version)
    }
}

fn turn(held: &Held, begins: Option<String>, last: Option<String>) -> Turn {
    let ours = |name: &String| name.starts_with(PREFIX);
    let (begins, last) = (begins.filter(ours), last.filter(ours));
    let first = held.versions.iter().map(|(name, _)| name).find(|name| !is_among(name, &held.aside));
    match (begins, last, first) {
        (Some(name), _, _) | (None, Some(name), _) if held.has(&name) => Turn::Known(name),
        (Some(name), ..) => Turn::New(Some(name)),
        (None, Some(_), _) => Turn::Gone,
        (None, None, Some(first)) => Turn::Known(first.clone()),
        (None, None, None) if held.refused => Turn::Gone,
        (None, None, None) => Turn::New(None),
    }
}

/// Chromium refuses the first question to damaged files, empties them, and answers the second.
async fn held() -> Result<Held, AppError> {
    match IndexedDb::versions().await {
        Ok(versions) => Ok(Held { versions, aside: aside(), refused: false }),
        Err(_) => Ok(Held { versions: IndexedDb::versions().await?, aside: aside(), refused: true }),
    }
}

/// Why a database did not open: a browser that finds it damaged may have thrown it away meanwhile.
async fn why_closed(name: &String, opened: Opened, error: StoreError) -> AppError {
    match IndexedDb::names().await {
        Ok(names) if opened == Opened::Known && !names.contains(name) => AppError::Gone,
        _ => error.into(),
    }
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
    is_among(name, &aside())
}

fn is_among(name: &str, names: &str) -> bool {
    names.split(' ').any(|one| one == name)
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

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn an_empty_database_is_made_only_where_nobody_is_known_or_she_asked() {
        let check = |names: &[&str], refused: bool, begins: &str, last: &str, expected: Turn| {
            let versions = names.iter().map(|name| ((*name).to_owned(), 1)).collect();
            let held = Held { versions, aside: "cairn.aside".to_owned(), refused };
            let named = |name: &str| (!name.is_empty()).then(|| name.to_owned());
            assert_eq!(turn(&held, named(begins), named(last)), expected, "{names:?} {refused} {begins} {last}");
        };
        let (a, b) = ("cairn.a", "cairn.b");
        let (known, new) = (|name: &str| Turn::Known(name.to_owned()), |name: &str| Turn::New(Some(name.to_owned())));
        check(&[], false, "", "", Turn::New(None));
        check(&[], true, "", "", Turn::Gone);
        check(&[a, b], false, "", "", known(a));
        check(&[a, b], false, "", b, known(b));
        check(&[], false, "", b, Turn::Gone);
        check(&[], true, "", b, Turn::Gone);
        check(&[a], false, "", b, Turn::Gone);
        check(&[a], false, b, a, new(b));
        check(&[], false, b, b, new(b));
        // The note that she begins outlived the making of her database.
        check(&[a, b], false, b, a, known(b));
        check(&[a], false, "", "something else", known(a));
        // What could not be read has nobody's turn by itself.
        check(&["cairn.aside", b], false, "", "", known(b));
        check(&["cairn.aside"], false, "", "", Turn::New(None));
    }
}
