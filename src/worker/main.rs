//! The worker's entry: the second wasm module, started on need and ended by the app after the job.
//!
//! A message loop and what the jobs may use of the browser, nothing else: it takes one call, does it,
//! answers. Cancelling is being ended; an open transaction is then undone by the browser.

mod files;

use cairn_domain::{
    generation::Generation,
    id::{DeviceId, ProfileId},
    port::{Row, Salvage, StoreError},
    record::Now,
};
use cairn_store::{Generations, IndexedDb, OpenSeed, indexed_db::pages};
use cairn_worker::{
    jobs::{self, Given, World},
    protocol::{BUILD, Call, Doing, Failure, Holding, LOCK, Message, Phase, Progress, READY, Request, Wire},
};
use files::{Attached, Parts};
use js_sys::{Array, Date, Function, Promise, Reflect, Uint8Array};
use std::cell::OnceCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    pages::install();
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        let parts: Array = event.data().unchecked_into();
        let call = Uint8Array::new(&parts.get(0)).to_vec();
        let file = parts.get(1).dyn_into::<Blob>().ok();
        spawn_local(async move {
            let (message, made) = match answer(&call, file).await {
                Ok((answer, made)) => (Message::Done(answer), made),
                Err(failure) => (Message::Failed(failure), None),
            };
            send(&message, made.as_ref());
        });
    });
    scope().set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    let _ = scope().post_message(&READY.into());
}

async fn answer(call: &[u8], file: Option<Blob>) -> Result<(cairn_worker::protocol::Answer, Option<Parts>), Failure> {
    let call = Call::from_bytes(call).filter(|call| call.build == BUILD).ok_or(Failure::OtherBuild)?;
    // Held until this function returns, or the worker is ended.
    let _held = match call.request {
        Request::Import(_) => Held::wait(Doing::Importing).await,
        Request::Keep => Held::wait(Doing::Keeping).await,
        Request::Remove(_) | Request::Tidy => Held::wait(Doing::Removing).await,
        Request::Generation(_) => Held::wait(Doing::Copying).await,
        Request::Upgrade(_) => Held::wait(Doing::CarryingOver).await,
        _ => None,
    };
    let opening = match call.request {
        Request::Check | Request::Salvage | Request::Upgrade(_) => Opening::AsItIs,
        Request::Import(_) => Opening::OrNew,
        _ => Opening::Known,
    };
    let here = Here { database: call.database, store: OnceCell::new(), opening };
    let result = jobs::run(&call.request, &Attached(file), call.passphrase.as_ref(), &here).await;
    if let Some(store) = here.store.into_inner() {
        store.close();
    }
    result
}

/// The browser, as far as jobs use it.
struct Here {
    database: String,
    store: OnceCell<IndexedDb>,
    opening: Opening,
}

/// How a job opens its database.
#[derive(Clone, Copy)]
enum Opening {
    /// It may not change it, or make one: of whatever version it is.
    AsItIs,
    /// There is one.
    Known,
    /// What it brings in needs one: if there is none, it is made.
    OrNew,
}

impl Here {
    /// Never 0, which stands for imports.
    fn new_device(&self) -> DeviceId {
        DeviceId(u64::try_from(self.seed() >> 64).unwrap_or(1).max(1))
    }
}

impl World for Here {
    type Store = IndexedDb;
    type Made = Parts;

