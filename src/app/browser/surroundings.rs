//! What can be known of the browser and the device around a database, so that a copy of it elsewhere is told from it:
//! what stays the same through updates, and nothing that would tell one person from another. It never leaves the device.

use super::js;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

/// One line: system, browser, cores, memory, touch.
pub fn line() -> String {
    let navigator = js::navigator();
    let said = |path: &[&str]| js::get_path(&navigator, path);
    let text = |path: &[&str]| said(path).and_then(|value| value.as_string()).unwrap_or_default();
    let number = |name: &str| said(&[name]).and_then(|value| value.as_f64()).map_or(String::new(), |n| n.to_string());
    let browser =
        said(&["userAgentData", "brands"]).map_or_else(|| without_numbers(&text(&["userAgent"])), |list| brands(&list));
    let parts =
        [text(&["platform"]), browser, number("hardwareConcurrency"), number("deviceMemory"), number("maxTouchPoints")];
    parts.join("|")
}

/// The names without versions, and without the one that browsers make up anew each time.
fn brands(list: &JsValue) -> String {
    let list: &Array = list.unchecked_ref();
    let brand = |entry: JsValue| js::get(&entry, "brand")?.as_string();
    let mut names: Vec<String> = list.iter().filter_map(brand).filter(|name| !name.contains("Not")).collect();
    names.sort();
    names.join(",")
}

fn without_numbers(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}
