//! An address for bytes that were made here, to show them by; it is given back when dropped.

use super::download::Made;
use web_sys::Url;

/// A `blob:` address.
#[derive(Debug)]
pub struct ObjectUrl(String);

impl ObjectUrl {
    /// An address for these bytes; `None` where the browser makes none.
    pub fn of(made: &Made) -> Option<Self> {
        Url::create_object_url_with_blob(&made.0).ok().map(Self)
    }

    /// As an element takes it.
    pub fn address(&self) -> &str {
        &self.0
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}
