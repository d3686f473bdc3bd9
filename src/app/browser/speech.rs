//! Reading aloud by the voices of the device. Where it has none, nothing is offered.

use super::{events, js};
use wasm_bindgen::{JsCast, JsValue};

/// Whether the device has a voice for a language, by its tag; for an empty tag any voice will do.
pub fn has_voice(language: &str) -> bool {
    let wanted = base(language);
    voices().iter().any(|voice| {
        let spoken = js::get(&voice, "lang").and_then(|tag| tag.as_string()).unwrap_or_default();
        wanted.is_empty() || base(&spoken) == wanted
    })
}

/// Calls when the voices of the device have become known, which may be after the first question for them.
pub fn on_voices(call: impl Fn() + 'static) -> Option<events::Listener> {
    events::on(&synthesis()?, "voiceschanged", move |_| call())
}

/// Reads a text aloud in a language; what was being read ends.
pub fn read(text: &str, language: &str) {
    let Some(synthesis) = synthesis() else { return };
    let Some(class) = js::get(&js_sys::global(), "SpeechSynthesisUtterance") else { return };
    let Ok(class) = class.dyn_into::<js_sys::Function>() else { return };
    let Ok(utterance) = js_sys::Reflect::construct(&class, &js_sys::Array::of1(&text.into())) else { return };
    if !language.is_empty() {
        js::set(&utterance, "lang", &language.into());
    }
    js::call(&synthesis, "cancel", &[]);
    js::call(&synthesis, "speak", &[&utterance]);
}

/// Ends the reading.
pub fn stop() {
    if let Some(synthesis) = synthesis() {
        js::call(&synthesis, "cancel", &[]);
    }
}

fn synthesis() -> Option<JsValue> {
    js::get(&js_sys::global(), "speechSynthesis")
}

fn voices() -> js_sys::Array {
    let voices = synthesis().and_then(|synthesis| js::call(&synthesis, "getVoices", &[]));
    voices.and_then(|voices| voices.dyn_into().ok()).unwrap_or_default()
}

/// The language of a tag, without its region: `pt` of `pt-BR`. Some devices write `pt_BR`.
fn base(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}