    async fn store(&self) -> Result<&IndexedDb, StoreError> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let as_it_is = async || IndexedDb::open_as_it_is(&self.database, || {}).await;
        let opened = match self.opening {
            Opening::AsItIs => as_it_is().await,
            Opening::Known => IndexedDb::open_known(&self.database, || {}).await,
            Opening::OrNew => {
                let seed = OpenSeed { profile: self.named(), device: self.new_device() };
                IndexedDb::open(&self.database, || {}, seed).await
            }
        };
        let store = match opened {
            // One of a newer version can be read, and taken out; writing to it is refused.
            Err(StoreError::NewerSchema { .. }) => as_it_is().await?,
            opened => opened?,
        };
        Ok(self.store.get_or_init(|| store))
    }

    fn named(&self) -> ProfileId {
        let named = self.database.rsplit('.').next().and_then(ProfileId::parse);
        named.unwrap_or_else(|| ProfileId(cairn_domain::id::Id::new(self.now().ms, self.seed())))
    }

    async fn secure(&self) -> Result<(), StoreError> {
        let store = self.store().await?;
        if store.is_read_only() { Ok(()) } else { store.secure().await }
    }

    async fn salvage(&self) -> Result<Salvage, StoreError> {
        self.store().await?.salvage().await
    }

    async fn upgrade(&self) -> Result<(), StoreError> {
        if let Some(store) = self.store.get() {
            store.close();
        }
        IndexedDb::upgrade(&self.database).await
    }

    async fn fold(&self, until: u64, least: usize) -> Result<u64, StoreError> {
        self.store().await?.fold_pages(until, least, self.now().ms).await
    }

    async fn pages(&self) -> Result<usize, StoreError> {
        self.store().await?.count_pages().await
    }

    async fn answers(&self, each: &mut dyn FnMut(&Row)) -> Result<(), StoreError> {
        self.store().await?.each_answer(each).await
    }

    async fn generations(&self) -> Result<Vec<Generation>, StoreError> {
        let kept = Generations::of(&self.database);
        kept.tidy().await?;
        Ok(kept.list().await?.into_iter().map(|(one, _)| one).collect())
    }

    async fn keep_generation(&self, one: &Generation, made: &Parts) -> Result<(), StoreError> {
        Generations::of(&self.database).put(one, &made.blob()).await
    }

    async fn generation(&self, one: &Generation) -> Result<impl Given, StoreError> {
        Ok(Attached(Some(Generations::of(&self.database).open(one).await?)))
    }

    async fn remove_generation(&self, one: &Generation) -> Result<(), StoreError> {
        Generations::of(&self.database).remove(one).await
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // bytes of a disk
    async fn free(&self) -> Option<u64> {
        let storage = Reflect::get(&scope().navigator(), &"storage".into()).ok()?;
        let ask: Function = Reflect::get(&storage, &"estimate".into()).ok()?.dyn_into().ok()?;
        let answer = JsFuture::from(Promise::resolve(&ask.call0(&storage).ok()?)).await.ok()?;
        let number = |name: &str| Reflect::get(&answer, &name.into()).ok()?.as_f64();
        Some((number("quota")? - number("usage")?).max(0.0) as u64)
    }

    async fn adopt(&self, profile: ProfileId) -> Result<bool, StoreError> {
        self.store().await?.set_profile(profile).await
    }

    async fn renew(&self) -> Result<(), StoreError> {
        self.store().await?.set_device(self.new_device()).await
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

/// A lock that is given back when dropped.
struct Held {
    release: Function,
    /// Given back with it.
    #[allow(dead_code)] // it is there to be dropped
    named: Option<Box<Held>>,
}

/// So long another window's job is waited for without a word.
const PATIENCE_MS: i32 = 1_500;

impl Held {
    /// Waits for the jobs of other windows, and says so: such a window may be asleep. Without the interface this is
    /// the only one.
    async fn wait(doing: Doing) -> Option<Self> {
        let told = Closure::<dyn FnMut()>::new(|| spawn_local(tell_who_holds()));
        let timer =
            scope().set_interval_with_callback_and_timeout_and_arguments_0(told.as_ref().unchecked_ref(), PATIENCE_MS);
        let mut held = Self::granted(LOCK).await;
        if let Ok(timer) = timer {
            scope().clear_interval_with_handle(timer);
        }
        #[allow(clippy::cast_possible_truncation)] // as above
        let since_ms = Date::now() as i64;
        // For whom it keeps waiting: what for, and since when.
        let named = Self::granted(&Holding { doing, since_ms }.name()).await;
        if let Some(held) = &mut held {
            held.named = named.map(Box::new);
        }
        held
    }

    async fn granted(name: &str) -> Option<Self> {
        let locks = locks()?;
        let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
        let granted = Promise::new(&mut |grant, refuse| {
            let hold = Closure::once_into_js(move |_lock: JsValue| {
                // The lock is held until the promise that is returned here is resolved.
                Promise::new(&mut |release, _| {
                    let _ = grant.call1(&JsValue::NULL, &release);
                })
            });
            if request.call2(&locks, &name.into(), &hold).is_err() {
                let _ = refuse.call0(&JsValue::NULL);
            }
        });
        JsFuture::from(granted).await.ok()?.dyn_into().ok().map(|release| Self { release, named: None })
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.release.call0(&JsValue::NULL);
    }
}

fn locks() -> Option<JsValue> {
    Reflect::get(&scope().navigator(), &"locks".into()).ok().filter(|locks| !locks.is_undefined())
}

/// Tells the page what this job waits for, as far as the browser says who holds the lock.
async fn tell_who_holds() {
    let held = async {
        let locks = locks()?;
        let query: Function = Reflect::get(&locks, &"query".into()).ok()?.dyn_into().ok()?;
        let answer = JsFuture::from(query.call0(&locks).ok()?.dyn_into::<Promise>().ok()?).await.ok()?;
        let held: Array = Reflect::get(&answer, &"held".into()).ok()?.dyn_into().ok()?;
        held.iter().find_map(|lock| Holding::of_name(&Reflect::get(&lock, &"name".into()).ok()?.as_string()?))
    };
    send(&Message::Progress(Progress { phase: Phase::Waiting(held.await), done: 0, total: 0 }), None);
}

fn send(message: &Message, made: Option<&Parts>) {
    let bytes = Uint8Array::from(&message.to_bytes()[..]);
    let file = made.map_or(JsValue::NULL, |made| made.blob().into());
    let _ = scope().post_message(&Array::of2(&bytes, &file));
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
