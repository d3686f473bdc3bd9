//! What is said about typed answers, as part of why the answer is right: an item says such things of options alone.

use super::{
    item::{Left, Maker},
    words::Words,
};
use crate::foreign;

/// Adds a line for each answer of which something is said.
pub(super) fn add<'w>(
    maker: &mut Maker,
    explanation: &mut String,
    said: impl Iterator<Item = (String, Option<&'w Words>)>,
) -> Result<(), Left> {
    let mut lines = Vec::new();
    for (answer, words) in said {
        let Some(words) = words else { continue };
        let text = maker.text(words)?.replace('\n', "\n  ");
        lines.push(format!("- {}: {text}", foreign::escaped(&answer)));
    }
    if !lines.is_empty() {
        let parts = [core::mem::take(explanation), lines.join("\n")];
        *explanation = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    }
    Ok(())
}
