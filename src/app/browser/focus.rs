//! Moving the keyboard's place. The page is not scrolled by it unless asked.

use super::{document, timers};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

/// Moves focus to the element with this id, once the page has been drawn; no scrolling.
pub fn by_id(id: &str) {
    let id = id.to_owned();
    timers::next_frame(move || {
        if let Some(element) = document::element(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            on(&element);
        }
    });
}

/// Moves focus to the element with this id once the page has been drawn, and brings it into view.
pub fn go_to(id: &str) {
    let id = id.to_owned();
    timers::next_frame(move || {
        if let Some(element) = document::element(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// Moves focus to the page's main heading, if there is one.
pub fn main_heading() -> bool {
    let heading = document::document().and_then(|document| document.query_selector("#main h1").ok().flatten());
    let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    on(&heading);
    true
}

/// Moves focus to this element; no scrolling.
pub fn on(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// The id of the element that has the focus, if it has one.
pub fn current_id() -> Option<String> {
    document::document()?.active_element().map(|element| element.id()).filter(|id| !id.is_empty())
}

/// Whether anything on the page matches: a part with `:focus-within` or `:hover`, say.
pub fn is_on(selector: &str) -> bool {
    document::document().is_some_and(|document| document.query_selector(selector).ok().flatten().is_some())
}
