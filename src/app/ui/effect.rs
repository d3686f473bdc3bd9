//! What a piece of evidence did to an estimate: an arrow with its number, and a bar to one side of a
//! line. The words are for those who see neither.

use super::Icon;
use crate::i18n;
use leptos::prelude::*;

/// An effect in points, up (positive) or down. `label` is the sentence: "raised it by 6".
#[component]
pub fn EvidenceEffect(points: f64, #[prop(into)] label: String) -> impl IntoView {
    let length = (points.abs() * 1.6).clamp(if points.abs() < 0.05 { 0.0 } else { 1.5 }, 24.0);
    let up = points >= 0.0;
    let start = if up { 26.0 } else { 26.0 - length };
    let arrow = if points.abs() < 0.5 {
        None
    } else if up {
        Some(Icon::Up.small())
    } else {
        Some(Icon::Fall.small())
    };
    view! {
        <div class="effect">
            <b class="num">
                <span class="sr">{label}</span>
                <span class="line tight" aria-hidden="true">{arrow}{i18n::number(points.abs().round())}</span>
            </b>
            <svg class="pull" viewBox="0 0 52 12" aria-hidden="true">
                <line x1="0" x2="52" y1="6" y2="6"></line>
                <rect class=if up { "up" } else { "down" } x=start y="2" width=length height="8" rx="2"></rect>
                <line x1="26" x2="26" y1="0" y2="12"></line>
            </svg>
        </div>
    }
    .into_any()
}
