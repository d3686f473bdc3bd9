//! Drawings of numbers, as SVG with presentation attributes only. A sentence says what is to be seen,
//! and a table stands behind each.

use super::{Disclosure, Table};
use crate::i18n::{self, tr};
use leptos::prelude::*;

/// An estimate at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct EstimatePoint {
    /// The time, in any unit that grows, such as days.
    pub at: f64,
    /// The time in words.
    pub when: String,
    /// The estimate's lower end, 0 to 100.
    pub low: f64,
    /// The estimate, 0 to 100.
    pub estimate: f64,
    /// The estimate's upper end, 0 to 100.
    pub high: f64,
    /// The learner's own rating at that time, if she gave one.
    pub own: Option<f64>,
}

const START: f64 = 34.0;
const END: f64 = 312.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 150.0;

// A component's props are given away by its caller.
#[allow(clippy::needless_pass_by_value)]
/// An estimate over time with its range, lines at the levels (`guides`), and the table behind it.
#[component]
pub fn EstimateChart(points: Vec<EstimatePoint>, guides: Vec<f64>, #[prop(into)] summary: String) -> impl IntoView {
    let (Some(first), Some(last)) = (points.first().cloned(), points.last().cloned()) else {
        return ().into_any();
    };
    let rtl = i18n::current().rtl;
    let span = (last.at - first.at).max(f64::EPSILON);
    let x = |at: f64| {
        let along = START + (END - START) * (at - first.at) / span;
        if rtl { 320.0 - along } else { along }
    };
    let y = |value: f64| BOTTOM - (BOTTOM - TOP) * value.clamp(0.0, 100.0) / 100.0;

    let mut band = Path::default();
    points.iter().for_each(|point| band.to(x(point.at), y(point.high)));
    points.iter().rev().for_each(|point| band.to(x(point.at), y(point.low)));
    let mut line = Path::default();
    points.iter().for_each(|point| line.to(x(point.at), y(point.estimate)));
    let mut own = Path::default();
    points
        .iter()
        .filter_map(|point| point.own.map(|value| (point.at, value)))
        .for_each(|(at, value)| own.to(x(at), y(value)));

    let dots: Vec<AnyView> = points
        .iter()
        .map(|point| {
            let marked = point.own.map(|value| view! { <rect class="dot self" x=x(point.at) - 4.5 y=y(value) - 4.5 width="9" height="9"></rect> });
            view! { {marked}<circle class="dot" cx=x(point.at) cy=y(point.estimate) r="5"></circle> }.into_any()
        })
        .collect();
    let (edge, anchor) = if rtl { (320.0, "end") } else { (0.0, "start") };
    let levels: Vec<AnyView> = guides
        .into_iter()
        .map(|value| {
            let mut guide = Path::default();
            guide.to(x(first.at), y(value));
            guide.to(x(last.at.max(first.at + span)), y(value));
            view! { <path class="guide" d=guide.0></path><text x=edge y=y(value) + 5.0 text-anchor=anchor direction="ltr">{i18n::number(value)}</text> }.into_any()
        })
        .collect();
    let rows = points
        .iter()
        .map(|point| {
            let range = tr::common::range(point.low.round(), point.high.round());
            let own = point.own.map(|value| i18n::number(value.round())).unwrap_or_default();
            vec![point.when.clone(), i18n::number(point.estimate.round()), range, own]
        })
        .collect();
    let head = vec![tr::common::when(), tr::common::estimate(), tr::common::likely_range(), tr::common::own_rating()];
    let (begin, end) = if rtl { ("end", "start") } else { ("start", "end") };
    view! {
        <svg class="chart" viewBox="0 0 320 176" role="img" aria-label=summary.clone()>
            <path class="band" d=band.0></path>
            {levels}
            <path class="axis" d="M8 150H312"></path>
            <path class="self" d=own.0></path>
            <path class="est" d=line.0></path>
            {dots}
            <text x=x(first.at) y="170" text-anchor=begin direction="ltr">{first.when.clone()}</text>
            {(points.len() > 1).then(|| view! { <text x=x(last.at) y="170" text-anchor=end direction="ltr">{last.when.clone()}</text> })}
        </svg>
        <Disclosure summary=tr::common::as_table()><Table caption=summary head rows/></Disclosure>
    }
    .into_any()
}

/// How wide the smallest part of a bar is, and what lies between two.
const LEAST: f64 = 2.0;
const GAP: f64 = 4.0;

/// A part of a whole.
pub struct SharePart {
    /// How much it is, in any unit.
    pub amount: f64,
}

/// Parts of a whole as one bar in four steps of lightness, largest first. The list with the words
/// stands under it, on the screen.
#[component]
pub fn ShareBar(mut parts: Vec<SharePart>, #[prop(into)] summary: String) -> impl IntoView {
    parts.retain(|part| part.amount > 0.0);
    parts.sort_by(|left, right| right.amount.total_cmp(&left.amount));
    let whole: f64 = parts.iter().map(|part| part.amount).sum::<f64>().max(f64::EPSILON);
    // What each has at least is taken off the whole, so that the parts and the gaps between them fill it.
    #[allow(clippy::cast_precision_loss)] // a few parts
    let room = 318.0 - LEAST * parts.len() as f64 - GAP * parts.len().saturating_sub(1) as f64;
    let mut start = 1.0;
    let bars: Vec<AnyView> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| {
            let width = LEAST + room * part.amount / whole;
            let x = start;
            start += width + GAP;
            let class = ["h4", "h3", "h2", "h1"][at.min(3)];
            view! { <rect class=class x=x y="4" width=width height="14" rx="4"></rect> }.into_any()
        })
        .collect();
    view! { <svg class="chart flip" viewBox="0 0 320 22" preserveAspectRatio="none" role="img" aria-label=summary>{bars}</svg> }.into_any()
}

/// An SVG path of straight lines.
#[derive(Default)]
pub(super) struct Path(pub String);

impl Path {
    pub fn to(&mut self, x: f64, y: f64) {
        self.0.push(if self.0.is_empty() { 'M' } else { 'L' });
        self.0.push_str(&((x * 10.0).round() / 10.0).to_string());
        self.0.push(' ');
        self.0.push_str(&((y * 10.0).round() / 10.0).to_string());
    }
}
