//! A style sheet that comes with a piece of the app, not with the page: one made here and adopted by the document, which
//! the content policy allows and which costs no request.

use super::js;
use wasm_bindgen::{JsCast, JsValue};

/// Has the document use a style sheet besides its own. Call once for each.
pub fn adopt(rules: &str) {
    let made = || {
        let class: js_sys::Function = js::get(&js_sys::global(), "CSSStyleSheet")?.dyn_into().ok()?;
        let sheet = js_sys::Reflect::construct(&class, &js_sys::Array::new()).ok()?;
        js::call(&sheet, "replaceSync", &[&rules.into()])?;
        let document = js::get(&js_sys::global(), "document")?;
        let adopted = js::get(&document, "adoptedStyleSheets")?;
        let all = js_sys::Array::from(&adopted);
        all.push(&sheet);
        js::set(&document, "adoptedStyleSheets", &JsValue::from(all));
        Some(())
    };
    // Without it everything can be read and pressed, plainly.
    let _ = made();
}
