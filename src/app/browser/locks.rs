//! Locks shared by all tabs: one tab at a time does what must not be done twice.

use super::js;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

/// A lock that is held. Dropping it lets the next tab in.
pub struct Held {
    release: js_sys::Function,
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.release.call0(&JsValue::NULL);
    }
}

/// Waits for the lock. Without the interface nothing is held and `None` comes at once: the caller goes
/// on as the only tab.
pub async fn hold(name: &str) -> Option<Held> {
    request(name, false).await
}

/// Takes the lock only if no tab has it.
pub async fn hold_if_free(name: &str) -> Option<Held> {
    request(name, true).await
}

async fn request(name: &str, if_free: bool) -> Option<Held> {
    let manager = js::get(&js::navigator(), "locks")?;
    let options = js_sys::Object::new();
    js::set(&options, "ifAvailable", &if_free.into());
    let slot: Rc<RefCell<Option<js_sys::Function>>> = Rc::default();
    let granted = js_sys::Promise::new(&mut |answer, refuse| {
        let slot = slot.clone();
        let callback = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            // The lock is held until the promise that is returned here is resolved.
            let held = if lock.is_null_or_undefined() {
                JsValue::UNDEFINED
            } else {
                js_sys::Promise::new(&mut |release, _| *slot.borrow_mut() = Some(release)).into()
            };
            let _ = answer.call0(&JsValue::NULL);
            held
        });
        if js::call(&manager, "request", &[&name.into(), &options, &callback]).is_none() {
            let _ = refuse.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(granted).await.ok()?;
    slot.take().map(|release| Held { release })
}
