//! Keeping the screen on while something is looked at, by her word alone. A browser lets go of the lock when the page
//! is hidden; it is taken again when the page is back.

use super::{events, js, task};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;

type Held = Rc<RefCell<Option<JsValue>>>;

/// The screen stays on while this lives.
pub struct Awake {
    /// What the browser gave; nothing once it is to be let go.
    held: Held,
    _living: Rc<()>,
    _back: Option<events::Listener>,
}

/// Whether the browser can do it.
pub fn is_offered() -> bool {
    lock().is_some()
}

/// Keeps the screen on.
pub fn keep() -> Awake {
    let (held, living) = (Held::default(), Rc::new(()));
    take(&held, &living);
    let document = js::get(&js_sys::global(), "document").unwrap_or(JsValue::UNDEFINED);
    let (again, alive) = (held.clone(), living.clone());
    let back = events::on(&document, "visibilitychange", move |_| {
        let shown = js::get_path(&js_sys::global(), &["document", "visibilityState"]);
        if shown.and_then(|state| state.as_string()).as_deref() == Some("visible") {
            take(&again, &alive);
        }
    });
    Awake { held, _living: living, _back: back }
}

impl Drop for Awake {
    fn drop(&mut self) {
        if let Some(held) = self.held.take() {
            js::call(&held, "release", &[]);
        }
    }
}

/// Asks for the lock. What comes after its owner is gone is let go at once.
fn take(held: &Held, living: &Rc<()>) {
    let (held, living) = (held.clone(), Rc::downgrade(living));
    task::start(async move {
        let Some(lock) = lock() else { return };
        let Some(given) = js::later(&lock, "request", &[&"screen".into()]).await else { return };
        if living.strong_count() > 0 {
            *held.borrow_mut() = Some(given);
        } else {
            js::call(&given, "release", &[]);
        }
    });
}

fn lock() -> Option<JsValue> {
    js::get(&js::navigator(), "wakeLock")
}
