//! Opening, closing, deleting and listing databases, and the connection between two opens.
//!
//! A connection that another tab wants out of the way closes at once. No call waits for other tabs:
//! the browser's `blocked` event ends it.

use super::{
    error::{is_newer, of_name, open_error},
    keys::{CHUNKS, MEDIA, META, all_stores},
    migrations::{self, Upgrade, VERSION},
    rows,
};
use cairn_domain::{
    port::{StoreError, Summary},
    sorting,
};
use indexed_db_futures::{
    database::{Database, VersionChangeEvent},
    error::{DomException, Error},
    factory::DBFactory,
    internals::SystemRepr,
    prelude::*,
    transaction::Transaction,
};
use js_sys::{Array, Function, Promise, Reflect};
use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    pin::Pin,
    rc::Rc,
    task::{Poll, Waker},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// What a database's name starts with.
const PREFIX: &str = "cairn.";

/// An open database. Dropping it closes the connection once its transactions have ended.
pub(super) struct Connection {
    pub database: Database,
    /// Its schema version, by which rows have their places.
    pub version: u32,
    _on_version_change: Closure<dyn FnMut()>,
}

/// How a connection came to its end.
pub(super) struct Ending {
    /// Another tab wants it gone, or we closed it: it is not opened again.
    pub retired: Cell<bool>,
    /// Called when another tab wants it gone.
    pub on_version_change: Box<dyn Fn()>,
}

/// What may become of the shape of the database that is opened.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// It has this version, or it is new; an older one is refused.
    Exactly(u32),
    /// An older one is brought to this version, so.
    Upgrade(u32, Upgrade),
    /// It stays as it is, whatever its version; there must be one.
    AsItIs,
}

/// Why an opening came to nothing, if it was by our own will.
#[derive(Default)]
struct Refused {
    missing: Cell<bool>,
    older: Cell<Option<u32>>,
}

impl Connection {
    /// Opens `name`. A new database starts with `seed`; without one, there must be a database already.
    pub async fn open(
        name: &str,
        shape: Shape,
        seed: Option<Summary>,
        ending: &Rc<Ending>,
    ) -> Result<Self, StoreError> {
        let blocked = Rc::new(Signal::default());
        let raise = blocked.clone();
        let refused = Rc::new(Refused::default());
        let refuse = refused.clone();
        let on_blocked = move |_: VersionChangeEvent| {
            raise.raise();
            Ok(())
        };
        let on_upgrade_needed = move |event: VersionChangeEvent, transaction: &Transaction<'_>| {
            let from = old_version(event.old_version());
            let (version, make): (u32, Upgrade) = match shape {
                Shape::Exactly(version) => (version, migrations::create),
                Shape::Upgrade(version, upgrade) => (version, upgrade),
                Shape::AsItIs => {
                    refuse.missing.set(true);
                    give_up(transaction);
                    return Ok(());
                }
            };
            match seed {
                None if from == 0 => {
                    refuse.missing.set(true);
                    give_up(transaction);
                    Ok(())
                }
                _ if from > 0 && matches!(shape, Shape::Exactly(_)) => {
                    refuse.older.set(Some(from));
                    give_up(transaction);
                    Ok(())
                }
                seed => {
                    make(from, version, transaction)?;
                    let new = seed.filter(|_| from == 0);
                    new.map_or(Ok(()), |seed| plant(transaction, &seed))
                }
            }
        };
        let request = Database::open(name.to_owned());
        let request = match shape {
            Shape::Exactly(version) | Shape::Upgrade(version, _) => request
                .with_version(version)
                .with_on_blocked(on_blocked)
                .with_on_upgrade_needed(on_upgrade_needed)
                .build(),
            Shape::AsItIs => request.with_on_blocked(on_blocked).with_on_upgrade_needed(on_upgrade_needed).build(),
        };
        let mut request = Box::pin(request.map_err(|error| open_error(&error))?);
        let supported = match shape {
            Shape::Exactly(version) | Shape::Upgrade(version, _) => version,
            Shape::AsItIs => VERSION,
        };
        match blocked.or_done(&mut request).await {
            Some(Ok(database)) => Self::new(database, ending).complete(shape),
            Some(Err(_)) if refused.missing.get() => Err(StoreError::ConnectionLost),
            Some(Err(error)) => match refused.older.get() {
                Some(found) => Err(StoreError::OlderSchema { found, supported }),
                None if is_newer(&error) => {
                    Err(StoreError::NewerSchema { found: found_version(name).await, supported })
                }
                None => Err(open_error(&error)),
            },
            None => {
                // The request lives on in the browser. It must find its upgrade when its turn comes, or
                // the database would be of the new version without its stores.
                spawn_local(async move {
                    if let Ok(database) = request.await {
                        database.close();
                    }
                });
                Err(StoreError::Blocked)
            }
        }
    }

    /// Holds that every object store is there: a database of the right name and version may be another's.
    fn complete(self, shape: Shape) -> Result<Self, StoreError> {
        let (Shape::Exactly(version) | Shape::Upgrade(version, _)) = shape else { return Ok(self) };
        let missing = {
            let here: Vec<String> = self.database.object_store_names().collect();
            let files = [MEDIA, CHUNKS].into_iter().filter(|_| version >= migrations::FILES);
            all_stores(version).into_iter().chain(files).find(|store| here.iter().all(|name| name != store))
        };
        match missing {
            Some(store) => Err(StoreError::Damaged { store: store.to_owned() }),
            None => Ok(self),
        }
    }

    fn new(database: Database, ending: &Rc<Ending>) -> Self {
        let (closing, end) = (database.clone(), ending.clone());
        let on_version_change: Closure<dyn FnMut()> = Closure::new(move || {
            closing.as_sys().close();
            end.retired.set(true);
            (end.on_version_change)();
        });
        database.as_sys().set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        let version = whole(database.version());
        Self { database, version, _on_version_change: on_version_change }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.as_sys().set_onversionchange(None);
        self.database.as_sys().close();
    }
}

