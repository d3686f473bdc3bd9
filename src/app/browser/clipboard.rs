//! What is pasted, from the paste's own event: no permission is asked for.

use super::js;
use web_sys::Event;

/// The plain text of a paste; empty if it holds none.
pub fn pasted_text(event: &Event) -> String {
    let data = js::get(event, "clipboardData");
    let text = data.and_then(|data| js::call(&data, "getData", &[&"text/plain".into()]));
    text.and_then(|text| text.as_string()).unwrap_or_default()
}
