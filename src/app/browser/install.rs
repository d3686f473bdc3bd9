//! Installing the app: the browser's offer is kept until the learner asks for it.

use super::{events, js, match_media};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

thread_local! {
    static OFFER: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Keeps the browser's offer when it comes, and calls when it comes or is used up. Call once.
pub fn watch(changed: impl Fn(bool) + Clone + 'static) {
    let done = changed.clone();
    let offered = events::on_window("beforeinstallprompt", move |event| {
        event.prevent_default();
        OFFER.set(Some(event.into()));
        changed(true);
    });
    let installed = events::on_window("appinstalled", move |_| {
        OFFER.set(None);
        done(false);
    });
    for listener in [offered, installed].into_iter().flatten() {
        listener.forever();
    }
}

/// Whether the app can be installed by a press now.
pub fn offered() -> bool {
    OFFER.with_borrow(Option::is_some)
}

/// Shows the browser's own question; true if the learner agreed.
pub async fn ask() -> bool {
    let Some(offer) = OFFER.take() else {
        return false;
    };
    js::later(&offer, "prompt", &[]).await;
    let Some(choice) = js::get(&offer, "userChoice") else {
        return false;
    };
    let choice = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&choice)).await.ok();
    choice.and_then(|choice| js::get(&choice, "outcome")).and_then(|outcome| outcome.as_string()).as_deref()
        == Some("accepted")
}

/// Whether the app runs as an installed one.
pub fn installed() -> bool {
    match_media::matches("(display-mode: standalone)") || js::get(&js::navigator(), "standalone") == Some(JsValue::TRUE)
}

/// Whether this is an Apple phone or tablet, where installing is done by the share sheet by hand.
pub fn by_hand_on_ios() -> bool {
    js::get(&js::navigator(), "standalone").is_some()
}
