//! Bars over days, as SVG with presentation attributes only. The sentence says what is to be seen; the table behind it has
//! every number.

use super::{Disclosure, Table};
use crate::i18n::{self, tr};
use leptos::prelude::*;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// How high, 0 and more.
    pub amount: f64,
    /// What it stands for, short.
    pub when: String,
    /// The same in the table.
    pub row: String,
    /// Drawn pale.
    pub pale: bool,
}

const START: f64 = 4.0;
const WIDTH: f64 = 312.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 118.0;
/// Bars from one that is named to the next.
const WEEK: usize = 7;
/// Least height of a bar that stands for something.
const LEAST: f64 = 2.0;

// A component's props are given away by its caller.
#[allow(clippy::needless_pass_by_value, clippy::cast_precision_loss)]
/// Bars side by side from the first to the last; `head` names the columns of the table.
#[component]
pub fn Bars(bars: Vec<Bar>, head: [String; 2], #[prop(into)] summary: String) -> impl IntoView {
    let (Some(first), Some(last)) = (bars.first().cloned(), bars.last().cloned()) else { return ().into_any() };
    let rtl = i18n::current().rtl;
    let most = bars.iter().map(|bar| bar.amount).fold(f64::EPSILON, f64::max);
    let step = WIDTH / bars.len() as f64;
    let drawn: Vec<AnyView> = bars
        .iter()
        .enumerate()
        .filter(|(_, bar)| bar.amount > 0.0)
        .map(|(at, bar)| {
            let height = ((BOTTOM - TOP) * bar.amount / most).max(LEAST);
            let along = START + step * at as f64;
            let x = if rtl { 320.0 - along - step } else { along };
            let class = if bar.pale { "h1" } else { "h4" };
            view! { <rect class=class x=x + 1.0 y=BOTTOM - height width=step - 2.0 height=height rx="1.5"></rect> }
                .into_any()
        })
        .collect();
    // Between the first day and the last, one of each week is named.
    let between: Vec<AnyView> = (WEEK..bars.len().saturating_sub(WEEK))
        .step_by(WEEK)
        .map(|at| {
            let along = START + step * (at as f64 + 0.5);
            let x = if rtl { 320.0 - along } else { along };
            let day = bars[at].when.clone();
            view! { <path class="axis" d=format!("M{x} 118v4")></path><text x=x y="138" text-anchor="middle" direction="ltr">{day}</text> }.into_any()
        })
        .collect();
    let rows = bars.iter().map(|bar| vec![bar.row.clone(), i18n::number(bar.amount.round())]).collect();
    let (begin, end) = if rtl { ("end", "start") } else { ("start", "end") };
    let (left, right) = if rtl { (316.0, 4.0) } else { (4.0, 316.0) };
    view! {
        <svg class="chart bars" viewBox="0 0 320 144" role="img" aria-label=summary.clone()>
            <path class="guide" d="M4 22H316"></path>
            <text x=left y="16" text-anchor=begin direction="ltr">{i18n::number(most.round())}</text>
            {drawn}
            <path class="axis" d="M4 118H316"></path>
            <text x=left y="138" text-anchor=begin direction="ltr">{first.when}</text>
            {between}
            <text x=right y="138" text-anchor=end direction="ltr">{last.when}</text>
        </svg>
        <Disclosure summary=tr::common::as_table()><Table caption=summary head=head.to_vec() rows/></Disclosure>
    }
    .into_any()
}
