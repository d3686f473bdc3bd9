//! The service worker: watched for a new version, told when to take over. boot.js registers it.

use super::events;
use super::{document, js};
use std::cell::Cell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static TAKING_OVER: Cell<bool> = const { Cell::new(false) };
}

/// Calls when a new version waits. boot.js has registered the worker; until it has, this waits too.
pub async fn watch(waiting: impl Fn() + Clone + 'static) {
    let Some(container) = js::get(&js::navigator(), "serviceWorker") else { return };
    if let Some(listener) = events::on(&container, "controllerchange", |_| {
        // Only the change that the learner asked for loads the page anew, and only once.
        if TAKING_OVER.replace(false) {
            document::reload();
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
            let controlled = js::get_path(&js::navigator(), &["serviceWorker", "controller"]).is_some();
            if controlled && state.as_deref() == Some("installed") {
                waiting();
            }
        }) {
            listener.forever();
        }
    }) {
        listener.forever();
    }
}

/// Looks for a new version now.
pub async fn look_for_update() {
    if let Some(registration) = registration().await {
        js::later(&registration, "update", &[]).await;
    }
}

/// Lets the waiting version take over; the page is loaded anew when it has.
pub async fn update_now() {
    let waiting = match registration().await {
        Some(registration) => js::get(&registration, "waiting"),
        None => None,
    };
    if let Some(worker) = waiting {
        TAKING_OVER.set(true);
        js::call(&worker, "postMessage", &[&js::object(&[("type", "update-now")])]);
    }
}

async fn registration() -> Option<JsValue> {
    js::later(&js::get(&js::navigator(), "serviceWorker")?, "getRegistration", &[])
        .await
        .filter(|found| !found.is_undefined())
}
