//! Several learners on one device: each has a database of her own; the page shows one at a time.
//!
//! Switching loads the page anew, so nothing of one learner stays in memory for the other.

use super::{AppError, open};
use crate::browser::{
    clock, document,
    preferences::{self, Preference},
};
use cairn_domain::{
    id::ProfileId,
    kind::Kind,
    port::{Lookup, Store, StoreError},
    profile::{PROFILE_RECORD, Profile},
    sorting,
};
use cairn_store::{Generations, IndexedDb};

/// A learner of this device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Learner {
    /// Her database.
    pub database: String,
    /// What she wants to be called; empty if she did not say.
    pub name: String,
    /// Whether it is her turn.
    pub current: bool,
}

/// A database that is kept aside.
#[derive(Clone, PartialEq, Debug)]
pub struct Aside {
    /// Its name.
    pub database: String,
    /// Since when, UTC ms, if that was noted.
    pub since: Option<f64>,
}

/// Every learner of this device, by name. Opens each database once, so it is asked only where
/// learners are listed.
pub async fn list() -> Result<Vec<Learner>, AppError> {
    let here = open::database();
    let mut learners = Vec::new();
    for database in IndexedDb::names().await? {
        let current = database == here;
        let name = match open::store().filter(|_| current) {
            Some(store) => name_in(&store).await?,
            None if open::is_aside(&database) => continue,
            // One that cannot be read is hers all the same; her own page says what can be done.
            None => name_of(&database).await.unwrap_or_default(),
        };
        learners.push(Learner { database, name, current });
    }
    sorting::sort_by(&mut learners, |a, b| crate::i18n::compare(&a.name, &b.name));
    Ok(learners)
}

async fn name_of(database: &str) -> Result<String, AppError> {
    // As it is: looking at a name changes no one's database.
    let store = IndexedDb::open_as_it_is(database, || {}).await?;
    let name = name_in(&store).await;
    store.close();
    name
}

/// Gives the turn to another learner.
pub fn switch(database: &str) {
    preferences::write(Preference::LastProfile, Some(database));
    preferences::write(Preference::LastPlace, None);
    document::load_again_at_root();
}

/// Makes room for one more learner: her first visit begins.
pub fn add() {
    begin(&open::new_name());
}

/// Lets the learner whose database is gone begin anew, in a database of another name: copies of the lost one lie under
/// its old name, where no copy of the new one pushes them out.
pub fn begin_anew() {
    preferences::write(Preference::LastChange, None);
    begin(&open::new_name());
}

/// Lets a database of this name be made, and begins in it.
fn begin(database: &str) {
    preferences::write(Preference::Begins, Some(database));
    preferences::write(Preference::LastPlace, None);
    document::load_again_at_root();
}

/// The database whose turn it is, whether it can be opened or not.
pub fn here() -> String {
    open::database()
}

/// A name for a database that takes the place of one that cannot be read.
pub fn another() -> String {
    open::new_name()
}

/// Between the name of a database that is kept aside and the moment, UTC ms.
const SINCE: &str = "@";

/// Gives the turn to a database that was made in place of the present one, which is kept aside.
#[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
pub fn replace_by(database: &str) {
    let here = open::database();
    if here != database && !here.is_empty() {
        // The moment stands beside the name as a word of its own, which is no database's name.
        let names = [open::aside(), here.clone(), [here, (clock::now() as i64).to_string()].join(SINCE)].join(" ");
        preferences::write(Preference::Aside, Some(names.trim()));
    }
    // A copy is behind what was lost, and she knows.
    preferences::write(Preference::LastChange, None);
    switch(database);
}

/// The databases that are kept aside and are still there.
pub async fn aside() -> Result<Vec<Aside>, AppError> {
    let noted = open::aside();
    if noted.is_empty() {
        return Ok(Vec::new());
    }
    let names = IndexedDb::names().await?;
    let since = |name: &str| noted.split(' ').find_map(|one| one.strip_prefix(name)?.strip_prefix(SINCE)?.parse().ok());
    let aside = names.into_iter().filter(|name| open::is_aside(name));
    Ok(aside.map(|database| Aside { since: since(&database), database }).collect())
}

/// Deletes one of them with its copies.
pub async fn delete_aside(database: &str) -> Result<(), AppError> {
    IndexedDb::delete(database).await?;
    Generations::of(database).clear().await?;
    let of = |one: &str| one.split(SINCE).next() == Some(database);
    let kept: Vec<String> = open::aside().split(' ').filter(|one| !of(one)).map(str::to_owned).collect();
    preferences::write(Preference::Aside, Some(kept.join(" ").as_str()).filter(|names| !names.is_empty()));
    Ok(())
}

/// The database of a learner whose backup comes from elsewhere.
pub fn database_of(profile: ProfileId) -> String {
    open::name_of(profile)
}

/// Deletes everything of the learner whose turn it is, on this device; then the app starts anew.
pub async fn erase() -> Result<(), AppError> {
    if let Some(store) = open::store() {
        store.close();
    }
    let name = open::database();
    // First: a browser that ends in between must not miss at its next start what she deleted.
    preferences::write(Preference::LastProfile, None);
    let deleted = IndexedDb::delete(&name).await;
    if matches!(deleted, Ok(()) | Err(StoreError::Blocked)) {
        // Blocked, it goes as soon as another tab lets go of it; its copies need not wait.
        let _ = Generations::of(&name).clear().await;
    }
    if let Err(error) = deleted {
        if error != StoreError::Blocked {
            preferences::write(Preference::LastProfile, Some(&name));
        }
        return Err(error.into());
    }
    preferences::write(Preference::LastPlace, None);
    document::load_again_at_root();
    Ok(())
}

async fn name_in(store: &IndexedDb) -> Result<String, AppError> {
    let snapshot = store.read(&[Lookup::Record(Kind::PROFILE, PROFILE_RECORD)]).await?;
    Ok(snapshot.record(Kind::PROFILE, PROFILE_RECORD).map(|record| record.value(&Profile::NAME)).unwrap_or_default())
}
