//! What was said against what came of it, as dots beside a diagonal on which both are the same, with the table behind it.

use super::chart::Path;
use super::{Disclosure, Table};
use crate::i18n::{self, tr};
use leptos::prelude::*;

/// One thing that was said.
#[derive(Clone, Debug, PartialEq)]
pub struct DiagonalDot {
    /// What was said, 0 to 1.
    pub said: f64,
    /// What came of it, 0 to 1.
    pub came: f64,
    /// How often.
    pub times: usize,
    /// Whether that is too few to conclude anything.
    pub few: bool,
}

/// What the two axes and the numbers at the dots are called.
#[derive(Clone, Debug, PartialEq)]
pub struct DiagonalNames {
    /// What was said: along.
    pub said: String,
    /// What came of it: up.
    pub came: String,
    /// How often.
    pub times: String,
}

const START: f64 = 46.0;
const END: f64 = 306.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 226.0;
const STEPS: [f64; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];

/// The dots; `summary` says in words what is to be seen.
// A component's props are given away by its caller.
#[allow(clippy::needless_pass_by_value)]
#[component]
pub fn DiagonalChart(dots: Vec<DiagonalDot>, names: DiagonalNames, #[prop(into)] summary: String) -> impl IntoView {
    let rtl = i18n::current().rtl;
    let x = move |share: f64| {
        let along = START + (END - START) * share.clamp(0.0, 1.0);
        if rtl { 320.0 - along } else { along }
    };
    let y = |share: f64| BOTTOM - (BOTTOM - TOP) * share.clamp(0.0, 1.0);
    let between = |from: (f64, f64), to: (f64, f64)| {
        let mut path = Path::default();
        path.to(x(from.0), y(from.1));
        path.to(x(to.0), y(to.1));
        path.0
    };
    let (begin, end) = if rtl { ("end", "start") } else { ("start", "end") };
    let level = |share: f64| {
        view! { <text x=x(0.0) + if rtl { 8.0 } else { -8.0 } y=y(share) + 5.0 text-anchor=end direction="ltr">{i18n::percent(share)}</text> }
            .into_any()
    };
    let step = |share: f64| {
        view! { <text x=x(share) y="246" text-anchor="middle" direction="ltr">{i18n::number((share * 100.0).round())}</text> }.into_any()
    };
    let dot = |dot: &DiagonalDot| {
        let (at, up) = (x(dot.said), y(dot.came));
        // The number stands on the side away from the line; at the upper edge, where the name of the axis is, beside it.
        let (beside, below) = (dot.came > 0.92 && dot.came >= dot.said, dot.came < dot.said && dot.came >= 0.06);
        let (aside, rise, anchor) = match (beside, below) {
            (true, _) => (if rtl { -11.0 } else { 11.0 }, 5.0, begin),
            (false, true) => (0.0, 21.0, "middle"),
            (false, false) => (0.0, -12.0, "middle"),
        };
        let class = if dot.few { "dot self" } else { "dot" };
        view! {
            <path class="guide" d=between((dot.said, dot.said), (dot.said, dot.came))></path>
            <circle class=class cx=at cy=up r="6"></circle>
            <text class="strong" x=at + aside y=up + rise text-anchor=anchor direction="ltr">{i18n::number(whole(dot.times))}</text>
        }
        .into_any()
    };
    let rows = dots
        .iter()
        .map(|dot| vec![i18n::percent(dot.said), i18n::percent(dot.came), i18n::number(whole(dot.times))])
        .collect();
    let head = vec![names.said.clone(), names.came.clone(), names.times];
    view! {
        <svg class="chart" viewBox="0 0 320 272" role="img" aria-label=summary.clone()>
            <text x=x(0.0) - if rtl { -38.0 } else { 38.0 } y="14" text-anchor=begin direction="ltr">{names.came}</text>
            {[0.0, 0.5, 1.0].into_iter().map(level).collect::<Vec<_>>()}
            {STEPS.into_iter().map(step).collect::<Vec<_>>()}
            <text x=x(1.0) y="266" text-anchor=end direction="ltr">{names.said}</text>
            <path class="axis" d=between((0.0, 0.0), (1.0, 0.0))></path>
            <path class="axis" d=between((0.0, 0.0), (0.0, 1.0))></path>
            <path class="self" d=between((0.0, 0.0), (1.0, 1.0))></path>
            {dots.iter().map(dot).collect::<Vec<_>>()}
        </svg>
        <Disclosure summary=tr::common::as_table()><Table caption=summary head rows/></Disclosure>
    }
    .into_any()
}

#[allow(clippy::cast_precision_loss)] // answers
fn whole(count: usize) -> f64 {
    count as f64
}
