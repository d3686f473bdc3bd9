//! Links of browsers and of Pocket: Netscape bookmark HTML in and out, Pocket's HTML and CSV in, and the
//! addresses in a pasted text.
//!
//! A link is one resource, named by its address whatever file it comes from: the same link from two
//! browsers is one. Folders become tags. Nothing is executed and nothing is fetched.
//!
//! Codes of problems: `no_link`, `bad_link`, `text_mended`, `too_many_tags`, `unclosed`. Codes of
//! refusals: `not_utf8`, `damaged`, `too_deep`, `too_dense` with their line, `no_links`.

mod gather;
mod html;
mod paste;
mod pocket;
mod tokens;
mod write;

pub(crate) use gather::id_of;
pub use paste::{Found, Links, links_in_text};
pub use write::write;

use crate::{
    problem::{Refusal, utf8},
    report::Format,
    source::Source,
};

/// How deep folders may lie in each other.
const DEPTH_MAX: usize = 64;

/// What the head of a file tells about the whole.
const HEAD: usize = 4_096;

/// Which of the formats this is, by its first lines.
pub fn format_of(bytes: &[u8]) -> Option<Format> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    if pocket::is_header(head.lines().next().unwrap_or_default()) {
        return Some(Format::Pocket);
    }
    if !head.starts_with('<') {
        None
    } else if head.contains("netscape-bookmark-file") || head.contains("<dl") && head.contains("<dt") {
        Some(Format::Bookmarks)
    } else if head.contains("<title>pocket export") || head.contains(" time_added=") {
        Some(Format::Pocket)
    } else {
        None
    }
}

/// Reads a file of any of these formats. A link that cannot be used is named with its line; the whole is
/// refused only if it breaks off, nests or repeats itself without measure, is not UTF-8, or has no link.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    let text = utf8(bytes)?;
    if pocket::is_header(text.trim_start().lines().next().unwrap_or_default()) {
        pocket::read(text)
    } else {
        html::read(text)
    }
}

#[cfg(test)]
mod tests;
