//! The worker's entry: the second wasm module, started on need and ended by the app after the job.
//!
//! A message loop and what the jobs may use of the browser, nothing else: it takes one call, does it,
//! answers. Cancelling is being ended; an open transaction is then undone by the browser.

use cairn_domain::{
    id::{DeviceId, ProfileId},
    port::StoreError,
    record::Now,
};
use cairn_store::indexed_db::{IndexedDb, OpenSeed};
use cairn_worker::{
    jobs::{self, World},
    protocol::{BUILD, Call, Failure, LOCK, Message, Progress, READY, Request, Trouble, Wire},
};
use js_sys::{Array, Date, Function, Promise, Reflect, Uint8Array};
use std::cell::OnceCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        let parts: Array = event.data().unchecked_into();
        let call = Uint8Array::new(&parts.get(0)).to_vec();
        let file = parts.get(1).dyn_into::<Blob>().ok();
        spawn_local(async move {
            let (message, made) = match answer(&call, file).await {
                Ok((answer, made)) => (Message::Done(answer), made),
                Err(failure) => (Message::Failed(failure), None),
            };
            send(&message, made.as_deref());
        });
    });
    scope().set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    let _ = scope().post_message(&READY.into());
}

async fn answer(call: &[u8], file: Option<Blob>) -> Result<(cairn_worker::protocol::Answer, Option<Vec<u8>>), Failure> {
    let call = Call::from_bytes(call).filter(|call| call.build == BUILD).ok_or(Failure::OtherBuild)?;
    let bytes = match file {
        Some(file) => read(&file).await.ok_or_else(unreadable)?,
        None => Vec::new(),
    };
    // Held until this function returns, or the worker is ended.
    let _held = match call.request {
        Request::Import(_) => Held::wait().await,
        _ => None,
    };
    let here = Here { database: call.database, store: OnceCell::new() };
    let result = jobs::run(&call.request, &bytes, call.passphrase.as_ref(), &here).await;
    if let Some(store) = here.store.into_inner() {
        store.close();
    }
    result
}

/// The browser, as far as jobs use it.
struct Here {
    database: String,
    store: OnceCell<IndexedDb>,
}

impl World for Here {
    type Store = IndexedDb;

    async fn store(&self) -> Result<&IndexedDb, StoreError> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        // The database is there already; the seed counts only for another learner, who gets one of her own.
        let named = self.database.rsplit('.').next().and_then(ProfileId::parse);
        let profile = named.unwrap_or_else(|| ProfileId(cairn_domain::id::Id::new(self.now().ms, self.seed())));
        let device = DeviceId(u64::try_from(self.seed() >> 64).unwrap_or(1).max(1));
        let store = IndexedDb::open(&self.database, || {}, OpenSeed { profile, device }).await?;
        Ok(self.store.get_or_init(|| store))
    }

    async fn adopt(&self, profile: ProfileId) -> Result<bool, StoreError> {
        self.store().await?.set_profile(profile).await
    }

    #[allow(clippy::cast_possible_truncation)] // milliseconds since 1970 fit for 285,000 years
    fn now(&self) -> Now {
        let ms = Date::now();
        Now { ms: ms as i64, tz_offset_min: -Date::new(&ms.into()).get_timezone_offset() as i16 }
    }

    fn seed(&self) -> u128 {
        let bytes = Uint8Array::new_with_length(16);
        if let Ok(crypto) = Reflect::get(&scope(), &"crypto".into()) {
            let fill = Reflect::get(&crypto, &"getRandomValues".into()).map(JsCast::unchecked_into::<Function>);
            let _ = fill.and_then(|fill| fill.call1(&crypto, &bytes));
        }
        let mut seed = [0; 16];
        bytes.copy_to(&mut seed);
        u128::from_le_bytes(seed)
    }

    fn is_small(&self) -> bool {
        // Gigabytes, rounded; browsers that do not tell are taken for large, and asked for less if that is too much.
        let memory = Reflect::get(&scope().navigator(), &"deviceMemory".into()).ok();
        memory.and_then(|memory| memory.as_f64()).is_some_and(|memory| memory <= 2.0)
    }

    fn progress(&self, progress: Progress) {
        send(&Message::Progress(progress), None);
    }
}

/// The lock of writers, given back when dropped.
struct Held(Function);

impl Held {
    /// Waits for the other tabs' imports. Without the interface this is the only tab.
    async fn wait() -> Option<Self> {
        let locks = Reflect::get(&scope().navigator(), &"locks".into()).ok()?;
        let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
        let granted = Promise::new(&mut |grant, refuse| {
            let hold = Closure::once_into_js(move |_lock: JsValue| {
                // The lock is held until the promise that is returned here is resolved.
                Promise::new(&mut |release, _| {
                    let _ = grant.call1(&JsValue::NULL, &release);
                })
            });
            if request.call2(&locks, &LOCK.into(), &hold).is_err() {
                let _ = refuse.call0(&JsValue::NULL);
            }
        });
        JsFuture::from(granted).await.ok()?.dyn_into().ok().map(Self)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::NULL);
    }
}

async fn read(file: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

fn unreadable() -> Failure {
    Failure::File(Trouble { place: String::new(), code: "unreadable".to_owned(), text: String::new() })
}

fn send(message: &Message, made: Option<&[u8]>) {
    let bytes = Uint8Array::from(&message.to_bytes()[..]);
    let file = made
        .and_then(|made| Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(made))).ok())
        .map_or(JsValue::NULL, JsValue::from);
    let _ = scope().post_message(&Array::of2(&bytes, &file));
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
