//! Where automatic copies lie: files of the browser's private file system, one folder for each database.
//!
//! Not in IndexedDB: a browser keeps all databases of a site in the same files, so what spoils one can spoil
//! them all, and Chromium throws away the whole of them if it finds their index broken. A file appears under its
//! name whole: the browser writes beside it and puts it there when it is closed. What one is called says
//! `cairn_domain::generation`.

use cairn_domain::{generation::Generation, port::StoreError};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DomException};

/// The folder of all of them.
const FOLDER: &str = "generations";

type Answer = Result<JsValue, JsValue>;

/// The copies of one database.
pub struct Generations {
    database: String,
}

/// A copy and its length in bytes.
pub type Kept = (Generation, u64);

impl Generations {
    /// Of the database with this name, which need not be there.
    pub fn of(database: &str) -> Self {
        Self { database: database.to_owned() }
    }

    /// Every one, the newest first. None where the browser has no such place.
    pub async fn list(&self) -> Result<Vec<Kept>, StoreError> {
        let Some(folder) = self.folder(false).await? else { return Ok(Vec::new()) };
        let mut kept = Vec::new();
        for name in names(&folder).await.map_err(failed)? {
            let Some(one) = Generation::parse(&name) else { continue };
            let bytes = length(&file(&folder, &name).await.map_err(failed)?);
            // One of no length was begun and never written.
            if bytes > 0 {
                kept.push((one, bytes));
            }
        }
        kept.sort_by_key(|(one, _)| std::cmp::Reverse((one.made_ms, one.change)));
        Ok(kept)
    }

    /// The file of one; it is read from the disk when it is used.
    pub async fn open(&self, one: &Generation) -> Result<Blob, StoreError> {
        let folder = self.folder(false).await?.ok_or_else(|| named("NotFoundError"))?;
        file(&folder, &one.name()).await.map_err(failed)
    }

    /// Keeps a file. If that fails there is none of this name.
    pub async fn put(&self, one: &Generation, made: &Blob) -> Result<(), StoreError> {
        let folder = self.folder(true).await?.ok_or_else(|| named("NotFoundError"))?;
        let written = async {
            let handle = later(&folder, "getFileHandle", &[&one.name().into(), &creating()]).await?;
            let stream = later(&handle, "createWritable", &[]).await?;
            later(&stream, "write", &[made]).await?;
            later(&stream, "close", &[]).await
        };
        let written = written.await.map(drop).map_err(failed);
        if written.is_err() {
            let _ = self.remove(one).await;
        }
        written
    }

    /// Removes one.
    pub async fn remove(&self, one: &Generation) -> Result<(), StoreError> {
        match self.folder(false).await? {
            Some(folder) => gone(later(&folder, "removeEntry", &[&one.name().into()]).await),
            None => Ok(()),
        }
    }

    /// Removes what was begun and never written. What cannot be read now, or has a name that only a later version
    /// knows, stays. Only for who holds the lock of writers.
    pub async fn tidy(&self) -> Result<(), StoreError> {
        let Some(folder) = self.folder(false).await? else { return Ok(()) };
        for name in names(&folder).await.map_err(failed)? {
            let empty = file(&folder, &name).await.is_ok_and(|file| length(&file) == 0);
            if empty && Generation::parse(&name).is_some() {
                gone(later(&folder, "removeEntry", &[&name.into()]).await)?;
            }
        }
        Ok(())
    }

    /// Removes all of them.
    pub async fn clear(&self) -> Result<(), StoreError> {
        let Some(all) = all(false).await? else { return Ok(()) };
        let options = js_sys::Object::new();
        let _ = Reflect::set(&options, &"recursive".into(), &JsValue::TRUE);
        gone(later(&all, "removeEntry", &[&self.database.as_str().into(), &options]).await)
    }

    /// The databases that have any, whether they are there or not.
    pub async fn databases() -> Result<Vec<String>, StoreError> {
        let Some(all) = all(false).await? else { return Ok(Vec::new()) };
        let mut names = names(&all).await.map_err(failed)?;
        names.sort();
        Ok(names)
    }

    async fn folder(&self, create: bool) -> Result<Option<JsValue>, StoreError> {
        match all(create).await? {
            Some(all) => folder(&all, &self.database, create).await,
            None => Ok(None),
        }
    }
}

async fn all(create: bool) -> Result<Option<JsValue>, StoreError> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).unwrap_or_default();
    let storage = Reflect::get(&navigator, &"storage".into()).unwrap_or_default();
    if !Reflect::has(&storage, &"getDirectory".into()).unwrap_or(false) {
        return if create { Err(named("NotSupportedError")) } else { Ok(None) };
    }
    let root = later(&storage, "getDirectory", &[]).await.map_err(failed)?;
    folder(&root, FOLDER, create).await
}

async fn folder(within: &JsValue, name: &str, create: bool) -> Result<Option<JsValue>, StoreError> {
    let options = if create { creating() } else { js_sys::Object::new().into() };
    match later(within, "getDirectoryHandle", &[&name.into(), &options]).await.map_err(failed) {
        Ok(folder) => Ok(Some(folder)),
        Err(StoreError::Dom { name }) if name == "NotFoundError" => Ok(None),
        Err(error) => Err(error),
    }
}

/// The names in a folder.
async fn names(folder: &JsValue) -> Result<Vec<String>, JsValue> {
    let keys = call(folder, "keys", &[])?;
    let mut names = Vec::new();
    loop {
        let next = later(&keys, "next", &[]).await?;
        if Reflect::get(&next, &"done".into())?.is_truthy() {
            return Ok(names);
        }
        names.extend(Reflect::get(&next, &"value".into())?.as_string());
    }
}

async fn file(folder: &JsValue, name: &str) -> Result<Blob, JsValue> {
    let handle = later(folder, "getFileHandle", &[&name.into()]).await?;
    later(&handle, "getFile", &[]).await?.dyn_into()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // lengths of files are exact far beyond any
fn length(file: &Blob) -> u64 {
    file.size() as u64
}

fn creating() -> JsValue {
    let options = js_sys::Object::new();
    let _ = Reflect::set(&options, &"create".into(), &JsValue::TRUE);
    options.into()
}

/// What is not there need not be removed.
fn gone(removed: Answer) -> Result<(), StoreError> {
    match removed.map_err(failed) {
        Err(StoreError::Dom { name }) if name == "NotFoundError" => Ok(()),
        other => other.map(drop),
    }
}

async fn later(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Answer {
    JsFuture::from(Promise::resolve(&call(of, name, arguments)?)).await
}

fn call(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Answer {
    let method: Function = Reflect::get(of, &name.into())?.dyn_into()?;
    method.apply(of, &arguments.iter().copied().collect())
}

fn failed(error: JsValue) -> StoreError {
    named(&error.dyn_into::<DomException>().map_or_else(|_| "NotSupportedError".to_owned(), |error| error.name()))
}

fn named(name: &str) -> StoreError {
    match name {
        "QuotaExceededError" => StoreError::QuotaExceeded,
        name => StoreError::Dom { name: name.to_owned() },
    }
}
