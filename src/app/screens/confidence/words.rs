//! What the figures come to in words.

use crate::i18n::tr;
use cairn_learning::calibration::Verdict;

/// Over all steps; nothing while nothing is concluded.
pub fn on_the_whole(verdict: Verdict) -> String {
    match verdict {
        Verdict::Insufficient => String::new(),
        Verdict::Over => tr::confidence::over(),
        Verdict::Under => tr::confidence::under(),
        Verdict::Well => tr::confidence::well(),
    }
}
