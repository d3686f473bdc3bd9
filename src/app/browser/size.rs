//! How much room an element has, in the page's own measure of text, and how far it is scrolled.

use super::timers;
use web_sys::Element;

/// The inner width of an element in rem; 16 px are one rem where the browser does not say.
pub fn width_in_rem(element: &Element) -> f64 {
    f64::from(element.client_width()) / root_text_size().unwrap_or(16.0)
}

/// Scrolls what is in an element to its lower end, once it has been drawn.
pub fn scroll_to_end(element: &Element) {
    let element = element.clone();
    timers::next_frame(move || element.set_scroll_top(element.scroll_height()));
}

fn root_text_size() -> Option<f64> {
    let window = web_sys::window()?;
    let root = window.document()?.document_element()?;
    let size = window.get_computed_style(&root).ok()??.get_property_value("font-size").ok()?;
    size.trim_end_matches("px").parse().ok().filter(|size| *size > 0.0)
}
