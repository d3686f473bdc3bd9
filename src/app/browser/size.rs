//! How much room an element has, in the page's own measure of text, and how far it is scrolled.

use super::timers;
use web_sys::Element;

/// The inner width of an element in rem; 16 px are one rem where the browser does not say.
pub fn width_in_rem(element: &Element) -> f64 {
    f64::from(element.client_width()) / root_text_size().unwrap_or(16.0)
}

/// Scrolls what is in an element so far down that what lies at `rem` is its last line, once it has been drawn.
#[allow(clippy::cast_possible_truncation)] // pixels of a page
pub fn scroll_down_to(element: &Element, rem: impl Fn() -> f64 + 'static) {
    let element = element.clone();
    timers::next_frame(move || {
        let far = rem() * root_text_size().unwrap_or(16.0) - f64::from(element.client_height());
        element.set_scroll_top(far as i32);
    });
}

fn root_text_size() -> Option<f64> {
    let window = web_sys::window()?;
    let root = window.document()?.document_element()?;
    let size = window.get_computed_style(&root).ok()??.get_property_value("font-size").ok()?;
    size.trim_end_matches("px").parse().ok().filter(|size| *size > 0.0)
}
