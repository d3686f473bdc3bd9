//! Making a picture smaller, as the browser draws it: turned as its camera said, and without what the camera wrote beside
//! it, such as the place.

use super::{files::ChosenFile, js};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// How well a picture is kept that is written anew, from 0 to 1.
const QUALITY: f64 = 0.85;

/// What came of it.
pub enum Shrunk {
    /// A picture whose longer edge has at most so many pixels.
    Made(ChosenFile),
    /// What is no picture that this browser knows, or is damaged.
    Unreadable,
    /// This browser cannot write pictures.
    Unable,
}

/// The picture with a longer edge of at most `edge` pixels, as another file of this name and type; one that is smaller
/// keeps its size.
pub async fn shrunk(file: &ChosenFile, edge: u32, media_type: &str) -> Shrunk {
    let Some(bitmap) = js::later(&js_sys::global(), "createImageBitmap", &[&file.handle()]).await else {
        let able = js::get(&js_sys::global(), "createImageBitmap").is_some();
        return if able { Shrunk::Unreadable } else { Shrunk::Unable };
    };
    let drawn = drawn(&bitmap, f64::from(edge), media_type).await;
    js::call(&bitmap, "close", &[]);
    match drawn.and_then(|blob| ChosenFile::of_blob(&blob, &file.name(), &blob.type_())) {
        Some(made) => Shrunk::Made(made),
        None => Shrunk::Unable,
    }
}

async fn drawn(bitmap: &JsValue, edge: f64, media_type: &str) -> Option<Blob> {
    let side = |name: &str| js::get(bitmap, name)?.as_f64().filter(|length| *length >= 1.0);
    let (width, height) = (side("width")?, side("height")?);
    let part = (edge / width.max(height)).min(1.0);
    let [width, height] = [width, height].map(|length| JsValue::from((length * part).round().max(1.0)));
    let class: js_sys::Function = js::get(&js_sys::global(), "OffscreenCanvas")?.dyn_into().ok()?;
    let canvas = js_sys::Reflect::construct(&class, &js_sys::Array::of2(&width, &height)).ok()?;
    let context = js::call(&canvas, "getContext", &[&"2d".into()]).filter(|context| !context.is_null())?;
    js::set(&context, "imageSmoothingQuality", &"high".into());
    js::call(&context, "drawImage", &[bitmap, &0.into(), &0.into(), &width, &height])?;
    let options = js::object(&[("type", media_type)]);
    js::set(&options, "quality", &QUALITY.into());
    js::later(&canvas, "convertToBlob", &[&options]).await?.dyn_into().ok()
}
