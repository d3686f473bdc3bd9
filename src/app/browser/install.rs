//! Installing the app: the browser's offer is kept until the learner asks for it.

use super::{events, js, match_media};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

thread_local! {
    static OFFER: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Keeps the browser's offer when it comes, so that the browser does not ask by itself. Call once.
pub fn keep_offer() {
    let offered = events::on_window("beforeinstallprompt", |event| {
        event.prevent_default();
        OFFER.set(Some(event.into()));
    });
    let installed = events::on_window("appinstalled", |_| OFFER.set(None));
    for listener in [offered, installed].into_iter().flatten() {
        listener.forever();
    }
}

/// How the app can be installed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It runs as an installed one.
    Done,
    /// By a press.
    Press,
    /// By hand, from the share menu of Apple's browser.
    ShareMenu,
    /// Not from here.
    None,
}

/// How the app can be installed now.
pub fn way() -> Way {
    // Only Apple's phones and tablets have this property.
    let apple = js::get(&js::navigator(), "standalone");
    if match_media::matches("(display-mode: standalone)") || apple == Some(JsValue::TRUE) {
        Way::Done
    } else if OFFER.with_borrow(Option::is_some) {
        Way::Press
    } else if apple.is_some() {
        Way::ShareMenu
    } else {
        Way::None
    }
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
