//! Dragging a row of a list with a finger, a pen or a mouse: which row the pointer is over.

use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// Keeps the pointer's events with the element it was pressed on.
pub fn hold(event: &PointerEvent) {
    if let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// The row of this list (its children) that is at the pointer's height.
pub fn row_at(list: &Element, event: &PointerEvent) -> Option<usize> {
    let y = f64::from(event.client_y());
    let rows = list.children();
    (0..rows.length())
        .find(|at| rows.item(*at).is_some_and(|row| y < row.get_bounding_client_rect().bottom()))
        .or(rows.length().checked_sub(1))
        .and_then(|at| usize::try_from(at).ok())
}
