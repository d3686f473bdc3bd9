//! What came by the system's share sheet: the service worker has put it into a cache of its own, where it waits
//! until the learner saves it or throws it away.

use super::{document, files::ChosenFile, js};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// Something that was shared.
#[derive(Clone, Debug)]
pub struct Shared {
    /// A title, perhaps.
    pub title: String,
    /// A text, perhaps with an address in it.
    pub text: String,
    /// An address, perhaps.
    pub url: String,
    /// A file.
    pub file: Option<ChosenFile>,
    /// How many files were too large to be taken.
    pub dropped: u32,
}

/// Something that waits: its id and what to call it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waiting {
    /// Its id.
    pub id: String,
    /// Its title, file name or address; may be empty.
    pub name: String,
}

/// Everything that waits, the oldest first.
pub async fn waiting() -> Vec<Waiting> {
    let mut found = Vec::new();
    for id in ids().await.unwrap_or_default() {
        if let Some(fields) = fields(&id).await {
            let name = ["title", "name", "url", "text"]
                .map(|name| text(&fields, name))
                .into_iter()
                .find(|name| !name.is_empty());
            found.push(Waiting { id, name: name.unwrap_or_default() });
        }
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// One of them; `None` if it is not there any more.
pub async fn read(id: &str) -> Option<Shared> {
    let fields = fields(id).await?;
    let file = async {
        let answer = found(&part(id, "file")).await?;
        let blob: Blob = js::later(&answer, "blob", &[]).await?.dyn_into().ok()?;
        ChosenFile::of_blob(&blob, &text(&fields, "name"), &text(&fields, "type"))
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small count
    let dropped = js::get(&fields, "dropped").and_then(|count| count.as_f64()).unwrap_or(0.0) as u32;
    Some(Shared {
        title: text(&fields, "title"),
        text: text(&fields, "text"),
        url: text(&fields, "url"),
        file: file.await,
        dropped,
    })
}

/// Throws one away.
pub async fn forget(id: &str) {
    if let Some(cache) = cache().await {
        // The fields last: while they are there, it is.
        for name in ["file", "fields"] {
            js::later(&cache, "delete", &[&part(id, name).into()]).await;
        }
    }
}

async fn fields(id: &str) -> Option<JsValue> {
    js::later(&found(&part(id, "fields")).await?, "json", &[]).await
}

fn text(fields: &JsValue, name: &str) -> String {
    js::get(fields, name).and_then(|value| value.as_string()).unwrap_or_default()
}

async fn found(address: &str) -> Option<JsValue> {
    js::later(&cache().await?, "match", &[&address.into()]).await.filter(|answer| !answer.is_undefined())
}

/// As `public/sw.js` names it.
async fn cache() -> Option<JsValue> {
    let caches = js::get(&js_sys::global(), "caches")?;
    let name = ["cairn-shared:", &document::base_path()].concat();
    // Asking first makes no cache where nothing was shared.
    if js::later(&caches, "has", &[&name.as_str().into()]).await? == JsValue::FALSE {
        return None;
    }
    js::later(&caches, "open", &[&name.into()]).await
}

async fn ids() -> Option<Vec<String>> {
    let keys: js_sys::Array = js::later(&cache().await?, "keys", &[]).await?.dyn_into().ok()?;
    let id = |request: JsValue| {
        let address = js::get(&request, "url")?.as_string()?;
        Some(address.strip_suffix("/fields")?.rsplit('/').next()?.to_owned())
    };
    Some(keys.iter().filter_map(id).collect())
}

/// Where a part of it lies; `id` comes from the address bar.
fn part(id: &str, name: &str) -> String {
    let id: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
    [&document::base_path(), "share/", id.as_str(), "/", name].concat()
}
