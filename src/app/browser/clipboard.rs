//! Pasting: what a paste event brings, for which no permission is asked, and asking for the clipboard where there is no
//! keyboard; and putting a text there.

use super::{
    events::{self, Listener},
    files::{self, ChosenFile},
    js,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Event};

/// The plain text of a paste; empty if it holds none.
pub fn pasted_text(event: &Event) -> String {
    let data = js::get(event, "clipboardData");
    let text = data.and_then(|data| js::call(&data, "getData", &[&"text/plain".into()]));
    text.and_then(|text| text.as_string()).unwrap_or_default()
}

/// Listens for files that are pasted anywhere on the page; a pasted text goes where it would.
pub fn on_paste(pasted: impl Fn(Vec<ChosenFile>) + 'static) -> Option<Listener> {
    pastes(true, pasted)
}

/// The same of a paste that brings no text: what an office program copies is a text and a picture of it.
pub fn on_paste_without_text(pasted: impl Fn(Vec<ChosenFile>) + 'static) -> Option<Listener> {
    pastes(false, pasted)
}

fn pastes(with_text: bool, pasted: impl Fn(Vec<ChosenFile>) + 'static) -> Option<Listener> {
    events::on_window("paste", move |event| {
        let files = js::get_path(&event, &["clipboardData", "files"]).map(|list| files::list_of(list.unchecked_ref()));
        if let Some(files) = files.filter(|files| !files.is_empty() && (with_text || pasted_text(&event).is_empty())) {
            event.prevent_default();
            pasted(files);
        }
    })
}

/// Puts a text there. False where the browser has no such thing or refuses.
pub async fn write(text: &str) -> bool {
    let Some(clipboard) = js::get(&js::navigator(), "clipboard") else { return false };
    js::later(&clipboard, "writeText", &[&text.into()]).await.is_some()
}

/// Whether the clipboard can be asked for what it holds.
pub fn can_read() -> bool {
    js::get_path(&js::navigator(), &["clipboard", "read"]).is_some()
}

/// The first picture, film or sound on the clipboard, as a file called `stem`; the browser may ask the learner.
pub async fn read(stem: &str) -> Option<ChosenFile> {
    let clipboard = js::get(&js::navigator(), "clipboard")?;
    let items: js_sys::Array = js::later(&clipboard, "read", &[]).await?.dyn_into().ok()?;
    for item in items.iter() {
        let types: js_sys::Array = js::get(&item, "types")?.dyn_into().ok()?;
        for media_type in types.iter().filter_map(|one| one.as_string()) {
            let family = media_type.split('/').next().unwrap_or_default();
            if ["image", "audio", "video"].contains(&family) {
                let blob: Blob =
                    js::later(&item, "getType", &[&JsValue::from(media_type.as_str())]).await?.dyn_into().ok()?;
                let ending = media_type.split(['/', '+']).nth(1).unwrap_or("bin");
                return ChosenFile::of_blob(&blob, &[stem, ".", ending].concat(), &media_type);
            }
        }
    }
    None
}
