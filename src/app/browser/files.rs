//! Files the learner chooses, or drops on the page, read slice by slice: a large file never stands in
//! memory twice.

use super::{
    download::Made,
    events::{self, Listener},
    js,
};
use cairn_domain::{folder as domain, sorting};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A file the learner has handed over. Nothing has been read yet.
#[derive(Clone, Debug)]
pub struct ChosenFile(web_sys::File);

impl ChosenFile {
    /// A file that the system handed over.
    pub const fn of(file: web_sys::File) -> Self {
        Self(file)
    }

    /// A text that was pasted, as a file.
    pub fn of_text(name: &str, text: &str) -> Option<Self> {
        let parts = js_sys::Array::of1(&text.into());
        web_sys::File::new_with_str_sequence(&parts, name).ok().map(Self)
    }

    /// Bytes that came without a name, as a file.
    pub fn of_blob(blob: &web_sys::Blob, name: &str, media_type: &str) -> Option<Self> {
        let options = web_sys::FilePropertyBag::new();
        options.set_type(media_type);
        web_sys::File::new_with_blob_sequence_and_options(&js_sys::Array::of1(blob), name, &options).ok().map(Self)
    }

    /// The same file with other bytes.
    pub fn with_bytes(&self, bytes: &[u8]) -> Option<Self> {
        let options = web_sys::FilePropertyBag::new();
        options.set_type(&self.media_type());
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
        web_sys::File::new_with_u8_array_sequence_and_options(&parts, &self.name(), &options).ok().map(Self)
    }

    /// Its name, as the device says.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Its media type, as the device says; may be empty.
    pub fn media_type(&self) -> String {
        self.0.type_()
    }

    /// Its length in bytes.
    pub fn size(&self) -> f64 {
        self.0.size()
    }

    /// Its first bytes, at most `most` of them.
    pub async fn head(&self, most: usize) -> Option<Vec<u8>> {
        #[allow(clippy::cast_precision_loss)] // bytes of a file
        let part = self.0.slice_with_f64_and_f64(0.0, (most as f64).min(self.size())).ok()?;
        let buffer = JsFuture::from(part.array_buffer()).await.ok()?;
        Some(js_sys::Uint8Array::new(&buffer).to_vec())
    }

    /// Its text by the encoding of this name, as a file in UTF-8 that is called the same.
    pub async fn read_as(&self, encoding: &str) -> Option<Self> {
        let buffer = JsFuture::from(self.0.array_buffer()).await.ok()?;
        let class: js_sys::Function = js::get(&js_sys::global(), "TextDecoder")?.dyn_into().ok()?;
        let decoder = js_sys::Reflect::construct(&class, &js_sys::Array::of1(&encoding.into())).ok()?;
        let text = js::call(&decoder, "decode", &[&buffer])?;
        let parts = js_sys::Array::of1(&text);
        web_sys::File::new_with_str_sequence(&parts, &self.name()).ok().map(Self)
    }

    /// It, to be shown under a media type.
    pub fn made(&self, media_type: &str) -> Made {
        Made::of(self.0.clone().into()).typed(media_type)
    }

    /// The browser's own handle, to send to a worker without copying.
    pub fn handle(&self) -> JsValue {
        self.0.clone().into()
    }
}

/// Whether the browser lets a folder be chosen.
pub fn takes_folders() -> bool {
    let input = js::get_path(&js_sys::global(), &["HTMLInputElement", "prototype"]);
    input.is_some_and(|input| js_sys::Reflect::has(&input, &"webkitdirectory".into()).unwrap_or(false))
}

/// The files of a folder as one, which is called as the folder is; nothing of them is read for it. Of what could be shown in no
/// card only the name goes along, and of what hides itself only how the folder is to be read.
pub fn folder(files: &[ChosenFile]) -> Option<ChosenFile> {
    let all = files.iter().filter_map(|file| {
        let path = js::get(&file.0, "webkitRelativePath")?.as_string()?;
        let (name, path) = path.split_once('/')?;
        (!path.split('/').any(domain::is_hidden)).then(|| (name.to_owned(), path.to_owned(), file))
    });
    let mut listed: Vec<(String, String, &ChosenFile)> = all.collect();
    sorting::sort_by(&mut listed, |(_, a, _), (_, b, _)| a.cmp(b));
    let name = listed.first()?.0.clone();
    let parts = js_sys::Array::new();
    let mut lines = Vec::with_capacity(listed.len());
    for (_, path, file) in &listed {
        let is_read = domain::is_read(path);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // lengths of files are exact far beyond any
        lines.push((if is_read { file.size() as u64 } else { 0 }, path.as_str()));
        if is_read {
            parts.push(&file.0);
        }
    }
    parts.unshift(&domain::head(lines.into_iter()).into());
    web_sys::File::new_with_blob_sequence(&parts, &name).ok().map(ChosenFile)
}

/// The files of a file input, from its change event.
pub fn from_input(event: &web_sys::Event) -> Vec<ChosenFile> {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
        .and_then(|input| input.files())
        .map(|list| list_of(&list))
        .unwrap_or_default()
}

/// The files dropped on the page, from its drop event.
pub fn from_drop(event: &web_sys::Event) -> Vec<ChosenFile> {
    js::get_path(event, &["dataTransfer", "files"]).map(|list| list_of(list.unchecked_ref())).unwrap_or_default()
}

/// Listens for files that are dropped anywhere on the page and taken nowhere else; without this the browser would
/// leave the page for them.
pub fn on_drop(dropped: impl Fn(Vec<ChosenFile>) + 'static) -> [Option<Listener>; 2] {
    let over = events::on_window("dragover", |event| event.prevent_default());
    let drop = events::on_window("drop", move |event| {
        if !event.default_prevented() {
            event.prevent_default();
            let files = from_drop(&event);
            if !files.is_empty() {
                dropped(files);
            }
        }
    });
    [over, drop]
}

/// Empties a file input, so that the same file can be chosen again.
pub fn clear_input(event: &web_sys::Event) {
    if let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        input.set_value("");
    }
}

pub(super) fn list_of(list: &web_sys::FileList) -> Vec<ChosenFile> {
    (0..list.length()).filter_map(|at| list.get(at)).map(ChosenFile).collect()
}
