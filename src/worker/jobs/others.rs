//! Entries of a backup that this version does not know, such as the media of a newer one: kept on the device
//! byte for byte, in the transaction of the join, and put into the next backup.

use cairn_domain::{
    cbor::{Cbor, value::Bytes},
    change::{Outcome, Write},
    error::Rejection,
    port::{Decision, Lookup, Snapshot, Store, StoreError},
    record::Context,
};
use std::collections::BTreeMap;

/// By path.
pub type Others = BTreeMap<String, Vec<u8>>;

/// The note of the device with the paths.
const PATHS: &str = "kept.paths";

fn key(path: &str) -> String {
    ["kept/", path].concat()
}

/// What is kept here.
pub async fn read(store: &impl Store) -> Result<Others, StoreError> {
    let paths = paths(&store.read(&[Lookup::Device(PATHS.to_owned())]).await?);
    let lookups: Vec<Lookup> = paths.iter().map(|path| Lookup::Device(key(path))).collect();
    let snapshot = store.read(&lookups).await?;
    Ok(paths.into_iter().filter_map(|path| Some((path.clone(), kept(&snapshot, &path)?))).collect())
}

fn paths(snapshot: &Snapshot) -> Vec<String> {
    snapshot.device(PATHS).and_then(Cbor::get::<Vec<String>>).unwrap_or_default()
}

fn kept(snapshot: &Snapshot, path: &str) -> Option<Vec<u8>> {
    snapshot.device(&key(path))?.get::<Bytes>().map(|bytes| bytes.0)
}

/// A join that keeps the entries which came with it.
pub struct Keeping<'a> {
    pub decision: &'a dyn Decision,
    pub others: &'a Others,
}

impl Decision for Keeping<'_> {
    fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        let mut needs = self.decision.needs(snapshot);
        if !self.others.is_empty() {
            needs.push(Lookup::Device(PATHS.to_owned()));
            needs.extend(self.others.keys().map(|path| Lookup::Device(key(path))));
        }
        needs
    }

    fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = self.decision.decide(snapshot, context)?;
        let mut paths = paths(snapshot);
        let known = paths.len();
        for (path, bytes) in self.others {
            if kept(snapshot, path).as_ref() != Some(bytes) {
                let body = Some(Cbor::of(&Bytes(bytes.clone())));
                outcome.writes.push(Write::Device { key: key(path), body });
            }
            if !paths.contains(path) {
                paths.push(path.clone());
            }
        }
        if paths.len() > known {
            outcome.writes.push(Write::Device { key: PATHS.to_owned(), body: Some(Cbor::of(&paths)) });
        }
        Ok(outcome)
    }
}
