//! What is marked in a field that is written in. Places are counted in UTF-16 units, as the browser counts them.

use super::{document, events, focus, js, timers};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Where the mark of the field with this id begins and ends; equal where nothing is marked.
pub fn of(id: &str) -> Option<(usize, usize)> {
    let field = document::element(id)?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // whole, and not below 0
    let place = |name: &str| js::get(&field, name)?.as_f64().map(|place| place as usize);
    Some((place("selectionStart")?, place("selectionEnd")?))
}

/// Moves the focus to the field and marks this part of it, once the page has been drawn.
pub fn mark(id: &str, from: usize, to: usize) {
    let id = id.to_owned();
    timers::next_frame(move || {
        let Some(field) = document::element(&id).and_then(|field| field.dyn_into::<HtmlElement>().ok()) else { return };
        focus::on(&field);
        #[allow(clippy::cast_precision_loss)] // lengths of texts
        let places = [from as f64, to as f64];
        js::call(&field, "setSelectionRange", &[&places[0].into(), &places[1].into()]);
    });
}

/// Puts a text into the field with this id where its mark is, as if it had been written there, and moves the focus behind
/// it. On a line of its own: what stands before it in the line ends there. False if the field is gone.
pub fn put_on_a_line(id: &str, text: &str) -> bool {
    let Some(field) = document::element(id) else { return false };
    let written = js::get(&field, "value").and_then(|value| value.as_string()).unwrap_or_default();
    let units: Vec<u16> = written.encode_utf16().collect();
    let (from, to) = of(id).unwrap_or((units.len(), units.len()));
    let breaks = |unit: Option<&u16>| unit.is_some_and(|unit| *unit != u16::from(b'\n'));
    let before = if from > 0 && breaks(units.get(from - 1)) { "\n" } else { "" };
    let after = if breaks(units.get(to)) { "\n" } else { "" };
    let whole = [before, text, after].concat();
    #[allow(clippy::cast_precision_loss)] // lengths of texts
    let places = [from as f64, to as f64];
    js::call(&field, "setRangeText", &[&whole.as_str().into(), &places[0].into(), &places[1].into(), &"end".into()]);
    events::happen(&field, "input");
    let end = from + before.len() + text.encode_utf16().count();
    mark(id, end, end);
    true
}
