//! In which situations a competency was shown, and whether being mastered was confirmed in another one, some days
//! later (LEARNING.md 2.6). It changes no level.

use super::{Evidence, EvidenceKind, Origin, estimate::Piece};
use crate::fold::fold;
use cairn_learning::mastery::{self, Confirmation, MasteryConfig, Standing, Step};
use std::collections::BTreeMap;

/// Everything that the app asked: one situation, whatever the items. No one can write it as a tag.
const PRACTICE: &str = "\u{0}practice";

/// The situation of an answer.
pub(super) fn of_an_answer() -> Vec<String> {
    vec![PRACTICE.to_owned()]
}

/// The situations of what was said: those that she noted, but for her own rating and what was concluded, which show
/// nothing in any.
pub(super) fn contexts(evidence: &Evidence, by_self: bool) -> Vec<String> {
    if by_self || evidence.kind == EvidenceKind::Inferred {
        return Vec::new();
    }
    let practice = (evidence.origin == Origin::Practised).then(|| PRACTICE.to_owned());
    evidence.contexts.iter().map(|tag| fold(tag)).filter(|tag| !tag.is_empty()).chain(practice).collect()
}

/// Whether the level that the badge speaks of was confirmed. It is confirmed by anything that went well, seen or told:
/// no level hangs on it.
pub(super) fn confirmation(
    full: &Standing<'_>,
    shown: &Standing<'_>,
    pieces: &[Piece<'_>],
    config: &MasteryConfig,
) -> Confirmation {
    let demonstrated = shown.estimate.mass > 0.0;
    let mut levels = shown.steps.iter().map(|step| step.level);
    let mut level = mastery::Level::NotAssessed;
    let mut steps: Vec<Step<'_>> = Vec::with_capacity(pieces.len());
    for (piece, step) in pieces.iter().zip(&full.steps) {
        if !demonstrated {
            level = step.level;
        } else if piece.demonstrates {
            level = levels.next().unwrap_or(level);
        }
        steps.push(Step { level, ..*step });
    }
    let told = Standing { steps, ..full.clone() };
    let by_id: BTreeMap<&[u8], &[String]> = pieces.iter().map(|piece| (piece.seen.id, &piece.contexts[..])).collect();
    let contexts = |seen: &mastery::Evidence<'_>| by_id.get(seen.id).copied().unwrap_or_default();
    mastery::confirmation(&told, contexts, config)
}
