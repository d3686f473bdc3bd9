//! Randomness from the browser's cryptographic source, for ids and seeds.

use super::js;
use wasm_bindgen::JsValue;

/// 128 random bits.
pub fn seed() -> u128 {
    let bytes = js_sys::Uint8Array::new_with_length(16);
    let crypto = js::get(&js_sys::global(), "crypto").unwrap_or(JsValue::NULL);
    js::call(&crypto, "getRandomValues", &[&bytes]);
    let mut seed = [0; 16];
    bytes.copy_to(&mut seed);
    u128::from_le_bytes(seed)
}
