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

/// Among the elements with this attribute inside `within`, moves focus by `step` places, around the
/// ends; a step of zero goes to the first, `isize::MAX` to the last. For arrow keys in groups.
pub fn move_in_group(within: &web_sys::Element, selector: &str, step: isize) {
    let Ok(found) = within.query_selector_all(selector) else {
        return;
    };
    let count = isize::try_from(found.length()).unwrap_or(0);
    if count == 0 {
        return;
    }
    let active = document::document().and_then(|document| document.active_element());
    let here = (0..count).find(|at| {
        let node = u32::try_from(*at).ok().and_then(|at| found.item(at));
        active.as_ref().zip(node.as_ref()).is_some_and(|(active, node)| node.is_same_node(Some(active)))
    });
    let target = match (step, here) {
        (0, _) => 0,
        (isize::MAX, _) => count - 1,
        (step, Some(here)) => (here + step).rem_euclid(count),
        (_, None) => 0,
    };
    if let Some(element) =
        u32::try_from(target).ok().and_then(|at| found.item(at)).and_then(|node| node.dyn_into::<HtmlElement>().ok())
    {
        let _ = element.focus();
    }
}

/// Whether anything on the page matches: a part with `:focus-within` or `:hover`, say.
pub fn is_on(selector: &str) -> bool {
    document::document().is_some_and(|document| document.query_selector(selector).ok().flatten().is_some())
}
