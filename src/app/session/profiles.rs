//! Several learners on one device: each has a database of her own; the page shows one at a time.
//!
//! Switching loads the page anew, so nothing of one learner stays in memory for the other.

use super::{AppError, open};
use crate::{
    browser::{
        document,
        preferences::{self, Preference},
        random,
    },
    route::Route,
};
use cairn_domain::{
    id::{DeviceId, Id, ProfileId},
    kind::Kind,
    port::{Lookup, Store, StoreError},
    profile::{PROFILE_RECORD, Profile},
    sorting,
};
use cairn_store::indexed_db::{IndexedDb, OpenSeed};

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

/// Every learner of this device, by name. Opens each database once, so it is asked only where
/// learners are listed.
pub async fn list() -> Result<Vec<Learner>, AppError> {
    let here = open::database();
    let mut learners = Vec::new();
    for database in IndexedDb::names().await? {
        let current = database == here;
        let name = if current {
            match open::store() {
                Some(store) => name_in(&store).await?,
                None => String::new(),
            }
        } else {
            let seed = OpenSeed { profile: ProfileId(Id::new(0, random::seed())), device: DeviceId(1) };
            let store = IndexedDb::open(&database, || {}, seed).await?;
            let name = name_in(&store).await;
            store.close();
            name?
        };
        learners.push(Learner { database, name, current });
    }
    sorting::sort_by(&mut learners, |a, b| crate::i18n::compare(&a.name, &b.name));
    Ok(learners)
}

/// Gives the turn to another learner.
pub fn switch(database: &str) {
    preferences::write(Preference::LastProfile, Some(database));
    preferences::write(Preference::LastPlace, None);
    document::load_again_at_root();
}

/// Makes room for one more learner: her first visit begins.
pub fn add() {
    preferences::write(Preference::Begins, Some(&open::new_name()));
    preferences::write(Preference::LastPlace, None);
    document::load_again_at_root();
}

/// Lets the learner whose database is gone begin anew, as the same learner: a backup of hers joins without a
/// question. `route` is where she begins.
pub fn begin_anew(route: &Route) {
    let last = preferences::read(Preference::LastProfile);
    preferences::write(Preference::Begins, Some(&last.unwrap_or_else(open::new_name)));
    preferences::write(Preference::LastChange, None);
    document::load_again_at(&route.print(&document::base_path()));
}

/// Leaves the learner whose database is gone, for another one of this device.
pub fn leave() {
    preferences::write(Preference::LastProfile, None);
    document::load_again_at_root();
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
    if let Err(error) = IndexedDb::delete(&name).await {
        // What is blocked goes when the other tab lets go.
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
