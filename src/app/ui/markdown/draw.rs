//! The views of a tree. A block that lies in no other takes its direction from its own letters; what lies in it goes
//! along, so that a list and its numbers keep to one side.

use super::tree::{HOLE, Node};
use super::{Kept, KeptDrawn, math};
use leptos::prelude::*;
use std::collections::VecDeque;

/// What is set into the text, in its order.
type Holes = VecDeque<AnyView>;

/// Blocks that lie in no other.
pub fn blocks(nodes: &[Node], holes: &mut Holes) -> Vec<AnyView> {
    nodes.iter().map(|node| block(node, Some("auto"), holes)).collect()
}

fn inside(nodes: &[Node], holes: &mut Holes) -> Vec<AnyView> {
    nodes.iter().map(|node| block(node, None, holes)).collect()
}

fn block(node: &Node, dir: Option<&'static str>, holes: &mut Holes) -> AnyView {
    match node {
        Node::Paragraph { strong: false, inside: within } => {
            let within = inside(within, holes);
            view! { <p dir=dir>{within}</p> }.into_any()
        }
        Node::Paragraph { strong: true, inside: within } => {
            let within = inside(within, holes);
            view! { <p dir=dir><strong>{within}</strong></p> }.into_any()
        }
        Node::Quote(within) => {
            // Paragraphs of a quote take no direction of their own.
            let within = inside(within, holes);
            view! { <blockquote dir=dir>{within}</blockquote> }.into_any()
        }
        Node::List { first, items } => list(*first, items, dir, holes),
        Node::Table { head, rows } => table(head, rows, dir, holes),
        Node::Code(code) => {
            let code = letters(code, holes);
            view! { <pre dir=dir tabindex="0"><code>{code}</code></pre> }.into_any()
        }
        Node::Rule => view! { <hr/> }.into_any(),
        line => span(line, holes),
    }
}

/// What stands in a line.
fn span(node: &Node, holes: &mut Holes) -> AnyView {
    match node {
        Node::Text(text) => letters(text, holes).into_any(),
        Node::Word(code) => {
            let code = letters(code, holes);
            view! { <code dir="auto">{code}</code> }.into_any()
        }
        Node::Math { tex, block } => match math::drawn(tex, *block) {
            Some(formula) => formula,
            None => {
                let tex = letters(tex, holes);
                view! { <code dir="ltr">{tex}</code> }.into_any()
            }
        },
        Node::Emphasis(within) => {
            let within = inside(within, holes);
            view! { <em>{within}</em> }.into_any()
        }
        Node::Strong(within) => {
            let within = inside(within, holes);
            view! { <strong>{within}</strong> }.into_any()
        }
        Node::Struck(within) => {
            let within = inside(within, holes);
            view! { <s>{within}</s> }.into_any()
        }
        Node::Link { to, inside: within } => {
            let within = inside(within, holes);
            view! { <a href=to.clone() target="_blank" rel="noopener noreferrer">{within}</a> }.into_any()
        }
        Node::Kept { address, title, words } => kept(address, title, words, holes),
        Node::Break => view! { <br/> }.into_any(),
        _ => block(node, None, holes),
    }
}

/// What is kept, where someone draws it, else its words.
fn kept(address: &str, title: &str, words: &str, holes: &mut Holes) -> AnyView {
    let plain = words.chars().filter(|letter| *letter != HOLE).collect();
    let kept = Kept { address: address.to_owned(), title: title.to_owned(), words: plain };
    let drawn = use_context::<KeptDrawn>().and_then(|drawn| drawn.0.run(kept));
    let Some(drawn) = drawn else { return letters(words, holes).into_any() };
    // What was set into the words stands behind what they stand for.
    let set: String = words.chars().filter(|letter| *letter == HOLE).collect();
    let set = letters(&set, holes);
    view! { {drawn}{set} }.into_any()
}

fn list(first: Option<u64>, items: &[Vec<Node>], dir: Option<&'static str>, holes: &mut Holes) -> AnyView {
    let mut rows = Vec::with_capacity(items.len());
    for item in items {
        let within = inside(item, holes);
        rows.push(view! { <li>{within}</li> }.into_any());
    }
    match first {
        Some(first) => view! { <ol dir=dir start=first.to_string()>{rows}</ol> }.into_any(),
        None => view! { <ul dir=dir>{rows}</ul> }.into_any(),
    }
}

fn table(head: &[Vec<Node>], rows: &[Vec<Vec<Node>>], dir: Option<&'static str>, holes: &mut Holes) -> AnyView {
    let mut heads = Vec::new();
    for cell in head {
        let within = inside(cell, holes);
        heads.push(view! { <th scope="col">{within}</th> }.into_any());
    }
    let mut lines = Vec::new();
    for row in rows {
        let mut cells = Vec::new();
        for cell in row {
            let within = inside(cell, holes);
            cells.push(view! { <td>{within}</td> }.into_any());
        }
        lines.push(view! { <tr>{cells}</tr> }.into_any());
    }
    // A wide one is moved sideways by itself, also by keys.
    view! {
        <div class="table" tabindex="0">
            <table dir=dir>
                <thead><tr>{heads}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Letters, and what is set between them.
fn letters(text: &str, holes: &mut Holes) -> Vec<AnyView> {
    let mut parts = Vec::new();
    for (at, part) in text.split(HOLE).enumerate() {
        if at > 0 {
            parts.extend(holes.pop_front());
        }
        if !part.is_empty() {
            parts.push(part.to_owned().into_any());
        }
    }
    parts
}
