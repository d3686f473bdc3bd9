//! Files with which the system opened the app ("Open with …" on a desktop).

use super::{files::ChosenFile, js};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Whether files are taken; they are no longer when this is dropped.
pub struct Taking(Rc<Cell<bool>>);

impl Drop for Taking {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// Takes the first file with which the app was opened, and how many others there were; `None` where the browser opens none.
pub fn first(take: impl Fn(ChosenFile, u32) + 'static) -> Option<Taking> {
    let queue = js::get(&js_sys::global(), "launchQueue")?;
    let (is_taking, take) = (Rc::new(Cell::new(true)), Rc::new(take));
    let taking = is_taking.clone();
    let consumer = Closure::<dyn Fn(JsValue)>::new(move |launch: JsValue| {
        let (taking, take) = (taking.clone(), take.clone());
        wasm_bindgen_futures::spawn_local(async move {
            if let (Some((file, others)), true) = (file(&launch).await, taking.get()) {
                take(file, others);
            }
        });
    });
    js::call(&queue, "setConsumer", &[consumer.as_ref()])?;
    // The queue keeps it as long as the page is there.
    consumer.forget();
    Some(Taking(is_taking))
}

async fn file(launch: &JsValue) -> Option<(ChosenFile, u32)> {
    let files = js_sys::Array::from(&js::get(launch, "files")?);
    let file = js::later(&files.get(0), "getFile", &[]).await?.dyn_into::<web_sys::File>().ok()?;
    Some((ChosenFile::of(file), files.length().saturating_sub(1)))
}
