//! Markdown that a person wrote, as nodes: paragraphs, emphasis, links, lists, tables, quotes, code and formulas.
//! No HTML string is inserted: what looks like HTML is shown as the text that it is, and a picture as its words, but for
//! one that is kept with her work, which a screen may have drawn ([`KeptDrawn`]).
//! [`tree`] reads, purely and within bounds; [`draw`] makes views; [`math`] makes `MathML` of formulas.

mod draw;
mod math;
mod mathml;
mod plain;
mod tree;

use leptos::prelude::*;
use std::collections::VecDeque;

/// A picture or a sound that is kept, as a text names it.
pub struct Kept {
    /// Its address.
    pub address: String,
    /// What its title says; may be empty.
    pub title: String,
    /// The words that stand for it.
    pub words: String,
}

/// Draws a picture or a sound that is kept; nothing if there is no such address. A context: in its absence a text shows the
/// words.
#[derive(Clone, Copy)]
pub struct KeptDrawn(pub Callback<Kept, Option<AnyView>>);

/// A part of a text into which something is set: a gap to fill, say.
pub enum MarkdownPart {
    /// Markdown; it may begin and end anywhere, also within a list or an emphasis.
    Text(String),
    /// What stands between two texts, in the line.
    View(AnyView),
}

/// A text in Markdown; `language` is its BCP 47 tag, empty if unknown.
pub fn markdown(text: &str, language: &str) -> AnyView {
    shown(text, VecDeque::new(), language)
}

/// The same of a text with other views in it. Each of them is shown once, whatever stands around it.
pub fn markdown_with(parts: Vec<MarkdownPart>, language: &str) -> AnyView {
    let mut text = String::new();
    let mut holes = VecDeque::new();
    for part in parts {
        match part {
            // The mark of a hole is nothing that is written.
            MarkdownPart::Text(part) => text.extend(part.chars().filter(|letter| *letter != tree::HOLE)),
            MarkdownPart::View(view) => {
                text.push(tree::HOLE);
                holes.push_back(view);
            }
        }
    }
    shown(&text, holes, language)
}

/// The letters of a text in Markdown without its marks, in one line: for names in lists.
pub fn letters_of_markdown(text: &str) -> String {
    tree::letters(&tree::read(text))
}

fn shown(text: &str, mut holes: VecDeque<AnyView>, language: &str) -> AnyView {
    let blocks = tree::read(text);
    let drawn = draw::blocks(&blocks, &mut holes);
    // Holes within an address or a formula that could be drawn have no place of their own.
    let left: Vec<AnyView> = holes.into_iter().collect();
    let left = (!left.is_empty()).then(|| view! { <p>{left}</p> });
    let language = super::voice::spoken(Some(language.to_owned()));
    view! { <div class="md stack voice" lang=language>{drawn}{left}</div> }.into_any()
}
