//! Listening to an event for as long as the listener lives.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget};

/// Ends the listening when dropped. In a view, keep it with `StoredValue::new_local`.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    heard: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Goes on listening until the page ends.
    pub fn forever(self) {
        std::mem::forget(self);
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.name, self.heard.as_ref().unchecked_ref());
    }
}

/// Whether a press is the second one of a double press.
pub fn is_second(event: &Event) -> bool {
    super::js::get(event, "detail").and_then(|count| count.as_f64()).is_some_and(|count| count > 1.0)
}

/// Has an event happen to an element, and to what it lies in.
pub(super) fn happen(element: &EventTarget, name: &str) {
    let options = super::js::object(&[]);
    super::js::set(&options, "bubbles", &true.into());
    let class = super::js::get(&js_sys::global(), "Event").and_then(|class| class.dyn_into::<js_sys::Function>().ok());
    let made =
        class.and_then(|class| js_sys::Reflect::construct(&class, &js_sys::Array::of2(&name.into(), &options)).ok());
    if let Some(event) = made.and_then(|event| event.dyn_into::<Event>().ok()) {
        let _ = element.dispatch_event(&event);
    }
}

/// Listens on the window.
pub fn on_window(name: &'static str, heard: impl FnMut(Event) + 'static) -> Option<Listener> {
    on(&js_sys::global(), name, heard)
}

/// Listens on anything that takes listeners.
pub(super) fn on(target: &JsValue, name: &'static str, heard: impl FnMut(Event) + 'static) -> Option<Listener> {
    super::js::get(target, "addEventListener")?;
    let target: EventTarget = target.clone().unchecked_into();
    let heard = Closure::<dyn FnMut(Event)>::new(heard);
    target.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref()).ok()?;
    Some(Listener { target, name, heard })
}
