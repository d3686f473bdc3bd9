//! The browser's own modal dialog: it keeps the focus inside, closes with Escape, and gives the focus
//! back to where it was.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement};

/// Opens as a modal dialog, if it is not open.
pub fn open(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        let _ = dialog.show_modal();
    }
}

/// Closes, if it is open.
pub fn close(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}

/// Whether a press hit the dialog's own element, which is the scrim around its content.
pub fn on_scrim(event: &Event) -> bool {
    event.target().is_some_and(|target| target.dyn_ref::<HtmlDialogElement>().is_some())
}
