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
    port::StoreError,
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
    let begins = preferences::read(Preference::Begins);
    let last = preferences::read(Preference::LastProfile);
    let (name, opened) = match turn(&names().await?, begins, last) {
        Turn::Known(name) => (name, Opened::Known),
        Turn::New(name) => (name.unwrap_or_else(new_name), Opened::New),
        Turn::Gone { others } => return Err(AppError::Gone { others }),
    };
    let profile = name.strip_prefix(PREFIX).and_then(ProfileId::parse).unwrap_or_else(|| ProfileId(new_id()));
    let seed = OpenSeed { profile, device: new_device() };
    let store = match IndexedDb::open(&name, outdated, seed).await {
        Ok(store) => store,
        Err(error) => return Err(why_closed(&name, opened, error).await),
    };
    OPEN.set(Some(Rc::new(store)));
    preferences::write(Preference::LastProfile, Some(&name));
    preferences::write(Preference::Begins, None);
    sync::join(&name);
    DATABASE.set(name);
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
    Gone { others: bool },
}

/// What the browser holds: its databases, and whether it refused to say so at first.
struct Held {
    names: Vec<String>,
    refused: bool,
}

fn turn(held: &Held, begins: Option<String>, last: Option<String>) -> Turn {
    let ours = |name: &String| name.starts_with(PREFIX);
    let (begins, last) = (begins.filter(ours), last.filter(ours));
    match (begins, last, held.names.first()) {
        (Some(name), _, _) | (None, Some(name), _) if held.names.contains(&name) => Turn::Known(name),
        (Some(name), ..) => Turn::New(Some(name)),
        (None, Some(_), other) => Turn::Gone { others: other.is_some() },
        (None, None, Some(first)) => Turn::Known(first.clone()),
        (None, None, None) if held.refused => Turn::Gone { others: false },
        (None, None, None) => Turn::New(None),
    }
}

/// Chromium refuses the first question to damaged files, empties them, and answers the second.
async fn names() -> Result<Held, AppError> {
    match IndexedDb::names().await {
        Ok(names) => Ok(Held { names, refused: false }),
        Err(_) => Ok(Held { names: IndexedDb::names().await?, refused: true }),
    }
}

/// Why a database did not open: a browser that finds it damaged may have thrown it away meanwhile.
async fn why_closed(name: &String, opened: Opened, error: StoreError) -> AppError {
    match IndexedDb::names().await {
        Ok(names) if opened == Opened::Known && !names.contains(name) => AppError::Gone { others: !names.is_empty() },
        _ => error.into(),
    }
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

    #[test]
    fn an_empty_database_is_made_only_where_nobody_is_known_or_she_asked() {
        let check = |names: &[&str], refused: bool, begins: &str, last: &str, expected: Turn| {
            let held = Held { names: names.iter().map(|name| (*name).to_owned()).collect(), refused };
            let named = |name: &str| (!name.is_empty()).then(|| name.to_owned());
            assert_eq!(turn(&held, named(begins), named(last)), expected, "{names:?} {refused} {begins} {last}");
        };
        let (a, b) = ("cairn.a", "cairn.b");
        let (known, new) = (|name: &str| Turn::Known(name.to_owned()), |name: &str| Turn::New(Some(name.to_owned())));
        check(&[], false, "", "", Turn::New(None));
        check(&[], true, "", "", Turn::Gone { others: false });
        check(&[a, b], false, "", "", known(a));
        check(&[a, b], false, "", b, known(b));
        check(&[], false, "", b, Turn::Gone { others: false });
        check(&[], true, "", b, Turn::Gone { others: false });
        check(&[a], false, "", b, Turn::Gone { others: true });
        check(&[a], false, b, a, new(b));
        check(&[], false, b, b, new(b));
        // The note that she begins outlived the making of her database.
        check(&[a, b], false, b, a, known(b));
        check(&[a], false, "", "something else", known(a));
    }
}
