//! What a person wrote into an item, as it is read: Markdown in its own direction, in the language of its item.

use crate::ui::{MarkdownPart, letters_of_markdown, markdown, markdown_with};
use cairn_domain::{
    item::{
        Item,
        gaps::{self, Piece},
    },
    media::reference,
};
use leptos::prelude::*;

/// The language of an item for `lang`; nothing where it is unknown, so that the page's holds.
pub fn language(item: &Item) -> Option<String> {
    Some(item.language.clone()).filter(|tag| !tag.is_empty())
}

/// A text: question, option, answer, explanation.
pub fn text(text: &str, item: &Item) -> AnyView {
    markdown(text, &item.language)
}

/// A text with views set into it.
pub fn with(parts: Vec<MarkdownPart>, item: &Item) -> AnyView {
    markdown_with(parts, &item.language)
}

/// Whether a text shows or plays something that is kept.
pub fn shows(text: &str) -> bool {
    !reference::references(text).is_empty()
}

/// The class of what stands large on the screen, by how long it is.
pub fn size(text: &str) -> &'static str {
    match reference::worded(text).chars().count() {
        ..=140 => "prompt",
        141..=320 => "prompt some",
        _ => "prompt long",
    }
}

/// A text as it is read aloud: a gap is a pause.
pub fn spoken(text: &str) -> String {
    let pieces = gaps::pieces(text).into_iter().map(|piece| match piece {
        Piece::Text(text) => text,
        Piece::Gap(_) => " … ",
    });
    plain(&pieces.collect::<String>())
}

/// A text as plain words on one line, for names of controls and for what is said aloud.
pub fn plain(text: &str) -> String {
    letters_of_markdown(&reference::worded(text))
}
