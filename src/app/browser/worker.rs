//! The second wasm module in a worker of its own: started, listened to, and ended when dropped.

use super::{document, download::Made, events, events::Listener, files::ChosenFile, js};
use wasm_bindgen::{JsCast, JsValue};

/// What is heard from a worker.
#[derive(Clone, Debug)]
pub enum Heard {
    /// A text, such as that it has started.
    Word(String),
    /// A message, with a file if one was made.
    Message(Vec<u8>, Option<Made>),
    /// It could not be loaded, or it broke off.
    Broken,
}

/// A running worker. Dropping it ends it at once, whatever it does.
pub struct Worker {
    worker: JsValue,
    _listeners: [Option<Listener>; 3],
}

impl Worker {
    /// Starts the app's worker; `None` where the browser has none or refuses.
    pub fn start(heard: impl Fn(Heard) + Clone + 'static) -> Option<Self> {
        let address = [document::base_path(), document::built(&["worker"])?].concat();
        let class: js_sys::Function = js::get(&js_sys::global(), "Worker")?.dyn_into().ok()?;
        let options = js::object(&[("type", "module")]);
        let arguments = js_sys::Array::of2(&trusted(&address), &options);
        let worker = js_sys::Reflect::construct(&class, &arguments).ok()?;
        let broken = heard.clone();
        let unreadable = heard.clone();
        let listeners = [
            events::on(&worker, "message", move |event| heard(read(&event))),
            events::on(&worker, "error", move |_| broken(Heard::Broken)),
            events::on(&worker, "messageerror", move |_| unreadable(Heard::Broken)),
        ];
        Some(Self { worker, _listeners: listeners })
    }

    /// Sends a message and a file. False if the browser refuses to.
    pub fn post(&self, message: &[u8], file: Option<&ChosenFile>) -> bool {
        let file = file.map_or(JsValue::NULL, ChosenFile::handle);
        let parts = js_sys::Array::of2(&js_sys::Uint8Array::from(message), &file);
        js::call(&self.worker, "postMessage", &[&parts]).is_some()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        js::call(&self.worker, "terminate", &[]);
    }
}

fn read(event: &web_sys::Event) -> Heard {
    let Some(data) = js::get(event, "data") else { return Heard::Broken };
    if let Some(word) = data.as_string() {
        return Heard::Word(word);
    }
    let parts: js_sys::Array = data.unchecked_into();
    match parts.get(0).dyn_into::<js_sys::Uint8Array>() {
        Ok(bytes) => Heard::Message(bytes.to_vec(), parts.get(1).dyn_into().ok().map(Made::new)),
        Err(_) => Heard::Broken,
    }
}

/// The content policy takes script addresses only through the page's default trusted-types policy.
fn trusted(address: &str) -> JsValue {
    let policy = js::get_path(&js_sys::global(), &["trustedTypes", "defaultPolicy"]);
    policy.and_then(|policy| js::call(&policy, "createScriptURL", &[&address.into()])).unwrap_or_else(|| address.into())
}