/// Deletes a database. `Blocked` if another tab holds it open; it then goes when that tab lets go.
pub(super) async fn delete(name: &str) -> Result<(), StoreError> {
    let factory = DBFactory::new().map_err(|error| open_error(&error))?;
    let mut request = factory.delete_db(name).map_err(|error| super::error::store_error(&error))?;
    let blocked = Rc::new(Signal::default());
    let raise = blocked.clone();
    let on_blocked: Closure<dyn FnMut()> = Closure::new(move || raise.raise());
    let system: web_sys::IdbOpenDbRequest = request.as_sys().clone().unchecked_into();
    system.set_onblocked(Some(on_blocked.as_ref().unchecked_ref()));
    let done = blocked.or_done(&mut Pin::new(&mut request)).await;
    system.set_onblocked(None);
    match done {
        Some(done) => done.map_err(|error| super::error::store_error(&error)),
        None => Err(StoreError::Blocked),
    }
}

/// Names of Cairn's databases, in order.
pub(super) async fn names() -> Result<Vec<String>, StoreError> {
    Ok(versions().await?.into_iter().map(|(name, _)| name).collect())
}

/// Cairn's databases with their versions, by name.
pub(super) async fn versions() -> Result<Vec<(String, u32)>, StoreError> {
    let mut found = listed().await?;
    found.retain(|(name, _)| name.starts_with(PREFIX));
    sorting::sort_by(&mut found, Ord::cmp);
    Ok(found)
}

/// The version of a database as the browser lists it; 0 if it does not.
async fn found_version(name: &str) -> u32 {
    let listed = listed().await.unwrap_or_default();
    listed.into_iter().find(|(listed, _)| listed == name).map_or(0, |(_, version)| version)
}

async fn listed() -> Result<Vec<(String, u32)>, StoreError> {
    let factory = DBFactory::new().map_err(|error| open_error(&error))?;
    let list = async || {
        let databases: Function = Reflect::get(factory.as_sys(), &"databases".into())?.dyn_into()?;
        let promise: Promise = databases.call0(factory.as_sys())?.dyn_into()?;
        JsFuture::from(promise).await?.dyn_into::<Array>()
    };
    let list = list().await.map_err(|error| match DomException::try_from(error) {
        Ok(exception) => of_name(web_sys::DomException::from(exception).name()),
        Err(_) => of_name("NotSupportedError".to_owned()),
    })?;
    let entry = |entry: JsValue| {
        let name = Reflect::get(&entry, &"name".into()).ok()?.as_string()?;
        let version = Reflect::get(&entry, &"version".into()).ok().and_then(|version| rows::to_number(&version));
        Some((name, version.and_then(|version| u32::try_from(version).ok()).unwrap_or(0)))
    };
    Ok(list.iter().filter_map(entry).collect())
}

/// Ends an upgrade that is not wanted: nothing is made or changed. An error from the handler would do so too, but is
/// an uncaught error of the whole page.
fn give_up(transaction: &Transaction<'_>) {
    let _ = transaction.as_sys().abort();
}

/// Writes the first state, in the transaction that makes the stores: no database is without one.
fn plant(transaction: &Transaction<'_>, seed: &Summary) -> Result<(), Error> {
    transaction.object_store(META)?.put(rows::of_state(seed)).primitive().map(drop)
}

/// The browser gives versions as floating numbers.
fn old_version(version: f64) -> u32 {
    whole(version).min(VERSION)
}

fn whole(version: f64) -> u32 {
    rows::to_number(&version.into()).and_then(|version| u32::try_from(version).ok()).unwrap_or(0)
}

/// An event that ends the wait for a request.
#[derive(Default)]
struct Signal {
    raised: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Signal {
    fn raise(&self) {
        self.raised.set(true);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    /// What `future` gives, or `None` if the signal was raised first.
    async fn or_done<F: Future>(&self, future: &mut Pin<impl std::ops::DerefMut<Target = F>>) -> Option<F::Output> {
        poll_fn(|context| {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                return Poll::Ready(Some(output));
            }
            self.waker.replace(Some(context.waker().clone()));
            if self.raised.get() { Poll::Ready(None) } else { Poll::Pending }
        })
        .await
    }
}
