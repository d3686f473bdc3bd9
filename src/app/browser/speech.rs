//! Reading aloud by the voices of the device. Where it has none, nothing is offered.

use super::{events, js};
use wasm_bindgen::{JsCast, JsValue};

/// Whether the device has a voice for a language, by its tag; for an empty tag any voice will do.
pub fn has_voice(language: &str) -> bool {
    best(&tags(&voices()), language).is_some()
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
        // Told by the language alone, some devices read in the voice of their own.
        let voices = voices();
        if let Some(voice) = best(&tags(&voices), language).and_then(|at| voices.iter().nth(at)) {
            js::set(&utterance, "voice", &voice);
        }
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

fn tags(voices: &js_sys::Array) -> Vec<String> {
    let tag = |voice: JsValue| js::get(&voice, "lang").and_then(|tag| tag.as_string()).unwrap_or_default();
    voices.iter().map(tag).collect()
}

/// The place of the voice for a language among the tags of all voices: of its region if there is one, else the first of its
/// language; for an empty tag the first of all.
fn best(tags: &[String], language: &str) -> Option<usize> {
    let wanted = language.replace('_', "-");
    let exact = tags.iter().position(|tag| tag.replace('_', "-").eq_ignore_ascii_case(&wanted));
    exact.or_else(|| tags.iter().position(|tag| wanted.is_empty() || base(tag) == base(&wanted)))
}

/// The language of a tag, without its region: `pt` of `pt-BR`. Some devices write `pt_BR`.
fn base(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::best;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_language_has_its_own_voice() {
        let check = |language: &str, expected: Option<usize>| {
            let tags = ["en-GB", "pt-PT", "pt_BR", "ar-EG"].map(str::to_owned);
            assert_eq!(best(&tags, language), expected, "{language}");
        };
        check("pt", Some(1));
        check("pt-BR", Some(2));
        check("pt-AO", Some(1));
        check("AR", Some(3));
        check("sw", None);
        check("", Some(0));
        assert_eq!(best(&[], ""), None);
    }
}
