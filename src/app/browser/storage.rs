//! How much the browser keeps for the app, and whether it promises to keep it.

use super::js;
use wasm_bindgen::JsValue;

/// Bytes, as the browser estimates them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// What this origin uses.
    pub used: f64,
    /// What it may use at most.
    pub quota: f64,
}

/// The estimate, where the browser gives one.
pub async fn estimate() -> Option<Estimate> {
    let answer = js::later(&manager()?, "estimate", &[]).await?;
    Some(Estimate { used: js::get(&answer, "usage")?.as_f64()?, quota: js::get(&answer, "quota")?.as_f64()? })
}

/// Whether lasting storage is granted; nothing where the browser cannot say.
pub async fn is_lasting() -> Option<bool> {
    js::later(&manager()?, "persisted", &[]).await?.as_bool()
}

/// Asks for lasting storage. Some browsers ask the learner, others decide alone.
pub async fn ask_lasting() -> Option<bool> {
    js::later(&manager()?, "persist", &[]).await?.as_bool()
}

fn manager() -> Option<JsValue> {
    js::get(&js::navigator(), "storage")
}
