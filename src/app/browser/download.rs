//! Saving bytes as a file. The address made for it is given back at once after use.

use super::{document, timers};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// A file that was made here and is about to leave the app.
#[derive(Clone, Debug)]
pub struct Made(pub(super) Blob);

impl Made {
    pub(super) fn new(blob: Blob) -> Self {
        Self(blob)
    }

    /// Its length in bytes.
    pub fn size(&self) -> f64 {
        self.0.size()
    }

    /// Offers it as a download with this name; false if the browser refuses.
    pub fn save(&self, name: &str) -> bool {
        offer(name, &self.0).is_some()
    }
}

/// Offers the bytes as a download with this name; false if the browser refuses.
pub fn save(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    blob(media_type, bytes).is_some_and(|blob| offer(name, &blob).is_some())
}

fn offer(name: &str, blob: &Blob) -> Option<()> {
    let address = Url::create_object_url_with_blob(blob).ok()?;
    let document = document::document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    document.body()?.append_child(&link).ok()?;
    link.click();
    link.remove();
    // The download has the blob by then; revoking in the same turn stops it in some browsers.
    std::mem::forget(timers::after(10_000, move || {
        let _ = Url::revoke_object_url(&address);
    }));
    Some(())
}

pub(super) fn blob(media_type: &str, bytes: &[u8]) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&JsValue::from(js_sys::Uint8Array::from(bytes)));
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}
