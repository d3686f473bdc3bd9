//! Formulas in LaTeX as `MathML`, which the browser draws and reads out. [`mathml`](super::mathml) reads what the converter
//! writes; a formula that it does not know is shown as it was written.

use super::{
    mathml::{Part, read},
    plain,
};
use leptos::{
    attr::{
        any_attribute::{AnyAttribute, IntoAnyAttribute},
        custom::custom_attribute,
    },
    math,
    prelude::*,
};
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// Letters of a formula: beyond that it is no formula, and the converter goes as deep as it nests.
const LONGEST: usize = 1_000;

/// The formula; nothing if it cannot be drawn.
pub fn drawn(tex: &str, block: bool) -> Option<AnyView> {
    let parts = read(&converted(tex, block)?)?;
    Some(views(parts).into_any())
}

/// The formula as plain letters; as it was written if it cannot be read.
pub fn plain(tex: &str) -> String {
    let letters = converted(tex, false).and_then(|drawn| read(&drawn)).map(|parts| plain::plain(&parts));
    letters.filter(|letters| !letters.trim().is_empty()).unwrap_or_else(|| tex.to_owned())
}

fn converted(tex: &str, block: bool) -> Option<String> {
    if tex.chars().count() > LONGEST || deepest(tex) > 40 {
        return None;
    }
    let display = if block { MathDisplay::Block } else { MathDisplay::Inline };
    let converter = LatexToMathML::new(MathCoreConfig::default()).ok()?;
    Some(converter.convert_with_local_state(tex, display).ok()?.mathml)
}

/// How deep braces nest, and commands that take what follows them.
fn deepest(tex: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    for letter in tex.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        most = most.max(depth);
    }
    most
}

fn views(parts: Vec<Part>) -> Vec<AnyView> {
    parts.into_iter().map(view_of).collect()
}

fn view_of(part: Part) -> AnyView {
    let (tag, attributes, inside) = match part {
        Part::Letters(letters) => return letters.into_any(),
        Part::Element { tag, attributes, inside } => (tag, attributes, views(inside)),
    };
    let attributes: Vec<AnyAttribute> =
        attributes.into_iter().map(|(name, value)| custom_attribute(name, value).into_any_attr()).collect();
    macro_rules! elements {
        ($($name:ident)*) => {
            match tag {
                $(stringify!($name) => math::$name().child(inside).add_any_attr(attributes).into_any(),)*
                _ => math::mrow().child(inside).into_any(),
            }
        };
    }
    elements! {
        math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub
        msubsup msup mtable mtd mtext mtr munder munderover
    }
}
