//! Reading, setting and calling by name. A part that a browser lacks answers `None` here, where a
//! typed binding would throw.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

pub fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    if of.is_null_or_undefined() {
        return None;
    }
    js_sys::Reflect::get(of, &name.into()).ok().filter(|value| !value.is_null_or_undefined())
}

pub fn get_path(of: &JsValue, names: &[&str]) -> Option<JsValue> {
    names.iter().try_fold(of.clone(), |value, name| get(&value, name))
}

pub fn set(on: &JsValue, name: &str, value: &JsValue) {
    // An object made here can be written to; a refusal would change nothing that matters.
    let _ = js_sys::Reflect::set(on, &name.into(), value);
}

/// Calls a method; `None` if it is missing or throws.
pub fn call(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let method: js_sys::Function = get(of, name)?.dyn_into().ok()?;
    let list = js_sys::Array::new();
    for argument in arguments {
        list.push(argument);
    }
    method.apply(of, &list).ok()
}

/// Calls a method that answers later; `None` if it is missing, throws or is refused.
pub async fn later(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let promise = js_sys::Promise::resolve(&call(of, name, arguments)?);
    JsFuture::from(promise).await.ok()
}

pub fn object(pairs: &[(&str, &str)]) -> js_sys::Object {
    let object = js_sys::Object::new();
    for (name, value) in pairs {
        set(&object, name, &(*value).into());
    }
    object
}

pub fn navigator() -> JsValue {
    get(&js_sys::global(), "navigator").unwrap_or(JsValue::UNDEFINED)
}
