//! The service worker: watched for a new version, told when to take over. boot.js registers it.

use super::{document, events, js};
use std::cell::Cell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static TAKING_OVER: Cell<bool> = const { Cell::new(false) };
}

/// Calls `waiting` when a new version waits to be used, and `replaced` when another tab let it take over
/// from under this page. boot.js has registered the worker; until it has, this waits too.
pub async fn watch(waiting: impl Fn() + Clone + 'static, replaced: impl Fn() + 'static) {
    let Some(container) = js::get(&js::navigator(), "serviceWorker") else { return };
    let controlled = Cell::new(is_controlled());
    if let Some(listener) = events::on(&container, "controllerchange", move |_| {
        // The first worker of all takes over from none; only the change that was asked for loads the page
        // anew, and only once.
        match (TAKING_OVER.replace(false), controlled.replace(true)) {
            (true, _) => document::reload(),
            (false, true) => replaced(),
            (false, false) => {}
        }
    }) {
        listener.forever();
    }
    let Some(ready) = js::get(&container, "ready") else { return };
    let Ok(registration) = JsFuture::from(js_sys::Promise::resolve(&ready)).await else { return };
    if js::get(&registration, "waiting").is_some() {
        waiting();
    }
    let watched = registration.clone();
    if let Some(listener) = events::on(&registration, "updatefound", move |_| {
        let Some(worker) = js::get(&watched, "installing") else {
            return;
        };
        let waiting = waiting.clone();
        let installing = worker.clone();
        if let Some(listener) = events::on(&worker, "statechange", move |_| {
            let state = js::get(&installing, "state").and_then(|state| state.as_string());
            if is_controlled() && state.as_deref() == Some("installed") {
                waiting();
            }
        }) {
            listener.forever();
        }
    }) {
        listener.forever();
    }
}

/// Looks for a new version now: whether there is one, or nothing if that cannot be known, as without a
/// connection.
pub async fn look() -> Option<bool> {
    let registration = registration().await?;
    js::later(&registration, "update", &[]).await?;
    Some(["installing", "waiting"].iter().any(|state| js::get(&registration, state).is_some()))
}

/// Lets the waiting version take over; the page is loaded anew when it has.
pub async fn take_over() {
    let Some(registration) = registration().await else { return };
    if let Some(worker) = js::get(&registration, "waiting") {
        TAKING_OVER.set(true);
        js::call(&worker, "postMessage", &[&"take-over".into()]);
    }
}

fn is_controlled() -> bool {
    js::get_path(&js::navigator(), &["serviceWorker", "controller"]).is_some()
}

async fn registration() -> Option<JsValue> {
    js::later(&js::get(&js::navigator(), "serviceWorker")?, "getRegistration", &[])
        .await
        .filter(|found| !found.is_undefined())
}
