//! Room that is kept on the page from its first paint for what comes at rest, so that its coming moves nothing: boot.js sets
//! it as a property of `<html>`, which the style sheet reads. Here it is measured for the next time, and given up.

use super::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The property.
const ROOM: &str = "--practice";

/// Gives the room up: what it was kept for is there, or does not come.
pub fn give_up() {
    let root = document::document().and_then(|document| document.document_element());
    if let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        let _ = root.style().remove_property(ROOM);
    }
}

/// Pixels that have come to lie between two elements of one column, beyond the gap that it has anyway; 0 or more.
pub fn between(above: &str, below: &str) -> Option<f64> {
    let document = document::document()?;
    let one = |selector: &str| document.query_selector(selector).ok().flatten();
    let (above, below) = (one(above)?, one(below)?);
    let far = below.get_bounding_client_rect().top() - above.get_bounding_client_rect().bottom();
    Some((far - gap(&above.parent_element()?)).max(0.0))
}

fn gap(column: &Element) -> f64 {
    let style = web_sys::window().and_then(|window| window.get_computed_style(column).ok().flatten());
    let gap = style.and_then(|style| style.get_property_value("row-gap").ok());
    gap.and_then(|gap| gap.trim_end_matches("px").parse().ok()).unwrap_or(0.0)
}
