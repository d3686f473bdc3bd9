//! Why this step: sentences built from what is recorded, never from a guess.

use crate::i18n::{relative_days, tr};
use cairn_domain::goal::agenda::Next;

/// The reasons, the strongest first.
pub fn sentences(next: &Next) -> Vec<String> {
    let when = |days: i64| i32::try_from(days).ok().map(relative_days);
    let order = if next.more { tr::today::why_first(&next.title) } else { tr::today::why_only(&next.title) };
    let mut lines = Vec::new();
    lines.extend(next.due_in.and_then(when).map(|when| tr::today::why_due(&when)));
    lines.extend(next.deadline_in.and_then(when).map(|when| tr::today::why_deadline(&when)));
    lines.extend(next.first.then(tr::today::why_priority));
    lines.push(order);
    lines.extend(next.skill.as_deref().map(tr::today::why_skill));
    lines.extend(next.sign.as_deref().map(tr::today::why_sign));
    lines
}
