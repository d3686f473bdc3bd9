//! Evidence in its one order: de-duplicated by id, sorted by time and id, repeats marked. Whatever order a
//! merge delivers it in, the same set gives the same sequence.

use std::collections::BTreeSet;

use super::{Evidence, MasteryConfig};
use crate::events::{self, Dated};
use crate::threshold::reaches;

/// A piece of evidence in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counted<'a> {
    /// The evidence.
    pub evidence: Evidence<'a>,
    /// A second attempt at one item on one study day: counts for nothing.
    pub repeat: bool,
}

impl Counted<'_> {
    /// May it count toward mass, success days and diversity?
    pub fn counts(&self) -> bool {
        !self.repeat && self.evidence.kind != super::EvidenceKind::Inferred
    }

    /// Does it count, and did it go well?
    pub fn is_success(&self, config: &MasteryConfig) -> bool {
        self.counts() && reaches(self.evidence.score, config.success_score)
    }

    /// Is it a success that shows `target` demand: a product, a statement, or an item of that demand that the app
    /// graded?
    pub fn shows_demand(&self, target: u8, config: &MasteryConfig) -> bool {
        let kind = self.evidence.kind;
        let tagged = self.evidence.demand.is_some_and(|shown| shown >= target);
        self.is_success(config) && (kind.is_product_or_statement() || (kind.is_auto_graded() && tagged))
    }
}

impl Dated for Evidence<'_> {
    fn id(&self) -> &[u8] {
        self.id
    }

    fn canonical(&self) -> &[u8] {
        self.canonical
    }

    fn t_ms(&self) -> i64 {
        self.t_ms
    }
}

/// Sorts `evidence` by `(t_ms, id)` after keeping, of each id, the one with the greatest canonical bytes.
pub fn in_order<'a>(evidence: &[Evidence<'a>]) -> Vec<Counted<'a>> {
    let mut seen = BTreeSet::new();
    events::in_order(evidence)
        .into_iter()
        .map(|evidence| {
            let repeat = match evidence.item {
                Some(item) if evidence.kind.is_answer() => !seen.insert((item, evidence.day)),
                _ => false,
            };
            Counted { evidence, repeat }
        })
        .collect()
}
