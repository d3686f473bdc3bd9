//! Messages to the other tabs of the app. Without the interface a tab is alone, which is no error.

use super::events::{self, Listener};
use super::js;
use wasm_bindgen::JsValue;
use web_sys::BroadcastChannel;

/// An open channel; closed when dropped.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Option<Listener>,
}

impl Channel {
    /// Joins the channel of this name and calls with each text another tab sends.
    pub fn open(name: &str, mut heard: impl FnMut(String) + 'static) -> Option<Self> {
        js::get(&js_sys::global(), "BroadcastChannel")?;
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = events::on(&channel, "message", move |event| {
            if let Some(text) = js::get(&event, "data").and_then(|data| data.as_string()) {
                heard(text);
            }
        });
        Some(Self { channel, _listener: listener })
    }

    /// Sends to the other tabs.
    pub fn send(&self, text: &str) {
        let _ = self.channel.post_message(&JsValue::from_str(text));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
