//! Saving bytes as a file. The address made for it is given back at once after use.

use super::{document, timers};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// A file that was made here and is about to leave the app.
#[derive(Clone, Debug)]
pub struct Made(pub(super) Blob);

impl Made {
    pub(super) fn new(blob: Blob) -> Self {
        Self(blob)
    }

    /// A file that lies where the store keeps it.
    pub fn of(blob: Blob) -> Self {
        Self(blob)
    }

    /// Bytes that lie in parts, under a media type.
    pub fn of_parts(parts: &[Vec<u8>], media_type: &str) -> Option<Self> {
        let list: js_sys::Array = parts.iter().map(|part| js_sys::Uint8Array::from(&part[..])).collect();
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(media_type);
        Blob::new_with_u8_array_sequence_and_options(&list, &options).ok().map(Self)
    }

    /// Its length in bytes.
    pub fn size(&self) -> f64 {
        self.0.size()
    }

    /// The same bytes under a media type; nothing is copied.
    pub fn typed(&self, media_type: &str) -> Self {
        let size = self.0.size();
        Self(self.0.slice_with_f64_and_f64_and_content_type(0.0, size, media_type).unwrap_or_else(|_| self.0.clone()))
    }

    /// The text at its beginning, at most `most` bytes of it.
    pub async fn text(&self, most: f64) -> Option<String> {
        let part = self.0.slice_with_f64_and_f64(0.0, most.min(self.0.size())).ok()?;
        JsFuture::from(part.text()).await.ok()?.as_string()
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
