//! The letters of a text in HTML, without marks: for names, and for answers that are typed.

use super::{
    Dropped,
    elements::{Element, Gone, element},
    raised,
    shown::said,
    tokens::{Token, Tokens},
};
use crate::entities::resolved;

/// The letters, line by line; a picture is its words.
pub(crate) fn letters(html: &str, dropped: &mut Dropped) -> String {
    let mut out = String::new();
    let mut tokens = Tokens::of(html);
    let mut open: Option<(bool, usize)> = None;
    let mut ordinals = None;
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) if text.contains('&') => out.push_str(&resolved(text).replace('\n', " ")),
            Token::Text(text) | Token::Plain(text) => out.push_str(&text.replace('\n', " ")),
            Token::Open(name, attributes) => match element(name) {
                Element::Gone(name, gone) => {
                    leave_out(&mut tokens, name, gone, dropped);
                }
                Element::Image => out.push_str(&said(attributes, "alt")),
                Element::Raised(up) => open = Some((up, out.len())),
                element if is_block(element) => out.push('\n'),
                _ => {}
            },
            Token::Close(name) => match element(name) {
                Element::Raised(_) => {
                    if let Some((up, from)) = open.take() {
                        let ordinals = ordinals.get_or_insert_with(|| raised::ordinals(html));
                        let is_ordinal = ordinals.contains(&tokens.at());
                        let figure = raised::figure(&out[from..], up, out[..from].chars().next_back(), is_ordinal);
                        out.truncate(from);
                        out.push_str(&figure);
                    }
                }
                element if is_block(element) => out.push('\n'),
                _ => {}
            },
        }
    }
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = out.lines().map(words).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Goes over what is left out, and counts it.
pub(super) fn leave_out(tokens: &mut Tokens, name: &'static str, gone: Gone, dropped: &mut Dropped) {
    match gone {
        Gone::Script => dropped.scripts += 1,
        Gone::Style => dropped.styles += 1,
        Gone::Frame | Gone::FrameTag => dropped.frames += 1,
        Gone::Unseen => {}
    }
    // A script that does not end takes the rest along, as in a browser.
    if gone != Gone::FrameTag && tokens.content(name).is_none() && matches!(gone, Gone::Script | Gone::Style) {
        tokens.end();
    }
}

fn is_block(element: Element) -> bool {
    use Element::{Block, Break, Cell, Heading, Item, List, Pre, Quote, Row, Rule, Table};
    matches!(element, Block | Break | Cell(_) | Heading(_) | Item | List(_) | Pre | Quote | Row | Rule | Table)
}
