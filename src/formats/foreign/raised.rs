//! Raised and lowered figures as letters: `x²`, `H₂O`; what has no such letters stands behind `^` or `_`.

use super::{
    elements::{Element, element},
    tokens::{Token, Tokens},
};
use crate::entities::resolved;
use std::collections::BTreeSet;

const UP: [(char, char); 18] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('–', '⁻'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
];

const DOWN: [(char, char); 18] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('–', '₋'),
    ('(', '₍'),
    (')', '₎'),
    ('n', 'ₙ'),
    ('i', 'ᵢ'),
];

/// Endings that are raised by custom alone: 1st, 3ème.
const ENDINGS: [&str; 6] = ["st", "nd", "rd", "th", "ère", "ème"];

/// Endings that may be a power too: 2e, 3o, 2<sup>a</sup>. [`ordinals`] says which of them are none.
const DOUBTFUL: [&str; 7] = ["e", "a", "o", "er", "re", "os", "as"];

/// Letters of a figure; what is longer is a text that someone raised.
const LONGEST: usize = 40;

/// The figure behind what stands `before` it; whether it `is_ordinal` is asked of letters that may be either.
pub(super) fn figure(letters: &str, up: bool, before: Option<char>, is_ordinal: bool) -> String {
    let table = if up { &UP } else { &DOWN };
    let small = |letter: char| table.iter().find(|(from, _)| *from == letter).map(|(_, to)| *to);
    if letters.is_empty() || letters.chars().count() > LONGEST {
        return letters.to_owned();
    }
    if let Some(figure) = letters.chars().map(small).collect::<Option<String>>() {
        return figure;
    }
    let lower = letters.to_lowercase();
    let is_ending = ENDINGS.contains(&lower.as_str()) || is_ordinal && DOUBTFUL.contains(&lower.as_str());
    let is_ending = is_ending && before.is_some_and(|before| before.is_ascii_digit());
    let is_sign = ["tm", "*", "°", "º", "ª", "†", "‡", "′", "″", "™", "®"].contains(&lower.as_str());
    if up && (is_ending || is_sign) {
        return letters.to_owned();
    }
    let sign = if up { '^' } else { '_' };
    if letters.chars().all(char::is_alphanumeric) { format!("{sign}{letters}") } else { format!("{sign}({letters})") }
}

/// Letters before a figure that are remembered.
const BEFORE: usize = 24;

/// A raised ending behind a number.
struct Ending {
    number: String,
    /// Where it was closed.
    at: usize,
    /// Whether it can only be a power.
    is_power: bool,
}

/// The places behind those raised endings of a text that are ordinals: where no sign of arithmetic stands before the number or
/// behind the ending, nor another figure, and the text raises the same number nowhere to something else.
pub(super) fn ordinals(html: &str) -> BTreeSet<usize> {
    let mut tokens = Tokens::of(html);
    let (mut endings, mut bases): (Vec<Ending>, BTreeSet<String>) = (Vec::new(), BTreeSet::new());
    let (mut said, mut raised, mut follows) = (String::new(), None::<String>, false);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) | Token::Plain(text) => {
                let text = resolved(text);
                match &mut raised {
                    Some(raised) if raised.len() <= LONGEST => raised.push_str(&text),
                    Some(_) => {}
                    None => {
                        let next = text.trim_start();
                        if let Some(ending) = endings.last_mut().filter(|_| follows) {
                            ending.is_power |= reckons(next);
                        }
                        follows &= next.is_empty();
                        let from = text.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
                        said.push_str(&text[from..]);
                        let more = said.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
                        said.drain(..more);
                    }
                }
            }
            Token::Open(name, _) | Token::Close(name) => match (element(name), token) {
                (Element::Raised(true), Token::Close(_)) => {
                    let Some(letters) = raised.take() else { continue };
                    let number_at = said.trim_end_matches(|c: char| c.is_ascii_digit()).len();
                    let number = said[number_at..].to_owned();
                    let is_power = said[..number_at].trim_end().ends_with(is_operator);
                    let letters = letters.trim().to_lowercase();
                    follows = DOUBTFUL.contains(&letters.as_str()) && !number.is_empty();
                    if follows {
                        endings.push(Ending { number, at: tokens.at(), is_power });
                    } else if is_exponent(&letters) {
                        bases.insert(number);
                    }
                    said.clear();
                }
                (Element::Raised(up), Token::Open(..)) => {
                    if let Some(ending) = endings.last_mut().filter(|_| follows) {
                        ending.is_power = true;
                    }
                    follows = false;
                    raised = up.then(String::new);
                }
                (Element::Block | Element::Break | Element::Item | Element::Cell(_) | Element::Row, _) => {
                    follows = false;
                    said.clear();
                }
                _ => {}
            },
        }
    }
    bases.extend(endings.iter().filter(|ending| ending.is_power).map(|ending| ending.number.clone()));
    endings.into_iter().filter(|ending| !bases.contains(&ending.number)).map(|ending| ending.at).collect()
}

/// Whether what follows a figure reckons with it. A dash before a word is none of reckoning.
fn reckons(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let behind = text[first.len_utf8()..].trim_start().chars();
    let is_dash = matches!(first, '-' | '–') && behind.take_while(|letter| letter.is_alphabetic()).take(2).count() < 2;
    is_dash || first.is_ascii_digit() || is_operator(first)
}

fn is_operator(sign: char) -> bool {
    "+−±·⋅∙*×/÷=≠≈<>≤≥^√".contains(sign)
}

/// Whether raised letters are no ending of any ordinal: a single letter, or figures.
fn is_exponent(letters: &str) -> bool {
    let mut all = letters.chars();
    let is_letter = matches!((all.next(), all.next()), (Some(one), None) if one.is_alphabetic() && !"ºª".contains(one));
    is_letter || letters.contains(|sign: char| sign.is_ascii_digit() || is_operator(sign))
}
