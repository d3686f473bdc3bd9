//! The system's share sheet, for texts and files. A sheet that was closed is not an error.

use super::{download, js};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How sharing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// Handed to another app.
    Done,
    /// The learner closed the sheet.
    Cancelled,
    /// There is no share sheet for this.
    Unavailable,
}

/// Opens the share sheet with a file that was made here. Call it soon after a press.
pub async fn made(name: &str, media_type: &str, made: &download::Made) -> Shared {
    match blob_data(name, media_type, &made.0) {
        Some(data) if accepted(&data) => open(&data).await,
        _ => Shared::Unavailable,
    }
}

async fn open(data: &JsValue) -> Shared {
    let Some(promise) = js::call(&js::navigator(), "share", &[data]) else {
        return Shared::Unavailable;
    };
    match JsFuture::from(js_sys::Promise::resolve(&promise)).await {
        Ok(_) => Shared::Done,
        Err(error) if js::get(&error, "name").and_then(|name| name.as_string()).as_deref() == Some("AbortError") => {
            Shared::Cancelled
        }
        Err(_) => Shared::Unavailable,
    }
}

fn accepted(data: &JsValue) -> bool {
    js::call(&js::navigator(), "canShare", &[data]) == Some(JsValue::TRUE)
}

fn blob_data(name: &str, media_type: &str, blob: &web_sys::Blob) -> Option<JsValue> {
    let options = web_sys::FilePropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(blob);
    let file = web_sys::File::new_with_blob_sequence_and_options(&parts, name, &options).ok()?;
    let data = js_sys::Object::new();
    js::set(&data, "files", &js_sys::Array::of1(&JsValue::from(file)));
    Some(data.unchecked_into())
}
