//! What a file is called and drawn as, by its media type. Data in, words out.

use crate::i18n::{self, tr};
use crate::ui::Icon;

/// How a file can be shown here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Show {
    /// As a picture; SVG too, which runs nothing in this place.
    Picture,
    /// With the browser's own controls.
    Sound,
    /// With the browser's own controls.
    Film,
    /// As plain text.
    Text,
    /// Not here: it is handed to another app. HTML is never shown, it could act as the app.
    Outside,
}

/// How a media type is shown.
pub fn show(media_type: &str) -> Show {
    match media_type.split_once('/') {
        Some(("image", _)) => Show::Picture,
        Some(("audio", _)) => Show::Sound,
        Some(("video", _)) => Show::Film,
        Some(("text", "plain" | "markdown" | "x-markdown" | "csv" | "tab-separated-values")) => Show::Text,
        _ => Show::Outside,
    }
}

/// Its drawing.
pub fn icon(media_type: &str) -> Icon {
    match show(media_type) {
        Show::Picture => Icon::Photo,
        Show::Sound => Icon::Audio,
        Show::Film => Icon::Video,
        Show::Text => Icon::Note,
        Show::Outside => Icon::File,
    }
}

/// What it is, in a word or two.
pub fn kind(media_type: &str) -> String {
    match (show(media_type), media_type) {
        (Show::Picture, _) => tr::media::picture(),
        (Show::Sound, _) => tr::media::sound(),
        (Show::Film, _) => tr::media::film(),
        (Show::Text, _) => tr::media::plain_text(),
        (_, "application/pdf") => tr::media::pdf(),
        (_, "text/html" | "application/xhtml+xml") => tr::media::web_page(),
        _ => tr::media::other(),
    }
}

/// Its length.
#[allow(clippy::cast_precision_loss)] // a size to show
pub fn size(bytes: u64) -> String {
    i18n::file_size(bytes as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_could_run_is_never_shown_as_itself() {
        for (media_type, expected) in [
            ("image/svg+xml", Show::Picture),
            ("video/webm", Show::Film),
            ("text/plain", Show::Text),
            ("text/html", Show::Outside),
            ("application/xhtml+xml", Show::Outside),
            ("text/xml", Show::Outside),
            ("text/javascript", Show::Outside),
            ("application/pdf", Show::Outside),
            ("", Show::Outside),
        ] {
            assert_eq!(show(media_type), expected, "{media_type}");
        }
    }
}
