//! Saving bytes as a file. The address made for it is given back at once after use.

use super::{document, timers};
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

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
