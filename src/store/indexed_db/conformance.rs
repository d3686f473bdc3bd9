//! What tests make of a database and no app does: failures at a chosen write, other versions, a lost connection.

use super::{IndexedDb, OpenSeed, migrations, open::Shape};
use cairn_domain::port::StoreError;
use indexed_db_futures::internals::SystemRepr;

impl IndexedDb {
    /// Makes the next commit fail if it writes row number `at` (from 0).
    pub fn fail_at_write(&self, at: usize) {
        self.failing_write.set(Some(at));
    }

    /// Makes the next put of chunk number `at` fail.
    pub fn fail_at_chunk(&self, at: u32) {
        self.failing_chunk.set(Some(at));
    }

    /// Opens as a build with schema `version` would.
    pub async fn open_as(name: &str, version: u32, seed: OpenSeed) -> Result<Self, StoreError> {
        Self::open_shape(name, Shape::Upgrade(version, migrations::upgrade), || {}, Some(seed)).await
    }

    /// Closes the connection as the browser does when it takes its storage away.
    pub fn lose(&self) {
        self.connection.borrow().database.as_sys().close();
    }
}
