//! Fetching a text file of the app itself.

use super::js;
use wasm_bindgen::JsValue;

/// The text at an address relative to the app's base, or nothing if it did not arrive whole.
pub async fn text(address: &str) -> Option<String> {
    let response = js::later(&JsValue::from(js_sys::global()), "fetch", &[&address.into()]).await?;
    if js::get(&response, "ok") != Some(JsValue::TRUE) {
        return None;
    }
    js::later(&response, "text", &[]).await?.as_string()
}
