//! A skill's estimate over time, with her own ratings, and the table behind it.

use super::detail::{Shown, pick};
use super::read::{Detail, What};
use super::view_model::{Point, points};
use super::words;
use crate::i18n::{DateStyle, tr};
use crate::ui::{EstimateChart, EstimatePoint, Section};
use cairn_domain::{evidence::EvidenceKind, kind::Kind};
use leptos::prelude::*;

/// Estimates from which developing and proficient begin, of 100 (LEARNING.md 2.5).
const GUIDES: [f64; 2] = [50.0, 75.0];

/// The section; there from the second point on, and not for a group, which stands where its skills do.
pub fn section(detail: Shown) -> AnyView {
    let drawn = Memo::new(move |_| pick(detail, drawn));
    (move || {
        let points = drawn.get();
        let (first, last) = (points.first()?, points.last().filter(|_| points.len() > 1)?);
        let summary = tr::skills::rose(
            words::hundred(first.figure.mean),
            &words::date(first.ms, DateStyle::Long),
            words::hundred(last.figure.mean),
            &words::date(last.ms, DateStyle::Long),
        );
        let points: Vec<EstimatePoint> = points.iter().map(point).collect();
        Some(view! {
            <Section title=tr::skills::over_time() tight=true>
                <p class="cap">{tr::skills::chart_key()}</p>
                <EstimateChart points guides=GUIDES.to_vec() summary/>
                <p class="cap">{tr::skills::guides(GUIDES[1], GUIDES[0])}</p>
            </Section>
        })
    })
    .into_any()
}

fn drawn(detail: &Detail) -> Vec<Point> {
    if detail.group.is_some() {
        return Vec::new();
    }
    points(&detail.account.estimate, &detail.account.effects, |effect| {
        let piece = detail.pieces.iter().find(|piece| piece.effect.event == effect.event)?;
        match &piece.what {
            What::Own(own) => Some(own.score),
            // Her button on one card is no rating of the skill.
            What::Evidence(evidence) => {
                let own = evidence.kind == EvidenceKind::SelfRating && piece.kind != Kind::RESPONSE;
                own.then_some(evidence.score)
            }
        }
    })
}

#[allow(clippy::cast_precision_loss)] // milliseconds since 1970 are exact in an f64
fn point(point: &Point) -> EstimatePoint {
    let range = point.figure.interval();
    EstimatePoint {
        at: point.ms as f64,
        when: words::date(point.ms, DateStyle::Short),
        low: range.low * 100.0,
        estimate: point.figure.mean * 100.0,
        high: range.high * 100.0,
        own: point.own.map(|own| own * 100.0),
    }
}
