//! Copying a text: the last way out for what cannot be shared or saved.

use super::js;

/// Copies; false where the browser refuses.
pub async fn copy(text: &str) -> bool {
    match js::get(&js::navigator(), "clipboard") {
        Some(clipboard) => js::later(&clipboard, "writeText", &[&text.into()]).await.is_some(),
        None => false,
    }
}
