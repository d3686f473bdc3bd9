//! The page itself: its title, its language, and the settings that the style sheets read from `<html>`.

use super::js;
use wasm_bindgen::JsValue;
use web_sys::{Element, Event};

/// Sets the title of the page and its tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets `lang` and `dir` of the page.
pub fn set_language(tag: &str, rtl: bool) {
    set_attribute("lang", Some(tag));
    set_attribute("dir", Some(if rtl { "rtl" } else { "ltr" }));
}

/// Sets or removes an attribute of `<html>`.
pub fn set_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// The folder the app is served from, with its closing slash: `/` or `/cairn/`.
pub fn base_path() -> String {
    let base = js::get_path(&js_sys::global(), &["document", "baseURI"]).and_then(|uri| uri.as_string());
    let path = base.and_then(|uri| web_sys::Url::new(&uri).ok()).map(|url| url.pathname()).unwrap_or_default();
    match path.rfind('/') {
        Some(end) => path[..=end].to_owned(),
        None => "/".to_owned(),
    }
}

/// The two files of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is said at once.
    First,
    /// What is said elsewhere.
    Later,
}

/// The address of a language's catalogue. The build writes its name, which carries a hash, into the page.
pub fn locale_file(part: Part, tag: &str) -> String {
    let (list, folder) = match part {
        Part::First => ("locales", "locales/"),
        Part::Later => ("later", "locales/later/"),
    };
    let named = || Some([built(&["base"])?, built(&[list, tag])?].concat());
    named().unwrap_or_else(|| [folder, tag, ".txt"].concat())
}

/// What the build wrote into the page, by path: `worker` is the worker's file under the base folder.
pub fn built(path: &[&str]) -> Option<String> {
    let built = js_sys::JSON::parse(&element("build")?.text_content()?).ok()?;
    js::get_path(&built, path)?.as_string()
}

/// Whether an event comes from a field that is written in. What is searched or chosen is not lost by leaving.
pub fn is_written(event: &Event) -> bool {
    event.target().is_some_and(|target| is_written_in(&target))
}

/// Whether a field that is written in, within an element of this selector, holds any text.
pub fn holds_text(within: &str) -> bool {
    let selector = [within, " textarea,", within, " input"].concat();
    let found = document().and_then(|document| document.query_selector_all(&selector).ok());
    found.is_some_and(|found| {
        let text = |field: &JsValue| js::get(field, "value").and_then(|value| value.as_string());
        (0..found.length())
            .filter_map(|at| found.item(at))
            .filter(|field| is_written_in(field))
            .filter_map(|field| text(&field))
            .any(|text| !text.trim().is_empty())
    })
}

fn is_written_in(field: &JsValue) -> bool {
    let kind = js::get(field, "type").and_then(|kind| kind.as_string());
    kind.is_some_and(|kind| ["text", "textarea", "url", "date", "number"].contains(&kind.as_str()))
}

/// Shows a plain sentence when no view can be mounted.
pub fn show_plain(text: &str) {
    let Some(document) = document() else { return };
    if let (Some(body), Ok(paragraph)) = (document.body(), document.create_element("p")) {
        paragraph.set_text_content(Some(text));
        let _ = paragraph.set_attribute("role", "alert");
        let _ = paragraph.set_attribute("class", "page");
        body.set_text_content(None);
        let _ = body.append_child(&paragraph);
    }
}

/// Removes the static shell that index.html paints before the app is there.
pub fn remove_shell() {
    if let Some(shell) = element("shell") {
        shell.remove();
    }
}

/// Loads the page anew.
pub fn reload() {
    js::call(&js::get(&js_sys::global(), "location").unwrap_or(JsValue::NULL), "reload", &[]);
}

/// Loads the app anew at its first page.
pub fn load_again_at_root() {
    let location = js::get(&js_sys::global(), "location").unwrap_or(JsValue::NULL);
    js::call(&location, "assign", &[&base_path().into()]);
}

/// Whether an element of this id is there.
pub fn has(id: &str) -> bool {
    element(id).is_some()
}

pub(super) fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

pub(super) fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
