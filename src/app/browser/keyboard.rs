//! Keys that are pressed anywhere on the page, told plainly: which key, with what, and where one was at that time.

use super::{document, events, focus, js};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// A key that went down.
#[allow(clippy::struct_excessive_bools)] // as the event has them
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Press {
    /// What the layout makes of it.
    pub key: String,
    /// Where it lies on the keyboard, by its name on an American one.
    pub code: String,
    /// With Shift.
    pub shift: bool,
    /// With Control.
    pub control: bool,
    /// With Alt or Meta.
    pub other: bool,
    /// Held down.
    pub repeat: bool,
    /// A part of a sign that is being put together.
    pub composing: bool,
    /// In a field that takes letters.
    pub typing: bool,
    /// While a dialog is open.
    pub modal: bool,
    /// On something that Space or Enter works by themselves: a button, a link, a box to tick.
    pub working: bool,
}

const TYPED_IN: &str = "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range], [type=file]), \
                        textarea, select, [contenteditable]:not([contenteditable=false])";

const WORKED: &str = "button, a, summary, input, select";

/// Calls for each key that nothing on the page has taken; true takes it.
pub fn on_press(heard: impl FnMut(&Press) -> bool + 'static) {
    if let Some(listener) = listen(heard) {
        listener.forever();
    }
}

/// The same for as long as the listener lives.
pub fn listen(mut heard: impl FnMut(&Press) -> bool + 'static) -> Option<events::Listener> {
    events::on_window("keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if !event.default_prevented() && heard(&read(event)) {
            event.prevent_default();
        }
    })
}

fn read(event: &KeyboardEvent) -> Press {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    // A browser that fills in a form presses keys that have no name.
    let text = |name: &str| js::get(event, name).and_then(|text| text.as_string()).unwrap_or_default();
    let within =
        |selector: &str| target.as_ref().is_some_and(|target| target.closest(selector).ok().flatten().is_some());
    Press {
        key: text("key"),
        code: text("code"),
        shift: event.shift_key(),
        control: event.ctrl_key(),
        other: event.alt_key() || event.meta_key(),
        repeat: event.repeat(),
        composing: event.is_composing(),
        typing: within(TYPED_IN),
        modal: focus::is_on("dialog[open]"),
        working: within(WORKED),
    }
}

/// Presses the button that an element of this selector is.
pub fn press(selector: &str) {
    let found = document::document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Saves what the focus is in: sends its form, else presses the main button nearest around it, else leaves the field for
/// a moment, which saves those that save when they are left. False if the focus is in nothing of the kind.
pub fn save_here() -> bool {
    let Some(active) = document::document().and_then(|document| document.active_element()) else { return false };
    let mut around = Some(active.clone());
    while let Some(element) = around {
        if element.tag_name() == "FORM" {
            return js::call(&element, "requestSubmit", &[]).is_some();
        }
        let main = element.query_selector(".btn.main").ok().flatten();
        if let Some(button) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
            button.click();
            return true;
        }
        let ends = element.tag_name() == "DIALOG" || element.id() == "main";
        around = if ends { None } else { element.parent_element() };
    }
    let written = active.matches(TYPED_IN).unwrap_or(false);
    if let (true, Some(field)) = (written, active.dyn_ref::<HtmlElement>()) {
        let _ = field.blur();
        focus::on(field);
    }
    written
}

/// Moves the focus to the first element of this selector that can be seen; false if there is none.
pub fn focus_first(selector: &str) -> bool {
    let found = document::document().and_then(|document| document.query_selector_all(selector).ok());
    let Some(found) = found else { return false };
    let field = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<HtmlElement>().ok()).find(|field| {
        // Laid out: a closed part of the page has no boxes.
        js::call(field, "getClientRects", &[]).and_then(|boxes| js::get(&boxes, "length")) != Some(JsValue::from(0))
    });
    match field {
        Some(field) => field.focus().is_ok(),
        None => false,
    }
}
