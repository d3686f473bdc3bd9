//! Whether mastery was confirmed: shown again after some days, in a context in which it had not been shown. It
//! changes no level; the badge asks for it.

use std::collections::BTreeSet;

use super::{Counted, Evidence, Level, MasteryConfig, Standing, Step};

/// How it stands with the confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmation {
    /// Not mastered: there is nothing to confirm.
    NotMastered,
    /// Mastered, to be confirmed by a success in another context from this study day on.
    Wanted {
        /// The first study day that would do.
        from_day: i64,
    },
    /// Confirmed.
    Given {
        /// The study day of the success that did it.
        day: i64,
    },
}

/// Looks for a success some days (see [`super::RetentionRule`]) after mastery was reached and since kept, in a
/// context of none of the successes until it was reached. `contexts` names those of a piece of evidence, none, one or
/// several; what has none confirms nothing.
pub fn confirmation<'a, I: IntoIterator<Item = C>, C: Ord>(
    standing: &Standing<'a>,
    contexts: impl Fn(&Evidence<'a>) -> I,
    config: &MasteryConfig,
) -> Confirmation {
    let mastered = |step: &Step<'_>| step.level == Level::Mastered;
    if !standing.steps.last().is_some_and(mastered) {
        return Confirmation::NotMastered;
    }
    let reached = standing.steps.iter().rposition(|step| !mastered(step)).map_or(0, |before| before + 1);
    let from_day = standing.steps[reached].evidence.day.saturating_add(config.retention.confirm_days);
    let mut known = BTreeSet::new();
    for (at, step) in standing.steps.iter().enumerate() {
        let counted = Counted { evidence: step.evidence, repeat: step.repeat };
        if !counted.is_success(config) {
            continue;
        }
        let contexts = contexts(&step.evidence);
        if at <= reached {
            known.extend(contexts);
        } else if step.evidence.day >= from_day && contexts.into_iter().any(|context| !known.contains(&context)) {
            return Confirmation::Given { day: step.evidence.day };
        }
    }
    Confirmation::Wanted { from_day }
}
