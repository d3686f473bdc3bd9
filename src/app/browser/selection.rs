//! What is marked in a field that is written in. Places are counted in UTF-16 units, as the browser counts them.

use super::{document, focus, js, timers};
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
